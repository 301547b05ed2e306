"""What readers have earned, as it is asked for and answered."""

from typing import Annotated

import msgspec
from pydantic import Field, StringConstraints

from emberline.accounts.schemas import PersonCard
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.stories.rules.leaderboard import METRICS, PERIODS


class ChangeStats(Form):
    """What one may choose about one's figures; these themselves are worked out, never sent."""

    model_config = example({"favorite_category": "mystery", "show_on_leaderboard": True})

    favorite_category: Annotated[
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
        | None,
        Field(description="Null: worked out from what you finish."),
    ] = None
    show_on_leaderboard: Annotated[
        bool, Field(description="Whether you stand on leaderboards, at once and with all you did.")
    ] = False


class ReaderStats(msgspec.Struct, frozen=True):
    """What a reader did.

    next_level_xp: the XP from which the next level begins. streak_days: days in a row up to today
    or yesterday, where the reader lives. total_choices_made, total_play_time (minutes, without
    pauses over five), show_on_leaderboard: only in one's own.
    """

    user_id: str
    stories_completed: int
    endings_found: int
    favorite_category: str | None
    xp: int
    level: int
    next_level_xp: int
    streak_days: int
    best_streak: int
    total_choices_made: int | msgspec.UnsetType = msgspec.UNSET
    total_play_time: int | msgspec.UnsetType = msgspec.UNSET
    show_on_leaderboard: bool | msgspec.UnsetType = msgspec.UNSET


class TitledStory(msgspec.Struct, frozen=True):
    """A story that is there to be read."""

    story_id: str
    title: str


class UnlockedAchievement(msgspec.Struct, frozen=True):
    """An achievement that a reader has.

    story: of a story's, null where it is gone or not for the caller to read.
    """

    key: str
    name: str
    description: str
    scope: Annotated[str, one_of(("house", "story"))]
    story: TitledStory | None
    unlocked_at: UtcTime


class LockedAchievement(msgspec.Struct, frozen=True):
    """An achievement of this house that is still to be had: `progress` of `target`."""

    key: str
    name: str
    description: str
    progress: int
    target: int
    xp: int


class ReaderAchievements(msgspec.Struct, frozen=True):
    """What a reader unlocked, newest first. locked: what is left and no secret; only one's own."""

    unlocked: list[UnlockedAchievement]
    locked: list[LockedAchievement] | msgspec.UnsetType = msgspec.UNSET


class Artifact(msgspec.Struct, frozen=True):
    """A collectible thing that a reader brought out of a story. story: null where it is gone."""

    item: str
    name: str
    description: str
    story: TitledStory | None
    collected_at: UtcTime


class FoundEnding(msgspec.Struct, frozen=True):
    """An ending that a reader found, and how many times they came to it."""

    name: str
    tone: str
    times: int
    found_at: UtcTime


class FinishedStory(msgspec.Struct, frozen=True):
    """A story that a reader finished.

    story: null where it is gone. endings: only one's own, for they would tell too much to others.
    endings_count: how many it has now, null without it. has_all_endings: whether the reader once
    knew all that there were.
    """

    story: TitledStory | None
    completed_at: UtcTime
    endings_found: int
    endings_count: int | None
    has_all_endings: bool
    endings: list[FoundEnding] | msgspec.UnsetType = msgspec.UNSET


class Ranked(msgspec.Struct, frozen=True):
    """Somebody on a leaderboard. Those who reached the same share a rank, and the next is lower."""

    rank: int
    value: int
    user: PersonCard


class OwnRank(msgspec.Struct, frozen=True):
    """Where the caller stands. rank: null while nothing was reached in this stretch of time."""

    rank: int | None
    value: int


class Leaderboard(msgspec.Struct, frozen=True):
    """A page of a leaderboard.

    own, neighbours: for callers who stand on leaderboards: their own rank, and who stands next to
    it, two above and two below.
    """

    metric: Annotated[str, one_of(METRICS)]
    period: Annotated[str, one_of(PERIODS)]
    entries: list[Ranked]
    own: OwnRank | None
    neighbours: list[Ranked]
