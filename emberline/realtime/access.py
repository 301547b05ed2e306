"""Who may listen: by ticket, token or header; and the hub of the server that was reached."""

import re
from dataclasses import dataclass
from typing import Any, cast

from starlette.requests import HTTPConnection

from emberline.accounts.auth import USER_RATE, Viewer, authenticated
from emberline.kit.errors import invalid, unauthorized
from emberline.kit.limits import enforce
from emberline.kit.runtime import runtime_of
from emberline.realtime.hub import Hub
from emberline.realtime.service.tickets import use_ticket

_CLIENT = "[A-Za-z0-9._-]{0,64}"
_EPOCH = "[0-9a-f-]{1,36}"
_NUMBER = "[0-9]{1,18}"
_PLACE = re.compile(rf"(?:(?P<epoch>{_EPOCH})\.)?(?P<number>{_NUMBER})")

PARAMETERS: list[dict[str, Any]] = [
    {"name": name, "in": place, "required": False, "description": text, "schema": schema}
    for name, place, text, schema in (
        ("ticket", "query", "A ticket of POST /ws/ticket.", {"type": "string"}),
        ("token", "query", "An access token or personal API token.", {"type": "string"}),
        (
            "since",
            "query",
            "The id of the last message that was got.",
            {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
        ),
        (
            "epoch",
            "query",
            "The epoch of the `hello` that was got.",
            {"type": "string", "pattern": f"^{_EPOCH}$"},
        ),
    )
]
"""How OpenAPI describes what a client that listens may send."""

CLIENT_PARAMETER = {
    "name": "client",
    "in": "query",
    "required": False,
    "description": "Which of the user's devices this is.",
    "schema": {"type": "string", "pattern": f"^{_CLIENT}$"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a client that comes back stood: the id of its last message, and of which epoch."""

    since: int | None
    epoch: str | None


def hub_of(connection: HTTPConnection) -> Hub:
    """The hub of the server that this request reached."""
    return cast(Hub, connection.app.state.hub)


async def listening_viewer(connection: HTTPConnection) -> Viewer:
    """Who wants to listen: by `?ticket=`, `?token=`, or the `Authorization` header.

    Counted against the user's rate. AppError 401 or 429.
    """
    runtime = runtime_of(connection)
    ticket, token = (connection.query_params.get(name) for name in ("ticket", "token"))
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    if ticket is not None:
        found = await runtime.database.write(use_ticket, ticket, runtime.clock.now())
        if found is None:
            raise unauthorized("The ticket is used or over. Ask for a new one at POST /ws/ticket.")
        viewer = found
    elif token is not None or scheme.lower() == "bearer":
        viewer = await authenticated(connection, token if token is not None else bearer.strip())
    else:
        raise unauthorized("Send a ticket of POST /ws/ticket as `?ticket=`, or a token.")
    await enforce(runtime.limits, USER_RATE, viewer.user_id)
    return viewer


def asked_client(connection: HTTPConnection) -> str:
    """The device that connects, "" when none is named. AppError 400 for no good name."""
    client = connection.query_params.get("client", "")
    if not re.fullmatch(_CLIENT, client):
        raise invalid("client", "Use at most 64 letters, digits, `.`, `_` and `-`.")
    return client


def asked_place(connection: HTTPConnection) -> Place:
    """Where the stream is to go on: `Last-Event-ID`, or `?since=` and `?epoch=`. AppError 400."""
    if last := connection.headers.get("last-event-id"):
        if (found := _PLACE.fullmatch(last)) is None:
            raise invalid("Last-Event-ID", "Send the id of the last event as you got it.")
        return Place(int(found["number"]), found["epoch"])
    since, epoch = (connection.query_params.get(name) for name in ("since", "epoch"))
    if since is not None and not re.fullmatch(_NUMBER, since):
        raise invalid("since", "Send the id of the last message, a whole number.")
    if epoch is not None and not re.fullmatch(_EPOCH, epoch):
        raise invalid("epoch", "Send the epoch of the `hello` that you got.")
    return Place(None if since is None else int(since), epoch)
