"""The progress of one generation as a stream of server-sent events, which ends with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, cast

import msgspec
from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.gate import gate_of
from emberline.generations.rules import LIVE
from emberline.generations.service.showing import own_generation
from emberline.generations.service.telling import report
from emberline.kit.answers import refused
from emberline.kit.errors import AppError
from emberline.kit.ids import Id, new_id
from emberline.kit.runtime import InRuntime, Runtime
from emberline.realtime.access import hub_of
from emberline.realtime.listeners import Listener, count_end
from emberline.realtime.protocol import CONNECTION
from emberline.realtime.protocol.http import EventHttp
from emberline.realtime.routes.stream import HEADERS, EventStream, check_room
from emberline.realtime.rules import OVER, PING_SECONDS, Close

router = APIRouter(prefix="/api/story-generations", tags=["generations"])

_EXAMPLE = 'data: {"id":"0197…","status":"in_progress","progress":42,"eta_seconds":18}\n\n'
_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: the state now, each change, and the final state.",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}
_PING = b": ping\n\n"


class ProgressPeer:
    """The far end of a progress stream: an event of the generation only says that there is news,
    which is then read, so that one which was missed changes nothing."""

    kind = "stream"

    def __init__(self, runtime: Runtime, user_id: str, generation_id: str, cut: Callable[[], None]):
        self._runtime = runtime
        self._user_id = user_id
        self._generation_id = generation_id
        self._mark = generation_id.encode()
        self._cut_soon = cut
        self._news = asyncio.Event()
        self._close: Close | None = None

    def tell(self, message: bytes, number: int) -> None:
        """See `Peer.tell`."""
        if self._mark in message:
            self._news.set()

    def end(self, close: Close) -> None:
        """See `Peer.end`."""
        if self._close is None:
            self._close = close
            count_end(close.code)
            self._cut_soon()
            self._news.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The state now and after each change, with pings in between, until the final one."""
        shown = b""
        while self._close is None:
            self._news.clear()
            state = await self._state()
            if state is None:
                return
            body, is_live = state
            if body != shown:
                yield _event(body)
                shown = body
            if not is_live:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), PING_SECONDS)
            if not self._news.is_set():
                yield _PING
        told = msgspec.json.encode({"code": self._close.code, "reason": self._close.reason})
        yield b"event: close\ndata: %b\n\n" % told

    async def _state(self) -> tuple[bytes, bool] | None:
        """The report as JSON, and whether more will come; None when the generation is gone."""
        try:
            return await self._runtime.database.read(
                _state, self._user_id, self._generation_id, self._runtime.clock.now()
            )
        except AppError as error:
            if error.status != 404:
                raise
            return None


@router.get(
    "/{generation_id}/events",
    response_class=Response,
    responses=_DOCUMENTED | refused({429: "The user has as many streams as one may have."}),
)
async def stream_progress(
    runtime: InRuntime, viewer: InViewer, request: Request, generation_id: Id
) -> Response:
    """How far a generation of yours is, as it comes further; the stream ends after its end."""
    began = runtime.clock.now()
    body, is_live = await runtime.database.read(_state, viewer.user_id, generation_id, began)
    if not is_live:
        return Response(_event(body), media_type=EventStream.media_type, headers=HEADERS)
    hub = hub_of(request)
    check_room(hub, viewer.user_id)
    connection = cast(EventHttp, request.scope["extensions"][CONNECTION])
    connection.carry_stream()
    peer = ProgressPeer(runtime, viewer.user_id, generation_id, connection.cut_soon)
    listener = Listener(new_id(), viewer, peer)
    hub.add(listener)
    if gate_of(request).is_over(viewer, began):
        peer.end(OVER)
    return EventStream(
        peer, partial(hub.begin, listener, None, None), partial(hub.remove, listener)
    )


@router.head("/{generation_id}/events", include_in_schema=False)
async def head_of_progress(runtime: InRuntime, viewer: InViewer, generation_id: Id) -> Response:
    """The head of the stream alone, for it may go on for long."""
    now = runtime.clock.now()
    await runtime.database.read(own_generation, viewer.user_id, generation_id, now)
    return Response(media_type=EventStream.media_type, headers=HEADERS)


def _state(conn: Connection, user_id: str, generation_id: str, now: datetime) -> tuple[bytes, bool]:
    row = own_generation(conn, user_id, generation_id, now)
    return msgspec.json.encode(report(row, now)), row.status in LIVE


def _event(body: bytes) -> bytes:
    return b"data: %b\n\n" % body
