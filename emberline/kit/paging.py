"""Pages of a list: signed, opaque cursors that stay stable while rows are added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple

from fastapi import Query

from emberline.kit.errors import invalid
from emberline.kit.signing import Signer, decode_text, encode_text

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

Limit = Annotated[
    int, Query(ge=1, le=MAX_LIMIT, description="How many entries a page holds, 1 to 100.")
]
CursorText = Annotated[
    str | None,
    Query(max_length=300, description="`meta.next_cursor` of the page before; absent at first."),
]


class Position(NamedTuple):
    """Where a page ended: the sort instant and the identifier of its last row."""

    at: datetime
    id: str


@dataclass(frozen=True)
class Page:
    """What a list is asked for: at most `limit` rows beyond `after` (None: from the start)."""

    limit: int
    after: Position | None


class Cursors:
    """Writes and reads the cursors of one list; a cursor of another list is refused."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def write(self, name: str, position: Position) -> str:
        """The opaque cursor for the page after `position` in the list called `name`."""
        text = f"{position.at.isoformat()} {position.id}"
        return f"{encode_text(text)}.{self._signer.sign(f'{name} {text}')}"

    def read(self, name: str, cursor: str | None) -> Position | None:
        """The position in a cursor. AppError 400 when this server did not write it for `name`."""
        if cursor is None:
            return None
        encoded, _, signature = cursor.partition(".")
        try:
            text = decode_text(encoded)
        except ValueError:
            raise _bad_cursor() from None
        if not self._signer.verify(f"{name} {text}", signature):
            raise _bad_cursor()
        at, _, identifier = text.partition(" ")
        return Position(datetime.fromisoformat(at), identifier)


def _bad_cursor() -> Exception:
    return invalid("cursor", "Send `meta.next_cursor` of the page before, unchanged.")
