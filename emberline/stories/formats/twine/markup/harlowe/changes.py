"""What `(set:)`, `(put:)` and `(move:)` of Harlowe say."""

from functools import lru_cache
from typing import Literal

from emberline.stories.formats.twine.markup.elements.changes import (
    Assigned,
    Change,
    assigned,
    variable_of,
)
from emberline.stories.formats.twine.markup.elements.terms import UntranslatedError
from emberline.stories.formats.twine.markup.harlowe.terms import Reader

_STEPS: dict[str, Literal["+", "-", "*"]] = {"+=": "+", "-=": "-", "*=": "*"}


@lru_cache(maxsize=1024)
def read_changes(source: str) -> tuple[Change, ...]:
    """What the arguments of `(set:)`, `(put:)` or `(move:)` change, in their order.

    UntranslatedError where one of them is not understood: then none of them holds.
    """
    reader = Reader(source)
    changes: list[Change] = []
    while reader.cursor.token.kind != "end":
        if reader.cursor.take(","):
            continue
        _skip_type(reader)
        changes.extend(_change(reader))
    return tuple(changes)


def _skip_type(reader: Reader) -> None:
    """A variable may have its type in front: `num-type $x to 2`."""
    while reader.cursor.token.kind == "word" and reader.cursor.ahead().text == "-":
        reader.cursor.next()
        reader.cursor.next()
        reader.cursor.next()


def _change(reader: Reader) -> list[Change]:
    first = reader.value()
    cursor = reader.cursor
    if cursor.take("into"):
        return assigned(variable_of(reader.value()), first)
    name = variable_of(first)
    reader.it = first
    step = cursor.take(*_STEPS)
    if step:
        return [Assigned(name, _STEPS[step.text], reader.value())]
    if cursor.take("to", "=") is None:
        raise UntranslatedError("`to` is missing")
    return assigned(name, reader.value())
