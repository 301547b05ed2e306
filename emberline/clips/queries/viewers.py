"""Who has seen a clip."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, tuple_

from emberline.accounts.models import Preferences, User
from emberline.clips.models import ClipView
from emberline.clips.queries.feed import LAST_ID
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, block_between
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import Position

_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)


class Viewed(NamedTuple):
    """Someone who has seen a clip."""

    user_id: str
    username: str
    display_name: str
    viewed_at: datetime


# Not named: who keeps views to themselves, is suspended, or stands behind a block.
_VIEWERS = (
    select(User.id, User.username, User.display_name, ClipView.viewed_at)
    .join(User, User.id == ClipView.viewer_id)
    .join(Preferences, Preferences.user_id == ClipView.viewer_id)
    .where(
        ClipView.clip_id == CLIP_ID,
        Preferences.view_receipts,
        User.suspended_at.is_(None),
        ~block_between(ClipView.viewer_id, AUTHOR_ID),
        tuple_(ClipView.viewed_at, ClipView.viewer_id) < tuple_(_AT, _ID),
    )
    .order_by(ClipView.viewed_at.desc(), ClipView.viewer_id.desc())
    .limit(bindparam("size"))
)


def viewers(
    conn: Connection,
    author_id: str,
    clip_id: str,
    after: Position | None,
    size: int,
    now: datetime,
) -> list[Viewed]:
    """At most `size` people who have seen the clip and let its author know, the latest first."""
    at, identifier = after or (now, LAST_ID)
    binds = {"clip_id": clip_id, "author_id": author_id, "at": at, "id": identifier, "size": size}
    return [Viewed._make(row) for row in conn.execute(_VIEWERS, binds)]
