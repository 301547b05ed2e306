"""One author's clips, on the face `/stories`: the route that takes what no other name is."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.service import reading
from emberline.kit.answers import Listing, documented, listed
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "of"


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
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(
        reading.list_clips_of_known, viewer.user_id, user_id, asked, now
    )
    shown = Presenter(runtime, viewer.user_id, now).page(page)
    return listed(runtime, _CURSOR, shown, page.next)
