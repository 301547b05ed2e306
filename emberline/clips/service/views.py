"""Views: recorded once, told to the author, listed for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.accounts.models import User
from emberline.clips.models import Clip, ClipView
from emberline.clips.queries import viewers
from emberline.clips.queries.one import both_let_know, lets_know, who_let_know
from emberline.clips.queries.rule import CLIP_ID, RULE, SEES_ORIGIN
from emberline.clips.service.reading import own_clip, seen_clip
from emberline.kit.clock import wire_time
from emberline.kit.db import Identifier, hot
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import not_found
from emberline.kit.events import emit, emit_several
from emberline.kit.paging import PageRequest, Place, cut


class Recorded(NamedTuple):
    """When the viewer first saw a clip, and whether that is now."""

    clip_id: str
    viewed_at: datetime
    first: bool


@dataclass(frozen=True, slots=True)
class ViewersPage:
    """A page of viewers; where the next begins; how many have seen the clip, named or not."""

    rows: Sequence[viewers.Viewed]
    next: Place | None
    total: int


def record_view(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime
) -> tuple[datetime, bool]:
    """When the viewer first saw the clip, and whether that is now. Own views are not counted.

    A first view is told to the author, unless either keeps views to themselves. AppError 404 when
    the viewer may not see the clip.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id == viewer_id:
        return now, False
    view = {"clip_id": clip_id, "viewer_id": viewer_id}
    if not _insert_view(conn, view, now):
        for (first,) in hot(conn, _VIEWED_AT, **view):
            return first, False
        # The clip went between the two statements, and its views with it.
        raise not_found("Clip")
    if not both_let_know(conn, viewer_id, clip.author_id):
        return now, True
    emit(conn, [clip.author_id], _TOLD, _told(clip_id, viewer_id, now), now)
    return now, True


def record_views(
    conn: Connection, viewer_id: str, clip_ids: Sequence[str], now: datetime
) -> list[Recorded]:
    """`record_view` for many clips in a fixed number of statements, in the order of `clip_ids`.

    Those that the viewer may not see are left out.
    """
    wanted = {"clip_ids": sorted(set(clip_ids)), "viewer_id": viewer_id, "now": now}
    # As in `_insert_view`: who waited here counts, in the next statement, those who came before.
    conn.execute(_LOCK_LIMITED_AMONG, {"clip_ids": wanted["clip_ids"]}).all()
    authors = {row.id: row.author_id for row in conn.execute(_VISIBLE_AMONG, wanted)}
    others = [clip_id for clip_id, author_id in authors.items() if author_id != viewer_id]
    fresh = _insert_views(conn, viewer_id, others, now)
    _tell(
        conn, viewer_id, {clip_id: authors[clip_id] for clip_id in others if clip_id in fresh}, now
    )
    recorded = conn.execute(_VIEWED_AMONG, {"clip_ids": others, "viewer_id": viewer_id})
    earlier = {row.clip_id: row.viewed_at for row in recorded}
    return [
        Recorded(clip_id, earlier.get(clip_id, now), clip_id in fresh)
        for clip_id in dict.fromkeys(clip_ids)
        if clip_id in authors
    ]


def _insert_views(
    conn: Connection, viewer_id: str, clip_ids: Sequence[str], now: datetime
) -> set[str]:
    """Of which clips this is the first view. They stay there until the commit: they are locked."""
    if not clip_ids:
        return set()
    views = [{"clip_id": clip_id, "viewer_id": viewer_id, "viewed_at": now} for clip_id in clip_ids]
    return set(conn.execute(_VIEW[conn.dialect.name], views).scalars())


def _tell(conn: Connection, viewer_id: str, authors: dict[str, str], now: datetime) -> None:
    """Tell each author of the views of theirs, unless they or the viewer keep theirs."""
    if not authors:
        return
    knowing = who_let_know(conn, {viewer_id, *authors.values()})
    if viewer_id not in knowing:
        return
    told: dict[str, list[dict[str, Any]]] = {}
    for clip_id, author_id in authors.items():
        if author_id in knowing:
            told.setdefault(author_id, []).append(_told(clip_id, viewer_id, now))
    emit_several(conn, told, _TOLD, now)


def _told(clip_id: str, viewer_id: str, now: datetime) -> dict[str, Any]:
    return {"story_id": clip_id, "viewer_id": viewer_id, "viewed_at": wire_time(now)}


def _insert_view(conn: Connection, view: dict[str, str], now: datetime) -> bool:
    """Whether this is the first view: every view is written here.

    AppError 404 when the clip went at the same moment, or as many have seen it as may.
    """
    # Parallel viewers of a clip that only so many may see wait here for each other; the statement
    # after the lock counts those who came before.
    if hot(conn, _LOCK_LIMITED, clip_id=view["clip_id"]) and hot(conn, _IS_BURNT, **view):
        raise not_found("Clip")
    try:
        return bool(hot(conn, _VIEW[conn.dialect.name], **view, viewed_at=now))
    except IntegrityError:
        raise not_found("Clip") from None


def list_viewers(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    asked: PageRequest[viewers.ViewerPlace],
    now: datetime,
    *,
    called: str | None = None,
) -> ViewersPage:
    """A page of those who have seen the caller's clip, and how many have.

    Who reacted comes first, then the latest view. `called` searches their names. Someone who keeps
    views to themselves is counted but not named, and sees no names. AppError 403 for another's
    clip that the caller may see, 404 for any other.
    """
    own_clip(conn, viewer_id, clip_id, now, "Only its author sees who has seen a clip.")
    rows = []
    if lets_know(conn, viewer_id):
        rows = viewers.viewers(conn, viewer_id, clip_id, asked, now, called=called)
    total = conn.execute(_COUNT_VIEWS, {"clip_id": clip_id}).scalar_one()
    return ViewersPage(*cut(rows, asked.limit, lambda row: row.place), total)


def _view(dialect: Any) -> Insert:
    names = ("clip_id", "viewer_id", "viewed_at")
    statement = dialect.insert(ClipView).values({name: bindparam(name) for name in names})
    result: Insert = statement.on_conflict_do_nothing().returning(ClipView.clip_id)
    return result


_LOCK_LIMITED = (
    select(Clip.id)
    .where(Clip.id == CLIP_ID, Clip.max_views.is_not(None))
    .with_for_update(key_share=True)
)
_IS_BURNT = select(Clip.id).where(Clip.id == CLIP_ID, RULE.burnt, ~RULE.has_viewed)
_TOLD = "story.viewed"
_CLIP_IDS = bindparam("clip_ids", type_=Identifier, expanding=True)
# In order, so that two who want the same clips cannot wait for each other for ever.
_LOCK_LIMITED_AMONG = (
    select(Clip.id)
    .where(Clip.id.in_(_CLIP_IDS), Clip.max_views.is_not(None))
    .order_by(Clip.id)
    .with_for_update(key_share=True)
)
_VISIBLE_AMONG = (
    select(Clip.id, Clip.author_id)
    .join(User, User.id == Clip.author_id)
    .where(Clip.id.in_(_CLIP_IDS), RULE.may_see(), SEES_ORIGIN)
    .order_by(Clip.id)
    .with_for_update(read=True, key_share=True, of=Clip)
)
_VIEW = {"sqlite": _view(sqlite), "postgresql": _view(postgresql)}
_VIEWED_AT = select(ClipView.viewed_at).where(
    ClipView.clip_id == bindparam("clip_id"), ClipView.viewer_id == bindparam("viewer_id")
)
_VIEWED_AMONG = select(ClipView.clip_id, ClipView.viewed_at).where(
    ClipView.clip_id.in_(_CLIP_IDS), ClipView.viewer_id == bindparam("viewer_id")
)
_COUNT_VIEWS = select(func.count()).where(ClipView.clip_id == bindparam("clip_id"))
