"""An HTTP connection: its heads are bounded, and the stream of events on it ends in time."""

import asyncio
import socket
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from emberline.realtime.protocol import CONNECTION
from emberline.realtime.rules import CLOSING_SECONDS

HEAD_MOST_BYTES = 64 * 1024
"""So long a request's head may be, more or less by what is read at once."""

DEAD_SECONDS = 45
"""So long a line that carries a stream may leave what was sent to it unacknowledged."""


class EventHttp(HttpToolsProtocol):
    """One HTTP connection. Applications find it in their scope."""

    closing_seconds = CLOSING_SECONDS
    head_seconds = 20.0
    """So long a request's head may take, the first one's from the connection on."""

    _head_bytes: int | None = None  # of the unfinished head
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called when a client has connected, who has to say something now."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Called when the line is gone."""
        self._have_head()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        """Called when the peer says nothing more: the line closes once all is written to it."""
        self.cut_soon()

    def data_received(self, data: bytes) -> None:
        """Take what the peer sent, unless that is a head without end."""
        began_before = self._head_bytes is not None
        super().data_received(data)
        if self._head_bytes is None:
            return
        if began_before:
            self._head_bytes += len(data)
        if self._head_bytes > HEAD_MOST_BYTES and not self.transport.is_closing():
            self.send_400_response("The request's head is too large.")
        elif self._head_timer is None:
            self._expect_head()

    def on_message_begin(self) -> None:
        """Called by the parser when a request begins."""
        super().on_message_begin()
        self._head_bytes = 0
        extensions: dict[str, Any] = {CONNECTION: self}
        self.scope["extensions"] = extensions

    def on_headers_complete(self) -> None:
        """Called by the parser at the end of a request's head."""
        self._head_bytes = None
        self._have_head()
        super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        """Make it a WebSocket, unless an answer is under way into whose midst that would fall."""
        under_way = cast("RequestResponseCycle | None", self.cycle)
        if under_way is None or under_way.response_complete:
            super().handle_websocket_upgrade()
        else:
            self.transport.abort()

    def carry_stream(self) -> None:
        """Notice a peer that lost its network, which has no pongs to miss (Linux alone can)."""
        line = self.transport.get_extra_info("socket")
        if line is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_SECONDS * 1000)

    def cut_soon(self) -> None:
        """Cut the line of a peer that does not read, however much it left unread."""
        self.loop.call_later(self.closing_seconds, self.transport.abort)

    def shutdown(self) -> None:
        """Called when the server stops, which would wait for a stream until its grace is over."""
        super().shutdown()
        self.app.state.hub.begin_to_drain()

    def _expect_head(self) -> None:
        self._head_timer = self.loop.call_later(self.head_seconds, self.transport.close)

    def _have_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
