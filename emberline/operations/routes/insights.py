"""How the instance is used, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InAdmin
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.runtime import InRuntime
from emberline.operations.schemas import InstanceInsights
from emberline.operations.service.insights import instance_insights

router = APIRouter(prefix="/api/admin/insights", tags=["administration"])

_DAYS = [{"day": "2026-03-01", "count": 3}]
_INSIGHTS = {
    "success": True,
    "data": {
        "users": 40,
        "suspended": 1,
        "active_day": 12,
        "active_week": 31,
        "clips": 120,
        "clips_active": 9,
        "clips_by_kind": {"image": 80, "text": 40},
        "clips_by_visibility": {"FOLLOWERS": 20, "PUBLIC": 100},
        "clips_by_day": _DAYS,
        "views_by_day": _DAYS,
        "new_users_by_day": _DAYS,
    },
    "message": "Insights.",
    "timestamp": "2026-03-01T12:00:00Z",
}


@router.get("", responses=documented(Envelope[InstanceInsights], _INSIGHTS))
async def read_insights(
    _: InAdmin,
    runtime: InRuntime,
    days: Annotated[int, Query(ge=1, le=90, description="How many days, today included.")] = 30,
) -> Response:
    """People, clips and views in numbers that name nobody. For administrators."""
    now = runtime.clock.now()
    found = await runtime.database.read(instance_insights, days, now)
    return enveloped(found, "Insights.", now)
