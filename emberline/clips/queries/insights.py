"""How a clip did: its views by hour and viewer, its playbacks, its reactions."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from emberline.accounts.models import CloseFriend, Follow
from emberline.clips.models import ClipPlayback, ClipReaction, ClipReply, ClipView, GuestLink
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID
from emberline.kit.db import Identifier, Instant
from emberline.stories.models.plays import Play

_HOUR_MICROSECONDS = 3_600_000_000


class ViewsOf(NamedTuple):
    """How many views there are in an hour by one kind of viewer."""

    hour: datetime
    is_close_friend: bool
    is_follower: bool
    views: int


class Totals(NamedTuple):
    """The sums over a clip's playbacks, and what else is counted.

    completions: how many of those who are counted as viewers saw the clip to its end.
    """

    completions: int
    exits: int
    forward_taps: int
    back_taps: int
    link_opens: int
    replies: int
    link_views: int


_micros = type_coerce(ClipView.viewed_at, BigInteger)
_HOUR: dict[str, ColumnElement[Any]] = {
    "sqlite": type_coerce(_micros - _micros % _HOUR_MICROSECONDS, Instant),
    "postgresql": type_coerce(
        func.date_trunc("hour", ClipView.viewed_at, literal_column("'UTC'")), Instant
    ),
}


def _views(hour: ColumnElement[Any]) -> Select[Any]:
    viewer = ClipView.viewer_id
    friend = and_(CloseFriend.owner_id == AUTHOR_ID, CloseFriend.friend_id == viewer)
    follower = and_(Follow.follower_id == viewer, Follow.followee_id == AUTHOR_ID)
    kind = (hour, CloseFriend.friend_id.is_not(None), Follow.follower_id.is_not(None))
    return (
        select(*kind, func.count())
        .select_from(ClipView)
        .outerjoin(CloseFriend, friend)
        .outerjoin(Follow, follower)
        .where(ClipView.clip_id == CLIP_ID)
        .group_by(*(literal_column(str(number)) for number in (1, 2, 3)))
        .order_by(literal_column("1"))
    )


_VIEWS = {name: _views(hour) for name, hour in _HOUR.items()}


def views_by_hour(conn: Connection, author_id: str, clip_id: str) -> list[ViewsOf]:
    """The clip's views by the hour in UTC and what the viewer is to the author now."""
    rows = conn.execute(_VIEWS[conn.dialect.name], {"clip_id": clip_id, "author_id": author_id})
    return [ViewsOf._make(row) for row in rows]


def _sum(column: Any) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(column), 0), BigInteger)


_viewed = and_(
    ClipView.clip_id == ClipPlayback.clip_id, ClipView.viewer_id == ClipPlayback.viewer_id
)
_TOTALS = (
    select(
        func.count().filter(ClipPlayback.completed > 0, ClipView.viewer_id.is_not(None)),
        _sum(ClipPlayback.exits),
        _sum(ClipPlayback.forward_taps),
        _sum(ClipPlayback.back_taps),
        _sum(ClipPlayback.link_opens),
        select(func.count()).where(ClipReply.clip_id == CLIP_ID).scalar_subquery(),
        select(_sum(GuestLink.views)).where(GuestLink.clip_id == CLIP_ID).scalar_subquery(),
    )
    .select_from(ClipPlayback)
    .outerjoin(ClipView, _viewed)
    .where(ClipPlayback.clip_id == CLIP_ID)
)


def totals(conn: Connection, clip_id: str) -> Totals:
    """What is counted of a clip."""
    return Totals._make(conn.execute(_TOTALS, {"clip_id": clip_id}).one())


_REACTIONS = (
    select(ClipReaction.emoji, func.count().label("given"))
    .where(ClipReaction.clip_id == CLIP_ID)
    .group_by(ClipReaction.emoji)
    .order_by(func.count().desc(), ClipReaction.emoji)
)


def reactions_by_emoji(conn: Connection, clip_id: str) -> dict[str, int]:
    """How often each emoji was given to the clip, the most frequent first."""
    return {row.emoji: row.given for row in conn.execute(_REACTIONS, {"clip_id": clip_id})}


# A reader's saved slots are copies of a play, which was begun only once.
_STORY_PLAYS = select(func.count()).where(
    Play.source_id == CLIP_ID,
    Play.source == "clip",
    Play.slot == "auto",
    Play.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True)),
    or_(Play.reader_id.is_(None), Play.reader_id != AUTHOR_ID),
)


def story_plays(conn: Connection, author_id: str, clip_id: str, story_ids: Collection[str]) -> int:
    """How many plays of these stories the clip brought; its author's own are not counted."""
    if not story_ids:
        return 0
    binds = {"author_id": author_id, "clip_id": clip_id, "story_ids": sorted(story_ids)}
    return conn.execute(_STORY_PLAYS, binds).scalar_one()
