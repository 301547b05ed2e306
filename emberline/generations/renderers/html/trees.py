"""Expressions, effects and texts as the player evaluates them: parsed, checked, written as JSON.

What has a problem is left out as `Playable` leaves it out: a condition that cannot be read is
false, such an effect is not there.
"""

from collections.abc import Callable, Sequence
from typing import Any

from emberline.stories.engine.chance import Dice, parse_dice
from emberline.stories.engine.document import Value
from emberline.stories.engine.names import Names
from emberline.stories.engine.playable import read_condition, read_effect, read_number
from emberline.stories.engine.template import Alternative, Insertion, Part, read_template
from emberline.stories.engine.tree import (
    Arithmetic,
    Both,
    Call,
    Compare,
    Constant,
    Effect,
    Expression,
    Key,
    Name,
    Negative,
    Not,
    OneOf,
    Within,
)
from emberline.stories.engine.typecheck import Checker, check_condition

Written = Any
"""What JSON can hold."""

_WHOLE_IN_JSON = 2**53


def written_value(value: Value) -> Written:
    """A value that stays what it is in JSON: 3 and 3.0 differ, and whole numbers have no end."""
    if isinstance(value, float):
        return {"f": value}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _WHOLE_IN_JSON:
        return {"i": hex(value) if value > 0 else f"-{hex(-value)}"}
    return value


def written_dice(dice: Dice) -> dict[str, Written]:
    """Dice that were parsed."""
    return {"terms": dice.terms, "bonus": dice.bonus}


class Trees:
    """Writes the texts of one story, below the names that it declares; each text once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[tuple[str, str], Written] = {}

    def condition(self, text: str) -> Written:
        """A condition; false where it cannot be read."""
        return self._once("condition", text, self._condition)

    def number(self, text: str) -> Written:
        """A whole number, such as a roll's modifier; None where it cannot be read."""
        return self._once("number", text, self._number)

    def effects(self, texts: Sequence[str]) -> list[Written]:
        """Effects, without those that cannot be read."""
        written = [self._once("effect", text, self._effect) for text in texts]
        return [effect for effect in written if effect is not None]

    def text(self, text: str) -> Written:
        """A text: itself, or the list of its parts where it changes with the state."""
        return self._parts(read_template(text)[0]) if "{" in text else text

    def _once(self, kind: str, text: str, write: Callable[[str], Written]) -> Written:
        key = (kind, text)
        if key not in self._known:
            self._known[key] = write(text)
        return self._known[key]

    def _condition(self, text: str) -> Written:
        expression = read_condition(text, self._names)
        return False if expression is None else self._expression(expression)

    def _number(self, text: str) -> Written:
        expression = read_number(text, self._names)
        return None if expression is None else self._expression(expression)

    def _effect(self, text: str) -> Written:
        effect = read_effect(text, self._names)
        return None if effect is None else self._written_effect(effect)

    def _written_effect(self, effect: Effect) -> Written:
        if isinstance(effect, Call):
            return [effect.function, *map(self._argument, effect.arguments)]
        value = effect.value
        if effect.operator is not None:
            name = Name(effect.name, effect.column)
            value = Arithmetic(name, ((effect.operator, value),), effect.column)
        return ["assign", effect.name, self._expression(value)]

    def _expression(self, expression: Expression) -> Written:
        match expression:
            case Constant(value):
                return ["value", written_value(value)]
            case Name(name):
                return ["variable", name]
            case Call():
                return self._call(expression)
            case Negative(of):
                return ["negative", self._expression(of)]
            case Arithmetic(first, rest):
                sign = "joined" if self._is_text(first) else None
                links = [[sign or each, self._expression(part)] for each, part in rest]
                return ["calculate", self._expression(first), *links]
            case _:
                return self._truth(expression)

    def _truth(self, expression: Not | Both | Compare | OneOf | Within) -> Written:
        match expression:
            case Not(of):
                return ["not", self._expression(of)]
            case Both(operator, parts):
                return [operator, *map(self._expression, parts)]
            case Compare(first, rest):
                links = [[sign, self._expression(part)] for sign, part in rest]
                return ["compare", self._expression(first), *links]
            case OneOf(value, among):
                return ["one_of", *map(self._expression, (value, *among))]
            case Within(part, whole):
                return ["within", self._expression(part), self._expression(whole)]

    def _call(self, call: Call) -> Written:
        if call.function == "roll":
            notation = call.arguments[0]
            assert isinstance(notation, Constant)
            return ["roll", written_dice(parse_dice(str(notation.value)))]
        return [call.function, *map(self._argument, call.arguments)]

    def _argument(self, argument: Expression | Key) -> Written:
        return argument.key if isinstance(argument, Key) else self._expression(argument)

    def _is_text(self, expression: Expression) -> bool:
        found = Checker(self._names).type_of(expression)
        return found is not None and found.of == "string"

    def _parts(self, parts: Sequence[Part]) -> Written:
        if all(isinstance(part, str) for part in parts):
            return "".join(part for part in parts if isinstance(part, str))
        return [self._part(part) for part in parts]

    def _part(self, part: Part) -> Written:
        match part:
            case Insertion(name):
                return ["show", name] if name in self._names.variables else f"{{{name}}}"
            case Alternative(condition, _, then, otherwise):
                is_sound = condition is not None and not check_condition(condition, self._names)
                holds = self._expression(condition) if is_sound and condition else False
                return ["if", holds, self._parts(then), self._parts(otherwise)]
            case text:
                return text
