"""One author's clips, on the face `/stories`: the route that takes what no other name is."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter, listing
from emberline.clips.schemas.clips import Clip
from emberline.clips.service import reading
from emberline.kit.answers import Listing, documented
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])


@router.get("/{user_id}", responses=documented(Listing[Clip], examples.CLIPS))
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
        reading.list_clips_of_known,
        viewer.user_id,
        user_id,
        runtime.cursors.read("of", cursor),
        limit,
        now,
    )
    return listing(runtime, Presenter(runtime, viewer.user_id, now), "of", page)
