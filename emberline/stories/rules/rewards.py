"""What reading earns: experience, levels, streaks of days, and how they are worked out."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isqrt
from typing import NamedTuple
from zoneinfo import ZoneInfo

FIRST_COMPLETION_XP: Mapping[str, int] = {"easy": 50, "medium": 80, "hard": 120}
"""For the first time that a reader finishes a story, by its difficulty."""
NEW_ENDING_XP = 25
"""For each ending of a story, the first time it is found."""
STORY_ACHIEVEMENT_XP = 10
STORY_ACHIEVEMENTS_PAID = 10
"""So many achievements of one story bring XP: an author may declare as many as they like."""

_LEVEL_STEP = 50
_STREAK_XP = 5
_STREAK_XP_MOST = 15


class FinishedPlay(NamedTuple):
    """A play that came to an ending.

    tone, category, difficulty: of the ending and of the story, as its version has them. items: what
    the reader holds, by key. seconds, moves: of the whole play.
    """

    story_id: str
    version_id: str
    ending_key: str
    tone: str
    category: str
    difficulty: str
    items: Mapping[str, int]
    seconds: int
    moves: int


class UnlockedAchievement(NamedTuple):
    """An achievement of a story, as its version words it."""

    key: str
    name: str
    description: str


class Streak(NamedTuple):
    """Days in a row on which a reader made a move.

    days: how many the row has that `last_day` ends. best: the most that ever were. last_day: the
    last one that counted, a date where the reader was then. zone: the time zone of the last move.
    """

    days: int
    best: int
    last_day: date | None
    zone: str


NO_STREAK = Streak(0, 0, None, "UTC")


def completion_xp(difficulty: str) -> int:
    """The XP of the first time that a story of `difficulty` is finished."""
    return FIRST_COMPLETION_XP.get(difficulty, FIRST_COMPLETION_XP["medium"])


def streak_xp(days: int) -> int:
    """The XP of a day that makes a streak `days` long: more each day, up to a limit."""
    return min(_STREAK_XP + days - 1, _STREAK_XP_MOST)


def level_of(xp: int) -> int:
    """The level that so much XP is: 1 from 0, 2 from 100, 3 from 300, 4 from 600, and so on."""
    return (1 + isqrt(1 + 8 * xp // (2 * _LEVEL_STEP))) // 2


def xp_of(level: int) -> int:
    """The XP from which one has `level`: 50 · level · (level - 1)."""
    return _LEVEL_STEP * level * (level - 1)


def day_of(now: datetime, zone: str) -> date:
    """The date that it is at `now` in the time zone `zone`."""
    return now.astimezone(ZoneInfo(zone)).date()


def day_end(now: datetime, zone: str) -> datetime:
    """The instant when the day that it is in `zone` is over: the next local midnight.

    Where the clocks leap over midnight, it is the leap.
    """
    here = ZoneInfo(zone)
    tomorrow = now.astimezone(here).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), here).astimezone(now.tzinfo)


def after_move(streak: Streak, now: datetime, zone: str) -> Streak:
    """The streak once a move was made at `now` by a reader whose time zone is `zone`.

    A date counts once, and the last day never goes back: who flies west lives through a date twice,
    and it counts once. The streak goes on when the last day was yesterday by the calendar of
    `zone`, or by that of the zone where the reader moved last: who flies east may skip a date, and
    loses nothing by it.
    """
    today = day_of(now, zone)
    if streak.last_day is not None and today <= streak.last_day:
        return streak._replace(zone=zone)
    days = streak.days + 1 if _goes_on(streak, now, zone) else 1
    return Streak(days, max(days, streak.best), today, zone)


def days_in_a_row(streak: Streak, now: datetime, zone: str) -> int:
    """How long the streak is at `now`: 0 once a whole day passed without a move."""
    return streak.days if _goes_on(streak, now, zone) else 0


def _goes_on(streak: Streak, now: datetime, zone: str) -> bool:
    if streak.last_day is None:
        return False
    today = min(day_of(now, zone), day_of(now, streak.zone))
    return today <= streak.last_day + timedelta(days=1)
