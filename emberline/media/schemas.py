"""The shapes of media on the wire."""

import msgspec


class Media(msgspec.Struct, frozen=True):
    """A stored file of the caller's; `media_url` is its owner's preview, and what a clip takes."""

    media_id: str
    media_url: str
    kind: str
    status: str
    width: int | None
    height: int | None
    duration_seconds: float | None
    bytes: int
