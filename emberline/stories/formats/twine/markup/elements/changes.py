"""What a story does to its variables, before it becomes effects of our language."""

from typing import Literal

import msgspec

from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Chain,
    Constant,
    Listed,
    Mapped,
    Term,
    UntranslatedError,
    Variable,
)
from emberline.stories.formats.twine.markup.elements.variables import name_of

_PARTS_MOST = 60


class _Change(msgspec.Struct, frozen=True, gc=False):
    """Something that changes the state."""


class Assigned(_Change, frozen=True):
    """A variable gets a value; with an operator, what it has is changed by the value."""

    name: str
    operator: Literal["", "+", "-", "*"]
    value: Term


class Added(_Change, frozen=True):
    """Values put into a collection; `only_new` ones that are not in it yet."""

    name: str
    parts: tuple[Term, ...]
    only_new: bool = False


class Removed(_Change, frozen=True):
    """Values taken out of a collection, however often they are in it."""

    name: str
    parts: tuple[Term, ...]


class Unset(_Change, frozen=True):
    """A variable is nothing again."""

    name: str


Change = Assigned | Added | Removed | Unset


def assigned(name: str, value: Term) -> list[Change]:
    """What `name` being given `value` is: a step, members of a list coming and going, or each part
    of an object getting its own value."""
    match value:
        case Mapped(entries):
            return _each(name, entries)
        case Chain(Variable(of), rest) if of == name and _is_gathering(rest):
            return _gathered(name, rest)
        case Chain(Variable(of), (("+", part),)) | Chain(
            Constant() as part, (("+", Variable(of)),)
        ) if of == name:
            is_joining = isinstance(part, Constant) and isinstance(part.value, str)
            return [Assigned(name, "" if is_joining else "+", value if is_joining else part)]
        case Chain(Variable(of), (("-", part),)) if of == name:
            return [Assigned(name, "-", part)]
        case Chain(Listed(parts), (("+", Variable(of)),)) if of == name:
            return [Added(name, parts)]
        case Called(".concat" | ".concatUnique", (Variable(of), *parts)) if of == name:
            return [Added(name, flat(parts))]
        case Called(".without", (Variable(of), *parts)) if of == name:
            return [Removed(name, flat(parts))]
        case _:
            return [Assigned(name, "", value)]


def flat(parts: list[Term]) -> tuple[Term, ...]:
    """`parts` with those of lists in their place."""
    all_parts: list[Term] = []
    for part in parts:
        all_parts.extend(part.parts if isinstance(part, Listed) else (part,))
    return tuple(all_parts)


def each_part(change: Assigned) -> list[Assigned]:
    """A list that is set, as the variables that its parts are."""
    if not isinstance(change.value, Listed) or len(change.value.parts) > _PARTS_MOST:
        raise UntranslatedError("this list is no inventory")
    return [
        Assigned(name_of([change.name, str(place)]), "", part)
        for place, part in enumerate(change.value.parts)
    ]


def variable_of(term: Term) -> str:
    """The name of what is set. UntranslatedError where it is no variable."""
    if isinstance(term, Called) and term.function == "element":
        match term.arguments:
            case (Variable(name), Constant(int() as index)):
                return name_of([name, str(index)])
    if not isinstance(term, Variable):
        raise UntranslatedError("only a variable can be set")
    return term.name


def _is_gathering(rest: tuple[tuple[str, Term], ...]) -> bool:
    return all(
        operator in {"+", "-"} and isinstance(part, Listed | Mapped) for operator, part in rest
    )


def _gathered(name: str, rest: tuple[tuple[str, Term], ...]) -> list[Change]:
    """`$list + (a: "x") - (a: "y")`, part by part."""
    changes: list[Change] = []
    for operator, part in rest:
        match part:
            case Listed(parts):
                changes.append(Added(name, parts) if operator == "+" else Removed(name, parts))
            case Mapped(entries) if operator == "+":
                changes.extend(_each(name, entries))
            case _:
                raise UntranslatedError("a part of an object cannot be taken away")
    return changes


def _each(name: str, entries: tuple[tuple[str, Term], ...]) -> list[Change]:
    changes: list[Change] = []
    for entry, part in entries:
        changes.extend(assigned(name_of([name, entry]), part))
    return changes
