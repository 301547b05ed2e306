"""The inbox: read, and marked as read."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.notifications.schemas import Inbox, InboxMeta, MarkRead, Unread
from emberline.notifications.service import inbox

router = APIRouter(prefix="/api/notifications", route_class=PrivateRoute)

_CURSOR = "notifications"
_AT = "2026-03-01T12:00:00Z"
_NOTIFICATION = {
    "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
    "type": "clip.reacted",
    "actor": {
        "user_id": "0197a1b2-0000-7000-8000-00000000beef",
        "username": "ada",
        "display_name": "Ada Lovelace",
        "avatar_url": None,
    },
    "clip_id": "0197a1b2-0000-7000-8000-00000000cafe",
    "created_at": _AT,
    "read_at": None,
}
_LISTED = {
    "success": True,
    "data": [_NOTIFICATION],
    "message": "Your notifications.",
    "timestamp": _AT,
    "meta": {"next_cursor": None, "unread_count": 1},
}
_MARKED = {
    "success": True,
    "data": {"unread_count": 0},
    "message": "Marked as read.",
    "timestamp": _AT,
}


@router.get("", responses=documented(Inbox, _LISTED))
async def read_notifications(
    runtime: InRuntime,
    viewer: InViewer,
    unread: Annotated[bool, Query(description="Only what was not read yet.")] = False,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What the caller was told, newest first. `meta.unread_count` 1000 means that or more."""
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(inbox.inbox, viewer.user_id, asked, now, unread_only=unread)
    next_cursor = runtime.cursors.write(_CURSOR, page.next)
    meta = InboxMeta(next_cursor=next_cursor, unread_count=page.unread)
    return enveloped(page.rows, "Your notifications.", now, meta=meta)


@router.post("/read", responses=documented(Envelope[Unread], _MARKED))
async def mark_notifications_read(runtime: InRuntime, viewer: InViewer, form: MarkRead) -> Response:
    """Mark notifications as read, some or all; ids that are not in the inbox are skipped."""
    now = runtime.clock.now()
    left = await runtime.database.write(inbox.mark_read, viewer.user_id, form, now)
    return enveloped(Unread(left), "Marked as read.", now)
