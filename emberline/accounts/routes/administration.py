"""Users as administrators see them, and who is suspended."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query
from pydantic import AfterValidator
from starlette.responses import Response

from emberline.accounts.auth import InAdmin
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.schemas import SuspendAccount, UserEntry
from emberline.accounts.service import directory, standing
from emberline.kit.answers import (
    Done,
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.forms import check_text
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/admin/users", tags=["administration"], route_class=PrivateRoute)

_CURSOR = "admin-users"
_USERS = {
    "success": True,
    "data": [
        {
            "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
            "username": "ada",
            "email": "ada@example.com",
            "display_name": "Ada",
            "role": "user",
            "created_at": "2026-03-01T12:00:00Z",
            "last_active": "2026-03-01T12:00:00Z",
            "suspended_at": None,
            "suspension_reason": None,
        }
    ],
    "message": "Users.",
    "timestamp": "2026-03-01T12:00:00Z",
    "meta": {"next_cursor": None},
}
_SUSPENDED = {
    "success": True,
    "data": {},
    "message": "Account suspended.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_LIFTED = {**_SUSPENDED, "message": "Suspension lifted."}

# It may be left out; FastAPI does not find the form's own example then.
_SuspensionBody = Annotated[
    SuspendAccount | None, Body(examples=[{"reason": "Advertising, after two warnings."}])
]

SearchText = Annotated[
    str,
    Query(max_length=254, description="A part of the username or email; empty for all."),
    AfterValidator(check_text),
]


@router.get("", responses=documented(EnvelopedPage[list[UserEntry]], _USERS))
async def list_users(
    _: InAdmin,
    runtime: InRuntime,
    q: SearchText = "",
    status: Literal["all", "active", "suspended"] = "all",
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """All users, the newest first. For administrators."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(directory.list_users, asked, q, status)
    return listed_in_envelope(runtime, _CURSOR, page.rows, page.next, "Users.")


@router.post("/{user_id}/suspension", responses=documented(Envelope[Done], _SUSPENDED))
async def suspend(
    user_id: Id, admin: InAdmin, runtime: InRuntime, form: _SuspensionBody = None
) -> Response:
    """Suspend an account: every session ends, every token is refused. For administrators.

    The reason, where one is given, is told to them when they sign in.
    """
    now = runtime.clock.now()
    reason = form.reason if form else None
    await runtime.database.write(standing.suspend_other, admin.user_id, user_id, now, reason)
    return enveloped(Done(), "Account suspended.", now)


@router.delete("/{user_id}/suspension", responses=documented(Envelope[Done], _LIFTED))
async def lift_suspension(user_id: Id, _: InAdmin, runtime: InRuntime) -> Response:
    """Let a suspended user sign in again. For administrators."""
    await runtime.database.write(standing.unsuspend, user_id)
    return enveloped(Done(), "Suspension lifted.", runtime.clock.now())
