"""Who can see a clip, as its author is told."""

import msgspec


class Audience(msgspec.Struct, frozen=True):
    """How many others may see the clip at this moment, and the rule: its visibility."""

    count: int
    rule: str


class MaySee(msgspec.Struct, frozen=True):
    """Whether one person may see the clip at this moment, and why: a stable word."""

    may_see: bool
    why: str
