"""Reads of accounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import ApiToken, Avatar, Block, User
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import hot

CARD = (User.id, User.username, User.display_name, Avatar.media_id)
"""What a person's card is made from; `Avatar` is joined by an outer join."""


@dataclass(frozen=True, slots=True)
class ApiTokenOwner:
    """What decides on a personal API token: whose it is, its hash, and until when it is good."""

    user_id: str
    token_hash: str
    may_write: bool
    expires_at: datetime | None
    suspended_at: datetime | None


def api_token_owner(conn: Connection, token_id: str) -> ApiTokenOwner | None:
    """The API token called `token_id` with its user's standing, or None."""
    rows = hot(conn, _API_TOKEN_OWNER, of_token=token_id)
    return ApiTokenOwner(*rows[0]) if rows else None


def role_of(conn: Connection, user_id: str) -> str | None:
    """The user's role at this moment; None for no such user or a suspended one."""
    rows = hot(conn, _ROLE, of_user=user_id)
    return str(rows[0][0]) if rows else None


def name_of(conn: Connection, user_id: str) -> str:
    """What the user wants to be called."""
    display_name, username = conn.execute(_NAME, {"of_user": user_id}).one()
    return display_name or username


def lock_user(conn: Connection, user_id: str) -> None:
    """Let what counts a user's things come one after the other, until the commit.

    The lock is weak (PostgreSQL's FOR NO KEY UPDATE): it keeps the user from being deleted, and
    stops no row that only names them.
    """
    hot(conn, _LOCK_USER, of_user=user_id)


def block_between(
    one: SQLColumnExpression[str], other: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    """Whether either of two people has blocked the other."""
    block = aliased(Block)
    return (
        exists()
        .select_from(block)
        .where(
            or_(
                and_(block.blocker_id == one, block.blocked_id == other),
                and_(block.blocker_id == other, block.blocked_id == one),
            )
        )
        .correlate_except(block)
    )


def card_of(user_id: str, username: str, display_name: str, avatar_id: str | None) -> PersonCard:
    """The card of a person, from the columns of `CARD`."""
    return PersonCard(user_id, username, display_name, avatar_url(user_id, avatar_id))


def avatar_url(user_id: str, media_id: str | None) -> str | None:
    """Where an avatar's bytes are served; a new picture has a new address."""
    return None if media_id is None else f"/files/avatar/{user_id}/{media_id}"


_API_TOKEN_OWNER = (
    select(
        ApiToken.user_id,
        ApiToken.token_hash,
        ApiToken.may_write,
        ApiToken.expires_at,
        User.suspended_at,
    )
    .join(User, User.id == ApiToken.user_id)
    .where(ApiToken.id == bindparam("of_token"))
)
_LOCK_USER = select(User.id).where(User.id == bindparam("of_user")).with_for_update(key_share=True)
_NAME = select(User.display_name, User.username).where(User.id == bindparam("of_user"))
_ROLE = select(User.role).where(User.id == bindparam("of_user"), User.suspended_at.is_(None))
