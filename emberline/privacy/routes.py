"""Taking one's data away, and leaving for good."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.routes.own_password import check_own_password
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.files import FileSigner
from emberline.kit.runtime import InRuntime
from emberline.media.jobs import bury
from emberline.privacy import service
from emberline.privacy.schemas import Export, LeaveForGood

router = APIRouter(prefix="/api/auth", tags=["privacy"], route_class=PrivateRoute)

_AT = "2026-03-01T12:00:00Z"
_USER_ID = "0197a1b2-0000-7000-8000-00000000beef"
_EXPORT: dict[str, Any] = {
    "exported_at": _AT,
    "account": {"user_id": _USER_ID, "username": "ada", "email": "ada@example.org"},
    "preferences": {"archive_days": 30},
    "sessions": [],
    "api_tokens": [],
    "people": {"following": [{"user_id": _USER_ID, "username": "bob", "created_at": _AT}]},
    "notifications": [],
    "push_subscriptions": [],
    "webhooks": [],
    "avatar_url": None,
    "clips": [],
    "clip_highlights": [],
    "clip_views": [],
    "clip_seen_marks": [],
    "clip_playbacks": [],
    "clip_reactions": [],
    "clip_replies": [],
    "clip_comments": [],
    "clip_sticker_answers": [],
    "clip_links": [],
    "stories": [],
    "story_collaborations": [],
    "story_activities": [],
    "story_presences": [],
    "story_imports": [],
    "story_review_answers": [],
    "story_suggestions": [],
    "story_plays": [],
    "story_reviews": [],
    "story_links": [],
    "story_generations": [],
    "reading": {"achievements": [{"key": "first-ember", "unlocked_at": _AT}]},
    "reports": [],
    "media": [],
    "uploads": [],
}


@router.get(
    "/export",
    responses=documented(
        Envelope[Export],
        {"success": True, "data": _EXPORT, "message": "Everything about you.", "timestamp": _AT},
    ),
)
async def read_export(runtime: InRuntime, viewer: InViewer) -> Response:
    """Everything about the caller, in one JSON, as of one moment."""
    now = runtime.clock.now()
    signer = FileSigner(runtime.files_signer, viewer.user_id, now)
    exported = await runtime.database.read(service.export, viewer, signer, now)
    response = enveloped(exported, "Everything about you.", now)
    response.headers["Content-Disposition"] = 'attachment; filename="emberline-export.json"'
    return response


@router.delete(
    "/account",
    responses=documented(
        Envelope[Done],
        {"success": True, "data": {}, "message": "Your account is gone.", "timestamp": _AT},
    ),
)
async def erase_account(runtime: InRuntime, viewer: InViewer, form: LeaveForGood) -> Response:
    """Delete the caller's account and all that is theirs, files included, for good.

    Every session and API token ends at once. 403 for a wrong password.
    """
    password_hash = await check_own_password(runtime, viewer.user_id, form.password)
    now = runtime.clock.now()
    keys = await runtime.database.write(service.erase, viewer, password_hash, now)
    await bury(runtime, keys)
    return enveloped(Done(), "Your account is gone.", now)
