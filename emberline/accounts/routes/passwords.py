"""Changing the password, with the old one or by mail."""

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts import mail
from emberline.accounts.auth import InViewer
from emberline.accounts.passwords import check_password, hash_password
from emberline.accounts.routes.throttling import (
    LOGIN_OF_ACCOUNT,
    RESET_FROM_ADDRESS,
    RESET_TO_EMAIL,
    enforce_address,
)
from emberline.accounts.schemas import AskReset, ChangePassword, ConfirmReset
from emberline.accounts.service import password_changes
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.errors import invalid
from emberline.kit.forms import folded
from emberline.kit.ids import new_secret
from emberline.kit.limits import enforce
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/auth", tags=["accounts"])

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
    """Change the password. Every other session ends. 400 for a wrong current one."""
    await enforce(runtime.limits, LOGIN_OF_ACCOUNT, viewer.user_id)
    stored = await runtime.database.read(password_changes.password_hash_of, viewer.user_id)
    if stored is None or not await check_password(form.current_password, stored):
        raise invalid("current_password", "This is not the current password. Correct it.")
    new_hash, now = await hash_password(form.new_password), runtime.clock.now()
    await runtime.database.write(
        password_changes.change_password,
        viewer.user_id,
        stored,
        new_hash,
        viewer.session_id,
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

    Answers the same, in the same time, whether an account has the email or not.
    """
    await enforce_address(runtime, request, RESET_FROM_ADDRESS)
    email = folded(form.email)
    await enforce(runtime.limits, RESET_TO_EMAIL, email)
    token, now = new_secret(), runtime.clock.now()
    address = await runtime.database.write(password_changes.ask_reset, email, token, now)
    response = enveloped(Done(), _ASKED_SENTENCE, now, 202)
    if address is not None:
        letter = mail.reset_mail(address, token, runtime.settings.public_url)
        response.background = BackgroundTask(mail.send, runtime.settings, letter, now)
    return response


@router.post("/password-reset/confirm", responses=documented(Envelope[Done], _CHANGED))
async def confirm_password_reset(
    request: Request, form: ConfirmReset, runtime: InRuntime
) -> Response:
    """Set a new password with the token from the mail. Every session ends. Open to all."""
    await enforce_address(runtime, request, RESET_FROM_ADDRESS)
    await runtime.database.read(password_changes.check_reset, form.token, runtime.clock.now())
    new_hash, now = await hash_password(form.new_password), runtime.clock.now()
    await runtime.database.write(password_changes.confirm_reset, form.token, new_hash, now)
    return enveloped(Done(), "Password changed.", now)
