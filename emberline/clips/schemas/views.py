"""Views as they are said and answered."""

from typing import Annotated

import msgspec
from pydantic import Field

from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id

MAX_AT_ONCE = 100


class SeenClips(Form):
    """The clips that somebody has seen since they last said so."""

    model_config = example({"story_ids": ["0197a1b2-7c4e-7000-8000-0000000000c1"]})

    story_ids: Annotated[list[Id], Field(min_length=1, max_length=MAX_AT_ONCE)]


class View(msgspec.Struct, frozen=True):
    """A view as it was recorded the first time."""

    story_id: str
    viewer_id: str
    viewed_at: UtcTime
    first_view: bool


class Viewer(msgspec.Struct, frozen=True):
    """Someone who has seen a clip; `emoji` is their reaction, null without one."""

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    viewed_at: UtcTime
    emoji: str | None
