"""Readers as others may know them, what they did and what they have."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    SQLColumnExpression,
    String,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import Follow, Preferences, User
from emberline.accounts.queries import block_between
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, Page, PageRequest, cut
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.readers import (
    ReaderAchievement,
    ReaderArtifact,
    ReaderEnding,
    ReaderStats,
    ReaderStory,
)
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import IS_ADMIN, MAY_READ, VIEWER
from emberline.stories.queries.plays import PLAYTEST, SAVED
from emberline.stories.rules.achievements import HOUSE


class ReaderRow(NamedTuple):
    """A reader as the viewer finds them.

    is_open: whether the viewer may look at what they did: it is the viewer, or the account is not
    locked, or the viewer follows it. The rest: see `ReaderStats`; nothing done yet is None.
    """

    id: str
    time_zone: str
    is_open: bool
    chosen_category: str | None
    xp: int | None
    stories_completed: int | None
    endings_found: int | None
    streak_days: int | None
    best_streak: int | None
    last_day: date | None
    zone: str | None
    kept_moves: int | None
    kept_seconds: int | None


class PlayedRow(NamedTuple):
    """What the plays that are still there add up to."""

    moves: int
    seconds: int


class Kept(NamedTuple):
    """The place of something in a list of what a reader has, newest first."""

    at: datetime
    story_id: str
    key: str


class AchievementRow(NamedTuple):
    """An achievement that a reader has; title: of its story, None where the viewer finds none."""

    unlocked_at: datetime
    story_id: str
    key: str
    name: str
    description: str
    title: str | None


class ArtifactRow(NamedTuple):
    """A thing that a reader collected; title as of an AchievementRow."""

    collected_at: datetime
    story_id: str
    key: str
    name: str
    description: str
    title: str | None


class StoryRow(NamedTuple):
    """A story that a reader finished; title as of an AchievementRow, with it endings_count."""

    completed_at: datetime
    story_id: str
    endings_found: int
    all_found_at: datetime | None
    title: str | None
    endings_count: int | None


class FinishedPlace(NamedTuple):
    """A place in the list of finished stories, newest first."""

    at: datetime
    story_id: str


class EndingRow(NamedTuple):
    """An ending that a reader found."""

    story_id: str
    key: str
    name: str
    tone: str
    times: int
    found_at: datetime


def reader_of(conn: Connection, viewer_id: str, user_id: str) -> ReaderRow | None:
    """The reader; None for nobody, someone suspended, and for a block between the two."""
    row = conn.execute(_READER, {"viewer_id": viewer_id, "of_user": user_id}).first()
    return None if row is None else ReaderRow._make(row)


def played_by(conn: Connection, user_id: str) -> PlayedRow:
    """What the reader's plays add up to, without playtests and what saved games repeat."""
    binds = {"of_user": user_id, "playtest": PLAYTEST, "saved": SAVED}
    moves, repeated, seconds = conn.execute(_PLAYED, binds).one()
    return PlayedRow(int(moves) - int(repeated), int(seconds))


def favorite_category(conn: Connection, user_id: str) -> str | None:
    """The category of which the reader finished most stories; before the first, played most.

    Of several the one that they came to last; None before anything was played.
    """
    binds = {"of_user": user_id, "playtest": PLAYTEST}
    found = conn.execute(_FINISHED_MOST, binds).scalar()
    return found or conn.execute(_PLAYED_MOST, binds).scalar()


def achievements_of(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[Kept]
) -> Page[AchievementRow]:
    """What the reader unlocked, newest first; of others only where the viewer finds the story."""
    binds = _page_binds(viewer_id, user_id, asked)
    rows = [AchievementRow._make(row) for row in conn.execute(_ACHIEVEMENTS, binds)]
    return cut(rows, asked.limit, lambda row: Kept(row.unlocked_at, row.story_id, row.key))


def unlocked_of_house(conn: Connection, user_id: str) -> set[str]:
    """The keys of this house's achievements that the reader has."""
    return set(conn.execute(_OF_HOUSE, {"of_user": user_id}).scalars())


def artifacts_of(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[Kept]
) -> Page[ArtifactRow]:
    """What the reader collected, newest first; of others only where the viewer finds the story."""
    binds = _page_binds(viewer_id, user_id, asked)
    rows = [ArtifactRow._make(row) for row in conn.execute(_ARTIFACTS, binds)]
    return cut(rows, asked.limit, lambda row: Kept(row.collected_at, row.story_id, row.key))


def finished_by(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[FinishedPlace]
) -> Page[StoryRow]:
    """The stories that the reader finished, newest first; of others those the viewer finds."""
    after = asked.after or FinishedPlace(NEWEST.at, NEWEST.id)
    binds = {
        "viewer_id": viewer_id,
        "of_user": user_id,
        "at": after.at,
        "story_id": after.story_id,
        "size": asked.size,
    }
    rows = [StoryRow._make(row) for row in conn.execute(_FINISHED, binds)]
    return cut(rows, asked.limit, lambda row: FinishedPlace(row.completed_at, row.story_id))


def endings_in(conn: Connection, user_id: str, story_ids: Sequence[str]) -> list[EndingRow]:
    """The endings that the reader found of these stories, in the order of finding."""
    if not story_ids:
        return []
    binds = {"of_user": user_id, "story_ids": list(story_ids)}
    return [EndingRow._make(row) for row in conn.execute(_ENDINGS, binds)]


def _page_binds(viewer_id: str, user_id: str, asked: PageRequest[Kept]) -> dict[str, object]:
    after = asked.after or Kept(NEWEST.at, NEWEST.id, "")
    return {
        "viewer_id": viewer_id,
        "of_user": user_id,
        **after._asdict(),
        "size": asked.size,
    }


_USER = bindparam("of_user", type_=Identifier)
_AT = bindparam("at", type_=Instant)
_AFTER_STORY = bindparam("story_id", type_=Identifier)
_SIZE = bindparam("size", type_=Integer)
_STATS = ReaderStats.__table__.c

_owner = aliased(User)
_IS_OPEN = or_(
    _owner.id == VIEWER,
    _owner.is_locked.is_(False),
    exists().where(Follow.follower_id == VIEWER, Follow.followee_id == _owner.id),
    IS_ADMIN,
)
_READER = (
    select(
        _owner.id,
        _owner.time_zone,
        _IS_OPEN,
        Preferences.favorite_category,
        *[_STATS[name] for name in ReaderRow._fields[4:]],
    )
    .join(Preferences, Preferences.user_id == _owner.id)
    .outerjoin(ReaderStats, ReaderStats.user_id == _owner.id)
    .where(
        _owner.id == _USER,
        _owner.suspended_at.is_(None),
        or_(_owner.id == VIEWER, ~block_between(VIEWER, _owner.id)),
    )
)
# A saved game repeats the moves of the play that it came from, without the version.
_REPEATED = (
    select(func.count())
    .select_from(PlayMove)
    .join(Play, Play.id == PlayMove.play_id)
    .where(
        Play.reader_id == _USER,
        Play.source == bindparam("saved", type_=String),
        PlayMove.version_id.is_(None),
        PlayMove.is_undone.is_(False),
    )
    .scalar_subquery()
)
_PLAYED = select(
    func.coalesce(func.sum(Play.moves_count), 0),
    _REPEATED,
    func.coalesce(func.sum(Play.seconds), 0),
).where(Play.reader_id == _USER, Play.slot != bindparam("playtest", type_=String))
_FINISHED_MOST = (
    select(ReaderStory.category)
    .where(ReaderStory.user_id == _USER, ReaderStory.category != "")
    .group_by(ReaderStory.category)
    .order_by(func.count().desc(), func.max(ReaderStory.completed_at).desc())
    .limit(1)
)
_PLAYED_MOST = (
    select(CatalogueEntry.category)
    .join(Play, Play.story_id == CatalogueEntry.story_id)
    .where(
        Play.reader_id == _USER,
        Play.slot != bindparam("playtest", type_=String),
        CatalogueEntry.category != "",
    )
    .group_by(CatalogueEntry.category)
    .order_by(func.sum(Play.moves_count).desc(), func.max(Play.updated_at).desc())
    .limit(1)
)


def _listed(story_id: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether the viewer sees what a reader has of a story: their own, this house's, or readable.

    For statements that join the story's entry as far as the viewer may read it.
    """
    return or_(_USER == VIEWER, story_id == HOUSE, CatalogueEntry.story_id.is_not(None))


def _before(
    at: SQLColumnExpression[datetime], *rest: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    """Beyond the place where the page before ended, in a list that is newest first."""
    binds = (_AFTER_STORY, bindparam("key", type_=Text))
    # The first part follows from the second, and is what the index knows.
    return and_(at <= _AT, tuple_(at, *rest) < tuple_(_AT, *binds[: len(rest)]))


_ACHIEVEMENTS = (
    select(
        ReaderAchievement.unlocked_at,
        ReaderAchievement.story_id,
        ReaderAchievement.key,
        ReaderAchievement.name,
        ReaderAchievement.description,
        CatalogueEntry.title,
    )
    .outerjoin(
        CatalogueEntry, and_(CatalogueEntry.story_id == ReaderAchievement.story_id, MAY_READ)
    )
    .where(
        ReaderAchievement.user_id == _USER,
        _listed(ReaderAchievement.story_id),
        _before(ReaderAchievement.unlocked_at, ReaderAchievement.story_id, ReaderAchievement.key),
    )
    .order_by(
        ReaderAchievement.unlocked_at.desc(),
        ReaderAchievement.story_id.desc(),
        ReaderAchievement.key.desc(),
    )
    .limit(_SIZE)
)
_OF_HOUSE = select(ReaderAchievement.key).where(
    ReaderAchievement.user_id == _USER, ReaderAchievement.story_id == HOUSE
)
_ARTIFACTS = (
    select(
        ReaderArtifact.collected_at,
        ReaderArtifact.story_id,
        ReaderArtifact.item_key,
        ReaderArtifact.name,
        ReaderArtifact.description,
        CatalogueEntry.title,
    )
    .outerjoin(CatalogueEntry, and_(CatalogueEntry.story_id == ReaderArtifact.story_id, MAY_READ))
    .where(
        ReaderArtifact.user_id == _USER,
        _listed(ReaderArtifact.story_id),
        _before(ReaderArtifact.collected_at, ReaderArtifact.story_id, ReaderArtifact.item_key),
    )
    .order_by(
        ReaderArtifact.collected_at.desc(),
        ReaderArtifact.story_id.desc(),
        ReaderArtifact.item_key.desc(),
    )
    .limit(_SIZE)
)
_FINISHED = (
    select(
        ReaderStory.completed_at,
        ReaderStory.story_id,
        ReaderStory.endings_found,
        ReaderStory.all_found_at,
        CatalogueEntry.title,
        CatalogueEntry.endings_count,
    )
    .outerjoin(CatalogueEntry, and_(CatalogueEntry.story_id == ReaderStory.story_id, MAY_READ))
    .where(
        ReaderStory.user_id == _USER,
        _listed(ReaderStory.story_id),
        _before(ReaderStory.completed_at, ReaderStory.story_id),
    )
    .order_by(ReaderStory.completed_at.desc(), ReaderStory.story_id.desc())
    .limit(_SIZE)
)
_ENDINGS = (
    select(
        ReaderEnding.story_id,
        ReaderEnding.ending_key,
        ReaderEnding.name,
        ReaderEnding.tone,
        ReaderEnding.times,
        ReaderEnding.found_at,
    )
    .where(
        ReaderEnding.user_id == _USER,
        ReaderEnding.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True)),
    )
    .order_by(ReaderEnding.found_at, ReaderEnding.story_id, ReaderEnding.ending_key)
)
