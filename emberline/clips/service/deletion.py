"""Deletion of a clip by its author: its media go with it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, null, or_, select
from sqlalchemy.sql.dml import ReturningDelete

from emberline.clips.models import Clip
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.service.reading import own_clip
from emberline.clips.service.replies import forget_replies
from emberline.kit.errors import not_found
from emberline.media import service as media
from emberline.notifications.service import forget_clip


def delete_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> list[str]:
    """Delete the caller's clip with its media and its reposts; returns the doomed files' keys.

    A repost goes without the media, which are its origin's. Nobody is told of what went any more.
    AppError 403 for another's clip that the caller may see, 404 for any other.
    """
    _check_deletable(conn, viewer_id, clip_id, now)
    return _delete_with_reposts(conn, _DELETE_SHOWN, clip_id, now)


def remove_clip(conn: Connection, clip_id: str, now: datetime) -> list[str]:
    """Delete the clip as `delete_clip` does, whoever asks for it, and a held one too.

    AppError 404 when there is none.
    """
    return _delete_with_reposts(conn, _DELETE, clip_id, now)


def _delete_with_reposts(
    conn: Connection, statement: ReturningDelete[str | None], clip_id: str, now: datetime
) -> list[str]:
    gone = conn.execute(_WITH_REPOSTS, {"clip_id": clip_id}).scalars().all()
    media_ids = conn.execute(statement, {"clip_id": clip_id}).scalars().all()
    if not media_ids:
        raise not_found("Clip")
    forget_replies(conn, gone)
    forget_clip(conn, gone)
    return media.doom(conn, [media_id for media_id in media_ids if media_id is not None], now)


def _check_deletable(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> None:
    found = clip_with_relation(conn, viewer_id, clip_id, now)
    # One's own repost of what one may no longer see is still there for those who may.
    if found is None or found.row.author_id != viewer_id or found.held:
        own_clip(conn, viewer_id, clip_id, now, "Only its author deletes a clip.")


_WITH_REPOSTS = select(Clip.id).where(
    or_(Clip.id == bindparam("clip_id"), Clip.origin_id == bindparam("clip_id"))
)
_MEDIA = case((Clip.origin_id.is_(None), Clip.media_id), else_=null())
_DELETE = delete(Clip).where(Clip.id == bindparam("clip_id")).returning(_MEDIA)
# A clip that moderators hold from this moment on is evidence.
_DELETE_SHOWN = _DELETE.where(Clip.held_at.is_(None))
