"""Who plays: a user, or a guest who holds a play token."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request

from emberline.accounts.auth import (
    InOptionalViewer,
    InPlayToken,
    Viewer,
    optional_viewer,
    require_write,
)
from emberline.accounts.routes.throttling import enforce_address
from emberline.kit.errors import invalid, unauthorized
from emberline.kit.limits import Rate, enforce
from emberline.kit.runtime import runtime_of
from emberline.stories.queries.plays import Reader
from emberline.stories.service.plays.guests import guest_of, has_plays, new_play_token

GUEST_RATE = Rate("guest", 300, 60)
NEW_GUESTS = Rate("new-guests", 60, 60)
"""From one address."""

READER_SECURITY: dict[str, Any] = {"security": [{"bearer": []}]}
"""The part of `openapi_extra=` that says of a route that it asks by `reader_of` who calls."""

_TOKEN_MOST = 100


async def reader(
    request: Request, viewer: InOptionalViewer, play_token: InPlayToken = None
) -> Reader:
    """The dependency of every call about a play. AppError 401 for nobody, 429 over the rate."""
    return await _reader(request, viewer, play_token)


async def reader_of(request: Request) -> Reader:
    """What `reader` gives, for the call whose every microsecond is asked for."""
    play_token = request.headers.get("x-play-token")
    if play_token is not None and not 8 <= len(play_token) <= _TOKEN_MOST:
        raise invalid("X-Play-Token", "Send the `play_token` that your first start answered.")
    return await _reader(request, await optional_viewer(request), play_token)


async def beginner(
    request: Request, viewer: Viewer | None, play_token: str | None
) -> tuple[Reader, str | None]:
    """Who begins a play, and the token of a guest who is new.

    AppError 403 for an API token that may only read, 429 over a rate.

    A token that no play was begun with was not given out here, or all of its plays are gone: its
    sender is a new guest, and counted as one.
    """
    runtime = runtime_of(request)
    if viewer is not None:
        # It is a GET that writes.
        require_write(viewer)
        return Reader(viewer.user_id, None), None
    if play_token is not None:
        guest = guest_of(play_token)
        assert guest.guest_hash is not None
        if await runtime.database.read_hot(has_plays, guest):
            await enforce(runtime.limits, GUEST_RATE, guest.guest_hash)
            return guest, None
    await enforce_address(runtime, request, NEW_GUESTS)
    fresh = new_play_token()
    return guest_of(fresh), fresh


async def _reader(request: Request, viewer: Viewer | None, play_token: str | None) -> Reader:
    if viewer is not None:
        return Reader(viewer.user_id, None)
    if play_token is None:
        raise unauthorized("Sign in, or start the story as a guest and send its `play_token`.")
    guest = guest_of(play_token)
    assert guest.guest_hash is not None
    await enforce(runtime_of(request).limits, GUEST_RATE, guest.guest_hash)
    return guest


InPlayer = Annotated[Reader, Depends(reader)]
"""A signed-in user or a guest; everyone else gets a 401."""
