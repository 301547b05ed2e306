"""The answers as pydantic models, as FastAPI's guide "Response Model" has them."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class OriginOut(BaseModel):
    """The clip that a repost shows."""

    id: str
    story_id: str
    user_id: str
    username: str
    caption: str | None


class ClipOut(BaseModel):
    """A clip as one viewer sees it."""

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
    reactions_count: int | None = None
    my_reaction: str | None = None
    stickers: list[dict[str, Any]] = []
    origin: OriginOut | None = None
    failure_reason: str | None = None
    max_views: int | None = None
    story_link: None = None


class MetaOut(BaseModel):
    """Where the next page begins."""

    next_cursor: str | None


class ClipPage(BaseModel):
    """A page of clips."""

    data: list[ClipOut]
    meta: MetaOut


class ViewOut(BaseModel):
    """A view as it was recorded the first time."""

    story_id: str
    viewer_id: str
    viewed_at: datetime
    first_view: bool
