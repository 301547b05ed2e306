"""Harlowe's macros that give a value, and the parts of collections."""

import re

from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Constant,
    Listed,
    Mapped,
    Term,
    UntranslatedError,
    Variable,
    chained,
    decided,
    negative,
)
from emberline.stories.formats.twine.markup.elements.variables import name_of

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)(last)?\Z")
_RANGE_MOST = 60
_HALF, _ONE = Constant(0.5), Constant(1)


def plain_name(name: str) -> str:
    """A macro's name as Harlowe compares them: without case, hyphens and underscores."""
    return name.lower().replace("-", "").replace("_", "")


def called(name: str, values: list[Term]) -> Term:
    """The value of a macro. UntranslatedError where we have none like it."""
    plain = plain_name(name)
    found = _collected(plain, values) or _told(plain, values) or _decided(plain, values)
    return found or _number(plain, values)


def _collected(name: str, values: list[Term]) -> Term | None:
    match name, values:
        case (("a" | "array" | "ds" | "dataset" | "shuffled"), _):
            return Listed(tuple(_spread(values)))
        case (("dm" | "datamap"), _) if len(values) % 2 == 0:
            return Mapped(tuple(_entries(values)))
        case "range", [Constant(int() as low), Constant(int() as high)] if (
            0 <= high - low <= _RANGE_MOST
        ):
            return Listed(tuple(Constant(number) for number in range(low, high + 1)))
        case "count", [whole, part]:
            return Called("count_of", (whole, part))
    return None


def _told(name: str, values: list[Term]) -> Term | None:
    match name, values:
        case "random", [Constant() as most]:
            return Called("random", (Constant(0), most))
        case "random", [least, most]:
            return Called("random", (least, most))
        case "either", [_, *_]:
            return Called("pick", tuple(_spread(values)))
        case (("history" | "passage" | "tags"), []):
            return Called(name)
        case "visited", [Constant()]:
            return Called("hasVisited", tuple(values))
    return None


def _decided(name: str, values: list[Term]) -> Term | None:
    """`(cond: a, x, b, y, z)`: x where a holds, else y where b does, else z."""
    if name != "cond" or len(values) < 3 or len(values) % 2 == 0:
        return None
    term = values[-1]
    for place in range(len(values) - 3, -1, -2):
        term = decided(values[place], values[place + 1], term)
    return term


def element(whole: Term, name: Term | str) -> Term:
    """A part of a collection: `$a's b`, `1st of $a`."""
    if isinstance(name, Constant) and name.value is not None:
        name = str(name.value)
    if not isinstance(name, str):
        raise UntranslatedError("only a part whose name stands there can be used")
    match whole, name:
        case _, "length":
            return Called("length", (whole,))
        case _, "random":
            return Called("pick", (whole,))
        case Called("passage"), "name":
            return Called("passage")
        case Called("passage"), "tags":
            return Called("tags")
        case Mapped(entries), _:
            return dict(entries).get(name, Constant(None))
    return _placed(whole, name)


def _placed(whole: Term, name: str) -> Term:
    """A part by its place, `2nd` or `last`, or a part of a variable by its name."""
    ordinal = _ORDINAL.match(name)
    is_place = ordinal is not None or name == "last"
    if isinstance(whole, Variable):
        if is_place:
            return Called("element", (whole, Constant(name)))
        return Variable(name_of([whole.name, name]))
    if isinstance(whole, Listed) and is_place:
        number = int(ordinal[1]) if ordinal else 1
        from_end = not ordinal or bool(ordinal[2])
        if 0 < number <= len(whole.parts):
            return whole.parts[-number] if from_end else whole.parts[number - 1]
    raise UntranslatedError(f"`{name}` of this is not known")


def _number(name: str, values: list[Term]) -> Term:
    match name, values:
        case (("num" | "number" | "str" | "string" | "text"), [value]):
            return value
        case "abs", [value]:
            return Called("abs", (value,))
        case "floor", [value]:
            return chained(value, ("//", _ONE))
        case "ceil", [value]:
            return negative(chained(negative(value), ("//", _ONE)))
        case "round", [value]:
            return chained(chained(value, ("+", _HALF)), ("//", _ONE))
        case (("min" | "max"), [first, *rest]) if len(rest) < 8:
            for part in rest:
                first = Called(name, (first, part))
            return first
        case "clamp", [value, least, most]:
            return Called("max", (least, Called("min", (value, most))))
    raise UntranslatedError(f"`({name}:)` is not known")


def _spread(values: list[Term]) -> list[Term]:
    flat: list[Term] = []
    for value in values:
        match value:
            case Called("...", (Listed(parts),)):
                flat.extend(parts)
            case Called("...", (whole,)):
                flat.append(whole)
            case _:
                flat.append(value)
    return flat


def _entries(values: list[Term]) -> list[tuple[str, Term]]:
    entries = []
    for name, value in zip(values[::2], values[1::2], strict=True):
        if not isinstance(name, Constant):
            raise UntranslatedError("only a name that stands there can be used")
        entries.append((str(name.value), value))
    return entries
