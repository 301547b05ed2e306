"""Addresses of private files, signed for one viewer, and answers that stream them with ranges."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from emberline.kit.answers import is_known
from emberline.kit.blobs import Blobs
from emberline.kit.errors import AppError, forbidden
from emberline.kit.ids import Id
from emberline.kit.runtime import runtime_of
from emberline.kit.signing import Signer

# An address is the same for an hour, so that a browser's cache knows it, and good for two.
_SAME_FOR_SECONDS = 3600

_BINARY = {"schema": {"type": "string", "format": "binary"}, "example": "(bytes)"}


def bytes_of(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that serves files of these types."""
    content = dict.fromkeys(media_types, _BINARY)
    return {
        200: {"description": "The file.", "content": content},
        206: {"description": "The range asked for.", "content": content},
        304: {"description": "Unchanged since the entity tag sent."},
    }


BYTES = bytes_of("image/webp", "video/mp4", "audio/mp4")
"""The `responses=` of a route that serves media."""

# No file has more bytes than twenty digits say, and `int` refuses numbers of thousands of them.
_RANGE = re.compile(r"bytes=(\d{0,20})-(\d{0,20})", re.ASCII)
_NOTHING_RUNS = "default-src 'none'; sandbox; style-src 'unsafe-inline'"


class FileSigner:
    """Signs addresses for one viewer at one moment: `/files/clip/{id}/{name}?viewer=…`.

    One signature covers every file of the thing: its address, the viewer and the end of validity.
    same_for_seconds: how long an address stays the same; it is good for once to twice as long.
    """

    def __init__(
        self,
        signer: Signer,
        viewer_id: str,
        now: datetime,
        *,
        same_for_seconds: int = _SAME_FOR_SECONDS,
    ) -> None:
        self._signer = signer
        self._viewer_id = viewer_id
        period = int(now.timestamp()) // same_for_seconds
        self._expires = (period + 2) * same_for_seconds
        self._tail = f" {viewer_id} {self._expires}"
        self._query = f"?viewer={viewer_id}&expires={self._expires}&signature="

    def query(self, base: str) -> str:
        """What follows the address of a file below `base`, such as `/files/clip/{id}`."""
        return self._query + self._signer.sign(base + self._tail)


@dataclass(frozen=True, slots=True)
class SignedQuery:
    """The part of a file's address that says for whom and until when."""

    viewer: Id
    expires: int
    signature: str


async def signed_query(
    viewer: Annotated[Id, Query(description="For whom the address was made.")],
    expires: Annotated[int, Query(ge=0, le=2**40, description="Unix seconds.")],
    signature: Annotated[str, Query(max_length=64)],
) -> SignedQuery:
    """The dependency of a route that serves private files."""
    return SignedQuery(viewer, expires, signature)


def verified_viewer(signer: Signer, base: str, query: SignedQuery, now: datetime) -> str:
    """The viewer for whom this address was signed. AppError 403 when altered or expired."""
    genuine = signer.verify(f"{base} {query.viewer} {query.expires}", query.signature)
    if not genuine or now.timestamp() >= query.expires:
        raise forbidden("This address is not valid, or no longer. Load the page anew.")
    return query.viewer


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file to serve: its key, which is also its identity, and its fixed type.

    save_as: the name under which browsers save it; of letters and digits of any script, `.` and
    `-`. is_shown: whether they show it, or play it, where nobody asks them to save it.
    """

    key: str
    media_type: str
    save_as: str | None = None
    is_shown: bool = True


async def serve(blobs: Blobs, file: StoredBytes, request: Request) -> Response:
    """Stream `file`, whole or the one range asked for (RFC 9110, 14).

    Never cached without asking again, so that what is gone is gone; the entity tag makes asking
    cheap. AppError 404 when the file is gone, 416 for a range beyond it.
    """
    etag = _entity_tag(file)
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": _NOTHING_RUNS,
        "Content-Disposition": _disposition(file),
        "Cross-Origin-Resource-Policy": _resource_policy(request),
    }
    size = await blobs.size(file.key)
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    first, last = 0, size - 1
    asked = _asked_range(request, etag, size)
    if asked is not None:
        first, last = asked
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers["Content-Length"] = str(last - first + 1)
    status = 200 if asked is None else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=file.media_type)
    body = await _begun(blobs.stream(file.key, first, last - first + 1))
    return StreamingResponse(body, status, headers=headers, media_type=file.media_type)


def disposition(save_as: str, *, is_shown: bool = False) -> str:
    """The header by which browsers save a file under this name (RFC 6266), as `StoredBytes` has it.

    For those that know ASCII alone the name is the file's ending, after `story`.
    """
    plain = save_as if save_as.isascii() else f"story{PurePosixPath(save_as).suffix}"
    kind = "inline" if is_shown else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(save_as)}"


def _disposition(file: StoredBytes) -> str:
    return "inline" if file.save_as is None else disposition(file.save_as, is_shown=file.is_shown)


def _entity_tag(file: StoredBytes) -> str:
    # The key is the server's own: a digest of it is as good a tag and tells nothing.
    return f'"{sha256(file.key.encode()).hexdigest()[:32]}"'


def _resource_policy(request: Request) -> str:
    """Pages of the origins that the operator allowed show files, by their signed addresses."""
    return "cross-origin" if runtime_of(request).settings.allowed_origins else "same-origin"


async def _begun(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same chunks, the first read already: a missing file is a 404, not half an answer."""
    first = await anext(chunks, b"")

    async def all_chunks() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return all_chunks()


def _asked_range(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file, also where the asking is not ours.

    Several ranges, and a validator of another version, are answered with the whole file, as RFC
    9110 allows.
    """
    match = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if match is None or request.headers.get("if-range", etag) != etag:
        return None
    start, end = match.groups()
    if not start and not end:
        return None
    if not start:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end or size - 1), size - 1)
    if end and start and int(end) < int(start):
        return None
    if first >= size or first > last:
        raise AppError(
            "range-not-satisfiable",
            416,
            "Range not satisfiable",
            f"Ask for bytes within the file's {size}.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    return first, last
