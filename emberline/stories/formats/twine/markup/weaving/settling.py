"""Terms with what a passage and its story know of them put in: who is read, which lists are
inventories, what the arguments of a widget are."""

from collections.abc import Mapping
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.terms import (
    Both,
    Called,
    Comparison,
    Constant,
    Contained,
    Dated,
    Decided,
    Denied,
    Listed,
    Term,
    UntranslatedError,
    Variable,
    chained,
    children_of,
    compared,
    decided,
    denied,
    every,
    holds,
    mapped,
    some,
    with_children,
)
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.markup.scene import Library

ITEMS_MOST = 40
_LIFTED_MOST = 64
"""How many names of a list are gone through one by one."""


class Surroundings(NamedTuple):
    """What terms of a passage are read in. locals: arguments and variables of loops."""

    library: Library
    passage: str
    tags: tuple[str, ...]
    locals: Mapping[str, Term] = {}


def settled(term: Term, around: Surroundings) -> Term:
    """`term` with everything put in that is known. UntranslatedError where nothing like it is."""
    match term:
        # Most terms are as short as this.
        case Constant():
            return term
        case Variable(name):
            return around.locals.get(name, term)
        case _:
            return mapped(term, lambda part: _settled(part, around))


def item_of(name: str, member: Term, library: Library) -> str:
    """The item that a member of a list is: by its own name, unless another list has one as well."""
    if not isinstance(member, Constant) or member.value is None or isinstance(member.value, bool):
        raise UntranslatedError("what is in a list must be a name that stands there")
    item = str(member.value)
    if not item:
        raise UntranslatedError("what is in a list must have a name")
    if any(item in members for other, members in library.lists.items() if other != name):
        return f"{name}: {item}"
    return item


def items_of(name: str, library: Library) -> list[str]:
    """All items that a list may hold."""
    members = library.lists.get(name, ())
    if len(members) > ITEMS_MOST:
        raise UntranslatedError(f"a list has more than {ITEMS_MOST} names")
    return [item_of(name, Constant(member), library) for member in members]


def distributed(term: Term) -> Term:
    """`term` as a condition without `Decided` in it."""

    def joined(part: Term) -> Term:
        match part:
            case Decided(condition, then, otherwise):
                return some(every(condition, then), every(denied(condition), otherwise))
            case _:
                return part

    return mapped(lifted(term), joined) if holds(term, Decided) else term


def lifted(term: Term) -> Term:
    """`term` with what is decided outside: not `(x if c else y) + 1` but `x + 1 if c else y + 1`.

    UntranslatedError where this would become too much.
    """
    if not holds(term, Decided):
        return term
    left = [_LIFTED_MOST]

    def lift(part: Term) -> Term:
        inner = children_of(part)
        place = next((at for at, each in enumerate(inner) if isinstance(each, Decided)), None)
        if place is None or isinstance(part, Decided | Both | Denied | Dated):
            return part
        left[0] -= 1
        if left[0] < 0:
            raise UntranslatedError("it depends on too much")
        found = inner[place]
        assert isinstance(found, Decided)
        sides = [
            lift(with_children(part, (*inner[:place], side, *inner[place + 1 :])))
            for side in (found.then, found.otherwise)
        ]
        return decided(found.condition, *sides)

    return mapped(term, lift)


def _settled(part: Term, around: Surroundings) -> Term:
    match part:
        case Variable(name):
            return around.locals.get(name, part)
        case Contained():
            return _contained(part, around)
        case Called():
            return _called(part, around)
        case Comparison(operator, left, Constant(value)) if operator in {"==", "!="}:
            if isinstance(left, Variable) and left.name in around.library.lists and value is None:
                return Constant(operator == "!=")
            return part
        case _:
            return part


def _contained(asked: Contained, around: Surroundings) -> Term:
    part, whole = asked.part, asked.whole
    match whole:
        case Called("history"):
            return _been_to(part, around, before=True)
        case Called("tags", ()) if isinstance(part, Constant):
            return Constant(part.value in around.tags)
        case Variable(name) if name in around.library.lists:
            return Called("has", (Constant(item_of(name, part, around.library)),))
        case Listed(parts) if isinstance(part, Constant):
            if all(isinstance(each, Constant) for each in parts):
                return Constant(part in parts)
            return some(*(compared("==", each, part) for each in parts))
        case Constant(str() as text) if isinstance(part, Constant):
            return Constant(str(part.value) in text)
        case _:
            return asked


def _called(call: Called, around: Surroundings) -> Term:
    match call:
        case Called("passage"):
            return Constant(around.passage)
        case Called("visited", ()):
            return Called("times", (Constant(around.passage),))
        case Called("visited", (place,)) | Called("count_of", (Called("history"), place)):
            return Called("times", (_named(place),))
        case Called("hasVisited", places) if places:
            return every(*(_been_to(place, around, before=False) for place in places))
        case Called("pick", parts):
            return _pick(tuple(_fixed(part, around) for part in parts))
        case _:
            return _of_list(call, around)


def _of_list(call: Called, around: Surroundings) -> Term:
    match call:
        case Called("count_of", (Variable(name), part)) if name in around.library.lists:
            return Called("count", (Constant(item_of(name, part, around.library)),))
        case Called("length", (whole,)):
            return _length(call, whole, around)
        case Called("element", (whole, Constant(int() as index))):
            return _element(call, whole, index, around)
        case Called("element", (whole, Called("random", (Constant(0), Constant(int() as last))))):
            parts = _fixed(whole, around)
            if isinstance(parts, Listed) and len(parts.parts) == last + 1:
                return _pick((parts,))
            return call
        case _:
            return call


def _been_to(place: Term, around: Surroundings, *, before: bool) -> Term:
    """Whether a passage was seen; `before` leaves out that it is being seen now."""
    name = _named(place)
    if name.value == around.passage:
        least = 1 if before else 0
        return compared(">", Called("times", (name,)), Constant(least))
    return Called("visited", (name,))


def _named(place: Term) -> Constant:
    if not isinstance(place, Constant) or not isinstance(place.value, str) or not place.value:
        raise UntranslatedError("the passage must stand there by its name")
    return place


def _length(call: Called, whole: Term, around: Surroundings) -> Term:
    match whole:
        case Listed(parts):
            return Constant(len(parts))
        case Constant(str() as text):
            return Constant(len(text))
        case Variable(name) if name in around.library.fixed:
            return Constant(len(around.library.lists[name]))
        case Variable(name) if name in around.library.lists:
            counts = [Called("count", (Constant(item),)) for item in items_of(name, around.library)]
            if not counts:
                return Constant(0)
            return chained(counts[0], *(("+", count) for count in counts[1:]))
        case _:
            return call


def _element(call: Called, whole: Term, index: int, around: Surroundings) -> Term:
    match _fixed(whole, around):
        case Listed(parts) if 0 <= index < len(parts):
            return parts[index]
        case Variable(name) if name in around.library.indexed:
            return Variable(name_of([name, str(index)]))
        case _:
            return call


def _fixed(part: Term, around: Surroundings) -> Term:
    """A list that never changes, as its parts."""
    library = around.library
    if isinstance(part, Variable) and part.name in library.fixed and part.name in library.lists:
        return Listed(tuple(Constant(member) for member in library.lists[part.name]))
    return part


def _pick(parts: tuple[Term, ...]) -> Term:
    flat: list[Term] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Listed) else (part,))
    return (
        flat[0] if len(flat) == 1 and isinstance(flat[0], Constant) else Called("pick", tuple(flat))
    )
