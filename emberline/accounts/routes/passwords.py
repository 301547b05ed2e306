"""Changing the password, with the old one or by mail."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts import mail
from emberline.accounts.auth import InViewer, require_session
from emberline.accounts.mail import postbox_of
from emberline.accounts.passwords import hash_password
from emberline.accounts.routes.own_password import check_own_password
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.routes.throttling import (
    RESET_FROM_ADDRESS,
    RESET_TO_EMAIL,
    enforce_address,
)
from emberline.accounts.schemas import AskReset, ChangePassword, ConfirmReset
from emberline.accounts.service import password_changes
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.forms import folded
from emberline.kit.ids import new_secret
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/auth", tags=["accounts"], route_class=PrivateRoute)

_CHANGED = {
    "success": True,
    "data": {},
    "message": "Password changed.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_ASKED_SENTENCE = "If an account has this email, a mail is on its way."
_ASKED = {**_CHANGED, "message": _ASKED_SENTENCE}


@router.put("/password", responses=documented(Envelope[Done], _CHANGED))
async def change_password(form: ChangePassword, viewer: InViewer, runtime: InRuntime) -> Response:
    """Change the password. Every other session ends.

    403 for a wrong current one. Needs a session: an API token cannot do this (403).
    """
    session_id = require_session(viewer, "An API token cannot change the password. Sign in.")
    stored = await check_own_password(runtime, viewer.user_id, form.current_password)
    new_hash, now = await hash_password(form.new_password), runtime.clock.now()
    await runtime.database.write(
        password_changes.change_password,
        viewer.user_id,
        stored,
        new_hash,
        session_id,
        now,
    )
    return enveloped(Done(), "Password changed.", now)


@router.post(
    "/password-reset",
    status_code=202,
    responses=documented(Envelope[Done], _ASKED, status=202, description="Always."),
)
async def ask_password_reset(request: Request, form: AskReset, runtime: InRuntime) -> Response:
    """Have a mail sent with the way to a new password. Open to all.

    Answers the same, in the same time, whether an account has the email or not, and when it had
    five mails within the hour and gets no more. 429 only by the client's address.
    """
    await enforce_address(runtime, request, RESET_FROM_ADDRESS)
    email = folded(form.email)
    now = runtime.clock.now()
    if (await runtime.limits.hit(RESET_TO_EMAIL, email)).allowed:
        token = new_secret()
        address = await runtime.database.write(password_changes.ask_reset, email, token, now)
        if address is not None:
            letter = mail.reset_mail(address, token, runtime.settings.public_url)
            postbox_of(request).post(letter, now)
    return enveloped(Done(), _ASKED_SENTENCE, now, 202)


@router.post("/password-reset/confirm", responses=documented(Envelope[Done], _CHANGED))
async def confirm_password_reset(
    request: Request, form: ConfirmReset, runtime: InRuntime
) -> Response:
    """Set a new password with the token from the mail. Open to all.

    Every session ends, and every API token is deleted.
    """
    await enforce_address(runtime, request, RESET_FROM_ADDRESS)
    await runtime.database.read(password_changes.check_reset, form.token, runtime.clock.now())
    new_hash, now = await hash_password(form.new_password), runtime.clock.now()
    await runtime.database.write(password_changes.confirm_reset, form.token, new_hash, now)
    return enveloped(Done(), "Password changed.", now)
