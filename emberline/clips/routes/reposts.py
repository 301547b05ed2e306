"""Reposts of others' clips."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.posting import posting_rate
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.schemas.reposts import RepostClip
from emberline.clips.service import reposts
from emberline.kit.answers import documented
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

# What a call without a body asks for.
_PLAIN = RepostClip()
_REPOST = {
    **examples.CLIP,
    "id": "0197a1b2-7c4e-7000-8000-0000000000c2",
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c2",
    "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
    "username": "jonas",
    "caption": "Look at this",
    "seen": True,
    "views_count": 0,
    "reactions_count": 0,
    "audience_user_ids": [],
    "origin": {
        name: examples.CLIP[name] for name in ("id", "story_id", "user_id", "username", "caption")
    },
}


@router.post(
    "/{clip_id}/repost",
    status_code=201,
    responses=documented(Clip, _REPOST, status=201, description="Reposted."),
)
async def repost_clip(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    clip_id: Id,
    form: RepostClip = _PLAIN,
) -> Response:
    """Show another's clip as yours: a public one, or one that mentions you.

    Only those who may see the original see it, and it goes with the original.
    """
    now = runtime.clock.now()
    presenter = Presenter(runtime, viewer.user_id, now)

    def repost(conn: Connection) -> Any:
        page = reposts.repost_clip(conn, viewer.user_id, clip_id, form, posting_rate(runtime), now)
        return presenter.page(page)[0]

    sent = [clip_id, form.model_dump(mode="json")]
    return await idempotency.create(viewer.user_id, sent, repost)
