"""The tray as it is answered, and how far somebody has seen an author's clips."""

import msgspec

from emberline.accounts.schemas import PersonCard
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id


class TrayEntry(msgspec.Struct, frozen=True):
    """An author's active clips that the caller may see.

    latest_at: when the newest of them was published. ends_at: when the first of them fades.
    first_unseen_id: where to begin to play; null when all are seen, as one's own are.
    """

    user: PersonCard
    clips_count: int
    unseen_count: int
    latest_at: UtcTime
    ends_at: UtcTime
    first_unseen_id: str | None


class SeenUpTo(Form):
    """The last clip of an author that somebody has seen, in playing order."""

    model_config = example({"up_to": "0197a1b2-7c4e-7000-8000-0000000000c1"})

    up_to: Id


class Mark(msgspec.Struct, frozen=True):
    """How far the caller has seen an author's clips, on whatever device they got farthest."""

    user_id: str
    up_to: str
