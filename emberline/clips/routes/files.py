"""The bytes of clips, for the viewer whom the address names, as long as they may see the clip."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from emberline.clips.service.reading import file_of_clip
from emberline.kit.files import BYTES, SignedQuery, serve, signed_query, verified_viewer
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(tags=["files"])


@router.get("/files/clip/{clip_id}/{name}", responses=BYTES, response_class=Response)
@router.head("/files/clip/{clip_id}/{name}", include_in_schema=False)
async def read_clip_file(
    runtime: InRuntime,
    request: Request,
    clip_id: Id,
    name: str,
    query: Annotated[SignedQuery, Depends(signed_query)],
) -> Response:
    """A clip's picture, video or thumbnail. The address dies with expiry, deletion and block."""
    now = runtime.clock.now()
    viewer_id = verified_viewer(runtime.files_signer, f"/files/clip/{clip_id}", query, now)
    file = await runtime.database.read(file_of_clip, viewer_id, clip_id, name, now)
    return await serve(runtime.blobs, file, request)
