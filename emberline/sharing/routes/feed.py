"""The activity feed."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import EnvelopedPage, documented, listed_in_envelope
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.sharing.queries.activities import ActivityPlace
from emberline.sharing.schemas import FeedEntry
from emberline.sharing.service.feed import read_feed

router = APIRouter()

_CURSOR = "activities"
_STORY_ID = "0197a1b2-7c4e-7000-8000-0000000000aa"
_AUTHOR_ID = "0197a1b2-7c4e-7000-8000-0000000000a1"
_ENTRY: dict[str, Any] = {
    "kind": "reviewed",
    "at": "2026-03-01T12:00:00Z",
    "actor": {
        "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
        "username": "jonas",
        "display_name": "Jonas",
        "avatar_url": None,
    },
    "story": {
        "story_id": _STORY_ID,
        "title": "The well",
        "author": "mara",
        "author_id": _AUTHOR_ID,
        "cover_url": None,
        "description": "Somebody is calling from below.",
    },
    "version": None,
    "rating": 4,
    "review": "I went down the well twice.",
}
_FEED = {
    "success": True,
    "data": [_ENTRY],
    "message": "Activities.",
    "timestamp": "2026-03-01T12:00:00Z",
    "meta": {"next_cursor": None},
}


@router.get("/api/feed", responses=documented(EnvelopedPage[list[FeedEntry]], _FEED))
async def feed(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What the people you follow did with stories, the newest first.

    What they published, in first and later versions, finished for the first time, and reviewed.
    """
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, ActivityPlace))
    page = await runtime.database.read(read_feed, viewer.user_id, asked)
    return listed_in_envelope(runtime, _CURSOR, page.rows, page.next, "Activities.")
