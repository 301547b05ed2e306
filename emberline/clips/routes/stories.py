"""The face `/stories`: post, list, read, view, delete."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.forms import multipart_form
from emberline.clips.routes.posting import create_clip
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip, FeedParameters
from emberline.clips.schemas.posting import PostClip, PostClipForm
from emberline.clips.service import deletion, reading
from emberline.kit.answers import Listing, answer, documented, listed
from emberline.kit.bodies import json_form
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import PageRequest
from emberline.kit.parameters import documented_parameters, parameters_of
from emberline.kit.runtime import InRuntime, runtime_of
from emberline.media.forms import is_multipart
from emberline.media.jobs import bury

router = APIRouter(prefix="/stories", tags=["clips"])

Clips = Listing[Clip]

_CURSOR = "feed"


@router.post(
    "",
    status_code=201,
    responses=documented(Clip, examples.CLIP, status=201, description="Posted."),
    openapi_extra=examples.POST_CLIP,
)
async def post_clip(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, request: Request
) -> Response:
    """Post a text, an uploaded file or media by id. It fades after 24 hours or `expires_in`."""
    if not is_multipart(request):
        form = await json_form(request, PostClip)
        return await create_clip(runtime, viewer, idempotency, form, None, _show, file_field="file")
    async with multipart_form(request, PostClipForm, file_field="file") as (form, upload):
        return await create_clip(
            runtime, viewer, idempotency, form, upload, _show, file_field="file"
        )


def _show(presenter: Presenter, page: reading.ClipPage) -> Clip:
    return presenter.page(page)[0]


@router.get(
    "",
    responses=documented(Clips, examples.CLIPS),
    openapi_extra=documented_parameters(FeedParameters),
)
async def list_feed(viewer: InViewer, request: Request) -> Response:
    """The active clips that you may see, newest first."""
    runtime = runtime_of(request)
    asked = parameters_of(request, FeedParameters)
    now = runtime.clock.now()
    page = await runtime.database.read_hot(
        reading.list_feed,
        viewer.user_id,
        asked.scope,
        author_id=asked.author_id,
        unseen=asked.unseen,
        asked=PageRequest(asked.limit, runtime.cursors.read(_CURSOR, asked.cursor)),
        now=now,
    )
    shown = Presenter(runtime, viewer.user_id, now).page(page)
    return listed(runtime, _CURSOR, shown, page.next)


@router.get("/item/{clip_id}", responses=documented(Clip, examples.CLIP))
async def read_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """One clip; your own also after it expired."""
    now = runtime.clock.now()
    page = await runtime.database.read(reading.read_clip, viewer.user_id, clip_id, now)
    return answer(Presenter(runtime, viewer.user_id, now).page(page)[0])


@router.delete("/{clip_id}", status_code=204, response_class=Response)
async def delete_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Delete your clip, its media too."""
    now = runtime.clock.now()
    doomed = await runtime.database.write(deletion.delete_clip, viewer.user_id, clip_id, now)
    await bury(runtime, doomed)
    return Response(status_code=204)
