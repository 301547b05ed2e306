"""What readers did with a version of a story, counted; its own people's plays are left out."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    func,
    or_,
    select,
    union_all,
)

from emberline.accounts.models import User
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import LAST_ID, Page, PageRequest, cut
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.stories.queries.access import IS_ADMIN, STORY_ID, VIEWER
from emberline.stories.queries.plays import PLAYTEST, SAVED


class VersionRow(NamedTuple):
    """A published version."""

    id: str
    number: int
    frozen_at: datetime


class PlaysRow(NamedTuple):
    """So many plays are alike. is_left: nothing was done in them since the asked instant."""

    source: str
    is_completed: bool
    ending_key: str | None
    node_key: str
    is_left: bool
    plays: int


class WaysRow(NamedTuple):
    """So many moves led from a node to another; choice_key: None for answers."""

    node_key: str
    choice_key: str | None
    to_key: str
    moves: int


class SummaryRow(NamedTuple):
    """A story with how it was received; the counts are 0 before it was published.

    cover_media_id: of the draft. endings_count, published_at: of the newest version.
    """

    story_id: str
    title: str
    author_id: str
    author: str
    cover_media_id: str | None
    endings_count: int | None
    is_published: bool
    version: int
    plays_count: int
    completions_count: int
    ratings_count: int
    ratings_sum: int
    plays_this_week: int
    updated_at: datetime
    published_at: datetime | None


class StoryPlace(NamedTuple):
    """A place among stories, the newest first."""

    id: str


def version_of(conn: Connection, story_id: str, number: int | None) -> VersionRow | None:
    """The published version of that number (None: the newest); None where there is none."""
    row = conn.execute(_VERSION, {"story_id": story_id, "number": number}).first()
    return None if row is None else VersionRow._make(row)


def plays_of(
    conn: Connection, story_id: str, version_id: str, left_before: datetime
) -> list[PlaysRow]:
    """The plays of a version by what they have in common."""
    binds = {"story_id": story_id, "version_id": version_id, "left_before": left_before}
    return [PlaysRow._make(row) for row in conn.execute(_PLAYS, binds)]


def ways_of(conn: Connection, story_id: str, version_id: str) -> list[WaysRow]:
    """How often each way of a version was gone; what was taken back is not counted."""
    binds = {"story_id": story_id, "version_id": version_id}
    own = {
        tuple(row[1:4]): row[4]
        for row in conn.execute(_OWN_WAYS, {"story_id": story_id})
        if row[0] == version_id
    }
    found = []
    for node_key, choice_key, to_key, count in conn.execute(_WAYS, binds):
        others = count - own.get((node_key, choice_key, to_key), 0)
        if others > 0:
            found.append(WaysRow(node_key, choice_key, to_key, others))
    return found


def seconds_in_the_middle(
    conn: Connection, story_id: str, version_id: str, completed: int
) -> float | None:
    """The median of how long completed plays took, in seconds; completed: how many there are."""
    if completed == 0:
        return None
    middle = {"offset": (completed - 1) // 2, "limit": 2 - completed % 2}
    binds = {"story_id": story_id, "version_id": version_id, **middle}
    seconds = conn.execute(_SECONDS, binds).scalars().all()
    return sum(seconds) / len(seconds) if seconds else None


def summaries(
    conn: Connection,
    viewer_id: str,
    asked: PageRequest[StoryPlace],
    week_ago: datetime,
    *,
    mine: bool,
) -> Page[SummaryRow]:
    """A page of the stories that the viewer works on, the newest first; administrators: of all,
    unless they ask for theirs."""
    before = LAST_ID if asked.after is None else asked.after.id
    binds = {"viewer_id": viewer_id, "before": before, "week_ago": week_ago, "size": asked.size}
    is_admin = bool(conn.execute(_IS_ADMIN, {"viewer_id": viewer_id}).scalar_one())
    rows = conn.execute(_ALL_SUMMARIES if is_admin and not mine else _SUMMARIES, binds)
    return cut([SummaryRow._make(row) for row in rows], asked.limit, _place)


def _place(row: SummaryRow) -> StoryPlace:
    return StoryPlace(row.story_id)


_VERSION_ID = bindparam("version_id", type_=Identifier)
_NUMBER = bindparam("number", type_=Integer)

_VERSION = (
    select(StoryVersion.id, StoryVersion.number, StoryVersion.frozen_at)
    .where(
        StoryVersion.story_id == STORY_ID,
        StoryVersion.number.is_not(None),
        or_(_NUMBER.is_(None), StoryVersion.number == _NUMBER),
    )
    .order_by(StoryVersion.number.desc())
    .limit(1)
)
_ITS_PEOPLE = union_all(
    select(Story.owner_id).where(Story.id == STORY_ID),
    select(Collaborator.user_id).where(Collaborator.story_id == STORY_ID),
)


def _is_play() -> ColumnElement[bool]:
    """Whether somebody began to read: no playtest, and no copy that was saved under a name."""
    return and_(Play.slot != PLAYTEST, Play.source != SAVED)


_IS_COUNTED = and_(
    Play.version_id == _VERSION_ID,
    _is_play(),
    or_(Play.reader_id.is_(None), Play.reader_id.not_in(_ITS_PEOPLE.scalar_subquery())),
)
_is_left = (Play.updated_at <= bindparam("left_before", type_=Instant)).label("is_left")
_ALIKE = (Play.source, Play.is_completed, Play.ending_key, Play.node_key, _is_left)
_PLAYS = select(*_ALIKE, func.count()).where(_IS_COUNTED).group_by(*_ALIKE)
_SECONDS = (
    select(Play.seconds)
    .where(_IS_COUNTED, Play.is_completed)
    .order_by(Play.seconds)
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)
_WAY = (PlayMove.node_key, PlayMove.choice_key, PlayMove.to_key)
_WAYS = (
    select(*_WAY, func.count())
    .where(PlayMove.version_id == _VERSION_ID, PlayMove.is_undone.is_(False))
    .group_by(*_WAY)
)
# From the few plays to their moves, and never the other way round: so the version is not asked for.
_OWN_WAYS = (
    select(PlayMove.version_id, *_WAY, func.count())
    .where(
        PlayMove.play_id.in_(
            select(Play.id)
            .where(Play.story_id == STORY_ID, Play.reader_id.in_(_ITS_PEOPLE.scalar_subquery()))
            .scalar_subquery()
        ),
        PlayMove.is_undone.is_(False),
    )
    .group_by(PlayMove.version_id, *_WAY)
)
_IS_ADMIN = select(IS_ADMIN)
_this_week = (
    select(func.count())
    .select_from(Play)
    .where(
        Play.story_id == Story.id,
        Play.started_at > bindparam("week_ago", type_=Instant),
        _is_play(),
    )
    .correlate(Story)
    .scalar_subquery()
)
_ALL_SUMMARIES = (
    select(
        Story.id,
        Story.title,
        Story.owner_id,
        User.username,
        Story.cover_media_id,
        CatalogueEntry.endings_count,
        Story.is_published,
        Story.version,
        func.coalesce(CatalogueEntry.plays_count, 0),
        func.coalesce(CatalogueEntry.completions_count, 0),
        func.coalesce(CatalogueEntry.ratings_count, 0),
        func.coalesce(CatalogueEntry.ratings_sum, 0),
        _this_week,
        Story.updated_at,
        CatalogueEntry.published_at,
    )
    .join_from(Story, User, User.id == Story.owner_id)
    .outerjoin(CatalogueEntry, CatalogueEntry.story_id == Story.id)
    .where(Story.id < bindparam("before", type_=Identifier))
    .order_by(Story.id.desc())
    .limit(bindparam("size", type_=Integer))
)
_SUMMARIES = _ALL_SUMMARIES.where(
    Story.id.in_(
        union_all(
            select(Story.id).where(Story.owner_id == VIEWER),
            select(Collaborator.story_id).where(Collaborator.user_id == VIEWER),
        ).scalar_subquery()
    )
)
