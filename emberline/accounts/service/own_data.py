"""One person's data in this slice: all of it to take away, or none of it left."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from emberline.accounts.models import User
from emberline.accounts.service.api_tokens import api_tokens_of
from emberline.accounts.service.preferences import preferences_of
from emberline.accounts.service.revocations import end_sessions, revoke
from emberline.accounts.service.sessions import account_of, sessions_of
from emberline.accounts.service.showing import shown_no_more
from emberline.kit.errors import not_found


def export_account(conn: Connection, user_id: str, now: datetime) -> dict[str, Any]:
    """The account, preferences, sessions and API tokens (without secrets), ready for JSON.

    Who follows or blocks whom is exported by `people`. AppError 404 for no such user.
    """
    data = {
        "account": account_of(conn, user_id),
        "preferences": preferences_of(conn, user_id),
        "sessions": sessions_of(conn, user_id, None, now),
        "api_tokens": api_tokens_of(conn, user_id, now),
    }
    exported: dict[str, Any] = msgspec.to_builtins(data)
    return exported


def erase_account(conn: Connection, user_id: str, now: datetime) -> None:
    """Delete the user, with all rows that hang on theirs, and revoke every token.

    Slices above erase what has files first. AppError 404 for no such user.
    """
    # The user's row first, as everywhere: two that lock in different orders would wait for ever.
    if conn.execute(_LOCK, {"of_user": user_id}).first() is None:
        raise not_found("User")
    end_sessions(conn, user_id, "erased", now)
    shown_no_more(conn, user_id)
    conn.execute(_DELETE, {"of_user": user_id})
    revoke(conn, user_id, [user_id], "erased", now)


_LOCK = select(User.id).where(User.id == bindparam("of_user")).with_for_update()
_DELETE = delete(User).where(User.id == bindparam("of_user"))
