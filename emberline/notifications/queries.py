"""What the statements about notifications share: the reader's rule."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, union_all

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
