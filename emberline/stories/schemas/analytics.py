"""How a story did, as its people see it."""

import msgspec

from emberline.kit.answers import UtcTime


class EndingFigures(msgspec.Struct, frozen=True):
    """An ending and how many plays came to it; share: of those that ended."""

    node_id: str
    name: str
    count: int
    share: float


class NodeFigures(msgspec.Struct, frozen=True):
    """How often readers came to a node, and how many plays stand there unfinished for a day."""

    node_id: str
    node_title: str
    visits: int
    left: int
    left_share: float


class ChoiceFigures(msgspec.Struct, frozen=True):
    """How often a choice was made; share: of the choices made at its node."""

    choice_id: str
    node_id: str
    choice_text: str
    count: int
    share: float


class Analytics(msgspec.Struct, frozen=True):
    """How readers fared with one version; the plays of the story's own people are left out.

    completion_rate: the share of plays that came to an ending, 0 to 1. median_seconds: of finished
    plays, without long pauses; null while there are none. sources: plays by what led to them.
    """

    story_id: str
    version: int
    published_at: UtcTime
    plays: int
    completions: int
    completion_rate: float
    median_seconds: float | None
    endings: list[EndingFigures]
    drop_off: list[NodeFigures]
    choices: list[ChoiceFigures]
    sources: dict[str, int]


class StorySummary(msgspec.Struct, frozen=True):
    """How one story did in all its versions. rating: the mean; null without one.

    author: its owner. endings_count, published_at: of the newest version; null before the first.
    """

    story_id: str
    title: str
    author: str
    author_id: str
    cover_url: str | None
    endings_count: int | None
    is_published: bool
    version: int
    plays: int
    plays_this_week: int
    completions: int
    completion_rate: float
    rating: float | None
    ratings_count: int
    updated_at: UtcTime
    published_at: UtcTime | None
