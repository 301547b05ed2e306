"""Who can see a clip, on the face `/stories`."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.audience import Audience, MaySee
from emberline.clips.service import audience
from emberline.kit.answers import answer, documented_either
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_RESPONSES = documented_either(
    (Audience, {"count": 12, "rule": "CLOSE_FRIENDS"}),
    (MaySee, {"may_see": False, "why": "not_close_friend"}),
    description="How many may see the clip; with `user_id`, whether that person may.",
)

Asked = Annotated[Id | None, Query(description="Ask about this person alone.")]


@router.get("/{clip_id}/audience", responses=_RESPONSES)
async def read_audience(
    runtime: InRuntime, viewer: InViewer, clip_id: Id, user_id: Asked = None
) -> Response:
    """Who can see your clip at this moment: how many, or whether one person may and why.

    `why` is `author`, `public`, `follower`, `close_friend` or `in_audience`; for someone who may
    not: `held`, `origin_not_visible`, `draft`, `scheduled`, `expired`, `blocked`, `hidden`,
    `suspended`, `processing`, `failed`, `burnt`, `not_follower`, `not_close_friend`,
    `not_in_audience` or `private`. A clip that has been viewed as often as it may be is `burnt`
    for those whose views you are not told of. 403 for one person's part in a repost, and for how
    many where its origin is not for everyone: that is its author's.
    """
    now = runtime.clock.now()
    read = runtime.database.read
    if user_id is None:
        return answer(await read(audience.audience_of, viewer.user_id, clip_id, now))
    return answer(await read(audience.may_be_seen_by, viewer.user_id, clip_id, user_id, now))
