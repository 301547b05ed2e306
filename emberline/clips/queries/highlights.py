"""Highlights with the clips in them that a viewer may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import User
from emberline.clips.models import Clip, Highlight, HighlightClip
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, NOW, RULE, SEES_ORIGIN, VIEWER
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import FIRST_ID, Page, PageRequest, cut
from emberline.media.rules import Status


class HighlightRow(NamedTuple):
    """A highlight without its clips.

    position: what it is ordered by, with gaps. place: how many of its owner's come before it.
    """

    id: str
    owner_id: str
    title: str
    position: int
    place: int
    cover_clip_id: str | None


class HighlightPlace(NamedTuple):
    """A place among the highlights of their owner."""

    position: int
    id: str


_START = HighlightPlace(-1, FIRST_ID)
_HIGHLIGHT_ID = bindparam("highlight_id", type_=Identifier)
_CLIP_IDS = bindparam("clip_ids", type_=Identifier, expanding=True)

_IS_SHOWN = and_(RULE.may_see_kept(), SEES_ORIGIN)
_SHOWS_ANY = (
    select(HighlightClip.clip_id)
    .join(Clip, Clip.id == HighlightClip.clip_id)
    .join(User, User.id == Clip.author_id)
    .where(HighlightClip.highlight_id == Highlight.id, _IS_SHOWN)
    .correlate(Highlight)
    .exists()
)
# An empty one, or one whose clips are not meant for the viewer, is there for its owner only.
_IS_LISTED = or_(Highlight.owner_id == VIEWER, _SHOWS_ANY)
_earlier = aliased(Highlight)
_place = (
    select(func.count())
    .select_from(_earlier)
    .where(
        _earlier.owner_id == Highlight.owner_id,
        tuple_(_earlier.position, _earlier.id) < tuple_(Highlight.position, Highlight.id),
    )
    .correlate(Highlight)
    .scalar_subquery()
)
_COLUMNS = (
    Highlight.id,
    Highlight.owner_id,
    Highlight.title,
    Highlight.position,
    _place,
    Highlight.cover_clip_id,
)

_OF_OWNER = (
    select(*_COLUMNS)
    .where(
        Highlight.owner_id == AUTHOR_ID,
        tuple_(Highlight.position, Highlight.id)
        > tuple_(bindparam("position", type_=Integer), bindparam("after_id", type_=Identifier)),
        _IS_LISTED,
    )
    .order_by(Highlight.position, Highlight.id)
    .limit(bindparam("size"))
)
_ONE = select(*_COLUMNS).where(Highlight.id == _HIGHLIGHT_ID, _IS_LISTED)
_SHOWN_IN = and_(
    HighlightClip.highlight_id.in_(bindparam("highlight_ids", type_=Identifier, expanding=True)),
    _IS_SHOWN,
)
_COUNTS = (
    select(HighlightClip.highlight_id, func.count())
    .join_from(HighlightClip, Clip, Clip.id == HighlightClip.clip_id)
    .join(User, User.id == Clip.author_id)
    .where(_SHOWN_IN)
    .group_by(HighlightClip.highlight_id)
)
_CLIPS = (
    select(HighlightClip.highlight_id, *SERVED)
    .join_from(HighlightClip, Clip, Clip.id == HighlightClip.clip_id)
    .join(User, User.id == Clip.author_id)
    .where(_SHOWN_IN)
    .order_by(HighlightClip.highlight_id, HighlightClip.position)
)
_CLIP_IDS_OF = (
    select(HighlightClip.clip_id)
    .where(HighlightClip.highlight_id == _HIGHLIGHT_ID)
    .order_by(HighlightClip.position)
)
_IN_ORDER = (
    select(Highlight.id)
    .where(Highlight.owner_id == AUTHOR_ID)
    .order_by(Highlight.position, Highlight.id)
)
_LAST_POSITION = select(func.max(Highlight.position)).where(Highlight.owner_id == AUTHOR_ID)
# The weakest lock is enough against the clean-up, which passes over locked clips.
_TO_KEEP = (
    select(Clip.id)
    .where(
        Clip.id.in_(_CLIP_IDS),
        Clip.author_id == AUTHOR_ID,
        Clip.status == Status.READY.value,
        Clip.published_at <= NOW,
        Clip.held_at.is_(None),
        Clip.origin_id.is_(None),
        or_(
            Clip.expires_at > bindparam("since", type_=Instant),
            exists().where(HighlightClip.clip_id == Clip.id),
        ),
    )
    .with_for_update(read=True, key_share=True)
)


def highlights_of(
    conn: Connection,
    viewer_id: str,
    owner_id: str,
    asked: PageRequest[HighlightPlace],
    now: datetime,
) -> Page[HighlightRow]:
    """A page of the owner's highlights that show the viewer something, in their order."""
    position, after_id = asked.after or _START
    binds = {"viewer_id": viewer_id, "author_id": owner_id, "now": now, "size": asked.size}
    found = conn.execute(_OF_OWNER, {**binds, "position": position, "after_id": after_id})
    rows = [HighlightRow._make(row) for row in found]
    return cut(rows, asked.limit, lambda row: HighlightPlace(row.position, row.id))


def one_highlight(
    conn: Connection, viewer_id: str, highlight_id: str, now: datetime
) -> HighlightRow | None:
    """The highlight; None when there is none that the viewer may see."""
    binds = {"viewer_id": viewer_id, "highlight_id": highlight_id, "now": now}
    row = conn.execute(_ONE, binds).first()
    return None if row is None else HighlightRow._make(row)


def count_clips(
    conn: Connection, viewer_id: str, highlight_ids: Sequence[str], now: datetime
) -> dict[str, int]:
    """How many clips each of the highlights shows the viewer; those that show none are left out."""
    if not highlight_ids:
        return {}
    binds = {"viewer_id": viewer_id, "highlight_ids": list(highlight_ids), "now": now}
    return {row[0]: row[1] for row in conn.execute(_COUNTS, binds)}


def clips_in(
    conn: Connection, viewer_id: str, highlight_ids: Sequence[str], now: datetime
) -> list[tuple[str, ClipRow]]:
    """The clips that the viewer may see, in order, each with the id of its highlight."""
    if not highlight_ids:
        return []
    binds = {"viewer_id": viewer_id, "highlight_ids": list(highlight_ids), "now": now}
    return [(row[0], ClipRow._make(row[1:])) for row in conn.execute(_CLIPS, binds)]


def clip_ids_of(conn: Connection, highlight_id: str) -> list[str]:
    """The ids of all clips in the highlight, in order."""
    return list(conn.execute(_CLIP_IDS_OF, {"highlight_id": highlight_id}).scalars())


def in_order(conn: Connection, owner_id: str) -> list[str]:
    """The ids of all the owner's highlights, in order."""
    return list(conn.execute(_IN_ORDER, {"author_id": owner_id}).scalars())


def last_position(conn: Connection, owner_id: str) -> int | None:
    """The position of the owner's last highlight; None without one."""
    return conn.execute(_LAST_POSITION, {"author_id": owner_id}).scalar_one()


def keepable(
    conn: Connection, owner_id: str, clip_ids: Sequence[str], since: datetime, now: datetime
) -> set[str]:
    """Which of the clips may stand in a highlight of the owner's; they stay until the commit.

    Published ones of their own that did not end before `since`, unless a highlight kept them.
    """
    binds = {"author_id": owner_id, "clip_ids": list(clip_ids), "since": since, "now": now}
    return set(conn.execute(_TO_KEEP, binds).scalars())
