"""Clips as they are posted, on both faces."""

from typing import Annotated

from pydantic import Field

from emberline.clips.rules.lifetime import MAX_LIFETIME, MIN_LIFETIME
from emberline.clips.rules.visibility import Visibility
from emberline.kit.forms import Form
from emberline.kit.ids import Id

MAX_TEXT = 2000
MAX_ALT_TEXT = 1500
MAX_AUDIENCE = 1000


class PostClip(Form):
    """A new clip: text, or media by id, by address or as the form's file."""

    text: Annotated[str, Field(max_length=MAX_TEXT)] | None = None
    media_id: Id | None = None
    media_url: Annotated[str, Field(max_length=500)] | None = None
    # Its limit has the seed's own words: `check_caption`.
    caption: str | None = None
    alt_text: Annotated[str, Field(max_length=MAX_ALT_TEXT)] | None = None
    visibility: Annotated[Visibility, Field(strict=False)] = Visibility.PUBLIC
    audience_user_ids: Annotated[list[Id], Field(max_length=MAX_AUDIENCE)] = Field(default=[])
    expires_in: (
        Annotated[
            int,
            Field(
                ge=int(MIN_LIFETIME.total_seconds()),
                le=int(MAX_LIFETIME.total_seconds()),
                description="Seconds until it fades; 24 hours when left out.",
            ),
        ]
        | None
    ) = None
    allow_replies: bool = True
    allow_reactions: bool = True
    allow_comments: bool = True


class UploadClip(Form):
    """The fields beside the file on the older face."""

    caption: str | None = None
    alt_text: Annotated[str, Field(max_length=MAX_ALT_TEXT)] | None = None
    visibility: Annotated[Visibility, Field(strict=False)] = Visibility.PUBLIC
    audience_user_ids: Annotated[list[Id], Field(max_length=MAX_AUDIENCE)] = Field(default=[])

    def as_post(self) -> PostClip:
        """The same as the younger face says it."""
        return PostClip(
            caption=self.caption,
            alt_text=self.alt_text,
            visibility=self.visibility,
            audience_user_ids=self.audience_user_ids,
        )
