"""What the statements about notifications share: the reader's rule, and a list's beginning."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, union_all

from emberline.accounts.models import Avatar, Block, User
from emberline.accounts.queries import avatar_url
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import Position
from emberline.notifications.models import Notification
from emberline.notifications.schemas import Actor

# Before everything that a newest-first list holds.
TOP = Position(datetime(9999, 1, 1, tzinfo=UTC), "ffffffff-ffff-ffff-ffff-ffffffffffff")

USER = bindparam("of_user", type_=Identifier)
NOW = bindparam("now", type_=Instant)


ACTOR = (
    User.id.label("actor_id"),
    User.username,
    User.display_name,
    Avatar.media_id.label("avatar_id"),
)
"""What an actor is made from."""


def actor_from(row: Any) -> Actor:
    """The actor from a row that has the columns of `ACTOR`."""
    picture = avatar_url(row.actor_id, row.avatar_id)
    return Actor(row.actor_id, row.username, row.display_name, picture)


def may_be_told(user_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a notification is still for `user_id`'s eyes at `NOW`.

    For statements in which `User` is its actor, if it has one. Who is blocked or suspended
    meanwhile has done nothing, and what is over is not told any more.
    """
    blocked = union_all(
        select(Block.blocked_id).where(Block.blocker_id == user_id),
        select(Block.blocker_id).where(Block.blocked_id == user_id),
    )
    return and_(
        or_(Notification.expires_at.is_(None), Notification.expires_at > NOW),
        or_(
            Notification.actor_id.is_(None),
            and_(User.suspended_at.is_(None), User.id.not_in(blocked.scalar_subquery())),
        ),
    )
