"""How much one may still post, to ask beforehand."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes.posting import posting_rate
from emberline.clips.schemas.limits import PostingLimit
from emberline.clips.service.limits import POSTS, posting_limit
from emberline.kit.answers import answer, documented
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_LIMIT = {"limit": 60, "used": 2, "remaining": 58, "resets_at": "2026-03-01T13:00:00Z"}


@router.get("/limits", responses=documented(PostingLimit, _LIMIT))
async def read_limits(runtime: InRuntime, viewer: InViewer) -> Response:
    """How many clips you may post an hour, how many you have, and from when there is one more."""
    standing = await runtime.database.read(
        posting_limit,
        viewer.user_id,
        POSTS,
        runtime.clock.now(),
        is_on=posting_rate(runtime) is not None,
    )
    return answer(standing)
