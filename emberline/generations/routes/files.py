"""The bytes of what generations came to, at addresses signed for their owners."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from emberline.generations.service.showing import result_base, result_file
from emberline.kit.files import SignedQuery, bytes_of, serve, signed_query, verified_viewer
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(tags=["files"])

_TYPES = (
    *("audio/mp4", "audio/mpeg", "audio/ogg", "text/vtt"),
    *("application/epub+zip", "text/html", "application/pdf"),
)
_ADDRESS = "/files/generation/{generation_id}/{name}"


@router.get(_ADDRESS, responses=bytes_of(*_TYPES), response_class=Response)
@router.head(_ADDRESS, include_in_schema=False)
async def read_result(
    runtime: InRuntime,
    request: Request,
    generation_id: Id,
    name: Annotated[str, Path(max_length=100)],
    query: Annotated[SignedQuery, Depends(signed_query)],
) -> Response:
    """A file of a generation, with ranges; it is gone with the generation and with the story."""
    now = runtime.clock.now()
    viewer_id = verified_viewer(runtime.files_signer, result_base(generation_id), query, now)
    file = await runtime.database.read(result_file, viewer_id, generation_id, name, now)
    return await serve(runtime.blobs, file, request)
