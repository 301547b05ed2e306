"""Files of people: upload, look, delete, and the owner's preview."""

from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import answer, documented
from emberline.kit.errors import invalid
from emberline.kit.files import (
    BYTES,
    FileSigner,
    SignedQuery,
    serve,
    signed_query,
    verified_viewer,
)
from emberline.kit.forms import Form
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.media import schemas
from emberline.media.forms import is_multipart, multipart_form
from emberline.media.jobs import bury
from emberline.media.service import media as service
from emberline.media.uploads import ALL_KINDS, stored_file

router = APIRouter(tags=["media"])

EXAMPLE = {
    "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
    "media_url": "/files/media/0197a1b2-0000-7000-8000-00000000c0de/display.webp"
    "?viewer=0197a1b2-0000-7000-8000-00000000beef&expires=1780009200&signature=Zm9v",
    "kind": "image",
    "status": "ready",
    "progress": 100,
    "failure_reason": None,
    "width": 1536,
    "height": 2048,
    "duration_seconds": None,
    "bytes": 412_345,
}
# The route reads its body itself, after it knows the caller: FastAPI cannot know of it.
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "A photo, a video or, for stories, a sound; at most "
                            "100 MB.",
                        }
                    },
                    "required": ["file"],
                },
                "example": {"file": "(bytes)"},
            }
        },
    }
}
_NO_FILE = "Send the file as the field `file` of a multipart/form-data form."


class UploadMedia(Form):
    """The form of an upload: no field beside its file."""


@router.post(
    "/media",
    status_code=201,
    responses=documented(schemas.Media, EXAMPLE, status=201, description="Stored."),
    openapi_extra=UPLOAD,
)
async def upload_media(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, request: Request
) -> Response:
    """Store a file for a later clip or an avatar. What nothing shows goes after a day."""
    if not is_multipart(request):
        raise invalid("file", _NO_FILE)
    async with multipart_form(request, UploadMedia, file_field="file") as (_, upload):
        if upload is None:
            raise invalid("file", _NO_FILE)
        quota_bytes = runtime.settings.media_quota_bytes
        await idempotency.check_first(
            viewer.user_id, service.check_any_room, viewer.user_id, quota_bytes
        )
        async with stored_file(runtime, upload, field="file", kinds=ALL_KINDS) as stored:
            now = runtime.clock.now()
            signer = FileSigner(runtime.files_signer, viewer.user_id, now)

            def add(conn: Connection) -> schemas.Media:
                row = service.add(conn, viewer.user_id, stored, now, used=False)
                return service.shown(row, service.progress_of(conn, row), signer)

            return await idempotency.create(viewer.user_id, stored.content, add)


@router.get("/media/{media_id}", responses=documented(schemas.Media, EXAMPLE))
async def read_media(runtime: InRuntime, viewer: InViewer, media_id: Id) -> Response:
    """One file of the caller's."""
    signer = FileSigner(runtime.files_signer, viewer.user_id, runtime.clock.now())

    def read(conn: Connection) -> schemas.Media:
        row = service.own_media(conn, viewer.user_id, media_id)
        return service.shown(row, service.progress_of(conn, row), signer)

    return answer(await runtime.database.read(read))


@router.delete("/media/{media_id}", status_code=204, response_class=Response)
async def delete_media(runtime: InRuntime, viewer: InViewer, media_id: Id) -> Response:
    """Delete a file that nothing shows; 409 for one that a clip or an avatar shows."""
    now = runtime.clock.now()
    keys = await runtime.database.write(service.delete_unused, viewer.user_id, media_id, now)
    await bury(runtime, keys)
    return Response(status_code=204)


@router.get("/files/media/{media_id}/{name}", responses=BYTES, response_class=Response)
@router.head("/files/media/{media_id}/{name}", include_in_schema=False)
async def read_media_file(
    runtime: InRuntime,
    request: Request,
    media_id: Id,
    name: str,
    query: Annotated[SignedQuery, Depends(signed_query)],
) -> Response:
    """The bytes, for their owner."""
    base = f"/files/media/{media_id}"
    viewer_id = verified_viewer(runtime.files_signer, base, query, runtime.clock.now())
    row = await runtime.database.read(service.own_media, viewer_id, media_id)
    return await serve(runtime.blobs, service.file_named(row, name), request)
