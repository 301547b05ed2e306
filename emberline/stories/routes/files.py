"""The bytes of stories' pictures and sounds: open while they are published, else signed."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from emberline.kit.errors import forbidden
from emberline.kit.files import BYTES, SignedQuery, serve, verified_viewer
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.stories.service.story_media import story_file

router = APIRouter(tags=["files"])


@router.get("/files/story/{story_id}/{media_id}/{name}", responses=BYTES, response_class=Response)
@router.head("/files/story/{story_id}/{media_id}/{name}", include_in_schema=False)
async def read_story_file(
    runtime: InRuntime,
    request: Request,
    story_id: Id,
    media_id: Id,
    name: str,
    viewer: Annotated[Id | None, Query(description="For whom the address was made.")] = None,
    expires: Annotated[int | None, Query(ge=0, le=2**40, description="Unix seconds.")] = None,
    signature: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """A story's picture or sound: `display`, or a picture's `thumbnail`.

    Without a signature while the story is published with it; with one also what its people alone
    may see. The address dies when the story is taken back or deleted.
    """
    viewer_id = None
    if viewer is not None or expires is not None or signature is not None:
        if viewer is None or expires is None or signature is None:
            raise forbidden("This address is not whole. Load the page anew.")
        query, now = SignedQuery(viewer, expires, signature), runtime.clock.now()
        base = f"/files/story/{story_id}"
        viewer_id = verified_viewer(runtime.files_signer, base, query, now)
    file = await runtime.database.read(story_file, viewer_id, story_id, media_id, name)
    return await serve(runtime.blobs, file, request)
