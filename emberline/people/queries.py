"""Reads of people, always through the viewer: who is blocked or suspended is not there."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from emberline.accounts.models import Avatar, Block, User
from emberline.accounts.queries import avatar_url
from emberline.kit.db import Identifier, Instant
from emberline.kit.errors import not_found
from emberline.kit.paging import Page, Position
from emberline.people.schemas import PersonCard

# Before everything that a newest-first list holds.
_TOP = Position(datetime(9999, 1, 1, tzinfo=UTC), "ffffffff-ffff-ffff-ffff-ffffffffffff")

VIEWER = bindparam("viewer_id", type_=Identifier)
OF_USER = bindparam("of_user", type_=Identifier)
CARD = (User.id, User.username, User.display_name, Avatar.media_id)


class CardPage(NamedTuple):
    """A page of people, and where the next begins (None at the end)."""

    cards: list[PersonCard]
    end: Position | None


class Account(NamedTuple):
    """What a decision about another's account needs of it."""

    id: str
    is_locked: bool


def in_sight(user_id: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether no block stands between the viewer and a user, and that user is not suspended.

    For statements that read `User`. The blocked are one small set, made once a query.
    """
    blocked = union_all(
        select(Block.blocked_id).where(Block.blocker_id == VIEWER),
        select(Block.blocker_id).where(Block.blocked_id == VIEWER),
    )
    return and_(User.suspended_at.is_(None), user_id.not_in(blocked.scalar_subquery()))


def visible_account(conn: Connection, viewer_id: str, user_id: str) -> Account:
    """The account of `user_id`, as far as `viewer_id` may know of it.

    AppError 404 `User not found` for an unknown or suspended one, and for a block either way.
    """
    row = conn.execute(_VISIBLE, {"viewer_id": viewer_id, "of_user": user_id}).first()
    if row is None:
        raise not_found("User")
    return Account(*row)


def share_account(conn: Connection, user_id: str) -> None:
    """Keep until the commit: no block, unlocking or deletion of `user_id`'s account commits.

    What is read after this holds. Those who share do not wait for each other, so that a hundred
    may follow one account at once.
    """
    conn.execute(_SHARE, {"ids": [user_id]})


def own_accounts(conn: Connection, user_ids: Sequence[str]) -> None:
    """Keep until the commit: nobody else shares or owns these accounts (on PostgreSQL).

    They are taken in the order of their ids, so that two who want the same cannot wait for each
    other for ever.
    """
    conn.execute(_OWN, {"ids": list(user_ids)})


def card_of(row: Any) -> PersonCard:
    """The card from a row that begins with the columns of `CARD`."""
    user_id, username, display_name, media_id = row[:4]
    return PersonCard(user_id, username, display_name, avatar_url(user_id, media_id))


def newest_people(
    owner: InstrumentedAttribute[str],
    other: InstrumentedAttribute[str],
    at: InstrumentedAttribute[datetime],
    *,
    hidden_ones: bool = False,
) -> Select[Any]:
    """The people on the far side of `OF_USER`'s rows in one table, newest first, by position.

    `hidden_ones`: also those whom the viewer may not see, for lists that undo just that.
    """
    statement = (
        select(*CARD, at)
        .select_from(other.class_)
        .join(User, User.id == other)
        .outerjoin(Avatar, Avatar.user_id == User.id)
        .where(owner == OF_USER, tuple_(at, other) < tuple_(_BEFORE, _BEFORE_ID))
        .order_by(at.desc(), other.desc())
        .limit(bindparam("size"))
    )
    return cast(Select[Any], statement if hidden_ones else statement.where(in_sight(other)))


def people_page(
    conn: Connection, statement: Select[Any], viewer_id: str, owner_id: str, page: Page
) -> CardPage:
    """One page of a `newest_people` statement."""
    before = page.after or _TOP
    binds = {"of_user": owner_id, "before": before.at, "before_id": before.id}
    size = page.limit + 1
    rows = conn.execute(statement, {**binds, "viewer_id": viewer_id, "size": size}).all()
    shown = rows[: page.limit]
    end = Position(shown[-1][4], shown[-1][0]) if len(rows) > page.limit else None
    return CardPage([card_of(row) for row in shown], end)


_BEFORE = bindparam("before", type_=Instant)
_BEFORE_ID = bindparam("before_id", type_=Identifier)
_VISIBLE = select(User.id, User.is_locked).where(User.id == OF_USER, in_sight(User.id))
_ACCOUNTS = select(User.id).where(User.id.in_(bindparam("ids", expanding=True))).order_by(User.id)
_SHARE = _ACCOUNTS.with_for_update(read=True)
_OWN = _ACCOUNTS.with_for_update(key_share=True)
