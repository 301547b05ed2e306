"""Views: recorded once, told to the author, listed for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.clips.models import ClipView
from emberline.clips.queries import viewers
from emberline.clips.queries.one import lets_know
from emberline.clips.service.reading import own_clip, seen_clip
from emberline.kit.clock import wire_time
from emberline.kit.db import hot
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import not_found
from emberline.kit.events import emit
from emberline.kit.paging import Position


@dataclass(frozen=True, slots=True)
class ViewersPage:
    """A page of viewers; where the next begins; how many have seen the clip, named or not."""

    rows: list[viewers.Viewed]
    next: Position | None
    total: int


def record_view(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime
) -> tuple[datetime, bool]:
    """When the viewer first saw the clip, and whether that is now. Own views are not counted.

    A first view is told to the author, unless the viewer keeps views to themselves. AppError 404
    when the viewer may not see the clip.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id == viewer_id:
        return now, False
    view = {"clip_id": clip_id, "viewer_id": viewer_id}
    if not _insert_view(conn, view, now):
        ((first,),) = hot(conn, _VIEWED_AT, **view)
        return first, False
    if not lets_know(conn, viewer_id):
        return now, True
    data = {"story_id": clip_id, "viewer_id": viewer_id, "viewed_at": wire_time(now)}
    emit(conn, [clip.author_id], "story.viewed", data, now)
    return now, True


def _insert_view(conn: Connection, view: dict[str, str], now: datetime) -> bool:
    """Whether this is the first view. AppError 404 when the clip went at the same moment."""
    try:
        return bool(hot(conn, _VIEW[conn.dialect.name], **view, viewed_at=now))
    except IntegrityError:
        raise not_found("Clip") from None


def list_viewers(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    after: Position | None,
    limit: int,
    now: datetime,
) -> ViewersPage:
    """A page of those who have seen the caller's clip, the latest first, and how many have.

    Someone who keeps views to themselves is counted but not named, and sees no names. AppError
    403 for another's clip that the caller may see, 404 for any other.
    """
    own_clip(conn, viewer_id, clip_id, now, "Only its author sees who has seen a clip.")
    rows = []
    if lets_know(conn, viewer_id):
        rows = viewers.viewers(conn, viewer_id, clip_id, after, limit + 1, now)
    shown = rows[:limit]
    more = len(rows) > limit
    last = Position(shown[-1].viewed_at, shown[-1].user_id) if more else None
    total = conn.execute(_COUNT_VIEWS, {"clip_id": clip_id}).scalar_one()
    return ViewersPage(shown, last, total)


def _view(dialect: Any) -> Insert:
    names = ("clip_id", "viewer_id", "viewed_at")
    statement = dialect.insert(ClipView).values({name: bindparam(name) for name in names})
    result: Insert = statement.on_conflict_do_nothing().returning(ClipView.clip_id)
    return result


_VIEW = {"sqlite": _view(sqlite), "postgresql": _view(postgresql)}
_VIEWED_AT = select(ClipView.viewed_at).where(
    ClipView.clip_id == bindparam("clip_id"), ClipView.viewer_id == bindparam("viewer_id")
)
_COUNT_VIEWS = select(func.count()).where(ClipView.clip_id == bindparam("clip_id"))
