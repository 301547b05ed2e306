"""What reading earns, worked out from values alone."""

import itertools
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from emberline.stories.rules.achievements import ACHIEVEMENTS, Facts, is_night, reached
from emberline.stories.rules.leaderboard import (
    MOST,
    above,
    bucket_of,
    buckets_of,
    changed_slots,
    over_by,
)
from emberline.stories.rules.rewards import (
    NO_STREAK,
    after_move,
    day_end,
    day_of,
    days_in_a_row,
    level_of,
    streak_xp,
    xp_of,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def streak_of(*moves: tuple[str, str]):
    """The streak after moves at these instants (UTC) in these time zones."""
    streak = NO_STREAK
    for instant, zone in moves:
        streak = after_move(streak, at(instant), zone)
    return streak


def test_a_level_begins_at_its_xp_and_each_takes_more_than_the_one_before():
    assert [level_of(xp) for xp in (0, 99, 100, 299, 300, 599, 600)] == [1, 1, 2, 2, 3, 3, 4]
    for level in range(2, 2000):
        assert level_of(xp_of(level)) == level
        assert level_of(xp_of(level) - 1) == level - 1


def test_a_longer_streak_earns_more_up_to_a_limit():
    assert [streak_xp(days) for days in (1, 2, 3, 11, 12, 100)] == [5, 6, 7, 15, 15, 15]


def test_days_in_a_row_add_up_and_a_day_left_out_begins_anew():
    streak = streak_of(("2026-03-01T23:59", "UTC"), ("2026-03-02T00:00", "UTC"))
    assert streak.days == 2
    assert after_move(streak, at("2026-03-02T23:00"), "UTC") == streak
    broken = after_move(streak, at("2026-03-04T00:00"), "UTC")
    assert (broken.days, broken.best) == (1, 2)


def test_a_day_is_the_readers_own():
    evening, morning = at("2026-03-02T07:30"), at("2026-03-02T08:30")
    streak = after_move(NO_STREAK, evening, "America/Los_Angeles")
    assert streak.last_day == date(2026, 3, 1)
    assert after_move(streak, morning, "America/Los_Angeles").days == 2


def test_a_streak_stands_until_a_whole_day_has_passed():
    streak = streak_of(("2026-03-01T12:00", "UTC"))
    assert days_in_a_row(streak, at("2026-03-02T23:59"), "UTC") == 1
    assert days_in_a_row(streak, at("2026-03-03T00:00"), "UTC") == 0
    assert days_in_a_row(NO_STREAK, at("2026-03-03T00:00"), "UTC") == 0


def test_a_day_of_23_and_one_of_25_hours_are_one_day_each():
    spring = [
        ("2026-03-28T22:59", "Europe/Berlin"),
        ("2026-03-29T00:30", "Europe/Berlin"),
        ("2026-03-29T21:59", "Europe/Berlin"),
        ("2026-03-29T22:00", "Europe/Berlin"),
    ]
    assert [streak_of(*spring[:count]).days for count in (1, 2, 3, 4)] == [1, 2, 2, 3]
    autumn = [("2026-10-24T22:00", "Europe/Berlin"), ("2026-10-25T22:59", "Europe/Berlin")]
    assert streak_of(*autumn).days == 1
    assert streak_of(*autumn, ("2026-10-25T23:00", "Europe/Berlin")).days == 2


@pytest.mark.parametrize(
    ("now", "zone", "end"),
    [
        ("2026-03-01T12:00", "UTC", "2026-03-02T00:00"),
        ("2026-03-01T12:00", "Asia/Tokyo", "2026-03-01T15:00"),
        ("2026-03-29T12:00", "Europe/Berlin", "2026-03-29T22:00"),
        ("2026-10-25T12:00", "Europe/Berlin", "2026-10-25T23:00"),
        # Clocks that leap from midnight to one.
        ("2026-03-28T12:00", "Asia/Beirut", "2026-03-28T22:00"),
        # Clocks that go back from one to midnight: the date begins with the first of the two.
        ("2026-10-31T12:00", "America/Havana", "2026-11-01T04:00"),
        # A date that was left out.
        ("2011-12-30T08:00", "Pacific/Apia", "2011-12-30T10:00"),
    ],
)
def test_a_day_ends_with_the_readers_midnight(now, zone, end):
    assert day_end(at(now), zone) == at(end)
    assert day_of(at(end), zone) > day_of(at(now), zone)
    assert day_of(at(end) - timedelta(microseconds=1), zone) == day_of(at(now), zone)


def test_a_day_that_is_lived_through_twice_counts_once():
    streak = streak_of(("2026-03-01T10:30", "Pacific/Auckland"))
    west = [("2026-03-01T13:00", "Pacific/Honolulu"), ("2026-03-02T08:00", "Pacific/Honolulu")]
    for instant, zone in west:
        streak = after_move(streak, at(instant), zone)
        assert streak.days == 1
    assert after_move(streak, at("2026-03-02T11:00"), "Pacific/Honolulu").days == 2


def test_who_flies_over_a_date_keeps_the_streak():
    before = streak_of(("2026-03-02T09:00", "Pacific/Pago_Pago"))
    assert before.last_day == date(2026, 3, 1)
    after = after_move(before, at("2026-03-02T10:30"), "Pacific/Kiritimati")
    assert after.last_day == date(2026, 3, 3)
    assert after.days == 2


def test_however_the_zone_changes_no_streak_breaks_and_no_date_counts_twice():
    zones = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/Lima"]
    chance = random.Random(7)
    for _ in range(200):
        now = start = at("2026-03-01T00:00")
        streak, counted, lived = NO_STREAK, [], set()
        while now - start < timedelta(days=12):
            zone = chance.choice(zones)
            later = after_move(streak, now, zone)
            if later.last_day != streak.last_day:
                counted.append(later.last_day)
            lived.add(day_of(now, zone))
            streak = later
            now += timedelta(hours=chance.randint(1, 12))
        assert streak.days == len(counted) == len(set(counted))
        assert set(counted) <= lived


def test_night_is_where_the_reader_is():
    assert is_night(at("2026-03-01T23:30"), "Europe/Berlin")
    assert not is_night(at("2026-03-01T23:30"), "UTC")
    assert not is_night(at("2026-03-01T03:00"), "Europe/Berlin")


def test_an_achievement_is_reached_by_its_fact_alone_and_once():
    assert reached(Facts(), ()) == []
    assert [each.key for each in reached(Facts(best_streak=7), ())] == ["kindled", "week-of-embers"]
    assert [each.key for each in reached(Facts(best_streak=7), {"kindled"})] == ["week-of-embers"]
    for each in ACHIEVEMENTS.values():
        assert each in reached(Facts(**{each.fact: each.target}), ())
        assert each not in reached(Facts(**{each.fact: each.target - 1}), ())
        assert each.progress(Facts(**{each.fact: each.target * 9})) == each.target


def test_stretches_of_time_are_those_of_utc_and_weeks_begin_on_monday():
    sunday, monday = at("2026-03-01T23:59"), at("2026-03-02T00:00")
    assert bucket_of("all", sunday) == bucket_of("all", monday)
    assert bucket_of("month", sunday) == bucket_of("month", monday)
    assert bucket_of("week", sunday) != bucket_of("week", monday)
    assert bucket_of("day", sunday) != bucket_of("day", monday)
    assert bucket_of("week", monday) == bucket_of("week", at("2026-03-08T23:59"))
    assert len(set(buckets_of(sunday))) == 4


def test_what_is_over_is_every_stretch_but_the_present_ones():
    now = at("2026-03-01T12:00")
    past = set(buckets_of(at("2026-02-10T12:00"))) | set(buckets_of(at("2025-12-31T12:00")))

    def is_over(bucket: int) -> bool:
        return any(first <= bucket < end for first, end in over_by(now))

    assert {bucket for bucket in past if is_over(bucket)} == past - {bucket_of("all", now)}
    assert not any(map(is_over, buckets_of(now)))


@pytest.mark.parametrize("most", [3, 300, 70_000, MOST])
def test_counts_by_ranges_give_the_rank_that_comparing_with_everybody_gives(most):
    chance = random.Random(most)
    values = [chance.randint(0, most) for _ in range(400)]
    counts: Counter = Counter()
    for value in values:
        # As somebody comes to it: in a few steps from nothing.
        steps = [0, *sorted(chance.randint(0, value) for _ in range(2)), value]
        for before, after in itertools.pairwise(steps):
            counts.update(changed_slots(before, after))
    for value in [value for value in values if value][:60]:
        counted = sum(
            people
            for slot, people in counts.items()
            for each in above(value)
            if slot.level == each.level and each.first <= slot.slot <= each.last
        )
        assert counted == sum(other > value for other in values)
    assert min(counts.values()) >= 0
