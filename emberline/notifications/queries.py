"""Who may be told of whom, and what: the reader's rule, which several statements share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, union_all

from emberline.accounts.models import Avatar, Block, User
from emberline.accounts.queries import card_of
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import Identifier, Instant
from emberline.notifications.models import Notification

USER = bindparam("of_user", type_=Identifier)
NOW = bindparam("now", type_=Instant)


ACTOR = (
    User.id.label("actor_id"),
    User.username,
    User.display_name,
    Avatar.media_id.label("avatar_id"),
)
"""What an actor is made from."""


def actor_from(row: Any) -> PersonCard:
    """The actor from a row that has the columns of `ACTOR`."""
    return card_of(row.actor_id, row.username, row.display_name, row.avatar_id)


def may_be_told(user_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a notification is still for `user_id`'s eyes at `NOW`.

    For statements in which `User` is its actor, if it has one. Who is blocked or suspended
    meanwhile has done nothing, and what is over is not told any more.
    """
    return and_(
        or_(Notification.expires_at.is_(None), Notification.expires_at > NOW),
        or_(Notification.actor_id.is_(None), _in_sight(user_id)),
    )


def people_in_sight(conn: Connection, user_id: str, people: Iterable[str]) -> set[str]:
    """Those of `people` whom the user may be told of.

    Left out are who has left, who is suspended, and whom a block keeps apart from the user.
    """
    asked = sorted(set(people))
    if not asked:
        return set()
    return set(conn.execute(_PEOPLE_IN_SIGHT, {"of_user": user_id, "people": asked}).scalars())


def notices_in_sight(
    conn: Connection, user_id: str, notification_ids: Iterable[str], now: datetime
) -> set[str]:
    """Those of the notifications that stand in the user's inbox, read or not."""
    asked = sorted(set(notification_ids))
    if not asked:
        return set()
    binds = {"of_user": user_id, "notification_ids": asked, "now": now}
    return set(conn.execute(_NOTICES_IN_SIGHT, binds).scalars())


def _in_sight(user_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the one of the statement's `User` is not suspended, and no block stands between."""
    blocked = union_all(
        select(Block.blocked_id).where(Block.blocker_id == user_id),
        select(Block.blocker_id).where(Block.blocked_id == user_id),
    )
    return and_(User.suspended_at.is_(None), User.id.not_in(blocked.scalar_subquery()))


_PEOPLE_IN_SIGHT = select(User.id).where(
    User.id.in_(bindparam("people", type_=Identifier, expanding=True)), _in_sight(USER)
)
_NOTICES_IN_SIGHT = (
    select(Notification.id)
    .outerjoin(User, User.id == Notification.actor_id)
    .where(
        Notification.user_id == USER,
        Notification.id.in_(bindparam("notification_ids", type_=Identifier, expanding=True)),
        may_be_told(USER),
    )
)
