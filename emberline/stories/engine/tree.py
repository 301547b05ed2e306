"""The tree of an expression: what `expression` makes of a text, and its tables of functions."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from emberline.stories.engine.document import Value


class Constant(NamedTuple):
    """A number, text, `true` or `false`."""

    value: Value
    column: int


class Name(NamedTuple):
    """A variable."""

    name: str
    column: int


class Key(NamedTuple):
    """The key of an item, node, choice, achievement or protagonist, bare or quoted."""

    key: str
    column: int


class Call(NamedTuple):
    """A function with its arguments."""

    function: str
    arguments: tuple["Expression | Key", ...]
    column: int


class Not(NamedTuple):
    """`not` of a condition."""

    of: "Expression"
    column: int


class Negative(NamedTuple):
    """Minus a number."""

    of: "Expression"
    column: int


class Both(NamedTuple):
    """`and` or `or` between two conditions or more."""

    operator: Literal["and", "or"]
    parts: tuple["Expression", ...]
    column: int


class Compare(NamedTuple):
    """A comparison; more than one, `1 < x < 5`, must all hold."""

    first: "Expression"
    rest: tuple[tuple[str, "Expression"], ...]
    column: int


class OneOf(NamedTuple):
    """`x in […]`: whether a value is one of several."""

    value: "Expression"
    among: "tuple[Expression, ...]"
    column: int


class Within(NamedTuple):
    """`in` without brackets: whether a text stands in another."""

    part: "Expression"
    whole: "Expression"
    column: int


class Arithmetic(NamedTuple):
    """A chain of operators of one rank, from left to right."""

    first: "Expression"
    rest: tuple[tuple[str, "Expression"], ...]
    column: int


Expression = Constant | Name | Call | Not | Negative | Both | Compare | OneOf | Within | Arithmetic


class Assignment(NamedTuple):
    """`x = …`, `x += …` and the like; `operator` is None for a plain one."""

    name: str
    operator: str | None
    value: Expression
    column: int


Effect = Assignment | Call

Signatures = dict[str, tuple[tuple[str, ...], int]]
"""Of each function: the kinds of its arguments, and how many may be left out at the end."""

FUNCTIONS: Signatures = {
    "has": (("item", "number"), 1),
    "count": (("item",), 0),
    "visited": (("node",), 0),
    "times": (("node",), 0),
    "chosen": (("choice",), 0),
    "roll": (("dice",), 0),
    "random": (("number", "number"), 0),
    "min": (("number",) * 8, 6),
    "max": (("number",) * 8, 6),
    "abs": (("number",), 0),
}
ACTIONS: Signatures = {
    "give": (("item", "number"), 1),
    "take": (("item", "number"), 1),
    "unlock": (("achievement",), 0),
    "protagonist": (("protagonist",), 0),
}
KEY_KINDS = frozenset({"item", "node", "choice", "achievement", "protagonist"})
"""Kinds of arguments that are keys."""
CHANCE = frozenset({"roll", "random"})
"""Functions that stand in effects only."""


def parts_of(expression: Expression | Key) -> Iterator[Expression | Key]:
    """`expression` and everything inside it."""
    waiting: list[Expression | Key] = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(inside(part))


def inside(part: Expression | Key) -> tuple[Expression | Key, ...]:
    """The parts of a tree right below its root."""
    match part:
        case Constant() | Name() | Key():
            return ()
        case Call():
            return part.arguments
        case Not() | Negative():
            return (part.of,)
        case Both():
            return part.parts
        case Compare() | Arithmetic():
            return (part.first, *(each for _, each in part.rest))
        case OneOf():
            return (part.value, *part.among)
        case Within():
            return (part.part, part.whole)
