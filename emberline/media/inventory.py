"""What files the rows of media name: for backups, and for those who look after the store."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    String,
    bindparam,
    inspect,
    literal_column,
    select,
    table,
    update,
)

from emberline.kit.db import Identifier, Instant
from emberline.media.models import DoomedBlob, Media

KEY_COLUMNS: tuple[Column[str], ...] = tuple(
    column for column in Media.__table__.c if column.name == "key" or column.name.endswith("_key")
)
"""The columns of media that name a stored file."""

_READ_AT_ONCE = 1000


class Named(NamedTuple):
    """The files that one row of media names. `bytes` counts all of them."""

    media_id: str
    status: str
    bytes: int
    keys: tuple[str, ...]


def named_after(conn: Connection, after: str | None, limit: int) -> list[Named]:
    """The next rows of media by id, and what files they name."""
    after = after or "00000000-0000-0000-0000-000000000000"
    rows = conn.execute(_AFTER, {"after": after, "limit": limit}).all()
    return [_named(row) for row in rows]


def named_by(conn: Connection, media_ids: Sequence[str]) -> list[Named]:
    """Those of `media_ids` that there are, and what files they name."""
    return [_named(row) for row in conn.execute(_BY_IDS, {"ids": list(media_ids)})]


def named_among(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that some row of media names."""
    return {
        key
        for statement in _NAMED_AMONG
        for key in conn.execute(statement, {"keys": list(keys)}).scalars()
    }


def doomed_among(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` whose deletion is written down."""
    return set(conn.execute(_DOOMED_AMONG, {"keys": list(keys)}).scalars())


def doomed_before(conn: Connection, before: datetime, limit: int) -> list[str]:
    """Files that were to be deleted before an instant and whose deletion is not done."""
    return list(conn.execute(_DOOMED_BEFORE, {"before": before, "limit": limit}).scalars())


def all_keys(conn: Connection) -> Iterator[str]:
    """Every stored file that a row names, also on the schema of an older release."""
    # Asked of the database, for a backup may come before the migration that adds a column.
    there = {column["name"] for column in inspect(conn).get_columns(Media.__tablename__)}
    names = [column.name for column in KEY_COLUMNS if column.name in there]
    # The names are the model's own; its typed columns would be looked up in the newest schema.
    statement = select(*[literal_column(name) for name in names]).select_from(
        table(Media.__tablename__)
    )
    with conn.execute(statement, execution_options={"yield_per": _READ_AT_ONCE}) as rows:
        for row in rows:
            yield from _given(row)


def forget_files(conn: Connection, media_id: str, keys: Iterable[str]) -> None:
    """Let the row no longer name those of `keys` that it can do without, such as a thumbnail."""
    for column, statement in _FORGET_FILE.items():
        for key in keys:
            conn.execute(statement, {"of_media": media_id, column: key})


def _named(row: Sequence[object]) -> Named:
    media_id, status, size, *keys = row
    return Named(str(media_id), str(status), int(str(size)), tuple(_given(keys)))


def _given(keys: Iterable[object]) -> Iterator[str]:
    return (str(key) for key in keys if key is not None)


_KEYS = bindparam("keys", type_=String, expanding=True)
_ROW = (Media.id, Media.status, Media.bytes, *KEY_COLUMNS)
_AFTER = (
    select(*_ROW)
    .where(Media.id > bindparam("after", type_=Identifier))
    .order_by(Media.id)
    .limit(bindparam("limit"))
)
_BY_IDS = select(*_ROW).where(Media.id.in_(bindparam("ids", type_=Identifier, expanding=True)))
_NAMED_AMONG = tuple(select(column).where(column.in_(_KEYS)) for column in KEY_COLUMNS)
_DOOMED_AMONG = select(DoomedBlob.key).where(DoomedBlob.key.in_(_KEYS))
_DOOMED_BEFORE = (
    select(DoomedBlob.key)
    .where(DoomedBlob.doomed_at <= bindparam("before", type_=Instant))
    .limit(bindparam("limit"))
)
_FORGET_FILE = {
    column.name: update(Media)
    .where(
        Media.id == bindparam("of_media", type_=Identifier),
        column == bindparam(column.name, type_=String),
    )
    .values({column: None})
    for column in KEY_COLUMNS
    if column.nullable
}
