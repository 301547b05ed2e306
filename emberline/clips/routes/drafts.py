"""Drafts and scheduled clips."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.queries.drafts import DraftPlace
from emberline.clips.routes import examples
from emberline.clips.routes.posting import posting_rate
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.service import drafts
from emberline.kit.answers import Listing, answer, documented, listed
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "drafts"
_DRAFT = {
    **examples.CLIP,
    "expires_at": None,
    "is_active": False,
    "seen": True,
    "views_count": 0,
    "reactions_count": 0,
    "audience_user_ids": [],
}
_DRAFTS = {"data": [_DRAFT], "meta": {"next_cursor": None}}


@router.get("/drafts", responses=documented(Listing[Clip], _DRAFTS))
async def list_drafts(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Your drafts and scheduled clips, the newest made first. Nobody else sees them.

    A draft has no `expires_at`; a scheduled clip's `created_at` is when it will be seen.
    """
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, DraftPlace))
    page = await runtime.database.read(drafts.list_drafts, viewer.user_id, asked, now)
    shown = Presenter(runtime, viewer.user_id, now).page(page)
    return listed(runtime, _CURSOR, shown, page.next)


@router.post("/{clip_id}/publish", responses=documented(Clip, examples.CLIP))
async def publish_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Publish your draft, or a scheduled clip before its time. Its 24 hours begin now."""
    now = runtime.clock.now()
    rate = posting_rate(runtime)
    page = await runtime.database.write(drafts.publish_clip, viewer.user_id, clip_id, rate, now)
    return answer(Presenter(runtime, viewer.user_id, now).page(page)[0])
