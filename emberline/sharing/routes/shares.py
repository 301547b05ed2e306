"""Passing a story on."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.posting import posting_rate
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.kit.answers import Envelope, documented_either
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.sharing.rules import clip_visibility
from emberline.sharing.schemas import SharedLink, ShareStory
from emberline.sharing.service.stories import share_by_clip, share_by_link

router = APIRouter()

_LINKED = "Send this link to whomever you like."
_POSTED = "Posted a clip that invites to the story."
_AT = "2026-03-01T12:00:00Z"
_LINK: dict[str, Any] = {
    "success": True,
    "data": {"url": "/s/mR2v0Yb7Qk3nLs9d"},
    "message": _LINKED,
    "timestamp": _AT,
}
_CLIP = {"success": True, "data": examples.CLIP, "message": _POSTED, "timestamp": _AT}
_SHARED = documented_either(
    (Envelope[SharedLink], _LINK),
    (Envelope[Clip], _CLIP),
    description="The link, or the clip.",
)


@router.post("/api/stories/{story_id}/share", status_code=201, responses={201: _SHARED[200]})
async def share_story(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    form: ShareStory,
) -> Response:
    """Pass a story on that you may read: by your link to it, or by a clip that invites to it.

    You have one link to each story, and get the same again. Plays that come by the link, or by the
    clip, are counted as brought by it. 429 past the rate of clips.
    """
    now = runtime.clock.now()
    visibility = clip_visibility(form.to, form.visibility)

    def share(conn: Connection) -> Envelope[Any]:
        if form.to == "link":
            return Envelope(True, share_by_link(conn, viewer.user_id, story_id, now), _LINKED, now)
        rate = posting_rate(runtime)
        page = share_by_clip(conn, viewer.user_id, story_id, visibility, rate, now)
        (clip,) = Presenter(runtime, viewer.user_id, now).page(page)
        return Envelope(True, clip, _POSTED, now)

    return await idempotency.create(viewer.user_id, [story_id, form.model_dump(mode="json")], share)
