"""The refresh token of a browser: in a cookie that no script can read, where the page asks for it.

A page that sends `X-Refresh-Token: cookie` gets it there and renews by it. No foreign page can send
that header, for no preflight allows it; and without it the cookie does nothing.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import Depends, Header
from msgspec import UNSET
from msgspec.structs import replace
from starlette.requests import Request

from emberline.accounts.schemas import SessionAnswer
from emberline.accounts.service.sessions import IDLE_LIFETIME
from emberline.kit.errors import AppError
from emberline.kit.origins import came_by_https, ensure_own_page
from emberline.kit.runtime import runtime_of

COOKIE = "emberline_session"
"""The cookie's name at a host's usual port; elsewhere `_` and the port follow."""

# The calls that read it stand below.
_PATH = "/api/auth"


async def _asks_for_cookie(
    request: Request,
    wish: Annotated[
        Literal["cookie"] | None,
        Header(
            alias="X-Refresh-Token",
            description="`cookie`, from a page in a browser: the refresh token is kept in a cookie "
            "that scripts cannot read, and is not in the answer.",
        ),
    ] = None,
) -> bool:
    """AppError 403 for the page of a foreign origin."""
    if wish is None:
        return False
    ensure_own_page(request)
    return True


InCookie = Annotated[bool, Depends(_asks_for_cookie)]
"""Whether the refresh token travels in the cookie."""


def handed_out(
    request: Request, session: SessionAnswer, *, in_cookie: bool
) -> tuple[SessionAnswer, Mapping[str, str]]:
    """The session as it is answered, and the headers of that answer."""
    if not in_cookie or session.refresh_token is UNSET:
        return session, {}
    seconds = int(IDLE_LIFETIME.total_seconds())
    cookie = _set_cookie(request, session.refresh_token, seconds)
    return replace(session, refresh_token=UNSET), cookie


def kept_token(request: Request) -> str | None:
    """The refresh token that the browser keeps; None when it keeps none."""
    return request.cookies.get(_cookie_name(request)) or None


def forgetting(request: Request) -> Mapping[str, str]:
    """The headers of an answer that takes the cookie away."""
    return _set_cookie(request, "", 0)


def ended(request: Request, refusal: AppError) -> AppError:
    """`refusal` of a cookie that is good for nothing any more: it takes it away."""
    refusal.headers.update(forgetting(request))
    return refusal


def _set_cookie(request: Request, value: str, seconds: int) -> Mapping[str, str]:
    """seconds: how long the browser keeps it; 0 removes it."""
    settings = runtime_of(request).settings
    parts = [f"{_cookie_name(request)}={value}", f"Max-Age={seconds}", f"Path={_PATH}"]
    parts += ["HttpOnly", "SameSite=Strict"]
    if came_by_https(request, settings.trusted_proxies, settings.public_url):
        parts.append("Secure")
    return {"Set-Cookie": "; ".join(parts)}


def _cookie_name(request: Request) -> str:
    """Browsers keep the cookies of a host together, whatever the port: servers beside each other
    on one machine take none from each other."""
    port = request.headers.get("host", "").rpartition(":")[2]
    return f"{COOKIE}_{port}" if _PORT.fullmatch(port) else COOKIE


_PORT = re.compile("[0-9]{1,5}")
