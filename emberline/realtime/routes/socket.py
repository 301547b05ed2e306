"""`/ws`: a user's events over a WebSocket."""

from typing import Any, cast

import structlog
from fastapi import APIRouter, Request, WebSocket
from starlette.responses import Response

from emberline.accounts.gate import gate_of
from emberline.kit.db import Database
from emberline.kit.errors import AppError
from emberline.kit.ids import new_id
from emberline.kit.runtime import runtime_of
from emberline.realtime.access import (
    PARAMETERS,
    Place,
    asked_client,
    asked_place,
    ensure_own_page,
    hub_of,
    listening_viewer,
)
from emberline.realtime.hub import Hub, Listener, count_end
from emberline.realtime.protocol import SOCKET, EventSocket
from emberline.realtime.rules import OVER, TRY_AGAIN, Close
from emberline.realtime.service.devices import connect_device, disconnect_device

router = APIRouter(tags=["realtime"])

log = structlog.get_logger()


class SocketPeer:
    """The far end of a WebSocket."""

    kind = "socket"

    def __init__(self, socket: EventSocket) -> None:
        self._socket = socket

    def send(self, message: bytes, number: int) -> None:
        """See `Peer.send`."""
        self._socket.send_event(message)

    def end(self, close: Close) -> None:
        """See `Peer.end`."""
        self._socket.end(close)


_UPGRADES: dict[int | str, dict[str, Any]] = {
    101: {"description": "The connection is a WebSocket now; `/asyncapi.json` tells the messages."},
    426: {"description": "The request asked for no upgrade."},
}


_CLIENT_PARAMETER = {
    "name": "client",
    "in": "query",
    "required": False,
    "description": "Which of the user's devices this is.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{0,64}$"},
}


@router.get(
    "/ws",
    status_code=101,
    response_class=Response,
    responses=_UPGRADES,
    openapi_extra={"parameters": [*PARAMETERS, _CLIENT_PARAMETER]},
)
async def refuse_without_upgrade(request: Request) -> Response:
    """The user's events over a WebSocket: `?ticket=` of POST /ws/ticket, or `?token=`.

    `?client=` names the device (at most five, else one), `?since=` and `?epoch=` go on where it
    stood. A page of a foreign origin is 403.
    """
    ensure_own_page(request)
    await listening_viewer(request)
    asked_client(request)
    asked_place(request)
    raise AppError(
        "upgrade-required",
        426,
        "Upgrade required",
        "Connect with a WebSocket client, or read the same events at /events.",
        headers={"Upgrade": "websocket"},
    )


@router.websocket("/ws")
async def listen(websocket: WebSocket) -> None:
    """Accept who may listen, and keep the connection in the hub until it ends."""
    ensure_own_page(websocket)
    viewer = await listening_viewer(websocket)
    client, place = asked_client(websocket), asked_place(websocket)
    hub = hub_of(websocket)
    socket = cast(EventSocket, websocket.scope["extensions"][SOCKET])
    listener = Listener(new_id(), viewer, SocketPeer(socket))
    await websocket.accept()
    hub.add(listener)
    try:
        await _begin(websocket, hub, listener, client, place)
        # Nothing else comes: the connection itself looks at what clients say.
        count_end((await websocket.receive()).get("code", 0))
    finally:
        hub.remove(listener)
        if listener.has_device:
            await _forget_device(runtime_of(websocket).database, listener)


async def _begin(
    websocket: WebSocket, hub: Hub, listener: Listener, client: str, place: Place
) -> None:
    """Replace the device's former connection, greet, and replay."""
    viewer, runtime = listener.viewer, runtime_of(websocket)
    if gate_of(websocket).is_over(viewer):
        # Revoked between the look at the credential and the hub's taking notice.
        listener.peer.end(OVER)
        return
    try:
        await runtime.database.write(
            connect_device, viewer.user_id, client, listener.id, runtime.clock.now()
        )
        listener.has_device = True
        await hub.begin(listener, place.since, place.epoch)
    except AppError as error:
        log.warning("connection_not_begun", reason=error.detail)
        listener.peer.end(TRY_AGAIN)


async def _forget_device(database: Database, listener: Listener) -> None:
    try:
        await database.write(disconnect_device, listener.viewer.user_id, listener.id)
    except AppError as error:
        # The row is in nobody's way: the device's next connection takes its place.
        log.warning("device_not_forgotten", reason=error.detail)
