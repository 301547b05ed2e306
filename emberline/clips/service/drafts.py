"""Drafts and scheduled clips: only their author knows of them until they are published."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from emberline.clips.models import Clip
from emberline.clips.queries import drafts
from emberline.clips.queries.limits import lock_author
from emberline.clips.rules.lifetime import expires_at
from emberline.clips.rules.visibility import Status
from emberline.clips.service.announcements import request_announcement, withdraw_announcement
from emberline.clips.service.reading import ClipPage, own_clip, page_of, read_clip
from emberline.kit.errors import conflict
from emberline.kit.paging import Position

MAX_DRAFTS = 200


def list_drafts(
    conn: Connection, viewer_id: str, after: Position | None, limit: int, now: datetime
) -> ClipPage:
    """A page of the caller's drafts and scheduled clips, the newest made first."""
    rows = drafts.drafts_of(conn, viewer_id, after, limit + 1, now)
    page = page_of(conn, viewer_id, rows[:limit], limit)
    # Ids are in order of creation; the time of a draft to be published says nothing of that.
    last = Position(now, rows[limit - 1].id) if len(rows) > limit else None
    return replace(page, next=last)


def check_room(conn: Connection, author_id: str, now: datetime) -> None:
    """AppError 409 when the author has as many drafts and scheduled clips as there may be."""
    lock_author(conn, author_id)
    if drafts.count_drafts(conn, author_id, now) >= MAX_DRAFTS:
        detail = f"You have {MAX_DRAFTS} drafts and scheduled clips. Publish or delete some first."
        raise conflict("Too many drafts", detail)


def publish_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> ClipPage:
    """Publish the caller's draft or scheduled clip at `now`: from here its time runs.

    AppError 403 for another's clip that the caller may see, 404 for any other; 409 when it is
    published already, or when its media could not be made playable.
    """
    own_clip(conn, viewer_id, clip_id, now, "Only its author publishes a clip.")
    draft = drafts.lock_draft(conn, clip_id, now)
    if draft is None:
        raise conflict("Already published", "This clip is published already.")
    if draft.status == Status.FAILED:
        raise conflict("Media failed", "Its file could not be made playable. Post another one.")
    ends = expires_at(now, draft.lifetime_seconds)
    conn.execute(_PUBLISH, {"of_clip": clip_id, "begins": now, "ends": ends})
    withdraw_announcement(conn, clip_id, now)
    if draft.status == Status.READY:
        request_announcement(conn, clip_id, viewer_id, now, now)
    return read_clip(conn, viewer_id, clip_id, now)


_PUBLISH = (
    update(Clip)
    .where(Clip.id == bindparam("of_clip"))
    .values(published_at=bindparam("begins"), expires_at=bindparam("ends"))
)
