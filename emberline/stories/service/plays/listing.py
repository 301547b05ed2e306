"""Plays as saved games: lists of them, and what one holds."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select, tuple_

from emberline.accounts.queries import role_of
from emberline.kit.db import Database, Identifier, Instant
from emberline.kit.errors import forbidden, not_found
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.stories.engine.playable import Playable
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.stories.queries.access import IS_ADMIN, VIEWER
from emberline.stories.queries.plays import (
    COLUMNS,
    PLAYTEST,
    MoveRow,
    PlayRow,
    standing_moves_of,
)
from emberline.stories.schemas.plays import Progress
from emberline.stories.service.playables import ready_or_gone
from emberline.stories.service.plays.showing import made_choice, progress
from emberline.stories.service.rewards import forget_plays

Which = Literal["all", "completed"]


class Game(NamedTuple):
    """A play with its moves that stand."""

    play: PlayRow
    moves: Sequence[MoveRow]


def list_progress(
    conn: Connection,
    viewer_id: str,
    reader_id: str,
    story_id: str | None,
    which: Which,
    asked: PageRequest[Position],
) -> Page[Game]:
    """A page of the reader's plays, the last played first; of one story, if one is named.

    AppError 403 for another's, unless the viewer is an administrator.
    """
    if viewer_id != reader_id and role_of(conn, viewer_id) != "admin":
        raise forbidden("These are somebody else's saved games.")
    after = asked.after or NEWEST
    binds = {"reader_id": reader_id, "at": after.at, "after_id": after.id, "size": asked.size}
    statement = _LISTS[which, story_id is not None]
    if story_id is not None:
        binds["story_id"] = story_id
    rows = [PlayRow._make(row) for row in conn.execute(statement, binds)]
    page = cut(rows, asked.limit, lambda row: Position(row.updated_at, row.id))
    moves: dict[str, list[MoveRow]] = defaultdict(list)
    for move in standing_moves_of(conn, [row.id for row in page.rows]):
        moves[move.play_id].append(move)
    return Page([Game(row, moves[row.id]) for row in page.rows], page.next)


async def shown_games(database: Database, games: Sequence[Game]) -> list[Progress]:
    """The games as they are answered, without those whose story was deleted meanwhile.

    One version after the other: a page may be of more than memory is to hold at once.
    """
    by_version: dict[str, list[Game]] = defaultdict(list)
    for game in games:
        by_version[game.play.version_id].append(game)
    shown: dict[str, Progress] = {}
    for version_id, its_games in by_version.items():
        playable = await ready_or_gone(database, version_id)
        if playable is not None:
            shown |= await asyncio.to_thread(_shown, its_games, playable)
    return [shown[game.play.id] for game in games if game.play.id in shown]


def delete_progress(conn: Connection, viewer_id: str, progress_id: str) -> None:
    """Delete a play of the viewer's, anybody's if they are an administrator; what was earned and
    counted in it stays.

    AppError 404 for no such play of theirs.
    """
    repeated = conn.execute(_REPEATED, {"of_play": progress_id}).scalar_one()
    row = conn.execute(_DELETE, {"of_play": progress_id, "viewer_id": viewer_id}).first()
    if row is None:
        raise not_found("Progress")
    if row.reader_id is not None and row.slot != PLAYTEST:
        moves = row.moves_count - repeated
        forget_plays(conn, row.reader_id, moves=moves, seconds=row.seconds)


def _shown(games: Sequence[Game], playable: Playable) -> dict[str, Progress]:
    return {
        play.id: progress(play, playable, [made_choice(play.story_id, move) for move in moves])
        for play, moves in games
    }


def _listing(which: Which, *, of_story: bool) -> Select[Any]:
    statement = (
        select(*COLUMNS)
        .join(StoryVersion, StoryVersion.id == Play.version_id)
        .outerjoin(CatalogueEntry, CatalogueEntry.story_id == Play.story_id)
        .where(
            Play.reader_id == bindparam("reader_id", type_=Identifier),
            tuple_(Play.updated_at, Play.id)
            < tuple_(bindparam("at", type_=Instant), bindparam("after_id", type_=Identifier)),
        )
        .order_by(Play.updated_at.desc(), Play.id.desc())
        .limit(bindparam("size"))
    )
    if which == "completed":
        statement = statement.where(Play.is_completed, Play.slot != PLAYTEST)
    if of_story:
        statement = statement.where(Play.story_id == bindparam("story_id", type_=Identifier))
    return statement


_LISTS = {
    ("all", False): _listing("all", of_story=False),
    ("all", True): _listing("all", of_story=True),
    ("completed", False): _listing("completed", of_story=False),
    ("completed", True): _listing("completed", of_story=True),
}
# What a saved game repeats of the play that it came from.
_REPEATED = (
    select(func.count())
    .select_from(PlayMove)
    .where(
        PlayMove.play_id == bindparam("of_play", type_=Identifier),
        PlayMove.version_id.is_(None),
        PlayMove.is_undone.is_(False),
    )
)
_DELETE = (
    delete(Play)
    .where(
        Play.id == bindparam("of_play", type_=Identifier),
        or_(Play.reader_id == VIEWER, IS_ADMIN),
    )
    .returning(Play.reader_id, Play.slot, Play.moves_count, Play.seconds)
)
