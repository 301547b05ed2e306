"""Expressions of Harlowe and SugarCube as one tree, before they become text of our language.

Chains are flat, and whoever makes a tree limits its depth, so that walking one down is safe.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

Kind = Literal["bool", "int", "number", "string"]
Value = bool | int | float | str
DEPTH_MOST = 24
"""How deeply brackets may nest in a source."""
LENGTH_MOST = 8_000
"""Characters that the source of an expression may have."""


class UntranslatedError(ValueError):
    """A source that cannot be said in our language; the text says why."""


class _Term(msgspec.Struct, frozen=True, gc=False):
    """A part of an expression."""


class Constant(_Term, frozen=True):
    """A value as it is written; None stands for `undefined` and `null`."""

    value: Value | None


class Variable(_Term, frozen=True):
    """A variable by our name for it: `$a.b` is `a_b`, `_c` is `_c`."""

    name: str


class Both(_Term, frozen=True):
    """`and` or `or` between conditions."""

    operator: Literal["and", "or"]
    parts: tuple["Term", ...]


class Denied(_Term, frozen=True):
    """`not`."""

    of: "Term"


class Chain(_Term, frozen=True):
    """Operators of one rank, from left to right; texts are joined by `+`."""

    first: "Term"
    rest: tuple[tuple[str, "Term"], ...]


class Comparison(_Term, frozen=True):
    """Two values with one of `== != < <= > >=` between them."""

    operator: str
    left: "Term"
    right: "Term"


class Contained(_Term, frozen=True):
    """Whether a value is among others, or a text in another."""

    part: "Term"
    whole: "Term"


class Called(_Term, frozen=True):
    """A function by our name for it, as far as we have one."""

    function: str
    arguments: tuple["Term", ...] = ()


class Listed(_Term, frozen=True):
    """An array or set."""

    parts: tuple["Term", ...]


class Mapped(_Term, frozen=True):
    """A datamap or object: names with their values."""

    entries: tuple[tuple[str, "Term"], ...]


class Decided(_Term, frozen=True):
    """One of two values, by a condition."""

    condition: "Term"
    then: "Term"
    otherwise: "Term"


class Dated(_Term, frozen=True):
    """A value as it was when so many steps of a scene had happened."""

    of: "Term"
    steps: int


Term = (
    Constant
    | Variable
    | Both
    | Denied
    | Chain
    | Comparison
    | Contained
    | Called
    | Listed
    | Mapped
    | Decided
    | Dated
)

TRUE, FALSE = Constant(True), Constant(False)
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
CHANCE = frozenset({"random", "pick"})


def unknown(why: str) -> Term:
    """A condition or value that was not understood."""
    return Called("?", (Constant(why),))


def every(*parts: Term) -> Term:
    """All of `parts`."""
    return _both("and", parts)


def some(*parts: Term) -> Term:
    """One of `parts` at least."""
    return _both("or", parts)


def denied(term: Term) -> Term:
    """The opposite of a condition."""
    match term:
        case Constant(value):
            return Constant(not value)
        case Denied(of):
            return of
        case Comparison(operator, left, right):
            return Comparison(_OPPOSITE[operator], left, right)
        case Dated(of, steps):
            return Dated(denied(of), steps)
        case _:
            return Denied(term)


def compared(operator: str, left: Term, right: Term) -> Term:
    """A comparison, settled where both sides are known, and short where one is true or false."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _settled(operator, left, right)
    if isinstance(left, Constant):
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
        return compared(turned, right, left)
    if isinstance(right, Constant) and isinstance(right.value, bool) and operator in {"==", "!="}:
        return left if right.value == (operator == "==") else denied(left)
    return Comparison(operator, left, right)


def chained(first: Term, *rest: tuple[str, Term]) -> Term:
    """A chain of operators, settled where two numbers stand at its beginning."""
    while rest and isinstance(first, Constant) and isinstance(rest[0][1], Constant):
        joined = _calculated(first.value, rest[0][0], rest[0][1].value)
        if joined is None:
            break
        first, rest = Constant(joined), rest[1:]
    if not rest:
        return first
    if isinstance(first, Chain) and _rank(first.rest[0][0]) == _rank(rest[0][0]):
        return Chain(first.first, first.rest + rest)
    return Chain(first, rest)


def negative(term: Term) -> Term:
    """Minus a number."""
    if isinstance(term, Constant) and isinstance(term.value, int | float):
        return Constant(-term.value)
    return Chain(Constant(0), (("-", term),))


def decided(condition: Term, then: Term, otherwise: Term) -> Term:
    """One of two values; a condition where both are."""
    if isinstance(condition, Constant):
        return then if condition.value else otherwise
    if isinstance(then, Constant) and isinstance(otherwise, Constant):
        if then.value is True and otherwise.value is False:
            return condition
        if then.value is False and otherwise.value is True:
            return denied(condition)
    return Decided(condition, then, otherwise)


def mapped(term: Term, change: Callable[[Term], Term]) -> Term:
    """`term` with each part, the innermost first, replaced by what `change` makes of it."""
    inner = _CHILDREN.get(type(term))
    if inner is not None:
        term = with_children(term, [mapped(part, change) for part in inner(term)])
    return change(term)


def children_of(term: Term) -> tuple[Term, ...]:
    """The terms that `term` is made of."""
    inner = _CHILDREN.get(type(term))
    return inner(term) if inner is not None else ()


def with_children(term: Term, parts: Sequence[Term]) -> Term:
    """A term like `term`, made of `parts` instead."""
    match term:
        case Both(operator):
            return _both(operator, parts)
        case Denied():
            return denied(parts[0])
        case Chain(_, rest):
            return chained(
                parts[0], *((sign, part) for (sign, _), part in zip(rest, parts[1:], strict=True))
            )
        case Comparison(operator):
            return compared(operator, parts[0], parts[1])
        case Decided():
            return decided(parts[0], parts[1], parts[2])
        case Mapped(entries):
            names = [name for name, _ in entries]
            return Mapped(tuple(zip(names, parts, strict=True)))
        case Dated(_, steps):
            return parts[0] if isinstance(parts[0], Constant) else Dated(parts[0], steps)
    return _plainly(term, parts)


def _plainly(term: Term, parts: Sequence[Term]) -> Term:
    match term:
        case Contained():
            return Contained(parts[0], parts[1])
        case Called(function):
            return Called(function, tuple(parts))
        case Listed():
            return Listed(tuple(parts))
        case _:
            return term


def parts_of(term: Term) -> list[Term]:
    """`term` and everything in it."""
    if isinstance(term, Variable | Constant):
        return [term]
    parts: list[Term] = [term]
    for part in parts:
        inner = _CHILDREN.get(type(part))
        if inner is not None:
            parts.extend(inner(part))
    return parts


_CHILDREN: Mapping[type, Callable[[Any], tuple["Term", ...]]] = {
    Both: lambda term: term.parts,
    Listed: lambda term: term.parts,
    Called: lambda term: term.arguments,
    Denied: lambda term: (term.of,),
    Dated: lambda term: (term.of,),
    Chain: lambda term: (term.first, *(part for _, part in term.rest)),
    Comparison: lambda term: (term.left, term.right),
    Contained: lambda term: (term.part, term.whole),
    Mapped: lambda term: tuple(part for _, part in term.entries),
    Decided: lambda term: (term.condition, term.then, term.otherwise),
}


def holds(term: Term, kind: type) -> bool:
    """Whether a part of `term` is of the type `kind`."""
    return kind in map(type, parts_of(term))


def has_chance(term: Term) -> bool:
    """Whether `term` is left to chance."""
    return any(type(part) is Called and part.function in CHANCE for part in parts_of(term))


def _both(operator: Literal["and", "or"], parts: Sequence[Term]) -> Term:
    deciding = operator == "or"
    kept: dict[Term, None] = {}
    for part in parts:
        if isinstance(part, Constant):
            if bool(part.value) == deciding:
                return Constant(deciding)
        elif isinstance(part, Both) and part.operator == operator:
            kept.update(dict.fromkeys(part.parts))
        else:
            kept[part] = None
    if not kept:
        return Constant(not deciding)
    return next(iter(kept)) if len(kept) == 1 else Both(operator, tuple(kept))


def _settled(operator: str, left: Constant, right: Constant) -> Term:
    one, other = left.value, right.value
    if operator in {"==", "!="}:
        alike = one == other and isinstance(one, str) == isinstance(other, str)
        return Constant(alike == (operator == "=="))
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return Comparison(operator, left, right)
    is_less, is_same = one < other, one == other
    holds = {"<": is_less, "<=": is_less or is_same, ">": not (is_less or is_same)}
    return Constant(holds.get(operator, not is_less))


def _calculated(one: Value | None, operator: str, other: Value | None) -> Value | None:
    if isinstance(one, str) and isinstance(other, str) and operator == "+":
        return one + other
    numbers = int | float
    if isinstance(one, bool) or isinstance(other, bool):
        return None
    if not isinstance(one, numbers) or not isinstance(other, numbers):
        return None
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*" if abs(one) < 2**53 and abs(other) < 2**53:
            return one * other
        case _:
            return None


def _rank(operator: str) -> bool:
    return operator in {"+", "-"}
