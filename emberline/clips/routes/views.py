"""Views on the face `/stories`: said one by one or many at once, listed for the author."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.queries.viewers import ViewerPlace
from emberline.clips.routes import examples
from emberline.clips.schemas.views import SeenClips, View, Viewer
from emberline.clips.service import views
from emberline.kit.answers import Listing, Meta, answer, documented
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "views"

Called = Annotated[
    str | None,
    Query(max_length=80, description="The first letters of a username or of a word of a name."),
]


@router.post("/{clip_id}/view", responses=documented(View, examples.VIEW))
async def record_view(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Say that you have seen a clip. A second time changes nothing; your own do not count."""
    now = runtime.clock.now()
    viewed_at, first = await runtime.database.write(views.record_view, viewer.user_id, clip_id, now)
    return answer(View(clip_id, viewer.user_id, viewed_at, first))


@router.post(
    "/views",
    responses=documented(
        Listing[View], {"data": [examples.VIEW], "meta": {"next_cursor": None, "total": 1}}
    ),
)
async def record_views(runtime: InRuntime, viewer: InViewer, form: SeenClips) -> Response:
    """Say that you have seen up to 100 clips. Those that you may not see are skipped."""
    now = runtime.clock.now()
    recorded = await runtime.database.write(views.record_views, viewer.user_id, form.story_ids, now)
    data = [View(clip_id, viewer.user_id, at, first) for clip_id, at, first in recorded]
    return answer(Listing(data, Meta(None, len(data))))


@router.get("/{clip_id}/views", responses=documented(Listing[Viewer], examples.VIEWERS))
async def list_viewers(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    q: Called = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Who has seen your clip: who reacted first, then the latest.

    `meta.total` counts all of them, also those who keep views to themselves and are not named.
    """
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, ViewerPlace))
    page = await runtime.database.read(
        views.list_viewers, viewer.user_id, clip_id, asked, now, called=q
    )
    next_cursor = runtime.cursors.write(_CURSOR, page.next)
    viewers = [Viewer(*row) for row in page.rows]
    return answer(Listing(viewers, Meta(next_cursor, page.total)))
