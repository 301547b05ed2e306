"""What is allowed with clips, decided from values alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from emberline.kit.errors import invalid

MAX_CAPTION = 500
DEFAULT_LIFETIME = timedelta(hours=24)
MIN_LIFETIME = timedelta(seconds=60)
MAX_LIFETIME = timedelta(days=7)


class Visibility(StrEnum):
    """Whom a clip is meant for."""

    PUBLIC = "PUBLIC"
    FOLLOWERS = "FOLLOWERS"
    CLOSE_FRIENDS = "CLOSE_FRIENDS"
    CUSTOM = "CUSTOM"
    PRIVATE = "PRIVATE"


class Status(StrEnum):
    """Where a clip's media stand."""

    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


# Life cycle of a clip's status: from where to where; nothing leaves `ready` and `failed`.
STATUS_TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PROCESSING: frozenset({Status.READY, Status.FAILED}),
    Status.READY: frozenset(),
    Status.FAILED: frozenset(),
}
assert set(STATUS_TRANSITIONS) == set(Status)


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the rule of visibility wants to know of a clip."""

    author_id: str
    visibility: Visibility
    status: Status
    published_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Relation:
    """What the viewer is to the clip and its author.

    follows: the viewer follows the author. close_friend: the author chose the viewer as one.
    in_audience: the clip names the viewer. blocked: either blocked the other. hidden: the author
    keeps their clips from the viewer. author_suspended: the author's account is.
    """

    follows: bool = False
    close_friend: bool = False
    in_audience: bool = False
    blocked: bool = False
    hidden: bool = False
    author_suspended: bool = False


def may_see(viewer_id: str, clip: ClipFacts, relation: Relation, now: datetime) -> bool:
    """Whether `viewer_id` may see the clip: the one rule, also in `queries.visible`.

    Authors always see their own. A mute is no part of it: it keeps clips out of lists only.
    """
    if viewer_id == clip.author_id:
        return True
    if relation.blocked or relation.hidden or relation.author_suspended:
        return False
    if clip.status != Status.READY or not is_active(clip, now):
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
    return clip.published_at <= now < clip.expires_at


def expires_at(published_at: datetime, expires_in: int | None) -> datetime:
    """The end of a clip published at `published_at`; `expires_in` in seconds, None the default."""
    lifetime = DEFAULT_LIFETIME if expires_in is None else timedelta(seconds=expires_in)
    return published_at + lifetime


# A tag begins with "<" or "</" and a letter, a comment with "<!" or "<?"; "a < b", "<3" and "</3"
# are none. An address has no space after its colon; a title has.
_TAG_OPEN = re.compile(r"<(?:[A-Za-z!?]|/[A-Za-z])")
_SCRIPT_ADDRESS = re.compile(r"(?:java|vb)script:\S", re.IGNORECASE)


def holds_html(caption: str) -> bool:
    """Whether a browser given `caption` as HTML would see a tag, comment or script address."""
    return bool(_TAG_OPEN.search(caption) or _SCRIPT_ADDRESS.search(caption))


def check_caption(caption: str | None) -> str | None:
    """The caption, or None for an empty one. AppError 400, in the seed's words, for a bad one."""
    if not caption:
        return None
    if len(caption) > MAX_CAPTION:
        message = f"Caption cannot exceed {MAX_CAPTION} characters"
        raise invalid("caption", message, title=message)
    if holds_html(caption):
        message = "Caption cannot contain HTML"
        raise invalid("caption", message, title=message)
    return caption


def check_audience(visibility: Visibility, members: Sequence[str]) -> None:
    """AppError 400 unless members are named exactly where the visibility is CUSTOM."""
    if visibility is Visibility.CUSTOM and not members:
        raise invalid("audience_user_ids", "Name at least one user, or choose another visibility.")
    if visibility is not Visibility.CUSTOM and members:
        raise invalid("audience_user_ids", "Name an audience only with visibility CUSTOM.")


_MEDIA_ADDRESS = re.compile(r"/files/media/(?P<id>[0-9a-f-]{36})/[a-z.]+(?:\?.*)?")


def media_id_in(media_url: str) -> str:
    """The id in an address that this server gave for a stored file.

    AppError 400 for any other address: nothing foreign is ever fetched.
    """
    match = _MEDIA_ADDRESS.fullmatch(media_url)
    if match is None:
        raise invalid("media_url", "Send the media_url of a file that you uploaded here.")
    return match["id"]


def wire_time(instant: datetime) -> str:
    """An instant in UTC as RFC 3339 with `Z`, for data that is stored as JSON."""
    return instant.isoformat().replace("+00:00", "Z")
