"""Conditions as numbers: 1 where they hold, 0 where they do not."""

from collections.abc import Mapping

from emberline.stories.formats.twine.markup.elements.terms import (
    Both,
    Called,
    Comparison,
    Constant,
    Denied,
    Kind,
    Term,
    chained,
)
from emberline.stories.formats.twine.markup.weaving.writing import kind_of, truth

_ONE, _ZERO = Constant(1), Constant(0)
_PARTS_MOST = 8


def indicator(condition: Term, kinds: Mapping[str, Kind]) -> Term | None:
    """`condition` as 1 or 0; None where it is not only about whole numbers, items and visits."""
    match truth(condition, kinds):
        case Constant(value):
            return Constant(int(bool(value)))
        case Called("has", (item,)):
            return _at_most_one(Called("count", (item,)))
        case Called("visited", (node,)):
            return _at_most_one(Called("times", (node,)))
        case Denied(of):
            found = indicator(of, kinds)
            return None if found is None else chained(_ONE, ("-", found))
        case Both(operator, parts):
            return _both(operator, parts, kinds)
        case Comparison(operator, left, right):
            if kind_of(left, kinds) == "int" and kind_of(right, kinds) == "int":
                return _compared(operator, left, right)
    return None


def _both(operator: str, parts: tuple[Term, ...], kinds: Mapping[str, Kind]) -> Term | None:
    found = [indicator(part, kinds) for part in parts]
    term = found[0]
    if len(parts) > _PARTS_MOST or term is None:
        return None
    for part in found[1:]:
        if part is None:
            return None
        term = Called("min" if operator == "and" else "max", (term, part))
    return term


def _compared(operator: str, left: Term, right: Term) -> Term:
    """Whole numbers that are not the same are at least 1 apart."""
    match operator:
        case "==":
            return chained(_ONE, ("-", _at_most_one(_apart(left, right))))
        case "!=":
            return _at_most_one(_apart(left, right))
        case ">":
            return _between(_less(left, right))
        case ">=":
            return _between(_plus_one(left, right))
        case "<":
            return _between(_less(right, left))
        case _:
            return _between(_plus_one(right, left))


def _less(left: Term, right: Term) -> Term:
    return left if right == _ZERO else chained(left, ("-", right))


def _plus_one(left: Term, right: Term) -> Term:
    if isinstance(right, Constant) and isinstance(right.value, int):
        return _less(left, Constant(right.value - 1))
    return chained(left, ("-", right), ("+", _ONE))


def _apart(left: Term, right: Term) -> Term:
    return Called("abs", (_less(left, right),))


def _at_most_one(term: Term) -> Term:
    return Called("min", (_ONE, term))


def _between(term: Term) -> Term:
    return Called("max", (_ZERO, _at_most_one(term)))
