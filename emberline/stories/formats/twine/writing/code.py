"""Conditions and effects of the engine's language in the words of SugarCube and of Harlowe."""

from typing import ClassVar

from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.document import Value
from emberline.stories.engine.expression import (
    ExpressionError,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.tree import (
    Arithmetic,
    Assignment,
    Both,
    Call,
    Compare,
    Constant,
    Expression,
    Key,
    Name,
    Negative,
    Not,
    OneOf,
    Within,
)
from emberline.stories.formats.twine.writing.names import Names

_DICE_MOST = 20


class UnwritableError(ValueError):
    """Something that the format has no words for."""


class SugarCubeCode:
    """The words of SugarCube.

    Every method raises UnwritableError where there are none, and gives the text with it.
    has_items: whether items were written of.
    """

    nothing = "[]"
    comparisons: ClassVar = {
        "==": "is",
        "!=": "isnot",
        "<": "lt",
        "<=": "lte",
        ">": "gt",
        ">=": "gte",
    }

    def __init__(self, names: Names) -> None:
        self._names = names
        self.has_items = False

    def condition(self, text: str) -> str:
        """A condition."""
        try:
            return self.written(parse_condition(text))
        except ExpressionError as error:
            raise UnwritableError(text) from error

    def value(self, text: str) -> str:
        """A value."""
        try:
            return self.written(parse_value(text))
        except ExpressionError as error:
            raise UnwritableError(text) from error

    def effect(self, text: str) -> str:
        """An effect, as it stands in `<<set …>>`."""
        try:
            effect = parse_effect(text)
        except ExpressionError as error:
            raise UnwritableError(text) from error
        if isinstance(effect, Assignment):
            return self.assigned(effect.name, effect.operator, self.written(effect.value))
        if effect.function not in {"give", "take"}:
            raise UnwritableError(text)
        return self._moved(effect, text)

    def _moved(self, effect: Call, text: str) -> str:
        """Items given or taken: so many, or all that are there."""
        key = self.quoted(_key(effect))
        count = effect.arguments[1] if len(effect.arguments) > 1 else Constant(1, 0)
        if effect.function == "take" and isinstance(count, Call) and count.function == "count":
            return self._taken_all(key)
        if not isinstance(count, Constant) or count.value not in range(1, _DICE_MOST + 1):
            raise UnwritableError(text)
        keys = [key] * int(count.value)
        return self._given(keys) if effect.function == "give" else self._taken(keys)

    def at_least(self, value: str, least: int) -> str:
        """A condition: that a value reaches another."""
        return f"{value} {self.comparisons['>=']} {least}"

    def written(self, term: Expression) -> str:
        """An expression."""
        match term:
            case Constant(value):
                return self.constant(value)
            case Name(name):
                return f"${name}"
            case Arithmetic():
                return self._calculated(term)
            case Call():
                return self._called(term)
        return self._joined(term)

    def quoted(self, text: str) -> str:
        """A text in quotes."""
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    def _joined(self, term: Not | Negative | Both | Compare | OneOf | Within) -> str:
        match term:
            case Not(of):
                return f"not {self._inner(of)}"
            case Negative(of):
                return f"-{self._inner(of)}"
            case Both(operator, parts):
                return f" {operator} ".join(self._inner(part) for part in parts)
            case Compare():
                return self._compared(term)
            case OneOf(value, among):
                values = ", ".join(self.written(each) for each in among)
                return self._one_of(self._inner(value), values)
            case Within(part, whole):
                return self._within(self._inner(part), self._inner(whole))

    @property
    def _items(self) -> str:
        self.has_items = True
        return self._names.inventory

    def _inner(self, term: Expression) -> str:
        """`term` in brackets, unless it is one word."""
        if isinstance(term, Constant | Name | Call):
            return self.written(term)
        return f"({self.written(term)})"

    def constant(self, value: Value) -> str:
        """A value."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self.quoted(value)
        if isinstance(value, float) and not value.is_integer():
            return f"{value:.12f}".rstrip("0")
        return str(int(value))

    def _compared(self, term: Compare) -> str:
        left = term.first
        pairs = []
        for operator, right in term.rest:
            words = self.comparisons[operator]
            pairs.append(f"{self._inner(left)} {words} {self._inner(right)}")
            left = right
        return " and ".join(pairs)

    def _calculated(self, term: Arithmetic) -> str:
        text = self._inner(term.first)
        for operator, right in term.rest:
            if operator == "//":
                text = self._floored(f"{text} / {self._inner(right)}")
            else:
                text = f"{text} {operator} {self._inner(right)}"
        return text

    def _called(self, call: Call) -> str:
        match call.function, call.arguments:
            case "has", (Key(key), *count):
                least = self._inner(count[0]) if count else "1"  # type: ignore[arg-type]
                return self._has(self.quoted(key), least)
            case "count", (Key(key),):
                return self._count(self.quoted(key))
            case "visited", (Key(key),):
                return self._visited(self.quoted(self._names.passage(key)))
            case "times", (Key(key),):
                return self._times(self.quoted(self._names.passage(key)))
            case "chosen", (Key(key),) if key in self._names.chosen:
                return f"${self._names.chosen[key]}"
            case "roll", (Constant(value=str(dice)),):
                return self.rolled(dice)
        if call.function not in {"random", "min", "max", "abs"}:
            raise UnwritableError(call.function)
        arguments = ", ".join(
            self.written(each) for each in call.arguments if not isinstance(each, Key)
        )
        return self._function(call.function, arguments)

    def rolled(self, notation: str) -> str:
        """Dice as the numbers that they draw."""
        try:
            dice = parse_dice(notation)
        except ValueError as error:
            raise UnwritableError(notation) from error
        if sum(count for count, _ in dice.terms) > _DICE_MOST:
            raise UnwritableError(notation)
        drawn = [
            self._function("random", f"1, {sides}")
            for count, sides in dice.terms
            for _ in range(count)
        ]
        if dice.bonus or not drawn:
            drawn.append(str(dice.bonus))
        return f"({' + '.join(drawn)})"

    def assigned(self, name: str, operator: str | None, value: str) -> str:
        """An effect that gives a variable a value."""
        return f"${name} {operator}= {value}" if operator else f"${name} to {value}"

    def _given(self, keys: list[str]) -> str:
        return f"${self._items}.push({', '.join(keys)})"

    def _taken(self, keys: list[str]) -> str:
        return f"${self._items}.deleteFirst({', '.join(keys)})"

    def _taken_all(self, key: str) -> str:
        return f"${self._items}.delete({key})"

    def _has(self, item: str, least: str) -> str:
        if least == "1":
            return f"${self._items}.includes({item})"
        return f"({self._count(item)} gte {least})"

    def _count(self, item: str) -> str:
        return f"${self._items}.count({item})"

    def _visited(self, passage: str) -> str:
        return f"hasVisited({passage})"

    def _times(self, passage: str) -> str:
        return f"visited({passage})"

    def _one_of(self, value: str, among: str) -> str:
        return f"[{among}].includes({value})"

    def _within(self, part: str, whole: str) -> str:
        return f"{whole}.includes({part})"

    def _floored(self, value: str) -> str:
        return f"Math.floor({value})"

    def _function(self, name: str, arguments: str) -> str:
        return f"{name}({arguments})" if name == "random" else f"Math.{name}({arguments})"


class HarloweCode(SugarCubeCode):
    """The words of Harlowe."""

    nothing = "(a:)"
    comparisons: ClassVar = {"==": "is", "!=": "is not", "<": "<", "<=": "<=", ">": ">", ">=": ">="}

    def assigned(self, name: str, operator: str | None, value: str) -> str:
        return f"${name} to it {operator} {value}" if operator else f"${name} to {value}"

    def _given(self, keys: list[str]) -> str:
        return f"${self._items} to it + (a: {', '.join(keys)})"

    def _taken(self, keys: list[str]) -> str:
        return f"${self._items} to it - (a: {', '.join(keys)})"

    def _taken_all(self, key: str) -> str:
        return self._taken([key])

    def _has(self, item: str, least: str) -> str:
        if least == "1":
            return f"(${self._items} contains {item})"
        return f"({self._count(item)} >= {least})"

    def _count(self, item: str) -> str:
        return f"(count: ${self._items}, {item})"

    def _visited(self, passage: str) -> str:
        return f"((history:) contains {passage})"

    def _times(self, passage: str) -> str:
        return f"(count: (history:), {passage})"

    def _one_of(self, value: str, among: str) -> str:
        return f"((a: {among}) contains {value})"

    def _within(self, part: str, whole: str) -> str:
        return f"({whole} contains {part})"

    def _floored(self, value: str) -> str:
        return f"(floor: {value})"

    def _function(self, name: str, arguments: str) -> str:
        return f"({name}: {arguments})"


class NoCode(SugarCubeCode):
    """No words: of formats whose logic is not known."""

    def effect(self, text: str) -> str:
        raise UnwritableError(text)

    def written(self, term: Expression) -> str:
        raise UnwritableError(str(term))

    def rolled(self, notation: str) -> str:
        raise UnwritableError(notation)

    def quoted(self, text: str) -> str:
        return text


def _key(call: Call) -> str:
    key = call.arguments[0]
    assert isinstance(key, Key)
    return key.key
