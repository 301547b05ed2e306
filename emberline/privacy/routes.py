"""Taking one's data away, and leaving for good."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.passwords import check_password
from emberline.accounts.routes.throttling import LOGIN_OF_ACCOUNT
from emberline.accounts.service.password_changes import password_hash_of
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.files import FileSigner
from emberline.kit.limits import enforce
from emberline.kit.runtime import InRuntime
from emberline.media.jobs import bury
from emberline.privacy import service
from emberline.privacy.schemas import Export, LeaveForGood

router = APIRouter(prefix="/api/auth", tags=["privacy"])

_AT = "2026-03-01T12:00:00Z"
_USER_ID = "0197a1b2-0000-7000-8000-00000000beef"
_EXPORT: dict[str, Any] = {
    "exported_at": _AT,
    "account": {"user_id": _USER_ID, "username": "ada", "email": "ada@example.org"},
    "preferences": {"archive_days": 30},
    "sessions": [],
    "api_tokens": [],
    "people": {"following": [{"user_id": _USER_ID, "username": "bob", "created_at": _AT}]},
    "avatar_url": None,
    "clips": [],
    "clip_views": [],
    "media": [],
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

    Every session and API token ends at once. 403 for a wrong password, which counts as a try to
    log in.
    """
    await enforce(runtime.limits, LOGIN_OF_ACCOUNT, viewer.user_id)
    password_hash = await runtime.database.read(password_hash_of, viewer.user_id)
    if not await check_password(form.password, password_hash) or password_hash is None:
        raise service.wrong_password()
    now = runtime.clock.now()
    keys = await runtime.database.write(service.erase, viewer, password_hash, now)
    await bury(runtime, keys)
    return enveloped(Done(), "Your account is gone.", now)
