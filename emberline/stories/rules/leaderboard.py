"""Leaderboards: what they rank by, over which stretches of time, and how ranks are counted.

A rank is one more than the number of people who reached more. To count them without looking at
each, they are counted by value, and again by ranges of 256 values, of 65,536 and so on, as the
digits of a number to the base 256 are. Whoever reached more than v is larger in the first digit in
which they differ: so one range of at most 255 counts a level is all that a rank adds up.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

Metric = Literal["xp", "completed", "endings", "streak"]
Period = Literal["day", "week", "month", "all"]

METRICS: tuple[Metric, ...] = ("xp", "completed", "endings", "streak")
PERIODS: tuple[Period, ...] = ("day", "week", "month", "all")

LEVELS = 4
"""So many digits to the base 256 the largest value has."""
LOWEST = (2, 1, 1, 1)
"""The first slot of each level that is counted: those before never lie above anybody ranked."""
_DIGIT_BITS = 8
MOST = 2**31 - 1
"""The largest value that is told apart; it is far more than anybody reads."""

_ALL_TIME = 0
# A bucket is its period's number and its first day, as in 1_2026_03_01: all of a period's are one
# range, and the older are the smaller.
_DAY, _WEEK, _MONTH = 100_000_000, 200_000_000, 300_000_000


class Slot(NamedTuple):
    """The values that agree in all digits above the `level` lowest ones, which `slot` is."""

    level: int
    slot: int


class Range(NamedTuple):
    """The slots of a level from `first` to `last`, both included."""

    level: int
    first: int
    last: int


class Gains(NamedTuple):
    """What a reader gains at once; streak: how long it has become, 0 where it is as before."""

    xp: int = 0
    completed: int = 0
    endings: int = 0
    streak: int = 0


def bucket_of(period: Period, now: datetime) -> int:
    """The number of the stretch of time that `now` is in: a day, a week from Monday, a month, all.

    By UTC, so that one stretch is the same for everybody.
    """
    today = now.astimezone(UTC).date()
    if period == "all":
        return _ALL_TIME
    if period == "day":
        return _DAY + _number(today)
    if period == "week":
        return _WEEK + _number(today - timedelta(days=today.weekday()))
    return _MONTH + _number(today.replace(day=1))


def buckets_of(now: datetime) -> tuple[int, ...]:
    """The stretches that `now` is in, in rising order."""
    return tuple(sorted(bucket_of(period, now) for period in PERIODS))


def over_by(now: datetime) -> list[tuple[int, int]]:
    """The buckets that are over at `now`, as ranges `first <= bucket < end`."""
    starts: Mapping[Period, int] = {"day": _DAY, "week": _WEEK, "month": _MONTH}
    return [(start, bucket_of(period, now)) for period, start in starts.items()]


def slots_of(value: int) -> list[Slot]:
    """Where somebody who reached `value` is counted.

    The lowest slot of a level never lies above anybody who is ranked, so nobody is counted there:
    all those who begin would meet in one row.
    """
    slots = [Slot(level, value >> (_DIGIT_BITS * level)) for level in range(LEVELS)]
    return [each for each in slots if each.slot >= LOWEST[each.level]]


def above(value: int) -> Iterator[Range]:
    """The slots in which exactly those are counted who reached more than `value`, a range a level.

    A range is empty, its last slot before its first, where nobody can be.
    """
    for level in range(LEVELS):
        slot = value >> (_DIGIT_BITS * level)
        if level == LEVELS - 1:
            yield Range(level, slot + 1, MOST >> (_DIGIT_BITS * level))
        else:
            yield Range(level, slot + 1, slot | (2**_DIGIT_BITS - 1))


def changed_slots(before: int, after: int) -> dict[Slot, int]:
    """How many people more or fewer the slots count once somebody's `before` becomes `after`.

    A value of 0 is nobody's.
    """
    gone, come = set(slots_of(before)), set(slots_of(after))
    return dict.fromkeys(gone - come, -1) | dict.fromkeys(come - gone, 1)


def _number(day: object) -> int:
    return int(f"{day:%Y%m%d}")
