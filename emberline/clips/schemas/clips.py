"""Clips as they are shown, and what their lists may be asked for."""

from typing import Annotated, Literal

import msgspec
from pydantic import Field

from emberline.clips.rules.stickers import ShownSticker
from emberline.clips.rules.visibility import KINDS, Visibility
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, MAX_LIMIT
from emberline.kit.parameters import Parameters
from emberline.media.rules import Status


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


class Origin(msgspec.Struct, frozen=True):
    """The clip that a repost shows."""

    id: str
    story_id: str
    user_id: str
    username: str
    caption: str | None


class LinkedStory(msgspec.Struct, frozen=True):
    """The interactive story that a clip invites to; `author` is a username."""

    story_id: str
    title: str
    author: str
    cover_url: str | None


class Clip(msgspec.Struct, frozen=True):
    """A clip as one viewer sees it; counts, audience, max_views are null for all but its author.

    created_at: from when it can be seen, or when the draft was made. expires_at: null for a draft.
    story_link: null, too, for whoever may not read that story at this moment.
    """

    id: str
    story_id: str
    user_id: str
    username: str
    kind: Annotated[str, one_of(KINDS)]
    text: str | None
    media_url: str | None
    thumbnail_url: str | None
    width: int | None
    height: int | None
    duration_seconds: float | None
    alt_text: str | None
    caption: str | None
    visibility: Annotated[str, one_of(Visibility)]
    created_at: UtcTime
    expires_at: UtcTime | None
    is_active: bool
    status: Annotated[str, one_of(Status)]
    seen: bool
    allow_replies: bool
    allow_reactions: bool
    allow_comments: bool
    views_count: int | None
    audience_user_ids: list[str] | None
    reactions_count: int | None = None
    my_reaction: str | None = None
    stickers: list[ShownSticker] = []
    origin: Origin | None = None
    failure_reason: str | None = None
    max_views: int | None = None
    story_link: LinkedStory | None = None
