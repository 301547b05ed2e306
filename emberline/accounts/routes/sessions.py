"""Where one is signed in."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.schemas import SessionEntry
from emberline.accounts.service import sessions
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/auth/sessions", tags=["accounts"], route_class=PrivateRoute)

_SESSIONS = {
    "success": True,
    "data": [
        {
            "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
            "device": "Firefox on Linux",
            "address": "203.0.113.7",
            "created_at": "2026-03-01T12:00:00Z",
            "last_used_at": "2026-03-01T12:00:00Z",
            "current": True,
        }
    ],
    "message": "Where you are signed in.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_DONE = {**_SESSIONS, "data": {}, "message": "Session ended."}


@router.get("", responses=documented(Envelope[list[SessionEntry]], _SESSIONS))
async def list_sessions(viewer: InViewer, runtime: InRuntime) -> Response:
    """Where the caller is signed in, at most 50 places, the last used first."""
    now = runtime.clock.now()
    entries = await runtime.database.read(
        sessions.sessions_of, viewer.user_id, viewer.session_id, now
    )
    return enveloped(entries, "Where you are signed in.", now)


@router.delete("/{session_id}", responses=documented(Envelope[Done], _DONE))
async def delete_session(session_id: Id, viewer: InViewer, runtime: InRuntime) -> Response:
    """Sign out one place; its tokens are refused from now on."""
    now = runtime.clock.now()
    await runtime.database.write(sessions.delete_session, viewer.user_id, session_id, now)
    return enveloped(Done(), "Session ended.", now)
