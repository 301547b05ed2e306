"""The achievements of this house: what each asks for, and how far a reader has come."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

HOUSE = "00000000-0000-0000-0000-000000000000"
"""Stands in place of a story's id where an achievement is this house's own."""

_NIGHT_ENDS = 4


class Facts(NamedTuple):
    """What of a reader's doings achievements are given for.

    all_endings: stories of which the reader knows every ending. tones: how many different ones the
    endings of one story had, at most. times_again: how often one ending was come to, at most.
    night: 1 for an ending found between midnight and four, where the reader is. moves: of a single
    finished play.
    """

    stories_completed: int = 0
    endings_found: int = 0
    all_endings: int = 0
    categories: int = 0
    hard_stories: int = 0
    tones: int = 0
    times_again: int = 0
    artifacts: int = 0
    story_achievements: int = 0
    best_streak: int = 0
    night: int = 0
    moves: int = 0


class HouseAchievement(NamedTuple):
    """An achievement of this house: unlocked when the fact called `fact` reaches `target`.

    is_secret: not shown before it is unlocked.
    """

    key: str
    name: str
    description: str
    fact: str
    target: int
    xp: int
    is_secret: bool = False

    def progress(self, facts: Facts) -> int:
        """How far it is, 0 to `target`."""
        reached: int = getattr(facts, self.fact)
        return min(reached, self.target)


_ALL = (
    HouseAchievement(
        "first-ember", "First ember", "Finish a story.", "stories_completed", 1, xp=20
    ),
    HouseAchievement(
        "fireside-regular", "Fireside regular", "Finish ten stories.", "stories_completed", 10, 60
    ),
    HouseAchievement(
        "keeper-of-the-hearth",
        "Keeper of the hearth",
        "Finish fifty stories.",
        "stories_completed",
        50,
        xp=200,
    ),
    HouseAchievement(
        "forking-paths", "Forking paths", "Find ten endings.", "endings_found", 10, xp=40
    ),
    HouseAchievement(
        "hundred-farewells",
        "A hundred farewells",
        "Find a hundred endings.",
        "endings_found",
        100,
        xp=200,
    ),
    HouseAchievement(
        "no-stone-unturned",
        "No stone unturned",
        "Find every ending of a story.",
        "all_endings",
        1,
        xp=50,
    ),
    HouseAchievement(
        "cartographer",
        "Cartographer",
        "Find every ending of ten stories.",
        "all_endings",
        10,
        xp=200,
    ),
    HouseAchievement(
        "change-of-heart",
        "Change of heart",
        "End one story in three different tones.",
        "tones",
        3,
        xp=40,
    ),
    HouseAchievement(
        "many-rooms", "Many rooms", "Finish stories of five categories.", "categories", 5, xp=60
    ),
    HouseAchievement(
        "through-the-fire",
        "Through the fire",
        "Finish five hard stories.",
        "hard_stories",
        5,
        xp=80,
    ),
    HouseAchievement("magpie", "Magpie", "Collect ten artifacts.", "artifacts", 10, xp=40),
    HouseAchievement(
        "cabinet-of-wonders",
        "Cabinet of wonders",
        "Collect fifty artifacts.",
        "artifacts",
        50,
        xp=120,
    ),
    HouseAchievement(
        "well-decorated",
        "Well decorated",
        "Unlock twenty-five achievements of stories.",
        "story_achievements",
        25,
        xp=80,
    ),
    HouseAchievement("kindled", "Kindled", "Read on three days in a row.", "best_streak", 3, xp=15),
    HouseAchievement(
        "week-of-embers", "A week of embers", "Read on seven days in a row.", "best_streak", 7, 40
    ),
    HouseAchievement(
        "slow-burn", "Slow burn", "Read on thirty days in a row.", "best_streak", 30, xp=150
    ),
    HouseAchievement(
        "eternal-flame",
        "Eternal flame",
        "Read on a hundred days in a row.",
        "best_streak",
        100,
        xp=500,
    ),
    HouseAchievement(
        "one-more-page",
        "One more page",
        "Come to an ending between midnight and four.",
        "night",
        1,
        xp=20,
        is_secret=True,
    ),
    HouseAchievement(
        "old-friend",
        "Old friend",
        "Come to the same ending five times.",
        "times_again",
        5,
        xp=20,
        is_secret=True,
    ),
    HouseAchievement(
        "the-long-way-round",
        "The long way round",
        "Take two hundred moves to an ending.",
        "moves",
        200,
        xp=40,
        is_secret=True,
    ),
)

ACHIEVEMENTS: Mapping[str, HouseAchievement] = {each.key: each for each in _ALL}
"""Every achievement of this house by its key, in the order in which they are shown."""


def reached(facts: Facts, unlocked: Collection[str]) -> list[HouseAchievement]:
    """The achievements that `facts` are enough for, without those that are `unlocked` already."""
    return [
        each
        for key, each in ACHIEVEMENTS.items()
        if key not in unlocked and each.progress(facts) >= each.target
    ]


def is_night(now: datetime, zone: str) -> bool:
    """Whether it is between midnight and four at `now` in the time zone `zone`."""
    return now.astimezone(ZoneInfo(zone)).hour < _NIGHT_ENDS
