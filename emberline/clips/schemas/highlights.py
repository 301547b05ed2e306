"""Highlights as they are made, changed and shown."""

from typing import Annotated, Any

import msgspec
from pydantic import AfterValidator, BeforeValidator, Field

from emberline.clips.schemas.clips import Clip
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id

MAX_TITLE = 100
MAX_CLIPS = 100
MAX_HIGHLIGHTS = 100

_EXAMPLE_ID = "0197a1b2-7c4e-7000-8000-0000000000c1"


def _without_margins(title: Any) -> Any:
    return title.strip() if isinstance(title, str) else title


def _without_doubles(clip_ids: list[str]) -> list[str]:
    if len(set(clip_ids)) < len(clip_ids):
        raise ValueError("name each clip once")
    return clip_ids


Title = Annotated[str, BeforeValidator(_without_margins), Field(min_length=1, max_length=MAX_TITLE)]
ClipIds = Annotated[
    list[Id],
    Field(min_length=1, max_length=MAX_CLIPS, description="Published clips of yours, in order."),
    AfterValidator(_without_doubles),
]


class CreateHighlight(Form):
    """A new highlight; without a cover the first clip is it."""

    model_config = example({"title": "Iceland", "clip_ids": [_EXAMPLE_ID]})

    title: Title
    clip_ids: ClipIds
    cover_clip_id: Id | None = None


class EditHighlight(Form):
    """What is to change; what is left out stays. A cover of null is the first clip."""

    model_config = example({"title": "Iceland, again", "position": 0})

    title: Title = Field(default_factory=str)
    clip_ids: ClipIds = Field(default_factory=list)
    cover_clip_id: Id | None = None
    position: int = Field(
        default_factory=int,
        ge=0,
        lt=MAX_HIGHLIGHTS,
        description="Its place among your highlights from 0; beyond the end is the end.",
    )


class Highlight(msgspec.Struct, frozen=True):
    """A highlight as one viewer sees it: with the clips that are meant for them.

    position: its place among its owner's, from 0; null for others. cover_clip_id: null when none
    was chosen, or the chosen one is not for the viewer; the cover is the first clip then.
    """

    id: str
    title: str
    cover_url: str | None
    clips: list[Clip]
    user_id: str
    position: int | None
    cover_clip_id: str | None
