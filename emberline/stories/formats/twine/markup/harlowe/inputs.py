"""Harlowe's fields: what the reader picks or writes."""

import re
from collections.abc import Collection

from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Called,
    Constant,
    Term,
    UntranslatedError,
    Variable,
)
from emberline.stories.formats.twine.markup.elements.tree import Asked, Element, Picking, Words
from emberline.stories.formats.twine.markup.harlowe.terms import read_values

_PICKED = frozenset({"cyclinglink", "seqlink", "sequencelink", "dropdown"})
_WRITTEN = frozenset({"input", "inputbox", "forceinput", "forceinputbox"})
_CHECKED = frozenset({"checkbox", "checkboxfullscreen"})
INPUTS: Collection[str] = _PICKED | _WRITTEN | _CHECKED
_BOX = re.compile(r"[=X]+\Z")


def field(name: str, arguments: str, source: str, line: int) -> list[Element]:
    """What a macro makes that sets a variable as the reader picks or writes."""
    values = read_values(arguments)
    bound = next((_bound(value) for value in values if _bound(value)), None)
    rest = [value for value in values if _bound(value) is None]
    if name in _WRITTEN:
        return _asked(bound, rest, source, line)
    if bound is None:
        return [Words(str(_label(rest[0])))] if rest else []
    if name in _CHECKED:
        label = _label(rest[0]) if rest else bound
        options: tuple[tuple[str, Term], ...] = ((f"{label}: no", FALSE), (f"{label}: yes", TRUE))
        return [Picking(bound, options, None, False, source, line)]
    if not rest:
        raise UntranslatedError("it has no options")
    options = tuple((_label(value), value) for value in rest)
    initial = None if arguments.lstrip().startswith("2bind") else rest[0]
    return [Picking(bound, options, initial, True, source, line)]


def _asked(bound: str | None, rest: list[Term], source: str, line: int) -> list[Element]:
    texts = [
        value
        for value in rest
        if isinstance(value, Constant)
        and isinstance(value.value, str)
        and not _BOX.match(value.value)
    ]
    return [Asked(bound or "", texts[0] if texts else None, None, source, line)]


def _bound(value: Term) -> str | None:
    match value:
        case Called("bind", (Variable(name),)):
            return name
        case _:
            return None


def _label(value: Term) -> str:
    if not isinstance(value, Constant):
        raise UntranslatedError("an option is not known")
    return str(value.value)
