"""Whether an expression means something: its names are declared, its types fit."""

from collections.abc import Collection, Mapping
from itertools import islice
from typing import Literal, NamedTuple

from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.document import Value, Variable
from emberline.stories.engine.expression import Problem
from emberline.stories.engine.names import Names
from emberline.stories.engine.tree import (
    ACTIONS,
    FUNCTIONS,
    Arithmetic,
    Assignment,
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


class Type(NamedTuple):
    """The type of a value; `values` are those that a text can have, where they are known."""

    of: Literal["int", "number", "bool", "string"]
    # A map for its keys: in their order, and soon found.
    values: Mapping[str, None] | None = None

    @property
    def is_number(self) -> bool:
        """Whether it can be calculated with."""
        return self.of in {"int", "number"}


INT, NUMBER, BOOL, STRING = Type("int"), Type("number"), Type("bool"), Type("string")
_VALUED = frozenset({"has", "visited", "chosen"})
_NAMED_MOST = 10
_NAMED_LENGTH = 40
_SHOWN = {"int": "a whole number", "number": "a number", "bool": "true or false", "string": "text"}


def check_condition(expression: Expression, names: Names) -> list[Problem]:
    """What is wrong with `expression` as a condition. A number is true where it is not 0."""
    checker = Checker(names)
    checker.truth(expression)
    return checker.problems


def check_number(expression: Expression, names: Names) -> list[Problem]:
    """What is wrong with `expression` as a whole number."""
    checker = Checker(names)
    checker.expect(expression, INT)
    return checker.problems


def check_effect(effect: Effect, names: Names) -> list[Problem]:
    """What is wrong with `effect`."""
    checker = Checker(names)
    if isinstance(effect, Call):
        checker.call(effect)
    else:
        checker.assignment(effect)
    return checker.problems


def type_of_variable(variable: Variable) -> Type:
    """The type of what `variable` holds."""
    if variable.type == "enum":
        return Type("string", dict.fromkeys(variable.values))
    return Type(variable.type)


def type_of_value(value: Value) -> Type:
    """The type of a value as it is written."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return INT
    return NUMBER if isinstance(value, float) else Type("string", {value: None})


class Checker:
    """Gathers the problems of one expression, and tells the types of its parts.

    A part with a problem has the type None, which fits everywhere: one mistake is told once.
    """

    def __init__(self, names: Names) -> None:
        self.problems: list[Problem] = []
        self._names = names
        self._types: dict[str, Type] = {}

    def truth(self, expression: Expression) -> None:
        """Take `expression` for a condition."""
        found = self.type_of(expression)
        if found is not None and found.of == "string":
            self._type(expression.column, 'Compare this text with something: `… == "…"`.')

    def expect(self, expression: Expression, wanted: Type) -> None:
        """Take `expression` for a value of the type `wanted`."""
        found = self.type_of(expression)
        if found is not None and not _fits(found, wanted):
            self._type(expression.column, _mismatch(found, wanted))

    def assignment(self, effect: Assignment) -> None:
        """Take `effect` for a change of a variable."""
        wanted = self._variable(effect.name, effect.column)
        if wanted is None:
            self.type_of(effect.value)
        elif effect.operator is None or wanted.is_number or _lengthens(effect, wanted):
            self.expect(effect.value, wanted)
        else:
            self._type(effect.column, f"`{effect.name}` is {_shown(wanted)}; set it with `=`.")

    def call(self, call: Call) -> Type | None:
        """Take `call` for a function or an action with its arguments."""
        kinds, _ = FUNCTIONS.get(call.function) or ACTIONS[call.function]
        found: list[Type | None] = []
        for kind, argument in zip(kinds, call.arguments, strict=False):
            found.append(self._argument(call, kind, argument))
        if call.function in {"min", "max", "abs"}:
            return None if None in found else NUMBER if NUMBER in found else INT
        return BOOL if call.function in _VALUED else INT

    def type_of(self, expression: Expression) -> Type | None:
        """The type of `expression`; None where a problem was found in it."""
        match expression:
            case Constant():
                return type_of_value(expression.value)
            case Name():
                return self._variable(expression.name, expression.column)
            case Call():
                return self.call(expression)
            case Negative():
                return self._number(expression.of)
            case Arithmetic():
                return self._arithmetic(expression)
            case _:
                self._condition(expression)
                return BOOL

    def _condition(self, expression: Not | Both | Compare | OneOf | Within) -> None:
        match expression:
            case Not():
                self.truth(expression.of)
            case Both():
                for part in expression.parts:
                    self.truth(part)
            case Compare():
                self._comparison(expression)
            case OneOf():
                wanted = self.type_of(expression.value)
                for part in expression.among:
                    self._alike(wanted, self.type_of(part), part.column)
            case Within():
                self.expect(expression.part, STRING)
                self.expect(expression.whole, STRING)

    def _comparison(self, comparison: Compare) -> None:
        left = self.type_of(comparison.first)
        for operator, part in comparison.rest:
            right = self.type_of(part)
            if operator in {"==", "!="}:
                self._alike(left, right, part.column)
            else:
                self._ordered(operator, (left, right), part.column)
            left = right

    def _ordered(self, operator: str, sides: tuple[Type | None, ...], column: int) -> None:
        for side in sides:
            if side is not None and not side.is_number:
                self._type(column, f"`{operator}` compares numbers, not {_shown(side)}.")
                return

    def _alike(self, left: Type | None, right: Type | None, column: int) -> None:
        """Two values that are compared could be the same."""
        if left is None or right is None:
            return
        if left.of != right.of and not (left.is_number and right.is_number):
            self._type(column, f"{_shown(left)} is never {_shown(right)}.".capitalize())
        elif left.values and right.values and left.values.keys().isdisjoint(right.values.keys()):
            one = _named([next(iter(right.values))])
            self._type(column, f"{one} is none of {_named(left.values)}.")

    def _arithmetic(self, chain: Arithmetic) -> Type | None:
        first = self.type_of(chain.first)
        parts = [part for _, part in chain.rest]
        operators = {operator for operator, _ in chain.rest}
        if first is not None and first.of == "string" and operators == {"+"}:
            for part in parts:
                self.expect(part, STRING)
            return STRING
        found = [self._must_be_number(first, chain.first.column), *map(self._number, parts)]
        if None in found:
            return None
        return NUMBER if NUMBER in found or "/" in operators else INT

    def _number(self, expression: Expression) -> Type | None:
        return self._must_be_number(self.type_of(expression), expression.column)

    def _must_be_number(self, found: Type | None, column: int) -> Type | None:
        if found is None or found.is_number:
            return found
        self._type(column, f"Calculate with numbers, not with {_shown(found)}.")
        return None

    def _argument(self, call: Call, kind: str, argument: Expression | Key) -> Type | None:
        if isinstance(argument, Key):
            self._key(kind, argument)
            return None
        if kind == "dice":
            self._dice(argument)
            return None
        if call.function in {"min", "max", "abs"}:
            return self._number(argument)
        self.expect(argument, INT)
        return None

    def _key(self, kind: str, key: Key) -> None:
        known = self._names.of_kind(kind)
        if key.key not in known:
            named = "choice (named as `node/choice`)" if kind == "choice" else kind
            self._undeclared(key.column, f"{named} `{key.key}`")

    def _dice(self, argument: Expression) -> None:
        if not isinstance(argument, Constant) or not isinstance(argument.value, str):
            self._type(argument.column, 'Write the dice in quotes: `roll("2d6+1")`.')
            return
        try:
            parse_dice(argument.value)
        except ValueError as error:
            self.problems.append(Problem("syntax", argument.column, str(error)))

    def _variable(self, name: str, column: int) -> Type | None:
        if name in self._types:
            return self._types[name]
        variable = self._names.variables.get(name)
        if variable is not None:
            self._types[name] = type_of_variable(variable)
            return self._types[name]
        self._undeclared(column, f"variable `{name}`")
        return None

    def _undeclared(self, column: int, what: str) -> None:
        message = f"There is no {what}: declare it, or mend its name."
        self.problems.append(Problem("undeclared", column, message))

    def _type(self, column: int, message: str) -> None:
        self.problems.append(Problem("type", column, message))


def _lengthens(effect: Assignment, wanted: Type) -> bool:
    return effect.operator == "+" and wanted == STRING


def _fits(found: Type, wanted: Type) -> bool:
    if wanted.of == "number":
        return found.is_number
    if found.of != wanted.of:
        return False
    if wanted.values is None:
        return True
    return found.values is not None and found.values.keys() <= wanted.values.keys()


def _mismatch(found: Type, wanted: Type) -> str:
    if found.of == wanted.of:
        return f"This is to be one of {_named(wanted.values or {})}."
    rounds = (found.of, wanted.of) == ("number", "int")
    hint = " `//` divides to whole numbers." if rounds else ""
    return f"This is to be {_shown(wanted)}, not {_shown(found)}.{hint}"


def _named(values: Collection[str]) -> str:
    named = [f"`{value[:_NAMED_LENGTH]}`" for value in islice(values, _NAMED_MOST)]
    return ", ".join(named if len(values) <= _NAMED_MOST else [*named, "…"])


def _shown(found: Type) -> str:
    return _SHOWN[found.of]
