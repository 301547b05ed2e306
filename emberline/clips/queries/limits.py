"""What an author has posted lately, for the limit."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from emberline.clips.models import ClipPost
from emberline.clips.queries.rule import AUTHOR_ID, NOW
from emberline.kit.db import Instant

_POSTED_SINCE = (
    select(ClipPost.posted_at)
    .where(ClipPost.author_id == AUTHOR_ID, ClipPost.posted_at > NOW)
    .order_by(ClipPost.posted_at)
)
_INSERT = insert(ClipPost)
_FORGOTTEN_AT_ONCE = 2000
_FORGET = delete(ClipPost).where(
    ClipPost.id.in_(
        select(ClipPost.id)
        .where(ClipPost.posted_at <= bindparam("before", type_=Instant))
        .limit(_FORGOTTEN_AT_ONCE)
    )
)


def posted_since(conn: Connection, author_id: str, since: datetime) -> list[datetime]:
    """When the author posted clips since an instant, whatever became of them, oldest first."""
    return list(conn.execute(_POSTED_SINCE, {"author_id": author_id, "now": since}).scalars())


def count_post(conn: Connection, clip_id: str, author_id: str, now: datetime) -> None:
    """Write down that the author posts a clip, or publishes a draft, at `now`."""
    conn.execute(_INSERT, {"id": clip_id, "author_id": author_id, "posted_at": now})


def forget_posts(conn: Connection, before: datetime) -> int:
    """Delete a batch of what was posted up to an instant; returns how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": before}).rowcount
