"""Who can see a clip, as its author is told."""

from typing import Annotated

import msgspec

from emberline.clips.rules.audience import WhyVisible
from emberline.clips.rules.visibility import Visibility
from emberline.kit.answers import one_of


class Audience(msgspec.Struct, frozen=True):
    """How many others may see the clip at this moment, and the rule: its visibility."""

    count: int
    rule: Annotated[str, one_of(Visibility)]


class MaySee(msgspec.Struct, frozen=True):
    """Whether one person may see the clip at this moment, and why: a stable word."""

    may_see: bool
    why: Annotated[str, one_of(WhyVisible)]
