"""What every answer to a clip asks first."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from emberline.clips.models import Clip
from emberline.clips.queries import one
from emberline.clips.rules.visibility import is_active
from emberline.clips.service.reading import seen_clip
from emberline.kit.errors import not_found


def open_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> one.Seen:
    """A clip that answers are taken to. AppError 404 for one that the viewer may not see.

    So it is for authors before and after their clip's time, though they see it.
    """
    found = seen_clip(conn, viewer_id, clip_id, now)
    if not is_active(found.facts, now):
        raise not_found("Clip")
    return found


def share_clip(conn: Connection, clip_id: str) -> None:
    """Keep until the commit: nobody deletes the clip. AppError 404 when somebody just has.

    A foreign key does the same for rows that have one.
    """
    if conn.execute(_SHARE, {"clip_id": clip_id}).first() is None:
        raise not_found("Clip")


_SHARE = (
    select(Clip.id)
    .where(Clip.id == bindparam("clip_id"))
    .with_for_update(read=True, key_share=True)
)
