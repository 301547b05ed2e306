"""Clips as the older face shows them."""

from typing import Annotated

import msgspec

from emberline.clips.rules.visibility import KINDS, Visibility
from emberline.kit.answers import UtcTime, one_of


class UploadedClip(msgspec.Struct, frozen=True):
    """A clip on the older face; a text has no file."""

    clip_id: str
    user_id: str
    file_url: str | None
    caption: str | None
    created_at: UtcTime
    expires_at: UtcTime
    kind: Annotated[str, one_of(KINDS)]
    text: str | None
    thumbnail_url: str | None
    visibility: Annotated[str, one_of(Visibility)]


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
