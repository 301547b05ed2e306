"""How clips are played and how they did, on the face `/stories`."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.insights import Insights, Playback
from emberline.clips.service import insights
from emberline.kit.answers import answer, documented
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_INSIGHTS = {
    "reach": 12,
    "completion": 0.75,
    "exits": 2,
    "taps": {"forward": 5, "back": 1},
    "views_over_time": [
        {"at": "2026-03-01T12:00:00Z", "views": 9},
        {"at": "2026-03-01T13:00:00Z", "views": 3},
    ],
    "reactions": {"\N{FIRE}": 4},
    "replies": 1,
    "audience": {"close_friends": 3, "followers": 8, "others": 1},
    "link_views": 0,
    "link_opens": 2,
    "story_plays": 0,
}


@router.post("/{clip_id}/playback", status_code=204, response_class=Response)
async def record_playback(
    runtime: InRuntime, viewer: InViewer, clip_id: Id, form: Playback
) -> Response:
    """Tell how a clip was played, for its author's insights. One's own are not counted."""
    now = runtime.clock.now()
    await runtime.database.write(insights.record_playback, viewer.user_id, clip_id, form.event, now)
    return Response(status_code=204)


@router.get("/{clip_id}/insights", responses=documented(Insights, _INSIGHTS))
async def read_insights(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """How your clip did so far; also once it is in your archive."""
    now = runtime.clock.now()
    return answer(await runtime.database.read(insights.insights_of, viewer.user_id, clip_id, now))
