"""Files that the house made for somebody: kept within their quota, and let go."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, String, bindparam, delete, insert, select

from emberline.accounts.queries import lock_user
from emberline.media.models import KeptFile
from emberline.media.service.media import check_room, write_down_doomed

FOLDER = "media/kept"
"""Below it lie all kept files."""


class KeptRow(NamedTuple):
    """A kept file, and how large it should be."""

    key: str
    bytes: int


def keep(
    conn: Connection,
    owner_id: str,
    files: Sequence[tuple[str, int]],
    quota_bytes: int,
    now: datetime,
) -> None:
    """Write the rows of durable files, each a key and its bytes.

    AppError 413 when they take the owner past the quota.
    """
    # Two that add at once might both pass below the quota.
    lock_user(conn, owner_id)
    check_room(conn, owner_id, sum(size for _, size in files), quota_bytes)
    rows = [
        {"key": key, "owner_id": owner_id, "bytes": size, "created_at": now} for key, size in files
    ]
    conn.execute(_KEEP, rows)


def let_go(conn: Connection, keys: Sequence[str], now: datetime) -> list[str]:
    """Delete the rows of kept files, with what names them; the keys of the doomed files.

    Delete the files after the commit (`jobs.bury`); the keys outlive a crash before that.
    """
    if not keys:
        return []
    gone = [str(key) for key in conn.execute(_LET_GO, {"keys": list(keys)}).scalars()]
    write_down_doomed(conn, gone, now)
    return gone


def kept_after(conn: Connection, after: str, limit: int) -> list[KeptRow]:
    """The next kept files by key; after: "" for the first."""
    rows = conn.execute(_AFTER, {"after": after, "limit": limit})
    return [KeptRow(row.key, row.bytes) for row in rows]


def are_kept(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that have a row."""
    return {str(key) for key in conn.execute(_ARE_KEPT, {"keys": list(keys)}).scalars()}


_KEEP = insert(KeptFile)
_LET_GO = (
    delete(KeptFile)
    .where(KeptFile.key.in_(bindparam("keys", type_=String, expanding=True)))
    .returning(KeptFile.key)
)
_ARE_KEPT = select(KeptFile.key).where(
    KeptFile.key.in_(bindparam("keys", type_=String, expanding=True))
)
_AFTER = (
    select(KeptFile.key, KeptFile.bytes)
    .where(KeptFile.key > bindparam("after", type_=String))
    .order_by(KeptFile.key)
    .limit(bindparam("limit"))
)
