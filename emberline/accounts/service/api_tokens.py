"""Personal API tokens: made, listed, deleted."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from emberline.accounts.models import ApiToken
from emberline.accounts.queries import lock_user
from emberline.accounts.schemas import ApiTokenEntry, MakeApiToken
from emberline.accounts.secret_texts import api_token_text, secret_hash
from emberline.accounts.service.revocations import revoke
from emberline.kit.db import Instant
from emberline.kit.errors import conflict, not_found
from emberline.kit.ids import new_id

MOST_TOKENS = 50


def make_api_token(
    conn: Connection, user_id: str, form: MakeApiToken, secret_key: str, now: datetime
) -> ApiTokenEntry:
    """Make a token; its text is `api_token_text(secret_key, id)`. AppError 409 at `MOST_TOKENS`."""
    lock_user(conn, user_id)
    conn.execute(_DELETE_EXPIRED, {"of_user": user_id, "at": now})
    if conn.execute(_COUNT, {"of_user": user_id}).scalar_one() >= MOST_TOKENS:
        raise conflict("Too many tokens", f"Delete one of your {MOST_TOKENS} API tokens first.")
    token_id = new_id()
    expires_at = now + timedelta(seconds=form.expires_in) if form.expires_in else None
    row = {
        "id": token_id,
        "user_id": user_id,
        "name": form.name,
        "may_write": "write" in form.scopes,
        "token_hash": secret_hash(api_token_text(secret_key, token_id)),
        "created_at": now,
        "expires_at": expires_at,
    }
    conn.execute(_INSERT, row)
    return _entry(row)


def api_tokens_of(conn: Connection, user_id: str, now: datetime) -> list[ApiTokenEntry]:
    """The user's tokens that are not over, the newest first."""
    rows = conn.execute(_LIST, {"of_user": user_id, "at": now}).mappings()
    return [_entry(row) for row in rows]


def delete_api_token(conn: Connection, user_id: str, token_id: str, now: datetime) -> None:
    """Delete one of the user's tokens. AppError 404 when they have none of that id.

    Requests ask the database anyway; the revocation ends the sockets that it opened.
    """
    if conn.execute(_DELETE, {"of_user": user_id, "of_token": token_id}).first() is None:
        raise not_found("API token")
    revoke(conn, user_id, [token_id], "deleted", now)


def delete_all_api_tokens(conn: Connection, user_id: str) -> list[str]:
    """Delete every token of a user whose row this transaction holds; returns their ids to revoke.

    Others delete first and revoke then; to do it in that order, once, waits for none for ever.
    """
    return list(conn.execute(_DELETE_ALL, {"of_user": user_id}).scalars())


def _entry(row: Any) -> ApiTokenEntry:
    scopes = ["read", "write"] if row["may_write"] else ["read"]
    return ApiTokenEntry(row["id"], row["name"], scopes, row["created_at"], row["expires_at"])


_MINE = ApiToken.user_id == bindparam("of_user")
_NOT_OVER = ApiToken.expires_at.is_(None) | (ApiToken.expires_at > bindparam("at", type_=Instant))
_COUNT = select(func.count()).select_from(ApiToken).where(_MINE)
_INSERT = insert(ApiToken)
_LIST = (
    select(
        ApiToken.id,
        ApiToken.name,
        ApiToken.may_write,
        ApiToken.created_at,
        ApiToken.expires_at,
    )
    .where(_MINE, _NOT_OVER)
    .order_by(ApiToken.created_at.desc(), ApiToken.id.desc())
)
_DELETE = delete(ApiToken).where(_MINE, ApiToken.id == bindparam("of_token")).returning(ApiToken.id)
_DELETE_ALL = delete(ApiToken).where(_MINE).returning(ApiToken.id)
_DELETE_EXPIRED = delete(ApiToken).where(
    _MINE, ApiToken.expires_at <= bindparam("at", type_=Instant)
)
