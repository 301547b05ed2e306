"""The viewer of a request: the dependencies by which routes ask who is calling."""

import hmac
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from starlette.requests import HTTPConnection

from emberline.accounts.gate import Viewer, gate_of
from emberline.accounts.queries import api_token_owner, role_of
from emberline.accounts.secret_texts import PREFIX, api_token_id, secret_hash
from emberline.kit.errors import forbidden, unauthorized
from emberline.kit.limits import Rate, enforce
from emberline.kit.runtime import Runtime, runtime_of

__all__ = [
    "InAdmin",
    "InModerator",
    "InOptionalViewer",
    "InPlayToken",
    "InReader",
    "InViewer",
    "Viewer",
    "authenticated",
    "optional_viewer",
    "require_role",
    "require_session",
    "require_write",
]

USER_RATE = Rate("user", 600, 60)

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def authenticated(connection: HTTPConnection, token: str) -> Viewer:
    """Whom `token`, an access token or a personal API token, names. AppError 401 when nobody.

    For WebSockets and others that do not get it from the `Authorization` header.
    """
    if not token.startswith(PREFIX):
        return gate_of(connection).viewer(token)
    return await _api_token_viewer(runtime_of(connection), token)


async def require_role(runtime: Runtime, viewer: Viewer, *roles: str) -> None:
    """AppError 403 unless the viewer has one of `roles` at this moment."""
    if await runtime.database.read_hot(role_of, viewer.user_id) not in roles:
        raise forbidden(f"Only an account with the role {' or '.join(roles)} may do this.")


def require_write(viewer: Viewer) -> None:
    """AppError 403 for an API token that may only read."""
    if not viewer.may_write:
        raise forbidden("This API token may only read. Use one with the scope `write`.")


def require_session(viewer: Viewer, detail: str) -> str:
    """The id of the viewer's session. AppError 403 saying `detail` for an API token.

    For what would hand the account over to whoever finds a token.
    """
    if viewer.session_id is None:
        raise forbidden(detail)
    return viewer.session_id


class _Bearer(SecurityBase):
    """Asks for `Authorization: Bearer …`, also in the OpenAPI document."""

    def __init__(self, *, only_reads: bool = False) -> None:
        self._only_reads = only_reads
        self.scheme_name = "bearer"
        self.model = HTTPBearer(
            description="The access token of a session, or a personal API token."
        )

    async def __call__(self, request: Request) -> Viewer:
        """The viewer, counted against the user's rate. AppError 401, 403 or 429."""
        viewer = await authenticated(request, _bearer_token(request))
        if not (self._only_reads or request.method in _SAFE_METHODS):
            require_write(viewer)
        await enforce(runtime_of(request).limits, USER_RATE, viewer.user_id)
        return viewer


class _OptionalBearer(_Bearer):
    """Lets a request without credentials pass; wrong credentials are 401 all the same."""

    async def __call__(self, request: Request) -> Viewer | None:  # type: ignore[override]
        """The viewer, or None."""
        if "authorization" not in request.headers:
            return None
        return await super().__call__(request)


InViewer = Annotated[Viewer, Depends(_Bearer())]
"""A signed-in user; everyone else gets a 401."""

InReader = Annotated[Viewer, Depends(_Bearer(only_reads=True))]
"""A signed-in user, for a POST that changes nothing of theirs: a read-only API token may too."""

optional_viewer = _OptionalBearer()
"""Call it with a request: the viewer or None. A route that is not to wait for FastAPI does."""

InOptionalViewer = Annotated[Viewer | None, Depends(optional_viewer)]
"""A signed-in user or nobody, for calls that are open."""


InPlayToken = Annotated[
    str | None,
    Header(
        alias="X-Play-Token",
        min_length=8,
        max_length=100,
        description="What a guest holds: the `play_token` that starting a story answered.",
    ),
]
"""The token of a guest, or none; for what a reader without an account may do."""


async def _admin(request: Request, viewer: InViewer) -> Viewer:
    await require_role(runtime_of(request), viewer, "admin")
    return viewer


async def _moderator(request: Request, viewer: InViewer) -> Viewer:
    await require_role(runtime_of(request), viewer, "moderator", "admin")
    return viewer


InAdmin = Annotated[Viewer, Depends(_admin)]
"""An administrator, by the database at each call; other users get a 403."""

InModerator = Annotated[Viewer, Depends(_moderator)]
"""A moderator or administrator, by the database at each call; other users get a 403."""


def _bearer_token(connection: HTTPConnection) -> str:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise unauthorized()
    return token.strip()


async def _api_token_viewer(runtime: Runtime, token: str) -> Viewer:
    """One read decides, at each request, so that nothing has to be revoked elsewhere."""
    token_id = api_token_id(token)
    if token_id is None:
        raise unauthorized()
    owner = await runtime.database.read_hot(api_token_owner, token_id)
    if owner is None or not hmac.compare_digest(owner.token_hash, secret_hash(token)):
        raise unauthorized()
    if owner.expires_at is not None and owner.expires_at <= runtime.clock.now():
        raise unauthorized("The API token is over. Make a new one.")
    if owner.suspended_at is not None:
        raise unauthorized("The account is suspended.")
    return Viewer(owner.user_id, None, token_id, owner.may_write, owner.expires_at)
