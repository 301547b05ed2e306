"""Drafts and scheduled clips: only their author knows of them until they are published."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from emberline.accounts.queries import lock_user
from emberline.clips.models import Clip
from emberline.clips.queries import drafts
from emberline.clips.queries.drafts import DraftPlace
from emberline.clips.queries.limits import count_post
from emberline.clips.rules.lifetime import expires_at
from emberline.clips.service.announcements import request_announcement, withdraw_announcement
from emberline.clips.service.limits import check_rate
from emberline.clips.service.reading import ClipPage, own_clip, page_of, read_clip
from emberline.kit.errors import conflict
from emberline.kit.limits import Rate
from emberline.kit.paging import PageRequest
from emberline.media.rules import Status

MAX_DRAFTS = 200


def list_drafts(
    conn: Connection, viewer_id: str, asked: PageRequest[DraftPlace], now: datetime
) -> ClipPage:
    """A page of the caller's drafts and scheduled clips, the newest made first."""
    rows = drafts.drafts_of(conn, viewer_id, asked, now)
    return page_of(conn, viewer_id, rows, asked.limit, lambda row: DraftPlace(row.id))


def check_room(conn: Connection, author_id: str, now: datetime) -> None:
    """AppError 409 when the author has as many drafts and scheduled clips as there may be."""
    lock_user(conn, author_id)
    if drafts.count_drafts(conn, author_id, now) >= MAX_DRAFTS:
        detail = f"You have {MAX_DRAFTS} drafts and scheduled clips. Publish or delete some first."
        raise conflict("Too many drafts", detail)


def publish_clip(
    conn: Connection, viewer_id: str, clip_id: str, rate: Rate | None, now: datetime
) -> ClipPage:
    """Publish the caller's draft or scheduled clip at `now`: from here its time runs.

    AppError 403 for another's clip that the caller may see, 404 for any other; 409 when it is
    published already, or when its media could not be made playable; 429 for a draft past the rate.
    """
    own_clip(conn, viewer_id, clip_id, now, "Only its author publishes a clip.")
    lock_user(conn, viewer_id)
    draft = drafts.lock_draft(conn, clip_id, now)
    if draft is None:
        raise conflict("Already published", "This clip is published already.")
    if draft.status == Status.FAILED:
        raise conflict("Media failed", "Its file could not be made playable. Post another one.")
    if draft.published_at is None:
        # What was scheduled was counted when it was.
        if rate is not None:
            check_rate(conn, viewer_id, rate, now)
        count_post(conn, clip_id, viewer_id, now)
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
