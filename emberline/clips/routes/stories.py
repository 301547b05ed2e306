"""The face `/stories`: post, list, read, view, delete."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips import schemas, service
from emberline.clips.routes import examples
from emberline.clips.routes.forms import json_form, multipart_form
from emberline.clips.routes.posting import create_clip
from emberline.clips.routes.present import Presenter
from emberline.kit.answers import Listing, Meta, answer, documented
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit
from emberline.kit.parameters import documented_parameters, parameters_of
from emberline.kit.runtime import InRuntime, runtime_of
from emberline.media.forms import is_multipart
from emberline.media.jobs import bury

router = APIRouter(prefix="/stories", tags=["clips"])

Clips = Listing[schemas.Clip]


@router.post(
    "",
    status_code=201,
    responses=documented(schemas.Clip, examples.CLIP, status=201, description="Posted."),
    openapi_extra=examples.POST_CLIP,
)
async def post_clip(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, request: Request
) -> Response:
    """Post a text, an uploaded file or media by id. It fades after 24 hours or `expires_in`."""
    if not is_multipart(request):
        form = await json_form(request, schemas.PostClip)
        return await create_clip(runtime, viewer, idempotency, form, None, _show, file_field="file")
    async with multipart_form(request, schemas.PostClip, file_field="file") as (form, upload):
        return await create_clip(
            runtime, viewer, idempotency, form, upload, _show, file_field="file"
        )


def _show(presenter: Presenter, page: service.ClipPage) -> schemas.Clip:
    return presenter.clips(page)[0]


@router.get(
    "",
    responses=documented(Clips, examples.CLIPS),
    openapi_extra=documented_parameters(schemas.FeedParameters),
)
async def list_feed(viewer: InViewer, request: Request) -> Response:
    """The active clips that you may see, newest first."""
    runtime = runtime_of(request)
    asked = parameters_of(request, schemas.FeedParameters)
    now = runtime.clock.now()
    page = await runtime.database.read_hot(
        service.list_feed,
        viewer.user_id,
        asked.scope,
        author_id=asked.author_id,
        unseen=asked.unseen,
        after=runtime.cursors.read("feed", asked.cursor),
        limit=asked.limit,
        now=now,
    )
    return _listing(runtime, Presenter(runtime, viewer.user_id, now), "feed", page)


@router.get("/item/{clip_id}", responses=documented(schemas.Clip, examples.CLIP))
async def read_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """One clip; your own also after it expired."""
    now = runtime.clock.now()
    page = await runtime.database.read(service.read_clip, viewer.user_id, clip_id, now)
    return answer(Presenter(runtime, viewer.user_id, now).clips(page)[0])


@router.get("/{user_id}", responses=documented(Clips, examples.CLIPS))
async def list_clips_of(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """One person's active clips in playing order, the oldest first."""
    now = runtime.clock.now()
    page = await runtime.database.read(
        service.list_clips_of_known,
        viewer.user_id,
        user_id,
        runtime.cursors.read("of", cursor),
        limit,
        now,
    )
    return _listing(runtime, Presenter(runtime, viewer.user_id, now), "of", page)


@router.post("/{clip_id}/view", responses=documented(schemas.View, examples.VIEW))
async def record_view(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Say that you have seen a clip. A second time changes nothing; your own do not count."""
    now = runtime.clock.now()
    viewed_at, first = await runtime.database.write(
        service.record_view, viewer.user_id, clip_id, now
    )
    return answer(schemas.View(clip_id, viewer.user_id, viewed_at, first))


@router.get("/{clip_id}/views", responses=documented(Listing[schemas.Viewer], examples.VIEWERS))
async def list_viewers(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Who has seen your clip, the latest first."""
    after = runtime.cursors.read("views", cursor)
    now = runtime.clock.now()
    page = await runtime.database.read(
        service.list_viewers, viewer.user_id, clip_id, after, limit, now
    )
    next_cursor = page.next and runtime.cursors.write("views", page.next)
    viewers = [schemas.Viewer(*row) for row in page.rows]
    return answer(Listing(viewers, Meta(next_cursor, page.total)))


@router.delete("/{clip_id}", status_code=204, response_class=Response)
async def delete_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Delete your clip, its media too."""
    now = runtime.clock.now()
    doomed = await runtime.database.write(service.delete_clip, viewer.user_id, clip_id, now)
    await bury(runtime, doomed)
    return Response(status_code=204)


def _listing(runtime: Any, presenter: Presenter, name: str, page: service.ClipPage) -> Response:
    next_cursor = page.next and runtime.cursors.write(name, page.next)
    return answer(Listing(presenter.clips(page), Meta(next_cursor)))
