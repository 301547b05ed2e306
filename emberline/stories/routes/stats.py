"""What readers have earned: figures, achievements, endings, collected things."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import (
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.stories.queries.readers import FinishedPlace, Kept
from emberline.stories.routes.play_examples import in_envelope
from emberline.stories.schemas import readers as wire
from emberline.stories.service import stats

router = APIRouter(prefix="/api/stats/{user_id}", tags=["reading"])

_AT = "2026-03-01T12:00:00Z"
_STORY = {"story_id": "0197a1b2-7c4e-7000-8000-0000000000c1", "title": "The well"}
_STATS = {
    "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
    "stories_completed": 3,
    "endings_found": 7,
    "favorite_category": "mystery",
    "xp": 395,
    "level": 3,
    "next_level_xp": 600,
    "streak_days": 4,
    "best_streak": 9,
    "total_choices_made": 212,
    "total_play_time": 87,
    "show_on_leaderboard": True,
}
_ACHIEVEMENTS = {
    "unlocked": [
        {
            "key": "first-ember",
            "name": "First ember",
            "description": "Finish a story.",
            "scope": "house",
            "story": None,
            "unlocked_at": _AT,
        }
    ],
    "locked": [
        {
            "key": "fireside-regular",
            "name": "Fireside regular",
            "description": "Finish ten stories.",
            "progress": 3,
            "target": 10,
            "xp": 60,
        }
    ],
}
_ARTIFACT = {
    "item": "brass-key",
    "name": "Brass key",
    "description": "Warm to the touch.",
    "story": _STORY,
    "collected_at": _AT,
}
_FINISHED = {
    "story": _STORY,
    "completed_at": _AT,
    "endings": [{"name": "Below", "tone": "dark", "times": 2, "found_at": _AT}],
    "endings_found": 1,
    "endings_count": 2,
    "has_all_endings": False,
}
_NOT_FOR_YOU = {403: "The account is locked, and you do not follow it."}


def _page(data: Any, message: str) -> dict[str, Any]:
    return {**in_envelope(data, message), "meta": {"next_cursor": None}}


@router.get(
    "",
    responses=documented(
        Envelope[wire.ReaderStats], in_envelope(_STATS, "Figures."), errors=_NOT_FOR_YOU
    ),
)
async def read_stats(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """What a reader did so far, worked out from what happened. Others see less than oneself."""
    now = runtime.clock.now()
    figures = await runtime.database.read(stats.stats_of, viewer.user_id, user_id, now)
    return enveloped(figures, "Figures.", now)


@router.put(
    "",
    responses=documented(
        Envelope[wire.ReaderStats],
        in_envelope(_STATS, "Saved."),
        errors={400: "A counter: these are worked out.", 403: "Somebody else's figures."},
    ),
)
async def change_stats(
    runtime: InRuntime, viewer: InViewer, user_id: Id, form: wire.ChangeStats
) -> Response:
    """Choose your favourite category, and whether you stand on leaderboards.

    They are the same as in your preferences. What you do not send stays.
    """
    now = runtime.clock.now()
    changes = form.model_dump(exclude_unset=True)
    figures = await runtime.database.write(
        stats.change_stats, viewer.user_id, user_id, changes, now
    )
    return enveloped(figures, "Saved.", now)


@router.get(
    "/achievements",
    responses=documented(
        EnvelopedPage[wire.ReaderAchievements],
        _page(_ACHIEVEMENTS, "Achievements."),
        errors=_NOT_FOR_YOU,
    ),
)
async def list_achievements(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What a reader unlocked, newest first; your own with what is left, secrets kept.

    Of others, what belongs to stories only where you may read these.
    """
    name = f"achievements {user_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, Kept))

    def read(conn: Connection) -> tuple[Page[Any], wire.ReaderAchievements]:
        page = stats.achievements_of(conn, viewer.user_id, user_id, asked)
        if viewer.user_id != user_id:
            return page, wire.ReaderAchievements(list(page.rows))
        left = stats.locked_for(conn, user_id)
        return page, wire.ReaderAchievements(list(page.rows), left)

    page, achievements = await runtime.database.read(read)
    return listed_in_envelope(runtime, name, achievements, page.next, "Achievements.")


@router.get(
    "/collection",
    responses=documented(
        EnvelopedPage[list[wire.Artifact]],
        _page([_ARTIFACT], "Collected things."),
        errors=_NOT_FOR_YOU,
    ),
)
async def list_collection(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The collectible things that a reader brought out of stories, newest first.

    Of others only those of stories that you may read.
    """
    name = f"collection {user_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, Kept))
    page = await runtime.database.read(stats.collection_of, viewer.user_id, user_id, asked)
    return listed_in_envelope(runtime, name, page.rows, page.next, "Collected things.")


@router.get(
    "/endings",
    responses=documented(
        EnvelopedPage[list[wire.FinishedStory]],
        _page([_FINISHED], "Finished stories."),
        errors=_NOT_FOR_YOU,
    ),
)
async def list_endings(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The stories that a reader finished, newest first, and which of their endings were found.

    Of others only stories that you may read, and how many endings of each, not which.
    """
    name = f"endings {user_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, FinishedPlace))
    page = await runtime.database.read(stats.finished_by, viewer.user_id, user_id, asked)
    return listed_in_envelope(runtime, name, page.rows, page.next, "Finished stories.")
