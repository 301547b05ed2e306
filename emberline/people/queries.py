"""Reads of people, always through the viewer: who is blocked or suspended is not there."""

from collections.abc import Sequence
from datetime import datetime
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
from emberline.accounts.queries import CARD, card_of
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import Identifier, Instant
from emberline.kit.errors import not_found
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut

VIEWER = bindparam("viewer_id", type_=Identifier)
OF_USER = bindparam("of_user", type_=Identifier)


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
    conn: Connection,
    statement: Select[Any],
    viewer_id: str,
    owner_id: str,
    asked: PageRequest[Position],
) -> Page[PersonCard]:
    """One page of a `newest_people` statement."""
    before = asked.after or NEWEST
    binds = {"of_user": owner_id, "before": before.at, "before_id": before.id}
    rows = conn.execute(statement, {**binds, "viewer_id": viewer_id, "size": asked.size}).all()
    page = cut(rows, asked.limit, lambda row: Position(row[4], row[0]))
    return Page([card_of(*row[:4]) for row in page.rows], page.next)


_BEFORE = bindparam("before", type_=Instant)
_BEFORE_ID = bindparam("before_id", type_=Identifier)
_VISIBLE = select(User.id, User.is_locked).where(User.id == OF_USER, in_sight(User.id))
_ACCOUNTS = select(User.id).where(User.id.in_(bindparam("ids", expanding=True))).order_by(User.id)
_SHARE = _ACCOUNTS.with_for_update(read=True)
_OWN = _ACCOUNTS.with_for_update(key_share=True)
