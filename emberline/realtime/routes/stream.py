"""`/events`: the same events as a stream of server-sent events, for clients without WebSocket."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, cast

import msgspec
import structlog
from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from emberline.accounts.gate import gate_of
from emberline.kit.answers import refused
from emberline.kit.errors import AppError, too_many
from emberline.kit.ids import new_id
from emberline.kit.runtime import runtime_of
from emberline.realtime.access import PARAMETERS, asked_place, hub_of, listening_viewer
from emberline.realtime.hub import Hub
from emberline.realtime.listeners import Listener, Peer, count_end
from emberline.realtime.protocol import CONNECTION
from emberline.realtime.protocol.http import DEAD_SECONDS, EventHttp
from emberline.realtime.rules import (
    OVER,
    PING_SECONDS,
    QUEUED_MOST_BYTES,
    STREAMS_MOST,
    TOO_SLOW,
    TRY_AGAIN,
    Close,
)

router = APIRouter(tags=["realtime"])

log = structlog.get_logger()

HEADERS = {
    "Cache-Control": "no-store",
    "Connection": "close",  # so that a line which is not read can be cut at its end
    "X-Accel-Buffering": "no",  # nginx would hold events back
}
_PING = b": ping\n\n"


class StreamPeer:
    """The far end of an event stream: what is to be sent waits here.

    epoch: the outbox's, named with each event's id, so that `Last-Event-ID` tells both. cut_soon:
    called at the end, lest a peer that does not read keeps its connection for ever.
    """

    kind = "stream"

    def __init__(self, epoch: str, cut_soon: Callable[[], None]) -> None:
        self._epoch = epoch.encode()
        self._cut_soon = cut_soon
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._news = asyncio.Event()
        self._has_ended = False

    def tell(self, message: bytes, number: int) -> None:
        """See `Peer.tell`."""
        if self._has_ended:
            return
        self._put(b"id: %b.%d\ndata: %b\n\n" % (self._epoch, number, message))
        if self._bytes > QUEUED_MOST_BYTES:
            self.end(TOO_SLOW)

    def end(self, close: Close) -> None:
        """See `Peer.end`."""
        if self._has_ended:
            return
        self._has_ended = True
        count_end(close.code)
        if close is TOO_SLOW:
            # It is read again from the outbox when the client comes back.
            self._waiting.clear()
        self._cut_soon()
        told = msgspec.json.encode({"code": close.code, "reason": close.reason})
        self._put(b"event: close\ndata: %b\n\n" % told)

    async def chunks(self) -> AsyncIterator[bytes]:
        """What is to be sent, all that waits at once, with pings in between, until the end."""
        while self._waiting or not self._has_ended:
            if not self._waiting:
                self._news.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), PING_SECONDS)
            chunk = b"".join(self._waiting) or _PING
            self._waiting.clear()
            self._bytes = 0
            yield chunk

    def _put(self, chunk: bytes) -> None:
        self._waiting.append(chunk)
        self._bytes += len(chunk)
        self._news.set()


class LastingPeer(Peer, Protocol):
    """The far end of an answer that lasts."""

    def chunks(self) -> AsyncIterator[bytes]:
        """What is to be sent, until the end."""
        ...


class EventStream(Response):
    """An answer that lasts until the client leaves or the peer is ended."""

    media_type = "text/event-stream"

    def __init__(
        self, peer: "LastingPeer", began: Callable[[], Awaitable[None]], ended: Callable[[], None]
    ) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self._peer = peer
        self._began = began
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI call."""
        tasks = [asyncio.create_task(work) for work in (self._send_all(send), _gone(receive))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ended()
            for task in tasks:
                task.cancel()
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(outcome, Exception):
                    raise outcome

    async def _send_all(self, send: Send) -> None:
        head = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(head)
        try:
            await self._began()
        except AppError as error:
            log.warning("stream_not_begun", reason=error.detail)
            self._peer.end(TRY_AGAIN)
        async for chunk in self._peer.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        """The request had no body."""


_EXAMPLE = 'id: 01a2….42\ndata: {"type":"story.viewed","data":{…},"timestamp":"…","id":42}\n\n'
_LAST_EVENT_ID = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "description": "The id of the last event that was got, as a browser's EventSource sends it.",
    "schema": {"type": "string"},
}
_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events; each one's data is a message as `/ws` sends it.",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}


@router.get(
    "/events",
    response_class=Response,
    openapi_extra={"parameters": [*PARAMETERS, _LAST_EVENT_ID]},
    responses=_DOCUMENTED | refused({429: "The user has as many streams as one may have."}),
)
async def stream_events(request: Request) -> Response:
    """The user's events as a stream, `/asyncapi.json` tells which; it replaces no connection.

    By `?ticket=`, `?token=` or the `Authorization` header. `Last-Event-ID`, or `?since=` and
    `?epoch=`, go on where a client stood. At its end an event `close` says why.
    """
    began = runtime_of(request).clock.now()
    viewer = await listening_viewer(request)
    place = asked_place(request)
    hub = hub_of(request)
    check_room(hub, viewer.user_id)
    connection = cast(EventHttp, request.scope["extensions"][CONNECTION])
    connection.carry_stream()
    peer = StreamPeer(hub.epoch, connection.cut_soon)
    listener = Listener(new_id(), viewer, peer)
    hub.add(listener)
    if gate_of(request).is_over(viewer, began):
        peer.end(OVER)
    return EventStream(
        peer,
        partial(hub.begin, listener, place.since, place.epoch),
        partial(hub.remove, listener),
    )


@router.head("/events", include_in_schema=False)
async def head_of_stream(request: Request) -> Response:
    """The head of the stream alone, for it has no end to wait for."""
    await listening_viewer(request)
    return Response(media_type=EventStream.media_type, headers=HEADERS)


def check_room(hub: Hub, user_id: str) -> None:
    """AppError 429 when the user has as many streams here as one may have."""
    streams = sum(listener.peer.kind == StreamPeer.kind for listener in hub.of(user_id))
    if streams >= STREAMS_MOST:
        # A line that is dead is noticed by then.
        headers = {"Retry-After": str(DEAD_SECONDS)}
        raise too_many(f"There are {STREAMS_MOST} streams of yours already. Close one.", headers)
