"""Leaderboards, open to everybody; on them stands who chose to."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer
from emberline.kit.answers import EnvelopedPage, documented, listed_in_envelope
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.stories.queries.leaderboard import Place
from emberline.stories.rules.leaderboard import Metric, Period
from emberline.stories.schemas import readers as wire
from emberline.stories.service import leaderboard

router = APIRouter(prefix="/api/leaderboard", tags=["reading"])

_ADA = {
    "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
    "username": "ada",
    "display_name": "Ada",
    "avatar_url": None,
}
_BEN = {
    "user_id": "0197a1b2-7c4e-7000-8000-00000000bee0",
    "username": "ben",
    "display_name": "Ben",
    "avatar_url": None,
}
_EXAMPLE = {
    "success": True,
    "data": {
        "metric": "xp",
        "period": "week",
        "entries": [
            {"rank": 1, "value": 310, "user": _ADA},
            {"rank": 2, "value": 120, "user": _BEN},
        ],
        "own": {"rank": 2, "value": 120},
        "neighbours": [{"rank": 1, "value": 310, "user": _ADA}],
    },
    "message": "Leaderboard.",
    "timestamp": "2026-03-01T12:00:00Z",
    "meta": {"next_cursor": None},
}

InMetric = Annotated[
    Metric,
    Query(
        description="What counts: XP, stories finished for the first time, endings found for the "
        "first time, or the longest row of days that was reached."
    ),
]
InPeriod = Annotated[
    Period, Query(description="Today, this week from Monday, this month, by UTC; or of all time.")
]


@router.get("", responses=documented(EnvelopedPage[wire.Leaderboard], _EXAMPLE))
async def read_leaderboard(
    runtime: InRuntime,
    viewer: InOptionalViewer,
    metric: InMetric = "xp",
    period: InPeriod = "all",
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The best readers of a stretch of time, and where you stand among them.

    Only those are on it who chose `show_on_leaderboard`. Whoever reached the same shares a rank.
    People whom you block, or who block you, are left out of your list and keep their ranks, so a
    page may hold fewer than `limit`.
    """
    now, viewer_id = runtime.clock.now(), viewer.user_id if viewer else None
    name = f"leaderboard {metric} {period}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, Place))

    def read(conn: Connection) -> tuple[Page[wire.Ranked], leaderboard.Around | None]:
        page = leaderboard.leaderboard(conn, metric, period, viewer_id, asked, now)
        if viewer_id is None:
            return page, None
        return page, leaderboard.around(conn, metric, period, viewer_id, now)

    page, around = await runtime.database.read(read)
    shown = wire.Leaderboard(
        metric,
        period,
        list(page.rows),
        around.own if around else None,
        around.neighbours if around else [],
    )
    return listed_in_envelope(runtime, name, shown, page.next, "Leaderboard.")
