"""The shapes of media on the wire."""

from typing import Annotated

import msgspec

from emberline.kit.answers import UtcTime, one_of
from emberline.media.rules import Status
from emberline.media.sniff import FORMATS


class Media(msgspec.Struct, frozen=True):
    """A stored file of the caller's; `media_url` is its owner's preview, and what a clip takes.

    While a video is made playable (`status` "processing") it has no address, but a `progress` from
    0 to 100. One that could not be ("failed") says why in `failure_reason`.
    """

    media_id: str
    media_url: str | None
    kind: Annotated[str, one_of(FORMATS)]
    status: Annotated[str, one_of(Status)]
    progress: int | None
    failure_reason: str | None
    width: int | None
    height: int | None
    duration_seconds: float | None
    bytes: int


class Upload(msgspec.Struct, frozen=True):
    """A resumable upload that was begun: where its bytes go, and until when."""

    upload_id: str
    location: str
    length: int
    expires_at: UtcTime
