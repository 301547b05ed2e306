"""What is asked before a clip is reposted."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, or_, select
from sqlalchemy.orm import aliased

from emberline.clips.models import Clip, ClipMention
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, NOW, VIEWER


class Shown(NamedTuple):
    """What a repost repeats of its origin, and what decides whether there may be one."""

    author_id: str
    kind: str
    text: str | None
    alt_text: str | None
    visibility: str
    media_id: str | None
    width: int | None
    height: int | None
    duration_seconds: float | None
    max_views: int | None
    story_link_id: str | None
    expires_at: datetime
    is_mentioned: bool


_ORIGIN = select(
    Clip.author_id,
    Clip.kind,
    Clip.text,
    Clip.alt_text,
    Clip.visibility,
    Clip.media_id,
    Clip.width,
    Clip.height,
    Clip.duration_seconds,
    Clip.max_views,
    Clip.story_link_id,
    Clip.expires_at,
    exists().where(ClipMention.clip_id == Clip.id, ClipMention.user_id == VIEWER),
).where(Clip.id == CLIP_ID)
# The share keeps a change of the origin's words waiting until the repost that repeats them is
# there to be changed too.
_LOCK_ORIGIN = select(Clip.id).where(Clip.id == CLIP_ID).with_for_update(read=True)
_itself = aliased(Clip)
# The origin first, as those who change or delete both do.
_LOCK_SHOWN = (
    select(Clip.id)
    .where(
        or_(
            Clip.id == CLIP_ID,
            Clip.id == select(_itself.origin_id).where(_itself.id == CLIP_ID).scalar_subquery(),
        )
    )
    .order_by(Clip.id)
    .with_for_update(read=True)
)
_REPOSTED = select(Clip.id).where(
    Clip.origin_id == CLIP_ID, Clip.author_id == AUTHOR_ID, Clip.expires_at > NOW
)


def lock_origin(conn: Connection, clip_id: str) -> None:
    """Keep the clip as it is until the commit."""
    conn.execute(_LOCK_ORIGIN, {"clip_id": clip_id})


def lock_shown(conn: Connection, clip_id: str) -> None:
    """Keep the clip, and what it reposts, as they are until the commit.

    Before a statement that decides who is told of it: a deletion, a hold or a narrowed audience
    is then either seen by that statement or finds what was told, to forget it.
    """
    conn.execute(_LOCK_SHOWN, {"clip_id": clip_id})


def origin_to_show(conn: Connection, viewer_id: str, clip_id: str) -> Shown:
    """What a repost of a published clip would show; the viewer may see the clip."""
    row = conn.execute(_ORIGIN, {"viewer_id": viewer_id, "clip_id": clip_id}).one()
    return Shown._make(row)


def has_reposted(conn: Connection, author_id: str, origin_id: str, now: datetime) -> bool:
    """Whether a repost of that origin by the author still lives."""
    binds = {"author_id": author_id, "clip_id": origin_id, "now": now}
    return conn.execute(_REPOSTED, binds).first() is not None
