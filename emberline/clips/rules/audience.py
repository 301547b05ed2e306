"""Why somebody may see a clip or may not: the words for what the one rule decides."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from emberline.clips.rules.visibility import (
    ClipFacts,
    Relation,
    Visibility,
    is_active,
    is_meant_for,
    may_see,
)
from emberline.media.rules import Status


class WhyVisible(StrEnum):
    """What decided. The first six let somebody see the clip."""

    AUTHOR = "author"
    PUBLIC = "public"
    FOLLOWER = "follower"
    CLOSE_FRIEND = "close_friend"
    IN_AUDIENCE = "in_audience"
    HELD = "held"
    ORIGIN = "origin_not_visible"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    HIDDEN = "hidden"
    SUSPENDED = "suspended"
    PROCESSING = "processing"
    FAILED = "failed"
    BURNT = "burnt"
    NOT_FOLLOWER = "not_follower"
    NOT_CLOSE_FRIEND = "not_close_friend"
    NOT_IN_AUDIENCE = "not_in_audience"
    PRIVATE = "private"


def reason(viewer_id: str, clip: ClipFacts, relation: Relation, now: datetime) -> WhyVisible:
    """The word for what `may_see` answers."""
    if may_see(viewer_id, clip, relation, now):
        return WhyVisible.AUTHOR if viewer_id == clip.author_id else _GRANTS[clip.visibility]
    if clip.held:
        return WhyVisible.HELD
    if relation.misses_origin:
        return WhyVisible.ORIGIN
    if not is_active(clip, now):
        return _out_of_time(clip, now)
    return _shut_out(clip, relation) or _REFUSALS[clip.visibility]


def _out_of_time(clip: ClipFacts, now: datetime) -> WhyVisible:
    if clip.published_at is None:
        return WhyVisible.DRAFT
    return WhyVisible.SCHEDULED if now < clip.published_at else WhyVisible.EXPIRED


def _shut_out(clip: ClipFacts, relation: Relation) -> WhyVisible | None:
    if relation.blocked:
        return WhyVisible.BLOCKED
    if relation.hidden:
        return WhyVisible.HIDDEN
    if relation.author_suspended:
        return WhyVisible.SUSPENDED
    if clip.status != Status.READY:
        return WhyVisible.FAILED if clip.status == Status.FAILED else WhyVisible.PROCESSING
    if clip.burnt and is_meant_for(replace(clip, burnt=False), relation):
        return WhyVisible.BURNT
    return None


_GRANTS = {
    Visibility.PUBLIC: WhyVisible.PUBLIC,
    Visibility.FOLLOWERS: WhyVisible.FOLLOWER,
    Visibility.CLOSE_FRIENDS: WhyVisible.CLOSE_FRIEND,
    Visibility.CUSTOM: WhyVisible.IN_AUDIENCE,
}
_REFUSALS = {
    Visibility.FOLLOWERS: WhyVisible.NOT_FOLLOWER,
    Visibility.CLOSE_FRIENDS: WhyVisible.NOT_CLOSE_FRIEND,
    Visibility.CUSTOM: WhyVisible.NOT_IN_AUDIENCE,
    Visibility.PRIVATE: WhyVisible.PRIVATE,
}
