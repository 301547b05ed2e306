"""The archive of one's own expired clips."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.service.archive import list_archive as read_archive
from emberline.kit.answers import Listing, documented, listed
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "archive"


@router.get("/archive", responses=documented(Listing[Clip], examples.CLIPS))
async def list_archive(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Your expired clips, newest first, for the `archive_days` of your preferences (0: none)."""
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(read_archive, viewer.user_id, asked, now)
    shown = Presenter(runtime, viewer.user_id, now).page(page)
    return listed(runtime, _CURSOR, shown, page.next)
