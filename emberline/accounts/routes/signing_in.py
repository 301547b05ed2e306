"""Signing up, in and out, and going on with a session."""

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InPlayToken, InViewer, require_session
from emberline.accounts.gate import gate_of
from emberline.accounts.passwords import check_password, hash_password
from emberline.accounts.routes.browser_session import (
    InCookie,
    ended,
    forgetting,
    handed_out,
    kept_token,
)
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.routes.throttling import (
    LOGIN_FROM_ADDRESS,
    LOGIN_OF_ACCOUNT,
    REFRESH_FROM_ADDRESS,
    SIGNUP_FROM_ADDRESS,
    enforce_address,
)
from emberline.accounts.schemas import LogIn, Refresh, Register, SessionAnswer, SignUp
from emberline.accounts.secret_texts import read_refresh_token, refresh_token_text
from emberline.accounts.service import sessions
from emberline.accounts.service.sessions import Device, OpenSession
from emberline.accounts.service.signup import NewAccount, invite_to_use, sign_up
from emberline.accounts.tokens import LIFETIME
from emberline.kit.addresses import client_address
from emberline.kit.answers import Done, Envelope, answer, documented, enveloped
from emberline.kit.errors import AppError, invalid, unauthorized
from emberline.kit.forms import folded
from emberline.kit.limits import enforce
from emberline.kit.runtime import InRuntime, Runtime

router = APIRouter(tags=["accounts"], route_class=PrivateRoute)

_SESSION = {
    "token": "eyJhbGciOiJIUzI1NiIs…",
    "access_token": "eyJhbGciOiJIUzI1NiIs…",
    "refresh_token": "emr_0195a3…",
    "token_type": "Bearer",
    "expires_in": 900,
    "user": {
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "username": "ada",
        "email": "ada@example.com",
        "display_name": "ada",
        "bio": "",
        "time_zone": "UTC",
        "language": "en",
        "is_locked": False,
        "role": "user",
        "created_at": "2026-03-01T12:00:00Z",
        "last_active": "2026-03-01T12:00:00Z",
    },
}
_ENVELOPED_SESSION = {
    "success": True,
    "data": _SESSION,
    "message": "Signed in.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_REFRESH = {"refresh_token": "emr_0195a3f07b1c7c3e9a543f2b6f0c1d2e.0.…"}
_DONE = {**_ENVELOPED_SESSION, "data": {}, "message": "Signed out."}


@router.post("/signup", status_code=201, responses=documented(SessionAnswer, _SESSION, status=201))
async def signup(
    request: Request,
    form: SignUp,
    runtime: InRuntime,
    in_cookie: InCookie,
    play_token: InPlayToken = None,
) -> Response:
    """Make an account and sign in. Open to all.

    What was played as a guest, with this `X-Play-Token`, becomes the new account's.

    409 for a taken email or username; 403 where the server's `EMBERLINE_SIGNUP` is `closed`, or is
    `invite` and the code is not good; 429 after 100 tries an hour from one address.
    """
    session = await _signed_up(request, runtime, form, play_token)
    shown, headers = handed_out(request, session, in_cookie=in_cookie)
    return answer(shown, 201, headers)


@router.post(
    "/api/auth/register",
    status_code=201,
    responses=documented(Envelope[SessionAnswer], _ENVELOPED_SESSION, status=201),
)
async def register(
    request: Request,
    form: Register,
    runtime: InRuntime,
    in_cookie: InCookie,
    play_token: InPlayToken = None,
) -> Response:
    """The same as `POST /signup`, with a username and in the envelope."""
    session = await _signed_up(request, runtime, form, play_token)
    shown, headers = handed_out(request, session, in_cookie=in_cookie)
    return enveloped(shown, "Welcome.", runtime.clock.now(), 201, headers=headers)


@router.post("/login", responses=documented(SessionAnswer, _SESSION))
async def login(request: Request, form: LogIn, runtime: InRuntime, in_cookie: InCookie) -> Response:
    """Sign in with email or username. Open to all.

    401 `Invalid credentials` alike for an unknown account and a wrong password; 403 for a
    suspended account.
    """
    session = await _logged_in(request, runtime, form)
    shown, headers = handed_out(request, session, in_cookie=in_cookie)
    return answer(shown, headers=headers)


@router.post("/api/auth/login", responses=documented(Envelope[SessionAnswer], _ENVELOPED_SESSION))
async def login_enveloped(
    request: Request, form: LogIn, runtime: InRuntime, in_cookie: InCookie
) -> Response:
    """The same as `POST /login`, in the envelope."""
    session = await _logged_in(request, runtime, form)
    shown, headers = handed_out(request, session, in_cookie=in_cookie)
    return enveloped(shown, "Signed in.", runtime.clock.now(), headers=headers)


@router.post(
    "/api/auth/refresh-token",
    responses=documented(Envelope[SessionAnswer], _ENVELOPED_SESSION),
)
async def refresh_token(
    request: Request,
    runtime: InRuntime,
    in_cookie: InCookie,
    form: Annotated[Refresh | None, Body(examples=[_REFRESH])] = None,
) -> Response:
    """A new access token and the next refresh token. Open to all who hold one.

    Until that next one is used, a repeat gets it again. An older refresh token was copied: it ends
    the session (401).

    A page in a browser sends no body but `X-Refresh-Token: cookie`. A 401 takes the cookie away.
    """
    await enforce_address(runtime, request, REFRESH_FROM_ADDRESS)
    named = read_refresh_token(runtime.secret_key, _sent_token(request, form, in_cookie=in_cookie))
    device, now = _device(request, runtime), runtime.clock.now()
    opened = await runtime.database.write(sessions.refresh, *named, device, now) if named else None
    if opened is None:
        over = unauthorized("The session is over. Sign in again.")
        raise ended(request, over) if in_cookie else over
    session = _session(request, runtime, opened)
    shown, headers = handed_out(request, session, in_cookie=in_cookie)
    return enveloped(shown, "Session refreshed.", now, headers=headers)


@router.post("/api/auth/logout", responses=documented(Envelope[Done], _DONE))
async def logout(
    request: Request, viewer: InViewer, runtime: InRuntime, in_cookie: InCookie
) -> Response:
    """End this session; its tokens are refused from now on. A cookie that holds one is removed."""
    detail = "An API token has no session to end. Delete the token instead."
    session_id, now = require_session(viewer, detail), runtime.clock.now()
    await runtime.database.write(sessions.log_out, viewer.user_id, session_id, now)
    headers = forgetting(request) if in_cookie else {}
    return enveloped(Done(), "Signed out.", now, headers=headers)


def _sent_token(request: Request, form: Refresh | None, *, in_cookie: bool) -> str:
    """The refresh token of the body, or of the cookie where the page says so. AppError 400, 401."""
    if form is not None:
        if in_cookie:
            raise invalid("X-Refresh-Token", "Send either this header or a body, not both.")
        return form.refresh_token
    if not in_cookie:
        raise invalid("refresh_token", "Send the refresh token of the last session answer.")
    kept = kept_token(request)
    if kept is None:
        raise unauthorized("This browser keeps no session. Sign in.")
    return kept


async def _signed_up(
    request: Request, runtime: Runtime, form: SignUp | Register, play_token: str | None
) -> SessionAnswer:
    await enforce_address(runtime, request, SIGNUP_FROM_ADDRESS)
    invite = invite_to_use(runtime.settings.signup, form.invite)
    password_hash = await hash_password(form.password)
    account = NewAccount(form.email, password_hash, form.username, guest_token=play_token)
    opened = await runtime.database.write(
        sign_up, account, invite, _device(request, runtime), runtime.clock.now()
    )
    return _session(request, runtime, opened)


async def _logged_in(request: Request, runtime: Runtime, form: LogIn) -> SessionAnswer:
    await enforce_address(runtime, request, LOGIN_FROM_ADDRESS)
    named = folded(_one_name(form))
    by_email = form.email is not None or "@" in named
    found = await runtime.database.read(sessions.credentials_of, named, email=by_email)
    # One account has two names and one counter; a name of nobody has its own.
    await enforce(runtime.limits, LOGIN_OF_ACCOUNT, found.user_id if found else f"?{named}")
    right = await check_password(form.password, found.password_hash if found else None)
    opened = None
    if found is not None and right:
        opened = await runtime.database.write(
            sessions.log_in, found, _device(request, runtime), runtime.clock.now()
        )
    if opened is None:
        raise _invalid_credentials()
    return _session(request, runtime, opened)


def _one_name(form: LogIn) -> str:
    if form.email is not None and form.username is None:
        return form.email
    if form.username is not None and form.email is None:
        return form.username
    raise invalid("email", "Send either `email` or `username`, and the password.")


def _session(request: Request, runtime: Runtime, opened: OpenSession) -> SessionAnswer:
    token = gate_of(request).issue(opened.account.user_id, opened.session_id)
    return SessionAnswer(
        token=token,
        access_token=token,
        refresh_token=refresh_token_text(runtime.secret_key, opened.session_id, opened.number),
        token_type="Bearer",  # noqa: S106 (the name of a scheme)
        expires_in=int(LIFETIME.total_seconds()),
        user=opened.account,
    )


def _device(request: Request, runtime: Runtime) -> Device:
    claimed = request.headers.get("user-agent", "")
    name = "".join(character for character in claimed if character.isprintable())[:200]
    address = client_address(request, runtime.settings.trusted_proxies)
    return Device(name or "unknown", address[:64])


def _invalid_credentials() -> AppError:
    return AppError(
        "invalid-credentials",
        401,
        "Invalid credentials",
        "The name and the password do not belong together. Correct them, or reset the password.",
        headers={"WWW-Authenticate": "Bearer"},
    )
