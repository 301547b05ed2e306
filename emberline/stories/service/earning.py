"""How a reader's earnings are booked: achievements of this house, XP, counters, scores."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Integer, String, bindparam, case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.models import User
from emberline.accounts.service.showing import is_shown
from emberline.kit.clock import wire_time
from emberline.kit.db import Identifier, hot
from emberline.kit.events import emit_several
from emberline.notifications.service.telling import notify
from emberline.stories.models.readers import (
    ReaderAchievement,
    ReaderArtifact,
    ReaderEnding,
    ReaderStats,
    ReaderStory,
)
from emberline.stories.rules.achievements import HOUSE, Facts, HouseAchievement, reached
from emberline.stories.rules.leaderboard import Gains
from emberline.stories.rules.rewards import Streak, UnlockedAchievement
from emberline.stories.service.standings import add_gains, lock_stats

UNLOCKED = "achievement.unlocked"


class Earner(NamedTuple):
    """A reader whose counters are owned until the commit.

    zone: the time zone they live in. is_shown: on leaderboards.
    """

    id: str
    zone: str
    is_shown: bool
    streak: Streak


def earner_of(conn: Connection, reader_id: str) -> Earner | None:
    """The reader, locked: whatever else counts for them comes before this or after it as a whole.

    None when their account is gone.
    """
    # The user's row before all else, as everywhere: who erases an account begins with it too.
    found = hot(conn, _ZONE, of_user=reader_id)
    if not found:
        return None
    ((zone,),) = found
    stats = lock_stats(conn, reader_id)
    streak = Streak(*(stats[place] for place in _STREAK_PLACES))
    return Earner(reader_id, zone, is_shown(conn, reader_id), streak)


def facts_of(conn: Connection, reader_id: str) -> Facts:
    """What the reader has done so far that achievements are given for."""
    ((*counted,),) = hot(conn, _FACTS, of_user=reader_id, house=HOUSE)
    return Facts(**dict(zip(_COUNTED, map(int, counted), strict=True)))


def book(
    conn: Connection, earner: Earner, gains: Gains, facts: Facts, now: datetime
) -> list[HouseAchievement]:
    """Add `gains`, and what `facts` unlock of this house's achievements; returns these."""
    unlocked = _unlock(conn, earner.id, facts, now)
    gains = gains._replace(xp=gains.xp + sum(each.xp for each in unlocked))
    if any(gains):
        added = {"xp": gains.xp, "completed": gains.completed, "endings": gains.endings}
        hot(conn, _ADD, of_user=earner.id, **added)
        add_gains(conn, earner.id, gains, is_shown=earner.is_shown, now=now)
    return unlocked


def keep_streak(conn: Connection, earner: Earner, streak: Streak) -> None:
    """Put `streak` in place of the reader's."""
    hot(
        conn,
        _STREAK,
        of_user=earner.id,
        days=streak.days,
        best=streak.best,
        day=streak.last_day,
        zone=streak.zone,
    )


def store_unlocked(
    conn: Connection,
    reader_id: str,
    story_id: str,
    unlocked: Sequence[UnlockedAchievement],
    now: datetime,
) -> list[UnlockedAchievement]:
    """Give the reader these achievements of the story; returns those that are new."""
    rows = [
        {"user_id": reader_id, "story_id": story_id, "unlocked_at": now, **each._asdict()}
        for each in sorted(unlocked)
    ]
    if not rows:
        return []
    keys = set(conn.execute(_UNLOCK[conn.dialect.name], rows).scalars())
    return [each for each in unlocked if each.key in keys]


def announce(
    conn: Connection,
    reader_id: str,
    story_id: str | None,
    unlocked: Sequence[tuple[UnlockedAchievement, int]],
    now: datetime,
) -> None:
    """Tell the reader of each new achievement and of the XP that it brought, at once."""
    events = [
        {
            "key": each.key,
            "name": each.name,
            "description": each.description,
            "story_id": story_id,
            "xp": xp,
            "unlocked_at": wire_time(now),
        }
        for each, xp in unlocked
    ]
    emit_several(conn, {reader_id: events}, UNLOCKED, now)


def _unlock(
    conn: Connection, reader_id: str, facts: Facts, now: datetime
) -> list[HouseAchievement]:
    if not reached(facts, ()):
        return []
    known = {key for (key,) in hot(conn, _KNOWN, of_user=reader_id, house=HOUSE)}
    unlocked = reached(facts, known)
    if not unlocked:
        return []
    # Worded where it is shown: this house may word its own anew.
    rows = [UnlockedAchievement(each.key, "", "") for each in unlocked]
    store_unlocked(conn, reader_id, HOUSE, rows, now)
    told = [
        (UnlockedAchievement(each.key, each.name, each.description), each.xp) for each in unlocked
    ]
    announce(conn, reader_id, None, told, now)
    # Those of a story are told where it is played; these alone stand in the inbox, folded to one.
    notify(conn, [reader_id], UNLOCKED, actor_id=None, now=now)
    return unlocked


_STATS = ReaderStats.__table__.c
_USER = bindparam("of_user", type_=Identifier)
_HOUSE = bindparam("house", type_=Identifier)
_STREAK_PLACES = tuple(
    list(_STATS.keys()).index(name) for name in ("streak_days", "best_streak", "last_day", "zone")
)

# Weak: it stops nobody but those who erase the account.
_ZONE = select(User.time_zone).where(User.id == _USER).with_for_update(read=True, key_share=True)
_KNOWN = select(ReaderAchievement.key).where(
    ReaderAchievement.user_id == _USER, ReaderAchievement.story_id == _HOUSE
)
_ADD = (
    update(ReaderStats)
    .where(_STATS.user_id == _USER)
    .values(
        xp=_STATS.xp + bindparam("xp", type_=Integer),
        stories_completed=_STATS.stories_completed + bindparam("completed", type_=Integer),
        endings_found=_STATS.endings_found + bindparam("endings", type_=Integer),
    )
)
_STREAK = (
    update(ReaderStats)
    .where(_STATS.user_id == _USER)
    .values(
        streak_days=bindparam("days", type_=Integer),
        best_streak=bindparam("best", type_=Integer),
        last_day=bindparam("day", type_=Date),
        zone=bindparam("zone", type_=String),
    )
)


def _unlocking(dialect: Any) -> Any:
    columns = ReaderAchievement.__table__.c
    made = dialect.insert(ReaderAchievement).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )
    return made.on_conflict_do_nothing().returning(columns.key)


_UNLOCK = {"sqlite": _unlocking(sqlite), "postgresql": _unlocking(postgresql)}

_COUNTED = (
    "stories_completed",
    "all_endings",
    "categories",
    "hard_stories",
    "endings_found",
    "times_again",
    "tones",
    "artifacts",
    "story_achievements",
    "best_streak",
)
_tones = (
    select(func.count(ReaderEnding.tone.distinct()).label("tones"))
    .where(ReaderEnding.user_id == _USER, ReaderEnding.tone != "")
    .group_by(ReaderEnding.story_id)
    .subquery()
)


def _scalar(value: Any, *conditions: Any) -> Any:
    return select(func.coalesce(value, 0)).where(*conditions).scalar_subquery()


_FACTS = select(
    func.count(),
    func.count(ReaderStory.all_found_at),
    func.count(func.nullif(ReaderStory.category, "").distinct()),
    func.count(case((ReaderStory.difficulty == "hard", 1))),
    _scalar(func.count(), ReaderEnding.user_id == _USER),
    _scalar(func.max(ReaderEnding.times), ReaderEnding.user_id == _USER),
    _scalar(func.max(_tones.c.tones)),
    _scalar(func.count(), ReaderArtifact.user_id == _USER),
    _scalar(func.count(), ReaderAchievement.user_id == _USER, ReaderAchievement.story_id != _HOUSE),
    _scalar(func.max(ReaderStats.best_streak), ReaderStats.user_id == _USER),
).where(ReaderStory.user_id == _USER)
