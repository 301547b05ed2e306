"""The bytes of what was reported, for moderators."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from emberline.kit.files import BYTES, SignedQuery, serve, signed_query, verified_viewer
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.moderation.service.queue import evidence

router = APIRouter()


@router.get("/files/report/{report_id}/{name}", responses=BYTES, response_class=Response)
@router.head("/files/report/{report_id}/{name}", include_in_schema=False)
async def read_evidence(
    runtime: InRuntime,
    request: Request,
    report_id: Id,
    name: str,
    query: Annotated[SignedQuery, Depends(signed_query)],
) -> Response:
    """A reported clip's file, though it is held or over. For moderators, asked at each read."""
    base = f"/files/report/{report_id}"
    viewer_id = verified_viewer(runtime.files_signer, base, query, runtime.clock.now())
    file = await runtime.database.read(evidence, viewer_id, report_id, name)
    return await serve(runtime.blobs, file, request)
