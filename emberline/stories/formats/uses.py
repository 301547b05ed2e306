"""What the expressions of a story tell of its names, and the types of variables that follow."""

from collections import defaultdict
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from emberline.stories.engine.document import Value, Variable, VariableType
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


class Kind(IntEnum):
    """Types of values; the later one holds what the earlier one holds."""

    UNKNOWN = 0
    BOOL = 1
    INT = 2
    NUMBER = 3
    STRING = 4


class _Found(NamedTuple):
    """Of a value: its kind, as far as it is known, and the variables that it is made of."""

    kind: Kind
    names: tuple[str, ...] = ()


_TYPES: dict[Kind, VariableType] = {
    Kind.UNKNOWN: "int",
    Kind.BOOL: "bool",
    Kind.INT: "int",
    Kind.NUMBER: "number",
    Kind.STRING: "string",
}
_DECLARED = {
    "int": Kind.INT,
    "number": Kind.NUMBER,
    "bool": Kind.BOOL,
    "string": Kind.STRING,
    "enum": Kind.STRING,
}
_CALCULATED = frozenset({"min", "max", "abs"})
_ASKED = frozenset({"has", "visited", "chosen"})


class Uses:
    """Gathers the uses of names, expression by expression; `declared` ones keep their types.

    items, achievements, protagonists: the keys that are used, in the order of their first use.
    """

    def __init__(self, declared: Mapping[str, Variable]) -> None:
        self.items: dict[str, None] = {}
        self.achievements: dict[str, None] = {}
        self.protagonists: dict[str, None] = {}
        self._keys = {
            "item": self.items,
            "achievement": self.achievements,
            "protagonist": self.protagonists,
        }
        self._declared = {name: _DECLARED[it.type] for name, it in declared.items()}
        self._names: dict[str, None] = {}
        self._assigned: dict[str, Kind] = {}
        self._used: dict[str, Kind] = {}
        # From each variable to those that take its value, and to those that it is compared with;
        # in order, so that every run says the same.
        self._flows: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._meets: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def initial(self, name: str, value: Value) -> None:
        """Look at a value that a variable has from the start."""
        self.variable(name)
        _raise(self._assigned, name, _kind_of(value))

    def effect(self, effect: Effect) -> None:
        """Look at an effect."""
        if isinstance(effect, Call):
            self._call(effect)
        else:
            self._assignment(effect)

    def condition(self, condition: Expression) -> None:
        """Look at a condition."""
        self._use(self._value(condition), Kind.BOOL)

    def number(self, value: Expression) -> None:
        """Look at a value that is to be a number."""
        self._use(self._value(value), Kind.INT)

    def variable(self, name: str) -> None:
        """Look at a variable of whose use nothing follows."""
        self._names[name] = None

    def types(self) -> dict[str, VariableType]:
        """The types of the variables that are used and not declared, in the order of first use."""
        kinds = {**self._assigned, **self._declared}
        self._flow(kinds, list(kinds))
        told = [name for name in self._used if not kinds.get(name)]
        kinds.update((name, self._used[name]) for name in told)
        self._flow(kinds, told)
        self._meet(kinds)
        undeclared = [name for name in self._names if name not in self._declared]
        return {name: _TYPES[kinds.get(name, Kind.UNKNOWN)] for name in undeclared}

    def _flow(self, kinds: dict[str, Kind], changed: list[str]) -> None:
        """Raise what takes a value of a higher kind; each name rises a few times at most."""
        while changed:
            source = changed.pop()
            changed.extend(
                target
                for target in self._flows.get(source, ())
                if target not in self._declared and _raise(kinds, target, kinds[source])
            )

    def _meet(self, kinds: dict[str, Kind]) -> None:
        """Let what is unknown yet be of the kind of what it meets."""
        known = [name for name, kind in kinds.items() if kind]
        while known:
            name = known.pop()
            for other in self._meets.get(name, ()):
                if not kinds.get(other):
                    kinds[other] = kinds[name]
                    known.append(other)

    def _assignment(self, effect: Assignment) -> None:
        self.variable(effect.name)
        found = self._value(effect.value)
        kind = found.kind
        if effect.operator is not None and kind is not Kind.STRING:
            kind = max(kind, Kind.INT)
        _raise(self._assigned, effect.name, kind)
        for name in found.names:
            self._flows[name][effect.name] = None
            self._meets[effect.name][name] = None

    def _value(self, expression: Expression) -> _Found:
        match expression:
            case Constant():
                return _Found(_kind_of(expression.value))
            case Name():
                self.variable(expression.name)
                return _Found(Kind.UNKNOWN, (expression.name,))
            case Call():
                return self._call(expression)
            case Negative():
                return self._calculated([self._value(expression.of)])
            case Arithmetic():
                return self._arithmetic(expression)
            case _:
                self._asked(expression)
                return _Found(Kind.BOOL)

    def _asked(self, condition: Not | Both | Compare | OneOf | Within) -> None:
        match condition:
            case Not():
                self._use(self._value(condition.of), Kind.BOOL)
            case Both():
                for part in condition.parts:
                    self._use(self._value(part), Kind.BOOL)
            case Compare():
                self._comparison(condition)
            case OneOf():
                value = self._value(condition.value)
                for part in condition.among:
                    self._alike(value, self._value(part))
            case Within():
                self._use(self._value(condition.part), Kind.STRING)
                self._use(self._value(condition.whole), Kind.STRING)

    def _comparison(self, comparison: Compare) -> None:
        left = self._value(comparison.first)
        for operator, part in comparison.rest:
            right = self._value(part)
            self._alike(left, right)
            if operator not in {"==", "!="}:
                self._use(left, Kind.INT)
                self._use(right, Kind.INT)
            left = right

    def _alike(self, left: _Found, right: _Found) -> None:
        self._use(left, right.kind)
        self._use(right, left.kind)
        # One name stands for each side: what the others are follows from the calculation.
        if left.names and right.names:
            self._meets[left.names[0]][right.names[0]] = None
            self._meets[right.names[0]][left.names[0]] = None

    def _arithmetic(self, chain: Arithmetic) -> _Found:
        found = [self._value(chain.first), *(self._value(part) for _, part in chain.rest)]
        operators = {operator for operator, _ in chain.rest}
        if operators == {"+"} and any(part.kind is Kind.STRING for part in found):
            for part in found:
                self._use(part, Kind.STRING)
            return _Found(Kind.STRING)
        return self._calculated(found, Kind.NUMBER if "/" in operators else Kind.INT)

    def _calculated(self, found: list[_Found], least: Kind = Kind.INT) -> _Found:
        for part in found:
            self._use(part, Kind.INT)
        kinds = [part.kind for part in found if part.kind is not Kind.STRING]
        return _Found(max([least, *kinds]), tuple(name for part in found for name in part.names))

    def _call(self, call: Call) -> _Found:
        kinds, _ = FUNCTIONS.get(call.function) or ACTIONS[call.function]
        pairs = zip(kinds, call.arguments, strict=False)
        found = [self._argument(kind, argument) for kind, argument in pairs]
        if call.function in _CALCULATED:
            return self._calculated(found)
        return _Found(Kind.BOOL if call.function in _ASKED else Kind.INT)

    def _argument(self, kind: str, argument: Expression | Key) -> _Found:
        if isinstance(argument, Key):
            # Nodes and choices are declared by being there.
            if kind in self._keys:
                self._keys[kind][argument.key] = None
            return _Found(Kind.UNKNOWN)
        found = self._value(argument)
        self._use(found, Kind.INT)
        return found

    def _use(self, found: _Found, kind: Kind) -> None:
        if found.kind is Kind.UNKNOWN:
            for name in found.names:
                _raise(self._used, name, kind)


def _raise(kinds: dict[str, Kind], name: str, kind: Kind) -> bool:
    if kind <= kinds.get(name, Kind.UNKNOWN):
        return False
    kinds[name] = kind
    return True


def _kind_of(value: Value) -> Kind:
    if isinstance(value, bool):
        return Kind.BOOL
    if isinstance(value, int):
        return Kind.INT
    return Kind.NUMBER if isinstance(value, float) else Kind.STRING
