"""Followers of an author in order, with whether they are told of a new clip."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, exists, select, tuple_
from sqlalchemy.orm import aliased

from emberline.accounts.models import Follow, Mute, User
from emberline.clips.models import Clip
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, NOW, Rule, sees_origin
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import Position
from emberline.media.rules import Status


class Follower(NamedTuple):
    """Someone who follows since an instant; whether they are told."""

    follower_id: str
    since: datetime
    is_told: bool


class Announced(NamedTuple):
    """What is told of a clip that can be seen."""

    id: str
    author_id: str
    username: str
    kind: str
    published_at: datetime
    expires_at: datetime


_ANNOUNCED = (
    select(Clip.id, Clip.author_id, User.username, Clip.kind, Clip.published_at, Clip.expires_at)
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.id == CLIP_ID,
        Clip.status == Status.READY.value,
        Clip.published_at <= NOW,
        Clip.expires_at > NOW,
        Clip.held_at.is_(None),
        User.suspended_at.is_(None),
    )
)

_next = (
    select(Follow.follower_id, Follow.created_at)
    .where(
        Follow.followee_id == AUTHOR_ID,
        tuple_(Follow.created_at, Follow.follower_id)
        > tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Follow.created_at, Follow.follower_id)
    .limit(bindparam("size"))
    .subquery("next_followers")
)
_follower = aliased(User)
_NEXT = (
    select(
        _next.c.follower_id,
        _next.c.created_at,
        and_(
            _follower.suspended_at.is_(None),
            ~exists().where(Mute.muter_id == _next.c.follower_id, Mute.muted_id == AUTHOR_ID),
            Rule(Clip, User, _next.c.follower_id).may_see(),
            sees_origin(Clip, _next.c.follower_id),
        ),
    )
    .join(_follower, _follower.id == _next.c.follower_id)
    .join(Clip, Clip.id == CLIP_ID)
    .join(User, User.id == Clip.author_id)
    .order_by(_next.c.created_at, _next.c.follower_id)
)


def clip_to_announce(conn: Connection, clip_id: str, now: datetime) -> Announced | None:
    """What is told of the clip; None when it is not to be seen at `now`."""
    row = conn.execute(_ANNOUNCED, {"clip_id": clip_id, "now": now}).first()
    return None if row is None else Announced._make(row)


def next_followers(
    conn: Connection, clip: Announced, after: Position, size: int, now: datetime
) -> Sequence[Follower]:
    """At most `size` followers of the author beyond `after`, those first who follow the longest.

    Told are those who may see the clip and have not muted its author.
    """
    binds = {"clip_id": clip.id, "author_id": clip.author_id, "now": now, "size": size}
    rows = conn.execute(_NEXT, {**binds, "at": after.at, "id": after.id})
    return [Follower(row[0], row[1], bool(row[2])) for row in rows]
