"""What a check tells: the form that the API, `--json` and the studio share."""

from typing import Literal

import msgspec

ErrorCode = Literal[
    "no_start",
    "several_starts",
    "missing_target",
    "dead_end",
    "no_way_to_ending",
    "syntax",
    "type",
    "undeclared",
    "duplicate_letter",
    "duplicate_key",
    "item_never_given",
    "timer_without_way",
    "too_large",
    "format",
    "bad_value",
]
"""Codes of what keeps a story from being published. `format` is for those who read files."""
WarningCode = Literal[
    "unreachable_node",
    "unused_variable",
    "unused_item",
    "unused_achievement",
    "long_node",
    "empty_content",
]
"""Codes of what an author may want to know."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that is wrong, or may be.

    node, choice: the keys of where it is; neither, where it is about the story as a whole. line,
    column: the place within the text that the message names (the first ones are 1); a line only
    where it is a text for the reader.
    """

    code: ErrorCode | WarningCode
    node: str | None = None
    choice: str | None = None
    line: int | None = None
    column: int | None = None
    message: str


class Metrics(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How large a story is, and how sound.

    endings, dead_ends: nodes. words: of contents, prompts and choices, their marks included.
    unreachable_nodes: all of them where there is no start. errors, warnings: how many there are,
    told or not.
    """

    nodes: int
    choices: int
    endings: int
    words: int
    unreachable_nodes: int
    dead_ends: int
    errors: int
    warnings: int


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found; `valid` when there is no error."""

    valid: bool
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    metrics: Metrics
