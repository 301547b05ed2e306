"""Reposts as they are asked for."""

from typing import Annotated

from pydantic import Field

from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.posting import MAX_AUDIENCE
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id


class RepostClip(Form):
    """One's own words above another's clip, and whom the repost is meant for."""

    model_config = example({"caption": "Look at this", "visibility": "FOLLOWERS"})

    # Its limit has the seed's own words: `check_caption`.
    caption: str | None = None
    visibility: Annotated[Visibility, Field(strict=False)] = Visibility.PUBLIC
    audience_user_ids: Annotated[list[Id], Field(max_length=MAX_AUDIENCE)] = Field(default=[])
