"""Versions of stories as they are asked for and answered."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from pydantic import Field

from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.engine.check.report import Finding
from emberline.stories.rules.diff import DiffTotals, FieldChange, NodeChange

MOST_VARIABLES = 1_000
MOST_NUMBER = 2**31 - 1
_NODE_ID = "0197a1b2-7c4e-7000-8000-0000000000d1"


class Publish(Form):
    """Whether readers may have the story."""

    model_config = example({"is_published": True})

    is_published: bool


class Playtest(Form):
    """Where a playtest begins, and with what; all of it may be left out."""

    model_config = example({"node_id": _NODE_ID, "variables": {"courage": 3}, "seed": "5eed"})

    node_id: Annotated[Id | None, Field(description="Absent: where the story begins.")] = None
    variables: Annotated[
        dict[
            Annotated[str, Field(max_length=200)],
            bool | int | float | Annotated[str, Field(max_length=1_000)],
        ],
        Field(max_length=MOST_VARIABLES, description="Values in place of the initial ones."),
    ] = Field(default_factory=dict)
    seed: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-fA-F]{1,32}$",
            description="Hexadecimal digits; with the same seed dice fall alike.",
        ),
    ] = None


class Freezer(msgspec.Struct, frozen=True):
    """Who froze a version."""

    user_id: str
    username: str


class Version(msgspec.Struct, frozen=True):
    """A published version, which never changes; published_by: null when they are gone.

    document: the story as it was, in the interchange form; only where it was asked for.
    """

    version: int
    nodes_count: int
    endings_count: int
    words: int
    published_at: UtcTime
    published_by: Freezer | None
    document: Any = msgspec.UNSET


class StuckPlays(msgspec.Struct, frozen=True):
    """Plays that would have to stay on their version: where they stand, and why."""

    node_id: str
    node_title: str
    plays: int
    reason: Annotated[str, one_of(("node_gone", "became_ending", "no_way_on"))]
    message: str


class DryRun(msgspec.Struct, frozen=True):
    """What becomes of the plays of earlier versions that are not over.

    plays: all of them. tried: how many of the newest were tried, of which the rest tells.
    """

    plays: int
    tried: int
    moved_unchanged: int
    moved_with_notes: int
    stuck: list[StuckPlays]


class Warnings(msgspec.Struct, frozen=True):
    """What the author of a sound story may want to know."""

    warnings: Sequence[Finding]


class Publication(msgspec.Struct, frozen=True):
    """What publishing led to, or would.

    version: the newest number, 0 before the first. is_new: whether it was frozen now; a draft that
    is as its newest version makes no new one. dry_run, report: null where a story is taken back.
    """

    story_id: str
    version: int
    is_new: bool
    is_published: bool
    dry_run: DryRun | None
    report: Warnings | None


class Restored(msgspec.Struct, frozen=True):
    """A draft that is now as a version was; revision: of the draft."""

    story_id: str
    version: int
    revision: int


class Diff(msgspec.Struct, frozen=True):
    """How two versions differ: the story's own fields, and a page of its nodes."""

    story_id: str
    before: Annotated[str, msgspec.Meta(description="A number, or `draft`.")]
    after: Annotated[str, msgspec.Meta(description="A number, or `draft`.")]
    totals: DiffTotals
    story: list[FieldChange]
    nodes: list[NodeChange]
