"""What a proof says of a story."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from emberline.stories.engine.state import Log

Verdict = Literal["reachable", "impossible", "open"]


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether something can be reached; if so, a shortest play that does."""

    verdict: Verdict
    witness: Log | None = None


class EndingFinding(Finding, frozen=True, kw_only=True, omit_defaults=True):
    """Of an ending also how likely it is under uniform choice: `"a/b"`, or a number."""

    odds: str | float | None = None


class SoftLock(msgspec.Struct, frozen=True, kw_only=True):
    """A node where a reader can come to have no choice, though it is no ending; and how."""

    node: str
    witness: Log


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about everything in a story.

    complete: every verdict is proved, and there are no soft locks but those listed. states: how
    many were seen. seconds: how long it took, told by whoever looked at a clock.
    """

    complete: bool
    states: int
    seconds: float = 0.0
    nodes: Mapping[str, Finding]
    choices: Mapping[str, Finding]
    endings: Mapping[str, EndingFinding]
    achievements: Mapping[str, Finding]
    soft_locks: tuple[SoftLock, ...]
