"""One person's data in this slice, to take away. It goes by itself with the user's row."""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from emberline.accounts.models import (
    Block,
    CloseFriend,
    Follow,
    FollowRequest,
    Hide,
    Mute,
    User,
)
from emberline.kit.db import Identifier


def export_people(conn: Connection, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Whom the user follows, asks, blocks, mutes, hides from and trusts, and who follows or asks
    them, oldest first, by id and name. Who blocks, mutes or trusts the user is others' data.
    """
    binds = {"of_user": user_id}
    return {
        name: [dict(row) for row in conn.execute(statement, binds).mappings()]
        for name, statement in _EXPORTED.items()
    }


def _related(
    owner: InstrumentedAttribute[str], other: InstrumentedAttribute[str], *columns: Any
) -> Select[Any]:
    return (
        select(User.id.label("user_id"), User.username, *columns)
        .select_from(other.class_)
        .join(User, User.id == other)
        .where(owner == bindparam("of_user", type_=Identifier))
        .order_by(*columns, User.id)
    )


_EXPORTED = {
    "following": _related(Follow.follower_id, Follow.followee_id, Follow.created_at),
    "followers": _related(Follow.followee_id, Follow.follower_id, Follow.created_at),
    "follow_requests_sent": _related(
        FollowRequest.follower_id, FollowRequest.followee_id, FollowRequest.created_at
    ),
    "follow_requests_received": _related(
        FollowRequest.followee_id, FollowRequest.follower_id, FollowRequest.created_at
    ),
    "blocks": _related(Block.blocker_id, Block.blocked_id, Block.created_at),
    "mutes": _related(Mute.muter_id, Mute.muted_id, Mute.created_at),
    "hides": _related(Hide.owner_id, Hide.viewer_id, Hide.created_at),
    "close_friends": _related(CloseFriend.owner_id, CloseFriend.friend_id),
}
