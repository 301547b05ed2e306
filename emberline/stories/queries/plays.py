"""Plays as their readers own them, and the moves that led to where they stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, and_, bindparam, func, literal_column, or_, select, union

from emberline.accounts.models import Preferences
from emberline.kit.db import Identifier, hot
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.stories.queries.access import IS_ADMIN, MAY_READ, NOBODY_ID, STORY_ID, VIEWER

AUTO = "auto"
PLAYTEST = "playtest"
SAVED = "saved"
"""The source of a play that was saved from another one; its moves were played there."""


class Reader(NamedTuple):
    """Who plays: a user, or a guest who holds the token with this hash."""

    user_id: str | None
    guest_hash: str | None


class PlayRow(NamedTuple):
    """A play with what is asked beside it at each move.

    version: its number, None for a playtest. newest_id, newest: the version that readers begin
    with now, None where none is out. timers: the reader's setting; None: as they are.
    """

    id: str
    story_id: str
    version_id: str
    version: int | None
    reader_id: str | None
    guest_hash: str | None
    slot: str
    source: str
    protagonist: str | None
    base: bytes | None
    base_number: int
    state: bytes
    node_key: str
    moves_count: int
    revision: int
    arrived_at: datetime
    seconds: int
    is_completed: bool
    ending_key: str | None
    started_at: datetime
    updated_at: datetime
    day_ends_at: datetime | None
    newest_id: str | None
    newest: int | None
    author_id: str | None
    timers: str | None


class MoveRow(NamedTuple):
    """A move that stands; choice_key: None for an answer, which is JSON then."""

    play_id: str
    number: int
    node_key: str
    choice_key: str | None
    answer: bytes | None
    outcome: str | None
    to_key: str
    made_at: datetime


COLUMNS: tuple[Any, ...] = (
    Play.id,
    Play.story_id,
    Play.version_id,
    StoryVersion.number,
    Play.reader_id,
    Play.guest_hash,
    Play.slot,
    Play.source,
    Play.protagonist,
    Play.base,
    Play.base_number,
    Play.state,
    Play.node_key,
    Play.moves_count,
    Play.revision,
    Play.arrived_at,
    Play.seconds,
    Play.is_completed,
    Play.ending_key,
    Play.started_at,
    Play.updated_at,
    Play.day_ends_at,
    CatalogueEntry.version_id,
    CatalogueEntry.version,
    CatalogueEntry.author_id,
    func.coalesce(
        select(Preferences.timers)
        .where(Preferences.user_id == Play.reader_id)
        .correlate(Play)
        .scalar_subquery(),
        Play.timers,
    ),
)

_GUEST = bindparam("guest_hash", type_=String)
_PLAY_ID = bindparam("play_id", type_=Identifier)
_IS_OF_ITS_PEOPLE = or_(
    select(Story.id)
    .where(Story.id == Play.story_id, Story.owner_id == VIEWER)
    .correlate(Play)
    .scalar_subquery()
    .is_not(None),
    select(Collaborator.user_id)
    .where(Collaborator.story_id == Play.story_id, Collaborator.user_id == VIEWER)
    .correlate(Play)
    .scalar_subquery()
    .is_not(None),
    IS_ADMIN,
)
# Written out and not bound: SQLite plans a statement anew for each value that a partial index's
# condition might depend on, which took nine times as long as running it.
_IS_AUTO = Play.slot == literal_column(f"'{AUTO}'")
_IS_PLAYTEST = Play.slot == literal_column(f"'{PLAYTEST}'")
# A playtest is of a draft, which only its people see.
_MAY_PLAY = or_(and_(~_IS_PLAYTEST, MAY_READ), and_(_IS_PLAYTEST, _IS_OF_ITS_PEOPLE))
_PLAYS = (
    select(*COLUMNS)
    .join(StoryVersion, StoryVersion.id == Play.version_id)
    .outerjoin(CatalogueEntry, CatalogueEntry.story_id == Play.story_id)
)
_BY_READER = Play.reader_id == VIEWER
_BY_GUEST = and_(Play.guest_hash == _GUEST, Play.reader_id.is_(None))
_NEWEST = (Play.story_id == STORY_ID, _IS_AUTO, MAY_READ)
_NEWEST_OF_READER = _PLAYS.where(_BY_READER, *_NEWEST).order_by(Play.id.desc()).limit(1)
_NEWEST_OF_GUEST = _PLAYS.where(_BY_GUEST, *_NEWEST).order_by(Play.id.desc()).limit(1)
_ONE_OF_READER = _PLAYS.where(Play.id == _PLAY_ID, _BY_READER, _MAY_PLAY)
_ONE_OF_GUEST = _PLAYS.where(Play.id == _PLAY_ID, _BY_GUEST, _MAY_PLAY)

_MOVE_COLUMNS = (
    PlayMove.play_id,
    PlayMove.number,
    PlayMove.node_key,
    PlayMove.choice_key,
    PlayMove.answer,
    PlayMove.outcome,
    PlayMove.to_key,
    PlayMove.made_at,
)
_STANDING = (
    select(*_MOVE_COLUMNS)
    .where(PlayMove.play_id == _PLAY_ID, PlayMove.is_undone.is_(False))
    .order_by(PlayMove.number)
)
_STANDING_OF_MANY = (
    select(*_MOVE_COLUMNS)
    .where(
        PlayMove.play_id.in_(bindparam("play_ids", type_=Identifier, expanding=True)),
        PlayMove.is_undone.is_(False),
    )
    .order_by(PlayMove.play_id, PlayMove.number)
)
_OF_READERS_PLAYS = (Play.story_id == STORY_ID, or_(_BY_READER, _BY_GUEST))
_REACHED = union(
    *(
        select(key).join(Play, Play.id == PlayMove.play_id).where(*_OF_READERS_PLAYS)
        for key in (PlayMove.node_key, PlayMove.to_key)
    )
)


def newest_play(conn: Connection, reader: Reader, story_id: str) -> PlayRow | None:
    """The reader's play of the story that was begun last; saved ones and playtests are not meant.

    None as well where they may not read the story.
    """
    if reader.user_id is not None:
        rows = hot(conn, _NEWEST_OF_READER, viewer_id=reader.user_id, story_id=story_id)
    else:
        rows = hot(
            conn,
            _NEWEST_OF_GUEST,
            viewer_id=NOBODY_ID,
            guest_hash=reader.guest_hash,
            story_id=story_id,
        )
    return PlayRow._make(rows[0]) if rows else None


def one_play(conn: Connection, reader: Reader, play_id: str) -> PlayRow | None:
    """The reader's play with this id; None for another's, or where they may not read the story."""
    if reader.user_id is not None:
        rows = hot(conn, _ONE_OF_READER, viewer_id=reader.user_id, play_id=play_id)
    else:
        rows = hot(
            conn,
            _ONE_OF_GUEST,
            viewer_id=NOBODY_ID,
            guest_hash=reader.guest_hash,
            play_id=play_id,
        )
    return PlayRow._make(rows[0]) if rows else None


def standing_moves(conn: Connection, play_id: str) -> Sequence[MoveRow]:
    """The moves of a play that were not taken back, in order."""
    return [MoveRow._make(row) for row in conn.execute(_STANDING, {"play_id": play_id})]


def standing_moves_of(conn: Connection, play_ids: Sequence[str]) -> Sequence[MoveRow]:
    """The moves of several plays that were not taken back, play by play in order."""
    if not play_ids:
        return []
    return [
        MoveRow._make(row) for row in conn.execute(_STANDING_OF_MANY, {"play_ids": list(play_ids)})
    ]


def reached_keys(conn: Connection, reader: Reader, story_id: str) -> set[str]:
    """The nodes from and to which the reader ever moved, in whatever play of the story."""
    binds = {
        "viewer_id": reader.user_id or NOBODY_ID,
        "guest_hash": reader.guest_hash or "",
        "story_id": story_id,
    }
    return set(conn.execute(_REACHED, binds).scalars())
