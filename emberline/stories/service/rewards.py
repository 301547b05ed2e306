"""What readers earn by reading; called where plays move, end and go.

Each call owns the reader's counters until the commit, so that of two devices that come to one
ending at the same time one finds it. Guests earn nothing until they have an account.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, null, select, update
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier, hot
from emberline.stories.engine.playable import Playable
from emberline.stories.models.plays import Play
from emberline.stories.models.readers import (
    ReaderAchievement,
    ReaderArtifact,
    ReaderEnding,
    ReaderStats,
    ReaderStory,
)
from emberline.stories.rules.achievements import Facts, is_night
from emberline.stories.rules.leaderboard import Gains
from emberline.stories.rules.rewards import (
    NEW_ENDING_XP,
    STORY_ACHIEVEMENT_XP,
    STORY_ACHIEVEMENTS_PAID,
    FinishedPlay,
    UnlockedAchievement,
    after_move,
    completion_xp,
    day_end,
    streak_xp,
)
from emberline.stories.service.earning import (
    Earner,
    announce,
    book,
    earner_of,
    facts_of,
    keep_streak,
    store_unlocked,
)
from emberline.stories.service.playables import playable_of
from emberline.stories.service.standings import lock_stats

__all__ = [
    "FinishedPlay",
    "UnlockedAchievement",
    "forget_plays",
    "record_ending",
    "record_move",
    "record_unlocked",
    "time_zone_changed",
]


def record_move(conn: Connection, reader_id: str, now: datetime) -> datetime:
    """A move was made on what may be a new day of the reader's; returns when that day ends.

    Until then no move of the same play has to be recorded. Days are those of the reader's time
    zone; each counts once, however many plays it saw.
    """
    earner = earner_of(conn, reader_id)
    if earner is None:
        return day_end(now, "UTC")
    streak = after_move(earner.streak, now, earner.zone)
    if streak != earner.streak:
        keep_streak(conn, earner, streak)
    if streak.last_day != earner.streak.last_day:
        gains = Gains(xp=streak_xp(streak.days), streak=streak.days)
        book(conn, earner, gains, Facts(best_streak=streak.best), now)
    return day_end(now, earner.zone)


def record_ending(conn: Connection, reader_id: str, play: FinishedPlay, now: datetime) -> None:
    """The play came to an ending, which counts for the reader if it is new to them.

    For transactions run by `play_write`: the play's version is asked for.
    """
    earner = earner_of(conn, reader_id)
    if earner is None:
        return
    playable = playable_of(play.version_id)
    gains = Gains()
    if _find_ending(conn, reader_id, play, playable, now):
        gains = _complete(conn, reader_id, play, playable, now)
    _collect(conn, reader_id, play, playable, now)
    facts = facts_of(conn, reader_id)
    facts = facts._replace(night=int(is_night(now, earner.zone)), moves=play.moves)
    book(conn, earner, gains, facts, now)


def record_unlocked(
    conn: Connection,
    reader_id: str,
    story_id: str,
    unlocked: Sequence[UnlockedAchievement],
    now: datetime,
) -> None:
    """The reader unlocked achievements of the story; those that are new to them are told of.

    Only the first STORY_ACHIEVEMENTS_PAID of a story bring XP.
    """
    earner = earner_of(conn, reader_id)
    if earner is None:
        return
    new = store_unlocked(conn, reader_id, story_id, unlocked, now)
    if not new:
        return
    paid = _paid(conn, earner, story_id, new)
    announce(conn, reader_id, story_id, [(each, paid[each.key]) for each in new], now)
    book(conn, earner, Gains(xp=sum(paid.values())), facts_of(conn, reader_id), now)


def forget_plays(conn: Connection, reader_id: str, *, moves: int, seconds: int) -> None:
    """Plays of the reader were deleted; their moves and seconds stay counted."""
    lock_stats(conn, reader_id)
    hot(conn, _KEEP, of_user=reader_id, moves=moves, seconds=seconds)


def time_zone_changed(conn: Connection, reader_id: str) -> None:
    """The reader's days end at other instants from now on: the next move asks anew."""
    hot(conn, _ASK_ANEW, of_user=reader_id)


def _find_ending(
    conn: Connection, reader_id: str, play: FinishedPlay, playable: Playable, now: datetime
) -> bool:
    """Remember that the reader came to the ending; whether for the first time."""
    node = playable.nodes[play.ending_key]
    name = node.ending.name if node.ending else ""
    ((times,),) = hot(
        conn,
        _FIND[conn.dialect.name],
        user_id=reader_id,
        story_id=play.story_id,
        ending_key=play.ending_key,
        name=name or node.title,
        tone=play.tone,
        times=1,
        found_at=now,
    )
    return bool(times == 1)


def _complete(
    conn: Connection, reader_id: str, play: FinishedPlay, playable: Playable, now: datetime
) -> Gains:
    """Count an ending that is new to the reader, and the story with the first one of it."""
    binds = {"of_user": reader_id, "of_story": play.story_id}
    found = {key for (key,) in hot(conn, _FOUND, **binds)}
    endings = {key for key, node in playable.nodes.items() if node.is_ending}
    hot(
        conn,
        _COMPLETE[conn.dialect.name],
        user_id=reader_id,
        story_id=play.story_id,
        category=play.category,
        difficulty=play.difficulty,
        endings_found=len(found),
        completed_at=now,
        all_found_at=now if endings <= found else None,
    )
    is_first = len(found) == 1
    xp = NEW_ENDING_XP + (completion_xp(play.difficulty) if is_first else 0)
    return Gains(xp=xp, completed=int(is_first), endings=1)


def _collect(
    conn: Connection, reader_id: str, play: FinishedPlay, playable: Playable, now: datetime
) -> None:
    """Remember the collectible things that the reader holds and did not have yet."""
    items = playable.story.items
    rows = [
        {
            "user_id": reader_id,
            "story_id": play.story_id,
            "item_key": key,
            "name": items[key].name or key,
            "description": items[key].description,
            "collected_at": now,
        }
        for key, count in sorted(play.items.items())
        if count > 0 and key in items and items[key].collectible
    ]
    if rows:
        conn.execute(_COLLECT[conn.dialect.name], rows)


def _paid(
    conn: Connection, earner: Earner, story_id: str, new: Sequence[UnlockedAchievement]
) -> dict[str, int]:
    """The XP of each new achievement, by its key."""
    ((count,),) = hot(conn, _UNLOCKED_OF_STORY, of_user=earner.id, of_story=story_id)
    before = count - len(new)
    return {
        each.key: STORY_ACHIEVEMENT_XP if place < STORY_ACHIEVEMENTS_PAID else 0
        for place, each in enumerate(new, before)
    }


_USER = bindparam("of_user", type_=Identifier)
_STORY = bindparam("of_story", type_=Identifier)
_STATS = ReaderStats.__table__.c

_FOUND = select(ReaderEnding.ending_key).where(
    ReaderEnding.user_id == _USER, ReaderEnding.story_id == _STORY
)
_UNLOCKED_OF_STORY = select(func.count()).where(
    ReaderAchievement.user_id == _USER, ReaderAchievement.story_id == _STORY
)
_KEEP = (
    update(ReaderStats)
    .where(_STATS.user_id == _USER)
    .values(
        kept_moves=_STATS.kept_moves + bindparam("moves", type_=BigInteger),
        kept_seconds=_STATS.kept_seconds + bindparam("seconds", type_=BigInteger),
    )
)
_ASK_ANEW = (
    update(Play)
    .where(Play.reader_id == _USER, Play.day_ends_at.is_not(None))
    .values(day_ends_at=null())
)


def _inserting(dialect: Any, model: Any) -> Any:
    columns = model.__table__.c
    return dialect.insert(model).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )


def _finding(dialect: Any) -> Any:
    columns = ReaderEnding.__table__.c
    made = _inserting(dialect, ReaderEnding)
    return made.on_conflict_do_update(
        index_elements=[columns.user_id, columns.story_id, columns.ending_key],
        set_={"times": columns.times + 1},
    ).returning(columns.times)


def _completing(dialect: Any) -> Any:
    columns = ReaderStory.__table__.c
    made = _inserting(dialect, ReaderStory)
    return made.on_conflict_do_update(
        index_elements=[columns.user_id, columns.story_id],
        set_={
            "endings_found": made.excluded.endings_found,
            "all_found_at": func.coalesce(columns.all_found_at, made.excluded.all_found_at),
        },
    )


_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
_FIND = {name: _finding(dialect) for name, dialect in _DIALECTS.items()}
_COMPLETE = {name: _completing(dialect) for name, dialect in _DIALECTS.items()}
_COLLECT = {
    name: _inserting(dialect, ReaderArtifact).on_conflict_do_nothing()
    for name, dialect in _DIALECTS.items()
}
