"""What files the rows of media name: for backups, and for those who look after the store."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    String,
    and_,
    bindparam,
    delete,
    inspect,
    literal_column,
    null,
    select,
    table,
    update,
)

from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import FIRST_ID
from emberline.media.models import DoomedBlob, KeptFile, Media, ResumablePart, ResumableUpload

IS_UNUSED = and_(Media.used_at.is_(None), Media.created_at <= bindparam("before", type_=Instant))
"""Whether nothing shows media that were sent `before`."""

KEY_COLUMNS = (Media.key, Media.thumbnail_key, Media.source_key)
"""The columns of media that name a stored file."""

_THUMBNAIL = 1
_READ_AT_ONCE = 1000


class Named(NamedTuple):
    """The files that one row of media names. `bytes` counts all of them."""

    media_id: str
    status: str
    bytes: int
    keys: tuple[str, ...]
    thumbnail_key: str | None


def named_after(conn: Connection, after: str | None, limit: int) -> list[Named]:
    """The next rows of media by id, and what files they name."""
    rows = conn.execute(_AFTER, {"after": after or FIRST_ID, "limit": limit}).all()
    return [_named(row) for row in rows]


def named_by(conn: Connection, media_ids: Sequence[str]) -> list[Named]:
    """Those of `media_ids` that there are, and what files they name."""
    return [_named(row) for row in conn.execute(_BY_IDS, {"ids": list(media_ids)})]


def named_among(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that some row of media, of a kept file or of an upload under way names."""
    return {
        key
        for statement in _NAMED_AMONG
        for key in _given(conn.execute(statement, {"keys": list(keys)}).scalars())
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
    schema = inspect(conn)
    if schema.has_table(KeptFile.__tablename__):
        yield from map(str, conn.execute(_ALL_KEPT).scalars())
    if not schema.has_table(Media.__tablename__):
        return
    there = {column["name"] for column in schema.get_columns(Media.__tablename__)}
    names = [column.name for column in KEY_COLUMNS if column.name in there]
    # The names are the model's own; its typed columns would be looked up in the newest schema.
    statement: Select[*tuple[Any, ...]] = select(
        *[literal_column(name) for name in names]
    ).select_from(table(Media.__tablename__))
    with conn.execute(statement, execution_options={"yield_per": _READ_AT_ONCE}) as rows:
        for row in rows:
            yield from _given(row)


def forget_thumbnail(conn: Connection, media_id: str, key: str) -> None:
    """Let the row no longer name its thumbnail `key`, without which the file can be shown."""
    conn.execute(_FORGET_THUMBNAIL, {"of_media": media_id, "of_key": key})


def forget_unfinished(conn: Connection) -> int:
    """Forget uploads under way, for a restored database: their parts are in no backup; how many.

    Their clients are told that there is none, and begin anew.
    """
    return conn.execute(_FORGET_UNFINISHED).rowcount


def _named(row: Sequence[Any]) -> Named:
    media_id, status, size, *keys = row
    return Named(media_id, status, size, tuple(_given(keys)), keys[_THUMBNAIL])


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
_NAMED_AMONG = tuple(
    select(column).where(column.in_(_KEYS))
    for column in (*KEY_COLUMNS, ResumablePart.key, KeptFile.key)
)
_ALL_KEPT = select(KeptFile.key)
_DOOMED_AMONG = select(DoomedBlob.key).where(DoomedBlob.key.in_(_KEYS))
_DOOMED_BEFORE = (
    select(DoomedBlob.key)
    .where(DoomedBlob.doomed_at <= bindparam("before", type_=Instant))
    .limit(bindparam("limit"))
)
_FORGET_THUMBNAIL = (
    update(Media)
    .where(
        Media.id == bindparam("of_media", type_=Identifier),
        Media.thumbnail_key == bindparam("of_key", type_=String),
    )
    .values(thumbnail_key=null(), thumbnail_type=null())
)
_FORGET_UNFINISHED = delete(ResumableUpload).where(ResumableUpload.media_id.is_(None))
