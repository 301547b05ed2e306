"""How far somebody has seen an author's clips: the same on each of their devices."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.clips.models import SeenMark
from emberline.clips.service.reading import seen_clip
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import not_found


def mark_seen(conn: Connection, viewer_id: str, author_id: str, clip_id: str, now: datetime) -> str:
    """Everything of the author's up to the clip, in playing order, is seen; it counts no view.

    A mark never goes back: returns the clip up to which all is seen from now on. One's own clips
    are seen anyway. AppError 404 for a clip that is not the author's or not for the viewer's eyes.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id != author_id:
        raise not_found("Clip")
    if author_id == viewer_id:
        return clip_id
    key = {"viewer_id": viewer_id, "author_id": author_id}
    place = {"up_to_at": clip.published_at, "up_to_id": clip_id}
    try:
        moved = conn.execute(_MARK[conn.dialect.name], {**key, **place}).first()
    except IntegrityError:
        raise not_found("Clip") from None
    return clip_id if moved else str(conn.execute(_UP_TO, key).scalar_one())


def _mark(dialect: Any) -> Insert:
    names = ("viewer_id", "author_id", "up_to_at", "up_to_id")
    statement = dialect.insert(SeenMark).values({name: bindparam(name) for name in names})
    new = statement.excluded
    result: Insert = statement.on_conflict_do_update(
        index_elements=[SeenMark.viewer_id, SeenMark.author_id],
        set_={"up_to_at": new.up_to_at, "up_to_id": new.up_to_id},
        where=tuple_(SeenMark.up_to_at, SeenMark.up_to_id) < tuple_(new.up_to_at, new.up_to_id),
    ).returning(SeenMark.up_to_id)
    return result


_MARK = {"sqlite": _mark(sqlite), "postgresql": _mark(postgresql)}
_UP_TO = select(SeenMark.up_to_id).where(
    SeenMark.viewer_id == bindparam("viewer_id"), SeenMark.author_id == bindparam("author_id")
)
