"""Deletion of a clip by its author: its media go with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, null, or_, select
from sqlalchemy.sql.dml import ReturningDelete

from emberline.clips.models import Clip
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.service.reading import own_clip
from emberline.clips.service.replies import forget_replies
from emberline.kit.db import Identifier
from emberline.kit.errors import not_found
from emberline.media.service import media
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


def remove_clips_of(conn: Connection, author_id: str) -> None:
    """Delete all of the author's clips with their reposts, but not their media. Held ones too.

    Nobody is told of what went any more.
    """
    while clip_ids := conn.execute(_LOCK_OF_AUTHOR, {"of_author": author_id}).scalars().all():
        _remove(conn, clip_ids)


def remove_clips_showing(conn: Connection, media_id: str) -> None:
    """Delete the clips that show a file, reposts among them, but not the file.

    Nobody is told of what went any more.
    """
    while clip_ids := conn.execute(_LOCK_SHOWING, {"of_media": media_id}).scalars().all():
        _remove(conn, clip_ids)


def _remove(conn: Connection, clip_ids: Sequence[str]) -> None:
    """Delete clips that are locked."""
    gone = _with_reposts(conn, clip_ids)
    conn.execute(_DELETE_MANY, {"clip_ids": clip_ids})
    _forget(conn, gone)


def _lock(conn: Connection, clip_ids: Sequence[str]) -> None:
    """Keep the clips as they are: from here on nobody reposts them."""
    conn.execute(_LOCK, {"clip_ids": clip_ids})


def _with_reposts(conn: Connection, clip_ids: Sequence[str]) -> list[str]:
    return list(conn.execute(_WITH_REPOSTS, {"clip_ids": clip_ids}).scalars())


def _forget(conn: Connection, clip_ids: Sequence[str]) -> None:
    for start in range(0, len(clip_ids), _AT_ONCE):
        some = clip_ids[start : start + _AT_ONCE]
        forget_replies(conn, some)
        forget_clip(conn, some)


def _delete_with_reposts(
    conn: Connection, statement: ReturningDelete[str | None], clip_id: str, now: datetime
) -> list[str]:
    _lock(conn, [clip_id])
    gone = _with_reposts(conn, [clip_id])
    media_ids = conn.execute(statement, {"clip_id": clip_id}).scalars().all()
    if not media_ids:
        raise not_found("Clip")
    _forget(conn, gone)
    return media.doom(conn, [media_id for media_id in media_ids if media_id is not None], now)


def _check_deletable(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> None:
    found = clip_with_relation(conn, viewer_id, clip_id, now)
    # One's own repost of what one may no longer see is still there for those who may.
    if found is None or found.row.author_id != viewer_id or found.held:
        own_clip(conn, viewer_id, clip_id, now, "Only its author deletes a clip.")


_AT_ONCE = 500
_CLIP_IDS = bindparam("clip_ids", type_=Identifier, expanding=True)
_LOCK = select(Clip.id).where(Clip.id.in_(_CLIP_IDS)).order_by(Clip.id).with_for_update()
_LOCK_OF_AUTHOR = (
    select(Clip.id)
    .where(Clip.author_id == bindparam("of_author", type_=Identifier))
    .order_by(Clip.id)
    .limit(_AT_ONCE)
    .with_for_update()
)
# The origin, which is the oldest, first: then nobody adds a repost.
_LOCK_SHOWING = (
    select(Clip.id)
    .where(Clip.media_id == bindparam("of_media", type_=Identifier))
    .order_by(Clip.id)
    .limit(_AT_ONCE)
    .with_for_update()
)
_WITH_REPOSTS = select(Clip.id).where(or_(Clip.id.in_(_CLIP_IDS), Clip.origin_id.in_(_CLIP_IDS)))
_DELETE_MANY = delete(Clip).where(Clip.id.in_(_CLIP_IDS))
_MEDIA = case((Clip.origin_id.is_(None), Clip.media_id), else_=null())
_DELETE = delete(Clip).where(Clip.id == bindparam("clip_id")).returning(_MEDIA)
# A clip that moderators hold from this moment on is evidence.
_DELETE_SHOWN = _DELETE.where(Clip.held_at.is_(None))
