"""Clips as they are changed after posting."""

from typing import Annotated

from pydantic import Field

from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.posting import MAX_ALT_TEXT, MAX_AUDIENCE
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id


class EditClip(Form):
    """What is to change; what is left out stays. A caption or alt text of null goes."""

    model_config = example({"caption": "First light", "visibility": "FOLLOWERS"})

    # Its limit has the seed's own words: `check_caption`.
    caption: str | None = None
    alt_text: Annotated[str, Field(max_length=MAX_ALT_TEXT)] | None = None
    visibility: Visibility = Field(default_factory=lambda: Visibility.PUBLIC, strict=False)
    audience_user_ids: Annotated[
        list[Id],
        Field(
            max_length=MAX_AUDIENCE,
            description="Of CUSTOM, else the members there were; another visibility drops them.",
        ),
    ] = Field(default_factory=list)
    allow_replies: bool = Field(default_factory=bool)
    allow_reactions: bool = Field(default_factory=bool)
    allow_comments: bool = Field(default_factory=bool)
