"""`/ws`: a user's events over a WebSocket."""

from functools import partial
from typing import Any, cast

import structlog
from fastapi import APIRouter, Request, WebSocket
from starlette.responses import Response

from emberline.accounts.gate import gate_of
from emberline.kit.db import Database
from emberline.kit.errors import AppError, not_found
from emberline.kit.ids import new_id
from emberline.kit.origins import ensure_own_page
from emberline.kit.runtime import runtime_of
from emberline.realtime.access import (
    CLIENT_PARAMETER,
    PARAMETERS,
    Place,
    asked_client,
    asked_place,
    hub_of,
    listening_viewer,
)
from emberline.realtime.hub import Hub
from emberline.realtime.listeners import Listener
from emberline.realtime.protocol import CONNECTION
from emberline.realtime.protocol.socket import EventSocket
from emberline.realtime.rules import OVER, TRY_AGAIN
from emberline.realtime.service.devices import connect_device, disconnect_device

router = APIRouter(tags=["realtime"])

log = structlog.get_logger()

_UPGRADES: dict[int | str, dict[str, Any]] = {
    101: {"description": "The connection is a WebSocket now; `/asyncapi.json` tells the messages."},
    426: {"description": "The request asked for no upgrade."},
}


@router.get(
    "/ws",
    status_code=101,
    response_class=Response,
    responses=_UPGRADES,
    openapi_extra={"parameters": [*PARAMETERS, CLIENT_PARAMETER]},
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
    """Accept who may listen, greet, and leave the connection to the hub until it ends."""
    began = runtime_of(websocket).clock.now()
    ensure_own_page(websocket)
    viewer = await listening_viewer(websocket)
    client, place = asked_client(websocket), asked_place(websocket)
    hub = hub_of(websocket)
    socket = cast(EventSocket, websocket.scope["extensions"][CONNECTION])
    listener = Listener(new_id(), viewer, socket)
    await websocket.accept()
    socket.outlive(hub.turns, partial(_leave, hub, runtime_of(websocket).database, listener))
    if not hub.add(listener):
        return
    if gate_of(websocket).is_over(viewer, began):
        # Revoked between the look at the credential and the hub's taking notice.
        socket.end(OVER)
        return
    await _begin(websocket, hub, listener, client, place)


@router.websocket("/{path:path}")
async def refuse_elsewhere(path: str) -> None:  # noqa: ARG001 (a path parameter)
    """Say that there is nothing to connect to at any other path."""
    raise not_found()


async def _begin(
    websocket: WebSocket, hub: Hub, listener: Listener, client: str, place: Place
) -> None:
    """Replace the device's former connection, greet, and replay."""
    runtime = runtime_of(websocket)
    connected = (listener.viewer.user_id, client, listener.id, runtime.clock.now())
    try:
        await runtime.database.write(connect_device, *connected)
        listener.has_device = True
        await hub.begin(listener, place.since, place.epoch)
    except AppError as error:
        log.warning("connection_not_begun", reason=error.detail)
        listener.peer.end(TRY_AGAIN)


async def _leave(hub: Hub, database: Database, listener: Listener) -> None:
    """Forget the connection, which has ended."""
    hub.remove(listener)
    if not listener.has_device:
        return
    try:
        await database.write(disconnect_device, listener.viewer.user_id, listener.id)
    except AppError as error:
        # The row is in nobody's way: the device's next connection takes its place.
        log.warning("device_not_forgotten", reason=error.detail)
