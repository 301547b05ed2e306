"""What `<<set>>`, `<<run>>` and setters of SugarCube say."""

from functools import lru_cache
from typing import Literal

from emberline.stories.formats.twine.markup.elements.changes import (
    Added,
    Assigned,
    Change,
    Removed,
    Unset,
    assigned,
    flat,
    variable_of,
)
from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Constant,
    Term,
    UntranslatedError,
    Variable,
    chained,
)
from emberline.stories.formats.twine.markup.sugarcube.terms import Reader

_GETS = {"to", "="}
_CHANGES: dict[str, Literal["+", "-", "*"]] = {"+=": "+", "-=": "-", "*=": "*"}
_DIVIDES = {"/=": "/", "%=": "%"}
_ADDING = {".push": False, ".pushUnique": True, ".add": True, ".unshift": False}
_REMOVING = frozenset({".delete", ".deleteFirst", ".deleteAll", ".remove"})


@lru_cache(maxsize=1024)
def read_changes(source: str) -> tuple[Change, ...]:
    """What the statements of `source` change, in their order. UntranslatedError where one of them
    is not understood: then none of them holds."""
    reader = Reader(source)
    changes: list[Change] = []
    while reader.cursor.token.kind != "end":
        if reader.cursor.take(";", ","):
            continue
        changes.extend(_statement(reader))
    return tuple(changes)


def read_unset(source: str) -> tuple[Change, ...]:
    """The variables that `<<unset>>` names."""
    reader = Reader(source)
    changes: list[Change] = []
    while reader.cursor.token.kind != "end":
        if reader.cursor.take(","):
            continue
        changes.append(Unset(variable_of(reader.expression())))
    return tuple(changes)


def _statement(reader: Reader) -> list[Change]:
    cursor = reader.cursor
    before = cursor.take("++", "--")
    term = reader.expression()
    step = before or cursor.take("++", "--")
    if step is not None:
        return [Assigned(variable_of(term), "+" if step.text == "++" else "-", Constant(1))]
    token = cursor.token
    if token.kind == "text" or token.text not in {*_GETS, *_CHANGES, *_DIVIDES}:
        return [_called(term)]
    cursor.next()
    value = reader.expression()
    name = variable_of(term)
    if token.text in _CHANGES:
        return [Assigned(name, _CHANGES[token.text], value)]
    if token.text in _DIVIDES:
        value = chained(Variable(name), (_DIVIDES[token.text], value))
    return assigned(name, value)


def _called(term: Term) -> Change:
    """A call that changes what it is called on."""
    if isinstance(term, Called) and term.arguments:
        parts = flat(list(term.arguments[1:]))
        if term.function in _ADDING and parts:
            return Added(variable_of(term.arguments[0]), parts, _ADDING[term.function])
        if term.function in _REMOVING and parts:
            return Removed(variable_of(term.arguments[0]), parts)
    raise UntranslatedError("this changes no variable")
