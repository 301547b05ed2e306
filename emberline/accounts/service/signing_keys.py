"""The keys that sign access tokens: when each begins, and the next one."""

from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from emberline.accounts.models import SigningKey
from emberline.accounts.tokens import KeyTimes
from emberline.kit.ids import new_secret

HEAD_START = timedelta(seconds=5)
"""Between a key's row and its first signature: time for every process to read the row."""

_KEPT_FOR = timedelta(days=1)


def signing_keys(conn: Connection) -> list[KeyTimes]:
    """The keys that may have signed a token in use, in order of their beginning."""
    return [KeyTimes(row.kid, row.active_from) for row in conn.execute(_KEYS)]


def ensure_signing_key(conn: Connection, now: datetime) -> None:
    """Make the first key, active at once, where there is none. Safe for several processes."""
    _lock(conn)
    if not signing_keys(conn):
        _insert(conn, now, now)


def rotate_signing_key(conn: Connection, now: datetime) -> KeyTimes:
    """Make the key that signs from `HEAD_START` after `now`; the old ones go on verifying.

    Keys that no token can name any more go.
    """
    _lock(conn)
    keys = signing_keys(conn)
    for key, successor in pairwise(keys):
        if successor.active_from < now - _KEPT_FOR:
            conn.execute(_DELETE, {"of_kid": key.kid})
    return _insert(conn, now, now + HEAD_START)


def _insert(conn: Connection, now: datetime, active_from: datetime) -> KeyTimes:
    kid = new_secret(9)
    conn.execute(_INSERT, {"kid": kid, "created_at": now, "active_from": active_from})
    return KeyTimes(kid, active_from)


def _lock(conn: Connection) -> None:
    """Let one process at a time decide on keys (on SQLite every write is alone anyway)."""
    if conn.dialect.name == "postgresql":
        conn.execute(_TAKE_TURN, {"turn": _TURN})


# Any number does that no other advisory lock of ours has.
_TURN = 7_101
_TAKE_TURN = select(func.pg_advisory_xact_lock(bindparam("turn")))
_KEYS = select(SigningKey.kid, SigningKey.active_from).order_by(
    SigningKey.active_from, SigningKey.kid
)
_INSERT = insert(SigningKey)
_DELETE = delete(SigningKey).where(SigningKey.kid == bindparam("of_kid"))
