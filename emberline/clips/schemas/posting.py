"""Clips as they are posted, on both faces."""

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field, field_validator

from emberline.clips.rules.lifetime import MAX_LIFETIME, MIN_LIFETIME
from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.stickers import Stickers
from emberline.kit.forms import Form
from emberline.kit.ids import Id

MAX_TEXT = 2000
MAX_ALT_TEXT = 1500
MAX_AUDIENCE = 1000
MAX_VIEWS = 100_000

_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def _instant(text: Any) -> datetime:
    """An RFC 3339 time as an instant in UTC; finer parts than microseconds are left out."""
    if not isinstance(text, str) or _RFC_3339.fullmatch(text) is None:
        raise ValueError("send a time with its offset, such as 2026-03-01T12:00:00Z")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError:
        raise ValueError("send a time of our days") from None


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
    draft: Annotated[
        bool, Field(description="Only you see it until you publish it; its time begins then.")
    ] = False
    publish_at: (
        Annotated[
            AwareDatetime,
            BeforeValidator(_instant),
            Field(description="When others see it, within 30 days; its time begins then."),
        ]
        | None
    ) = None
    max_views: (
        Annotated[
            int,
            Field(
                ge=1,
                le=MAX_VIEWS,
                description="Gone for others once so many different people have seen it.",
            ),
        ]
        | None
    ) = None
    allow_replies: bool = True
    allow_reactions: bool = True
    allow_comments: bool = True
    stickers: Stickers = Field(default=[])
    story_link: (
        Annotated[Id, Field(description="An interactive story that the clip invites to.")] | None
    ) = None


class PostClipForm(PostClip):
    """The same as fields of a form, where stickers are JSON: one array, or a field for each."""

    @field_validator("stickers", mode="before")
    @classmethod
    def _read_stickers(cls, value: Any) -> Any:
        texts = value if isinstance(value, list) else [value]
        entries = [_json(text) for text in texts]
        # An array stands alone.
        return entries[0] if len(entries) == 1 and isinstance(entries[0], list) else entries


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise ValueError("send stickers as JSON") from None


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
