"""How much one may still post, as it is answered."""

import msgspec

from emberline.kit.answers import UtcTime


class PostingLimit(msgspec.Struct, frozen=True):
    """How many clips may be posted an hour, and how many of them are.

    resets_at: from when there is one more; now when none is used. limit and remaining are null
    where the operator switched limits off.
    """

    limit: int | None
    used: int
    remaining: int | None
    resets_at: UtcTime
