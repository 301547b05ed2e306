"""The archive of one's own expired clips."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter, listing
from emberline.clips.schemas.clips import Clip
from emberline.clips.service.archive import list_archive as read_archive
from emberline.kit.answers import Listing, documented
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])


@router.get("/archive", responses=documented(Listing[Clip], examples.CLIPS))
async def list_archive(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Your expired clips, newest first, for the `archive_days` of your preferences (0: none)."""
    now = runtime.clock.now()
    after = runtime.cursors.read("archive", cursor)
    page = await runtime.database.read(read_archive, viewer.user_id, after, limit, now)
    return listing(runtime, Presenter(runtime, viewer.user_id, now), "archive", page)
