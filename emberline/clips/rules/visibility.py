"""Who may see a clip: the one rule, and what it is decided from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from emberline.media.rules import Status

KINDS = ("text", "image", "video")
"""What a clip can be."""


class Visibility(StrEnum):
    """Whom a clip is meant for."""

    PUBLIC = "PUBLIC"
    FOLLOWERS = "FOLLOWERS"
    CLOSE_FRIENDS = "CLOSE_FRIENDS"
    CUSTOM = "CUSTOM"
    PRIVATE = "PRIVATE"


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the rule of visibility wants to know of a clip.

    published_at, expires_at: null while it is a draft. held: moderators keep it, hidden from all.
    burnt: as many people have seen it as may.
    """

    author_id: str
    visibility: Visibility
    status: Status
    published_at: datetime | None
    expires_at: datetime | None
    held: bool = False
    burnt: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What the viewer is to the clip and its author.

    follows: the viewer follows the author. close_friend: the author chose the viewer as one.
    in_audience: the clip names the viewer. blocked: either blocked the other. hidden: the author
    keeps their clips from the viewer. author_suspended: the author's account is. has_viewed: the
    viewer is counted among those who have seen the clip. misses_origin: the clip is a repost of
    one that the viewer may not see.
    """

    follows: bool = False
    close_friend: bool = False
    in_audience: bool = False
    blocked: bool = False
    hidden: bool = False
    author_suspended: bool = False
    has_viewed: bool = False
    misses_origin: bool = False


def may_see(viewer_id: str, clip: ClipFacts, relation: Relation, now: datetime) -> bool:
    """Whether `viewer_id` may see the clip: the one rule, also in `queries.rule`.

    Authors always see their own, but for one that moderators hold or whose origin has gone. A mute
    is no part of it: it keeps clips out of lists only.
    """
    if _is_withheld(clip, relation):
        return False
    return viewer_id == clip.author_id or (is_active(clip, now) and is_meant_for(clip, relation))


def may_see_kept(viewer_id: str, clip: ClipFacts, relation: Relation, now: datetime) -> bool:
    """The same rule through a highlight, where a clip outlives its end for whom it was meant."""
    if _is_withheld(clip, relation):
        return False
    began = clip.published_at is not None and clip.published_at <= now
    return viewer_id == clip.author_id or (began and is_meant_for(clip, relation))


def may_see_by_link(clip: ClipFacts, relation: Relation, now: datetime) -> bool:
    """The same rule for whoever has a guest link, which is its author's deliberate act.

    Neither the visibility nor blocks count, for a guest is nobody; all the rest does.
    """
    if _is_withheld(clip, relation) or relation.author_suspended or clip.burnt:
        return False
    return clip.status == Status.READY and is_active(clip, now)


def _is_withheld(clip: ClipFacts, relation: Relation) -> bool:
    return clip.held or relation.misses_origin


def is_meant_for(clip: ClipFacts, relation: Relation) -> bool:
    """Whether another than the author is among those whom the clip is meant for, at any time."""
    if relation.blocked or relation.hidden or relation.author_suspended:
        return False
    if clip.status != Status.READY or (clip.burnt and not relation.has_viewed):
        return False
    match clip.visibility:
        case Visibility.PUBLIC:
            return True
        case Visibility.FOLLOWERS:
            return relation.follows
        case Visibility.CLOSE_FRIENDS:
            return relation.close_friend
        case Visibility.CUSTOM:
            return relation.in_audience
        case Visibility.PRIVATE:
            return False


def is_active(clip: ClipFacts, now: datetime) -> bool:
    """Whether the clip's time has begun and has not ended; at `expires_at` it has."""
    if clip.published_at is None or clip.expires_at is None:
        return False
    return clip.published_at <= now < clip.expires_at
