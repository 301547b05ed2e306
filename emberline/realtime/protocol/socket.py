"""A WebSocket connection that events reach past ASGI.

An event's frame goes straight to the transport: its buffer is the connection's queue, and the event
loop empties it. So a connection costs no task, and nobody ever waits for a slow peer.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from functools import lru_cache, partial
from typing import Any

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.protocol import State
from websockets.server import ServerProtocol

from emberline.realtime.listeners import count_end
from emberline.realtime.protocol import CONNECTION
from emberline.realtime.rules import (
    CLOSING_SECONDS,
    FLOOD,
    FLOOD_MESSAGES,
    FLOOD_SECONDS,
    MESSAGE_MOST_BYTES,
    NO_PONG,
    QUEUED_MOST_BYTES,
    TOO_LARGE,
    TOO_SLOW,
    TRY_AGAIN,
    Close,
)

# The library's codes for what has a code of its own on our wire.
_CLOSES = {1009: TOO_LARGE, 1011: NO_PONG}
_TEXT = 0x81  # a whole text message, RFC 6455 §5.2
_SOCKETS_A_TURN = 32
_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"

# Uvicorn writes addresses, tickets and tokens included, at the level of information.
_log = logging.getLogger("uvicorn.websockets")
_log.setLevel(logging.WARNING)


class WriteTurns:
    """Sockets with something to write take turns, some at a time.

    One event for thousands does not hold up the loop, and what is published before a socket's turn
    has come leaves in one write with what waits.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: deque[EventSocket] = deque()

    def wait(self, socket: "EventSocket") -> None:
        """Let `socket` write when its turn comes."""
        if not self._waiting:
            self._loop.call_soon(self._take_turn)
        self._waiting.append(socket)

    def _take_turn(self) -> None:
        for _ in range(min(_SOCKETS_A_TURN, len(self._waiting))):
            self._waiting.popleft().flush()
        if self._waiting:
            self._loop.call_soon(self._take_turn)


Left = Callable[[], Coroutine[Any, Any, None]]
"""What is to be done when a connection has ended."""


class EventSocket(WebSocketsSansIOProtocol):
    """One connection: accepted by ASGI, then told events; see `listeners.Peer`.

    What the client says is ignored, but it must be UTF-8, short and rare.
    """

    kind = "socket"
    closing_seconds = CLOSING_SECONDS

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.logger = _log
        self.conn = _Connection(max_size=MESSAGE_MOST_BYTES, logger=_log)
        self._frames: list[bytes] = []
        self._turns: WriteTurns | None = None
        self._left: Left | None = None
        self._counted_since = 0.0
        self._counted = 0

    async def run_asgi(self) -> None:
        """Run the application, which finds this connection in its scope and may leave it open."""
        extensions: dict[str, Any] = {**(self.scope["extensions"] or {}), CONNECTION: self}
        self.scope["extensions"] = extensions
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            """It left while it was answered."""
        except BaseException:
            self.logger.exception("Exception in ASGI application")
            self.send_500_response()
        if self._left is not None:
            self._live_on(self._left)
        elif self.close_timer is None:
            self.transport.close()

    def outlive(self, turns: WriteTurns, left: Left) -> None:
        """Go on when the application has returned; `left` is run at the end.

        An application that waits for the end costs two thirds of a connection's memory.
        """
        self._turns = turns
        self._left = left

    async def send(self, message: ASGISendEvent) -> None:
        """Take an ASGI message; a refusal, once whole, completes the handshake like a yes."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
            self.handshake_complete = True

    def tell(self, message: bytes, number: int) -> None:
        """See `Peer.tell`."""
        if not self._frames and self._turns is not None:
            self._turns.wait(self)
        self._frames.append(_header(len(message)))
        self._frames.append(message)

    def flush(self) -> None:
        """Write what waits."""
        if self._frames and not (self.close_sent or self.transport.is_closing()):
            self.transport.write(b"".join(self._frames))
        self._frames.clear()

    def pause_writing(self) -> None:
        """Called when more than may wait in the queue does."""
        # Not at once: this is called from within a write.
        self.loop.call_soon(self.end, TOO_SLOW)

    def resume_writing(self) -> None:
        """Called when the queue is short again; who is to be ended stays so."""

    def end(self, close: Close) -> None:
        """Close with this code, behind what waits in the queue; a second call does nothing."""
        if self.close_sent or self.transport.is_closing() or self.conn.state is not State.OPEN:
            return
        count_end(close.code)
        self.flush()
        message = {"type": "websocket.disconnect", "code": close.code, "reason": close.reason}
        self.queue.put_nowait(message)  # type: ignore[arg-type]
        self.stop_keepalive()
        self.conn.send_close(close.code, close.reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self._wait_for_the_end()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called when a client has connected."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=QUEUED_MOST_BYTES)

    def eof_received(self) -> None:
        """Called when the peer says nothing more: the line closes once all is written to it."""
        self._cut_soon()

    def data_received(self, data: bytes) -> None:
        """Take what the peer sent; after a broken frame nothing more is looked at."""
        if self.handshake_initiated and not self.handshake_complete:
            # Nobody may speak before they are answered, RFC 6455 §4.1.
            self.transport.abort()
        elif self.conn.parser_exc is None:
            super().data_received(data)
            if self.conn.handshake_exc is not None and not self.handshake_initiated:
                self._refuse_handshake()

    def handle_cont(self, event: Frame) -> None:
        """Take a piece of a message; each counts, for empty ones never make it too large."""
        if not self.close_sent:
            super().handle_cont(event)
            self._count()

    def handle_ping(self) -> None:
        """Answer; a peer that asks without reading the answers is ended like any slow one."""
        if self.close_sent:
            self.conn.data_to_send()
            return
        super().handle_ping()
        self._count()

    def send_receive_event_to_app(self) -> None:
        """Ignore a whole message of the client."""
        data = b"".join(self.frames)
        self.frames = []
        if self.close_sent:
            return
        try:
            if self.curr_msg_data_type == "text":
                data.decode()
        except UnicodeDecodeError:
            self._fail(Close(1007, "not UTF-8"))
        else:
            self._count()

    def keepalive_timeout(self) -> None:
        """End the connection of a peer that did not answer a ping."""
        count_end(NO_PONG.code)
        super().keepalive_timeout()
        self._cut_soon()

    def handle_parser_exception(self) -> None:
        """Say what was wrong, and let the peer read it: closing at once would reset the line."""
        assert self.conn.close_sent is not None
        code, reason = self.conn.close_sent.code, self.conn.close_sent.reason
        count_end(code)
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._wait_for_the_end()

    def handle_close(self, event: Frame) -> None:
        """Answer the peer's close, or take its answer to ours."""
        super().handle_close(event)
        if self.transport.is_closing():
            self._cut_soon()

    def send_500_response(self) -> None:
        """Called when the application failed, with or without having accepted."""
        if self.handshake_complete:
            self.end(TRY_AGAIN)
        else:
            super().send_500_response()

    def shutdown(self) -> None:
        """Called when the server stops: the hub ends its connections one after the other.

        What was ended before has its time to go; who is about to be accepted is ended then.
        """
        self.app.state.hub.begin_to_drain()

    def _live_on(self, left: Left) -> None:
        """Let go of all that only the application needed."""
        waiting, self.queue = self.queue, _End(partial(self._run, left))  # type: ignore[assignment]
        while not waiting.empty():
            self.queue.put_nowait(waiting.get_nowait())
        self.writable = _NOBODY_WAITS
        del self.scope, self.request, self.response

    def _run(self, left: Left) -> None:
        task = self.loop.create_task(left())
        self.tasks.add(task)
        task.add_done_callback(self.on_task_complete)

    def _refuse_handshake(self) -> None:
        """Say that the request was none, for it came to no application that could."""
        answer = b"".join(self.conn.data_to_send())
        self.transport.write(answer or _BAD_REQUEST)
        self.transport.close()

    def _count(self) -> None:
        now = self.loop.time()
        if now - self._counted_since > FLOOD_SECONDS:
            self._counted_since, self._counted = now, 0
        self._counted += 1
        if self._counted > FLOOD_MESSAGES:
            self._fail(FLOOD)

    def _fail(self, close: Close) -> None:
        """Close for what the peer sent; nothing more of it is looked at."""
        if not self.close_sent:
            self.conn.fail(close.code, close.reason)
            self.handle_parser_exception()

    def _wait_for_the_end(self) -> None:
        self.close_sent = True
        self._cut_soon()

    def _cut_soon(self) -> None:
        """Cut the line if it is not gone by then: what a peer leaves unread would keep it open."""
        if self.close_timer is None:
            self.close_timer = self.loop.call_later(self.closing_seconds, self.transport.abort)


class _End:
    """In the place of the queue of an application that has returned: takes the first end."""

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended: Callable[[], None] | None = ended

    def put_nowait(self, message: ASGIReceiveEvent) -> None:
        """Take a message to the application."""
        if message["type"] == "websocket.disconnect" and self._ended is not None:
            ended, self._ended = self._ended, None
            ended()


_NOBODY_WAITS = asyncio.Event()


class _Connection(ServerProtocol):
    """The protocol without input and output, closing with our codes where it fails by itself."""

    def fail(self, code: int, reason: str = "") -> None:
        """Fail the connection; see RFC 6455 §7.1.7."""
        close = _CLOSES.get(code)
        if close is None:
            super().fail(code, reason)
        else:
            super().fail(close.code, close.reason)


@lru_cache(maxsize=1024)
def _header(length: int) -> bytes:
    """The header of an unmasked text frame that is a whole message of `length` bytes."""
    if length < 126:
        return bytes((_TEXT, length))
    if length < 65_536:
        return bytes((_TEXT, 126)) + length.to_bytes(2, "big")
    return bytes((_TEXT, 127)) + length.to_bytes(8, "big")
