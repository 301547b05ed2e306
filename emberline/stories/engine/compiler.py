"""Trees of expressions compiled to functions: looked at once, then called.

A function is put together from smaller ones; nothing is ever evaluated as it was written. What is
compiled here passed `typecheck`.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from emberline.stories.engine.arithmetic import bounded, chained
from emberline.stories.engine.chance import Dice, parse_dice
from emberline.stories.engine.document import Value
from emberline.stories.engine.names import Names, value_range
from emberline.stories.engine.tree import (
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
from emberline.stories.engine.typecheck import Checker


class Holding(Protocol):
    """What a condition looks at: a state, or a turn that makes the next one."""

    @property
    def variables(self) -> Mapping[str, Value]: ...
    @property
    def items(self) -> Mapping[str, int]: ...
    @property
    def visits(self) -> Mapping[str, int]: ...
    @property
    def taken(self) -> Mapping[str, int]: ...


class Changing(Protocol):
    """What an effect changes."""

    @property
    def variables(self) -> dict[str, Value]: ...
    def give(self, item: str, number: int) -> None: ...
    def take(self, item: str, number: int) -> None: ...
    def unlock(self, achievement: str) -> None: ...
    def switch(self, protagonist: str) -> None: ...
    def roll(self, dice: Dice) -> int: ...
    def random(self, low: int, high: int) -> int: ...


Evaluate = Callable[[Any], Any]
"""Of a `Holding` the value; of a `Changing` too where it may be left to chance."""
Apply = Callable[[Any], None]
"""Changes a `Changing`."""
T = TypeVar("T")

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
# Most conditions compare a variable with a constant: one call instead of three.
_OF_A_VARIABLE: Mapping[str, Callable[[str, Value], Evaluate]] = {
    "==": lambda name, value: lambda state: state.variables[name] == value,
    "!=": lambda name, value: lambda state: state.variables[name] != value,
    "<": lambda name, value: lambda state: state.variables[name] < value,
    "<=": lambda name, value: lambda state: state.variables[name] <= value,
    ">": lambda name, value: lambda state: state.variables[name] > value,
    ">=": lambda name, value: lambda state: state.variables[name] >= value,
}


def compile_value(expression: Expression, names: Names) -> Evaluate:
    """The function that gives the value of `expression` in a state."""
    return _Compiler(names).value(expression)


def compile_effect(effect: Effect, names: Names) -> Apply:
    """The function that changes a turn as `effect` says."""
    compiler = _Compiler(names)
    if isinstance(effect, Assignment):
        return compiler.assignment(effect)
    return compiler.action(effect)


class _Compiler:
    """Makes functions of trees, below the names that a story declares."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def value(self, expression: Expression) -> Evaluate:
        match expression:
            case Constant(value):
                return lambda _: value
            case Name(name):
                return lambda state: state.variables[name]
            case Call():
                return self._call(expression)
            case Arithmetic():
                return self._arithmetic(expression)
            case Negative(of):
                number = self.value(of)
                return lambda state: -number(state)
            case _:
                return self._truth(expression)

    def _truth(self, expression: Not | Both | Compare | OneOf | Within) -> Evaluate:
        match expression:
            case Not(of):
                denied = self.value(of)
                return lambda state: not denied(state)
            case Both():
                return self._both(expression)
            case Compare():
                return self._compare(expression)
            case OneOf():
                return self._one_of(expression)
            case Within():
                return self._within(expression)

    def assignment(self, effect: Assignment) -> Apply:
        name, value = effect.name, effect.value
        if effect.operator is not None:
            value = Arithmetic(
                Name(name, effect.column), ((effect.operator, value),), effect.column
            )
        new = self.value(value)
        variable = self._names.variables[name]
        if variable.type in {"int", "number"}:
            low, high = value_range(variable)

            def store_number(turn: Changing) -> None:
                turn.variables[name] = bounded(new(turn), low, high)

            return store_number

        def store(turn: Changing) -> None:
            turn.variables[name] = new(turn)

        return store

    def action(self, call: Call) -> Apply:
        key = _key(call)
        match call.function:
            case "give":
                given = self._amount(call)
                return lambda turn: turn.give(key, given(turn))
            case "take":
                taken = self._amount(call)
                return lambda turn: turn.take(key, taken(turn))
            case "unlock":
                return lambda turn: turn.unlock(key)
            case _:
                return lambda turn: turn.switch(key)

    def _call(self, call: Call) -> Evaluate:
        match call.function:
            case "has" | "count" | "visited" | "times" | "chosen":
                return self._look(call)
            case "roll":
                return _roll(call)
        arguments = [self._argument(argument) for argument in call.arguments]
        match call.function:
            case "random":
                low, high = arguments
                return lambda turn: turn.random(low(turn), high(turn))
            case "abs":
                (number,) = arguments
                return lambda state: abs(number(state))
            case _:
                pick: Callable[[Any], Any] = min if call.function == "min" else max
                return lambda state: pick([argument(state) for argument in arguments])

    def _look(self, call: Call) -> Evaluate:
        key = _key(call)
        match call.function:
            case "has":
                if len(call.arguments) == 1:
                    return lambda state: key in state.items
                amount = self._amount(call)
                return lambda state: state.items.get(key, 0) >= amount(state)
            case "count":
                return lambda state: state.items.get(key, 0)
            case "visited":
                return lambda state: key in state.visits
            case "times":
                return lambda state: state.visits.get(key, 0)
            case _:
                return lambda state: key in state.taken

    def _amount(self, call: Call) -> Evaluate:
        """The number of things: the second argument, or one."""
        if len(call.arguments) == 1:
            return lambda _: 1
        return self._argument(call.arguments[1])

    def _argument(self, argument: Expression | Key) -> Evaluate:
        assert not isinstance(argument, Key)
        return self.value(argument)

    def _both(self, both: Both) -> Evaluate:
        parts = [self.value(part) for part in both.parts]
        if both.operator == "or":
            return lambda state: any(part(state) for part in parts)
        if len(parts) == 2:
            first, second = parts
            return lambda state: bool(first(state) and second(state))
        return lambda state: all(part(state) for part in parts)

    def _compare(self, comparison: Compare) -> Evaluate:
        first, rest = comparison.first, comparison.rest
        if len(rest) == 1:
            sign, second = rest[0]
            if isinstance(first, Name) and isinstance(second, Constant):
                return _OF_A_VARIABLE[sign](first.name, second.value)
            compared, left, right = _COMPARISONS[sign], self.value(first), self.value(second)
            return lambda state: compared(left(state), right(state))
        start = self.value(first)
        links = [(_COMPARISONS[sign], self.value(part)) for sign, part in rest]

        def in_a_row(state: Holding) -> bool:
            left = start(state)
            for compared, part in links:
                right = part(state)
                if not compared(left, right):
                    return False
                left = right
            return True

        return in_a_row

    def _within(self, within: Within) -> Evaluate:
        part, whole = self.value(within.part), self.value(within.whole)
        return lambda state: part(state) in whole(state)

    def _one_of(self, one_of: OneOf) -> Evaluate:
        value = self.value(one_of.value)
        if all(isinstance(each, Constant) for each in one_of.among):
            constants = frozenset(each.value for each in one_of.among if isinstance(each, Constant))
            return lambda state: value(state) in constants
        among = [self.value(each) for each in one_of.among]
        return lambda state: value(state) in [each(state) for each in among]

    def _arithmetic(self, chain: Arithmetic) -> Evaluate:
        signs = tuple(sign for sign, _ in chain.rest)
        found = Checker(self._names).type_of(chain.first)
        if found is not None and found.of == "string":
            signs = ("joined",) * len(signs)
        parts = [self.value(chain.first), *(self.value(part) for _, part in chain.rest)]
        if len(parts) > 2 or signs[0] not in {"+", "-"}:
            return lambda state: chained(signs, tuple([part(state) for part in parts]))
        left, right = parts
        if signs[0] == "+":
            return lambda state: left(state) + right(state)
        return lambda state: left(state) - right(state)


def _roll(call: Call) -> Evaluate:
    notation = call.arguments[0]
    assert isinstance(notation, Constant)
    dice = parse_dice(str(notation.value))
    return lambda turn: turn.roll(dice)


def _key(call: Call) -> str:
    key = call.arguments[0]
    assert isinstance(key, Key)
    return key.key
