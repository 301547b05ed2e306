"""The shapes of clips on the wire, on both faces."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from pydantic import Field

from emberline.clips.rules import MAX_LIFETIME, MIN_LIFETIME, Visibility
from emberline.kit.forms import Form
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, MAX_LIMIT
from emberline.kit.parameters import Parameters

MAX_TEXT = 2000
MAX_ALT_TEXT = 1500
MAX_AUDIENCE = 1000


class PostClip(Form):
    """A new clip: text, or media by id, by address or as the form's file."""

    text: Annotated[str, Field(max_length=MAX_TEXT)] | None = None
    media_id: Id | None = None
    media_url: Annotated[str, Field(max_length=500)] | None = None
    # Its limit has the seed's own words: `rules.check_caption`.
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


class FeedParameters(Parameters):
    """What a feed may be asked for."""

    scope: Annotated[
        Literal["all", "following"], Field(description="`following`: only of those you follow.")
    ] = "all"
    author_id: Annotated[Id, Field(description="Only this person's.")] | None = None
    unseen: Annotated[bool, Field(description="Only what you have not seen.")] = False
    limit: Annotated[
        int, Field(ge=1, le=MAX_LIMIT, description="How many clips a page holds, 1 to 100.")
    ] = DEFAULT_LIMIT
    cursor: (
        Annotated[str, Field(max_length=300, description="`meta.next_cursor` of the page before.")]
        | None
    ) = None


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


class Clip(msgspec.Struct, frozen=True):
    """A clip as one viewer sees it; counts and audience are null for all but its author."""

    id: str
    story_id: str
    user_id: str
    username: str
    kind: str
    text: str | None
    media_url: str | None
    thumbnail_url: str | None
    width: int | None
    height: int | None
    duration_seconds: float | None
    alt_text: str | None
    caption: str | None
    visibility: str
    created_at: datetime
    expires_at: datetime
    is_active: bool
    status: str
    seen: bool
    allow_replies: bool
    allow_reactions: bool
    allow_comments: bool
    views_count: int | None
    audience_user_ids: list[str] | None
    # Clients know these fields already. Nobody can react, stick or repost yet, so there are none.
    reactions_count: int | None = None
    my_reaction: str | None = None
    stickers: list[dict[str, Any]] = []
    origin: dict[str, Any] | None = None


class View(msgspec.Struct, frozen=True):
    """A view as it was recorded the first time."""

    story_id: str
    viewer_id: str
    viewed_at: datetime
    first_view: bool


class Viewer(msgspec.Struct, frozen=True):
    """Someone who has seen a clip."""

    user_id: str
    username: str
    display_name: str
    viewed_at: datetime


class UploadedClip(msgspec.Struct, frozen=True):
    """A clip on the older face; a text has no file."""

    clip_id: str
    user_id: str
    file_url: str | None
    caption: str | None
    created_at: datetime
    expires_at: datetime
    kind: str
    text: str | None
    thumbnail_url: str | None
    visibility: str


class FollowedClip(UploadedClip, frozen=True):
    """A clip on the older face, with its author's name."""

    uploaded_by: str


class Uploaded(msgspec.Struct, frozen=True):
    """The older face's answer to an upload."""

    message: str
    clip: UploadedClip


class NextCursor(msgspec.Struct, frozen=True):
    """Where the next page of an older-face list begins; null at the end."""

    next_cursor: str | None


class ClipsOfUser(msgspec.Struct, frozen=True):
    """One person's clips on the older face; `count` is this page's."""

    user_id: str
    clips: list[UploadedClip]
    count: int
    meta: NextCursor


class FollowedClips(msgspec.Struct, frozen=True):
    """The clips of those the caller follows, on the older face; `count` is this page's."""

    clips: list[FollowedClip]
    count: int
    meta: NextCursor


class Deleted(msgspec.Struct, frozen=True):
    """The older face's answer to a deletion."""

    message: str


class CleanedUp(msgspec.Struct, frozen=True):
    """How many expired clips a clean-up put away or erased."""

    message: str
    deleted_count: int
