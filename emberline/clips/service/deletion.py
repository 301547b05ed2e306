"""Deletion of a clip by its author: its media go with it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete

from emberline.clips.models import Clip
from emberline.clips.service.reading import own_clip
from emberline.media import service as media


def delete_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> list[str]:
    """Delete the caller's clip with its media; returns the keys of the doomed files.

    A repost goes without the media, which are its origin's. AppError 403 for another's clip that
    the caller may see, 404 for any other.
    """
    clip = own_clip(conn, viewer_id, clip_id, now, "Only its author deletes a clip.").row
    conn.execute(_DELETE, {"clip_id": clip_id})
    if clip.media_id is None or clip.origin_id is not None:
        return []
    return media.doom(conn, [clip.media_id], now)


_DELETE = delete(Clip).where(Clip.id == bindparam("clip_id"))
