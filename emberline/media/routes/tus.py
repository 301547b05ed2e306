"""Resumable uploads: the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload)."""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import AsyncIterator
from email.utils import format_datetime
from typing import Annotated, NamedTuple

import msgspec
from fastapi import APIRouter, Depends, Header
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import documented, refused
from emberline.kit.edge import MAX_FILE_BYTES, PIECE_TYPE, file_too_large
from emberline.kit.errors import AppError, invalid, unsupported_type
from emberline.kit.forms import check_text
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime, Runtime
from emberline.media import receiving, schemas
from emberline.media.service import resumable
from emberline.media.service.resumable import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum"
ALGORITHMS = ("sha1", "sha256")
MAX_FILENAME_CHARACTERS = 255

router = APIRouter(tags=["media"])

EXAMPLE = {
    "upload_id": "0197a1b2-0000-7000-8000-00000000c0de",
    "location": "/media/tus/0197a1b2-0000-7000-8000-00000000c0de",
    "length": 99_000_000,
    "expires_at": "2026-03-02T12:00:00Z",
}
# The routes read their bodies themselves: FastAPI cannot know of them.
_PIECE = {
    "content": {
        PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}, "example": "(bytes)"}
    }
}
_OTHER_VERSION = {412: "`Tus-Resumable` is left out or of another version."}
_ERRORS = {
    **_OTHER_VERSION,
    413: "The file has more bytes than may be, or than the quota leaves.",
    415: "Bytes were sent as another type than `application/offset+octet-stream`.",
    460: "The bytes do not have the digest that `Upload-Checksum` says; none of them was kept.",
}
_RECEIVED = {
    204: {"description": "Received; `Upload-Offset`, and at the end `Media-Id`."},
    **refused(
        {
            **_ERRORS,
            409: "`Upload-Offset` is not where the upload stands; the answer's header says where.",
            410: "The upload has ended.",
        }
    ),
}


async def _speaks_tus(
    version: Annotated[  # noqa: ARG001 (for the documentation; `_check_version` reads it)
        str | None, Header(alias="Tus-Resumable", description="Always `1.0.0`.")
    ] = None,
) -> AsyncIterator[None]:
    """The dependency of every call: refusals say our version of the protocol as well."""
    try:
        yield
    except AppError as refusal:
        refusal.headers["Tus-Resumable"] = VERSION
        raise


_TUS = [Depends(_speaks_tus)]


@router.options("/media/tus", include_in_schema=False)
@router.options("/media/tus/{upload_id}", include_in_schema=False)
async def read_abilities() -> Response:
    """What of tus is spoken here. Open to all."""
    headers = {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(MAX_FILE_BYTES),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return Response(status_code=204, headers=headers)


class _File(NamedTuple):
    """What an upload is begun with: how many bytes to expect, and what the file is called."""

    length: int
    name: str | None


async def _file(
    length: Annotated[
        int | None,
        Header(alias="Upload-Length", ge=1, le=2**60, description="Bytes of the whole file."),
    ] = None,
    metadata: Annotated[
        str | None,
        Header(
            alias="Upload-Metadata",
            max_length=4096,
            description="`filename` and its value in base64; other keys are passed over.",
        ),
    ] = None,
) -> _File:
    if length is None:
        raise invalid("Upload-Length", "Send the length of the whole file in bytes.")
    if length > MAX_FILE_BYTES:
        raise file_too_large()
    return _File(length, _filename(metadata))


@router.post(
    "/media/tus",
    status_code=201,
    dependencies=_TUS,
    responses=documented(
        schemas.Upload,
        EXAMPLE,
        status=201,
        description="Begun; `Location` says where it goes on.",
        errors=_ERRORS,
    ),
    openapi_extra={"requestBody": {"required": False, **_PIECE}},
)
async def begin_upload(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    request: Request,
    file: Annotated[_File, Depends(_file)],
) -> Response:
    """Begin an upload that may be interrupted and taken up again within a day, by tus 1.0.

    Its first bytes may be sent along. Up to 20 may be under way; each counts against the quota.
    """
    _check_version(request)
    expected = _checksum(request.headers.get("upload-checksum"))
    now, quota_bytes = runtime.clock.now(), runtime.settings.media_quota_bytes

    def begin(conn: Connection) -> schemas.Upload:
        made = resumable.begin(conn, viewer.user_id, file.length, file.name, quota_bytes, now)
        return schemas.Upload(made.id, f"/media/tus/{made.id}", made.length, made.expires_at)

    answer = await idempotency.create(viewer.user_id, file, begin)
    begun = msgspec.json.decode(answer.body, type=schemas.Upload)
    upload = await _own(runtime, viewer.user_id, begun.upload_id)
    if _sends_bytes(request) and upload.received == 0:
        try:
            upload = await receiving.receive(runtime, upload, request, expected)
            upload = await _finished_if_whole(runtime, upload)
        except (AppError, OSError):
            # Only with a key can the client ask again where this upload is.
            if "idempotency-key" not in request.headers:
                await _end_if_there(runtime, upload)
            raise
    answer.headers.update({"Location": begun.location, **_standing(upload)})
    return answer


@router.head("/media/tus/{upload_id}", include_in_schema=False, dependencies=_TUS)
async def read_offset(
    runtime: InRuntime, viewer: InViewer, request: Request, upload_id: Id
) -> Response:
    """Where to go on. One whose last answer was lost has its `Media-Id` here."""
    _check_version(request)
    upload = await _own(runtime, viewer.user_id, upload_id)
    upload = await _finished_if_whole(runtime, upload)
    headers = {
        **_standing(upload),
        "Upload-Length": str(upload.length),
        "Cache-Control": "no-store",
    }
    if upload.filename is not None:
        encoded = b64encode(upload.filename.encode()).decode("ascii")
        headers["Upload-Metadata"] = f"filename {encoded}"
    return Response(status_code=200, headers=headers)


@router.patch(
    "/media/tus/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=_TUS,
    responses=_RECEIVED,
    openapi_extra={"requestBody": {"required": True, **_PIECE}},
)
async def continue_upload(
    runtime: InRuntime,
    viewer: InViewer,
    request: Request,
    upload_id: Id,
    offset: Annotated[
        int | None,
        Header(alias="Upload-Offset", ge=0, le=2**60, description="Bytes that have arrived."),
    ] = None,
    checksum: Annotated[
        str | None,
        Header(
            alias="Upload-Checksum",
            max_length=200,
            description="`sha1` or `sha256` and the body's digest in base64; else 460.",
        ),
    ] = None,
) -> Response:
    """Send the bytes that follow. What arrived stays, also when the connection breaks off."""
    _check_version(request)
    if not _sends_bytes(request):
        raise unsupported_type(f"Send the bytes as {PIECE_TYPE}.")
    if offset is None:
        raise invalid("Upload-Offset", "Send how many bytes have arrived; HEAD tells.")
    expected = _checksum(checksum)
    upload = await _own(runtime, viewer.user_id, upload_id)
    if offset != upload.received:
        refusal = resumable.other_offset(upload.received)
        refusal.headers |= _standing(upload)
        raise refusal
    if _declared_bytes(request) > upload.length - upload.received:
        raise receiving.more_than_missing(upload)
    upload = await receiving.receive(runtime, upload, request, expected)
    upload = await _finished_if_whole(runtime, upload)
    return Response(status_code=204, headers=_standing(upload))


@router.delete(
    "/media/tus/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=_TUS,
    responses=refused(_OTHER_VERSION),
)
async def end_upload(
    runtime: InRuntime, viewer: InViewer, request: Request, upload_id: Id
) -> Response:
    """Give an upload up; its bytes go. Media that it has become stays."""
    _check_version(request)
    await receiving.end(runtime, await _own(runtime, viewer.user_id, upload_id))
    return Response(status_code=204, headers={"Tus-Resumable": VERSION})


def _check_version(request: Request) -> None:
    """AppError 412 for a client that speaks another version of tus, or none."""
    if request.headers.get("tus-resumable") != VERSION:
        detail = f"Send the header `Tus-Resumable: {VERSION}`."
        headers = {"Tus-Version": VERSION}
        raise AppError("tus-version", 412, "Precondition failed", detail, headers=headers)


async def _own(runtime: Runtime, owner_id: str, upload_id: str) -> Upload:
    now = runtime.clock.now()
    return await runtime.database.read(resumable.own_upload, owner_id, upload_id, now)


async def _finished_if_whole(runtime: Runtime, upload: Upload) -> Upload:
    if upload.media_id is not None or upload.received < upload.length:
        return upload
    return await receiving.finish(runtime, upload)


async def _end_if_there(runtime: Runtime, upload: Upload) -> None:
    try:
        await receiving.end(runtime, upload)
    except AppError as refusal:
        if refusal.status not in (404, 410):
            raise


def _standing(upload: Upload) -> dict[str, str]:
    headers = {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.received),
        "Upload-Expires": format_datetime(upload.expires_at, usegmt=True),
    }
    return headers if upload.media_id is None else {**headers, "Media-Id": upload.media_id}


def _sends_bytes(request: Request) -> bool:
    return request.headers.get("content-type", "").strip().lower() == PIECE_TYPE


def _declared_bytes(request: Request) -> int:
    # The edge has refused numbers that are too long to read.
    declared = request.headers.get("content-length", "0")
    return int(declared) if declared.isdecimal() else 0


def _filename(metadata: str | None) -> str | None:
    """The value of `filename`: pairs parted by commas, each a key, a space, the value in base64."""
    for pair in (metadata or "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key != "filename":
            continue
        try:
            name = check_text(b64decode(value.strip(), validate=True).decode("utf-8"))
        except ValueError:
            raise invalid("Upload-Metadata", "Send `filename` as UTF-8 in base64.") from None
        if len(name) > MAX_FILENAME_CHARACTERS:
            most = f"Send a `filename` of at most {MAX_FILENAME_CHARACTERS} characters."
            raise invalid("Upload-Metadata", most)
        return name or None
    return None


def _checksum(text: str | None) -> "_Checksum | None":
    if text is None:
        return None
    algorithm, _, value = text.strip().partition(" ")
    try:
        digest = b64decode(value.strip(), validate=True)
    except NotBase64:
        raise invalid("Upload-Checksum", "Send the digest in base64.") from None
    if algorithm not in ALGORITHMS:
        raise invalid("Upload-Checksum", f"Use one of: {', '.join(ALGORITHMS)}.")
    return _Checksum(algorithm, digest)


class _Checksum:
    """What the client says that the body's bytes add up to."""

    def __init__(self, algorithm: str, expected: bytes) -> None:
        # Against what happens on the way, not against people.
        self._hash = hashlib.new(algorithm, usedforsecurity=False)
        self._expected = expected

    def update(self, chunk: bytes, /) -> None:
        self._hash.update(chunk)

    def check(self) -> None:
        if self._hash.digest() != self._expected:
            detail = "The bytes are not those of the checksum and were thrown away. Send them anew."
            raise AppError("checksum-mismatch", 460, "Checksum mismatch", detail)
