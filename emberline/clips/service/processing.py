"""Clips whose media are made ready in the background, or turn out to be broken."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from emberline.clips.models import Clip
from emberline.clips.rules.lifetime import expires_at
from emberline.clips.service.announcements import request_announcement
from emberline.kit.events import emit
from emberline.media.rules import Status
from emberline.media.service.media import MediaRow


def follow_media(conn: Connection, media: MediaRow, now: datetime) -> None:
    """Bring the clip of media that is now ready or failed to the same status; tell its author.

    Its time begins when it can be seen: one that was to be public already is so from `now` on, and
    is announced then. A draft stays one.
    """
    found = conn.execute(_WAITING, {"of_media": media.id}).first()
    if found is None:
        return
    published_at = found.published_at and max(found.published_at, now)
    ends = published_at and expires_at(published_at, found.lifetime_seconds)
    values = {
        "new_status": media.status,
        "reason": media.failure_reason,
        "new_width": media.width,
        "new_height": media.height,
        "seconds": media.duration_seconds,
        "begins": published_at,
        "ends": ends,
    }
    conn.execute(_FOLLOW, {"of_clip": found.id, **values})
    if published_at is not None and media.status == Status.READY:
        request_announcement(conn, found.id, found.author_id, published_at, now)
    emit(
        conn,
        [found.author_id],
        "story.processed",
        {"story_id": found.id, "status": media.status, "failure_reason": media.failure_reason},
        now,
    )


_WAITING = (
    select(Clip.id, Clip.author_id, Clip.published_at, Clip.lifetime_seconds)
    .where(Clip.media_id == bindparam("of_media"), Clip.status == Status.PROCESSING.value)
    .with_for_update()
)
_FOLLOW = (
    update(Clip)
    .where(Clip.id == bindparam("of_clip"))
    .values(
        status=bindparam("new_status"),
        failure_reason=bindparam("reason"),
        width=bindparam("new_width"),
        height=bindparam("new_height"),
        duration_seconds=bindparam("seconds"),
        published_at=bindparam("begins"),
        expires_at=bindparam("ends"),
    )
)
