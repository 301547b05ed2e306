"""Pages of a list: signed, opaque cursors that stay stable while rows are added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, overload

import msgspec
from fastapi import Query

from emberline.kit.errors import invalid
from emberline.kit.signing import Signer, decode_text, encode_text

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

FIRST_ID = "00000000-0000-0000-0000-000000000000"
LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"

T = TypeVar("T")
P = TypeVar("P", bound=tuple[Any, ...])

Limit = Annotated[
    int, Query(ge=1, le=MAX_LIMIT, description="How many entries a page holds, 1 to 100.")
]
CursorText = Annotated[
    str | None,
    Query(max_length=300, description="`meta.next_cursor` of the page before; absent at first."),
]

Place = tuple[Any, ...]
"""Where a page ended: what its list is sorted by, of its last row; a NamedTuple of plain values."""


class Position(NamedTuple):
    """The place in a list by time: the sort instant and the identifier of a row."""

    at: datetime
    id: str


OLDEST = Position(datetime(1970, 1, 1, tzinfo=UTC), FIRST_ID)
"""Before everything that an oldest-first list holds."""
NEWEST = Position(datetime(9999, 1, 1, tzinfo=UTC), LAST_ID)
"""Before everything that a newest-first list holds."""


@dataclass(frozen=True, slots=True)
class PageRequest(Generic[P]):
    """What a list is asked for: at most `limit` rows beyond `after` (None: from the start)."""

    limit: int
    after: P | None

    @property
    def size(self) -> int:
        """How many rows to read: the one more tells whether another page follows."""
        return self.limit + 1


class Page(NamedTuple, Generic[T]):
    """A page of a list, and the place where the next begins (None at the end)."""

    rows: Sequence[T]
    next: Place | None


def cut(rows: Sequence[T], limit: int, place: Callable[[T], Place]) -> Page[T]:
    """The first `limit` of `rows` as a page; a row beyond them says that another page follows.

    place: where a row stands in the list.
    """
    if len(rows) <= limit:
        return Page(rows, None)
    shown = rows[:limit]
    return Page(shown, place(shown[-1]))


class Cursors:
    """Writes and reads the cursors of one list; a cursor of another list is refused."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    @overload
    def write(self, name: str, place: Place) -> str: ...

    @overload
    def write(self, name: str, place: Place | None) -> str | None: ...

    def write(self, name: str, place: Place | None) -> str | None:
        """The opaque cursor for the page after `place` in the list `name`; None at the end."""
        if place is None:
            return None
        text = msgspec.json.encode(place).decode()
        return f"{encode_text(text)}.{self._signer.sign(f'{name} {text}')}"

    @overload
    def read(self, name: str, cursor: str | None) -> Position | None: ...

    @overload
    def read(self, name: str, cursor: str | None, kind: type[P]) -> P | None: ...

    def read(self, name: str, cursor: str | None, kind: type[Any] = Position) -> Any:
        """The place in a cursor, a `kind`; None without one.

        AppError 400 when this server did not write it for `name`.
        """
        if cursor is None:
            return None
        encoded, _, signature = cursor.partition(".")
        try:
            text = decode_text(encoded)
        except ValueError:
            raise _bad_cursor() from None
        if not self._signer.verify(f"{name} {text}", signature):
            raise _bad_cursor()
        try:
            return msgspec.json.decode(text, type=kind)
        except msgspec.DecodeError:
            # An earlier release wrote it.
            raise _bad_cursor() from None


def _bad_cursor() -> Exception:
    return invalid("cursor", "Send `meta.next_cursor` of the page before, unchanged.")
