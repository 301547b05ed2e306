"""Uvicorn's connections, with our close codes, a way past ASGI for events, and a gentle end.

An event's frame goes straight to the transport: its buffer is the connection's queue, and the event
loop empties it, so that a connection costs no task and no send ever waits for a slow peer.
"""

import asyncio
import logging
from typing import Any

from uvicorn._types import ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.protocol import State
from websockets.server import ServerProtocol

from emberline.realtime.rules import (
    FLOOD,
    FLOOD_MESSAGES,
    FLOOD_SECONDS,
    MESSAGE_MOST_BYTES,
    NO_PONG,
    PING_SECONDS,
    PONG_SECONDS,
    QUEUED_MOST_BYTES,
    TOO_LARGE,
    TOO_SLOW,
    Close,
)

SOCKET = "emberline.socket"
"""The ASGI extension under which an application finds the connection of its request."""

HEAD_MOST_BYTES = 64 * 1024
"""So long a request's head may be, more or less by what is read at once."""

CLOSING_SECONDS = 5.0
"""So long a peer has to answer a close frame, or to read what was sent before it."""

# The library's codes for what has a code of its own on our wire.
_CLOSES = {1009: TOO_LARGE, 1011: NO_PONG}
_TEXT = 0x81  # a whole text message, RFC 6455 §5.2
_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"

# Uvicorn writes addresses, tickets and tokens included, at the level of information.
_log = logging.getLogger("uvicorn.websockets")
_log.setLevel(logging.WARNING)


class EventSocket(WebSocketsSansIOProtocol):
    """One connection: accepted and ended by ASGI, events leave by `send_event`.

    What the client says is ignored, but it must be UTF-8, short and rare.
    """

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
        self._counted_since = 0.0
        self._counted = 0

    async def run_asgi(self) -> None:
        """Run the application, which finds this connection in its scope."""
        extensions: dict[str, Any] = {**(self.scope["extensions"] or {}), SOCKET: self}
        self.scope["extensions"] = extensions
        await super().run_asgi()

    async def send(self, message: ASGISendEvent) -> None:
        """Take an ASGI message; a refusal, once whole, completes the handshake like a yes."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
            self.handshake_complete = True

    def send_event(self, payload: bytes) -> None:
        """Queue a text message of `payload`, UTF-8, and end a connection that does not keep up."""
        if self.close_sent or self.transport.is_closing():
            return
        self.transport.write(_header(len(payload)) + payload)
        self._end_if_too_slow()

    def end(self, close: Close) -> None:
        """Close with this code, whatever waits in the queue; a second call does nothing."""
        if self.close_sent or self.transport.is_closing() or self.conn.state is not State.OPEN:
            return
        message = {"type": "websocket.disconnect", "code": close.code, "reason": close.reason}
        self.queue.put_nowait(message)  # type: ignore[arg-type]
        self.stop_keepalive()
        self.conn.send_close(close.code, close.reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self._wait_for_the_end()

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
        self._end_if_too_slow()
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
        super().keepalive_timeout()
        self.loop.call_later(CLOSING_SECONDS, self.transport.abort)

    def handle_parser_exception(self) -> None:
        """Say what was wrong, and let the peer read it: closing at once would reset the line."""
        assert self.conn.close_sent is not None
        code, reason = self.conn.close_sent.code, self.conn.close_sent.reason
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._wait_for_the_end()

    def handle_close(self, event: Frame) -> None:
        """Answer the peer's close, or take its answer to ours."""
        super().handle_close(event)
        if self.transport.is_closing() and self.transport.get_write_buffer_size():
            # What a peer that does not read leaves in the buffer would keep it open for ever.
            self.loop.call_later(CLOSING_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        """Called when the server stops: the hub ends its connections one after the other."""
        if self.handshake_complete and not self.close_sent:
            _drain(self.app)
        else:
            super().shutdown()

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

    def _end_if_too_slow(self) -> None:
        if self.transport.get_write_buffer_size() > QUEUED_MOST_BYTES:
            self.end(TOO_SLOW)

    def _wait_for_the_end(self) -> None:
        self.close_sent = True
        self.close_timer = self.loop.call_later(CLOSING_SECONDS, self.transport.abort)


class EventHttp(HttpToolsProtocol):
    """One HTTP connection, whose event stream ends when the server stops.

    Applications find it in their scope. A request's head is bounded.
    """

    _head_bytes: int | None = None  # of the unfinished head

    def data_received(self, data: bytes) -> None:
        """Take what the peer sent, unless that is a head without end."""
        began_before = self._head_bytes is not None
        super().data_received(data)
        if began_before and self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_MOST_BYTES and not self.transport.is_closing():
                self.send_400_response("The request's head is too large.")

    def on_message_begin(self) -> None:
        """Called by the parser when a request begins."""
        super().on_message_begin()
        self._head_bytes = 0
        extensions: dict[str, Any] = {SOCKET: self}
        self.scope["extensions"] = extensions

    def on_headers_complete(self) -> None:
        """Called by the parser at the end of a request's head."""
        self._head_bytes = None
        super().on_headers_complete()

    def cut_soon(self) -> None:
        """Cut the line of a peer that does not read, however much it left unread."""
        self.loop.call_later(CLOSING_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        """Called when the server stops, which would wait for a stream until its grace is over."""
        super().shutdown()
        _drain(self.app)


UVICORN_OPTIONS: dict[str, Any] = {
    "http": EventHttp,
    "ws": EventSocket,
    "ws_ping_interval": PING_SECONDS,
    "ws_ping_timeout": PONG_SECONDS,
    # Uvicorn #1862: compression costs 44 KiB a connection, and events are short.
    "ws_per_message_deflate": False,
    "access_log": False,
    "log_config": None,
    "server_header": False,
    # Forwarded headers are read by `kit.addresses`, which knows whom to trust.
    "proxy_headers": False,
}
"""What the application needs of uvicorn, wherever it is served."""


class _Connection(ServerProtocol):
    """The protocol without input and output, closing with our codes where it fails by itself."""

    def fail(self, code: int, reason: str = "") -> None:
        """Fail the connection; see RFC 6455 §7.1.7."""
        close = _CLOSES.get(code)
        if close is None:
            super().fail(code, reason)
        else:
            super().fail(close.code, close.reason)


def _drain(app: Any) -> None:
    app.state.hub.begin_to_drain()


def _header(length: int) -> bytes:
    """The header of an unmasked text frame that is a whole message of `length` bytes."""
    if length < 126:
        return bytes((_TEXT, length))
    if length < 65_536:
        return bytes((_TEXT, 126)) + length.to_bytes(2, "big")
    return bytes((_TEXT, 127)) + length.to_bytes(8, "big")
