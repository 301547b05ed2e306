"""A WebSocket client and a publisher for one thread that waits for all of them by epoll.

RFC 6455 as far as a reader of text messages needs it: whole, unmasked frames, and pings.
"""

import re
import socket
import struct
from collections.abc import Sequence
from time import time

_TEXT, _PING = 0x81, 0x89
_SHORT = 126
_MASKED_PONG = b"\x8a\x80\0\0\0\0"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
# Beyond what is expected: for pings, until they are taken out.
_ROOM = 1 << 12
# Linux: with what is received comes when the kernel had it (seconds and nanoseconds), however late
# the client looks. Python has no name for the option.
_STAMPED = 35
_STAMP = struct.Struct("qq")
_STAMP_SPACE = socket.CMSG_SPACE(_STAMP.size)


class Listener:
    """One client. What it received since `expect` lies in one buffer, frame behind frame."""

    __slots__ = ("_at", "_buffer", "_filled", "_view", "messages", "socket")

    def __init__(self, port: int, path: str) -> None:
        """Connect and ask for the upgrade; `finish` takes the answer."""
        self.socket = _connected(port)
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            "\r\n".encode("ascii")
        )
        self._buffer = bytearray()
        self.expect(0)

    def finish(self, *, greeted: bool) -> None:
        """Wait for the answer, and for the greeting of a server that sends one.

        RuntimeError with the answer when it is another than 101.
        """
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more(received)
        head, _, rest = received.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise RuntimeError(f"no WebSocket: {received.decode('utf-8', 'replace')}")
        while greeted and (len(rest) < 4 or len(rest) < _frame_bytes(rest, 0)):
            rest += self._more(received)
        self.socket.setblocking(False)

    def expect(self, total: int) -> None:
        """Forget what was received and make room for `total` bytes more."""
        if len(self._buffer) < total + _ROOM:
            # Written once, so that no round pays for the first touch of its pages.
            self._buffer = bytearray(b"\xff") * (total + _ROOM)
            self._view = memoryview(self._buffer)
        self._filled = self._at = self.messages = 0

    def take(self, begun: Sequence[float], delays: list[float]) -> int:
        """Receive what is there: how many messages that made whole, their delays noted.

        begun: when each was published, by `time.time`, in the order in which they come.
        """
        count, now = _receive(self.socket, self._view[self._filled :])
        if not count:
            raise RuntimeError(f"the server ended a connection: {self.received()[-200:]!r}")
        self._filled += count
        before, buffer = self.messages, self._buffer
        while self._filled - self._at >= 4:
            end = self._at + _frame_bytes(buffer, self._at)
            if end > self._filled:
                break
            if buffer[self._at] == _TEXT:
                delays.append(now - begun[self.messages])
                self.messages += 1
                self._at = end
            else:
                self._answer(end)
        return self.messages - before

    def received(self) -> bytes:
        """Every frame since `expect`, without pings."""
        return bytes(self._buffer[: self._filled])

    def _answer(self, end: int) -> None:
        """Answer the ping that ends there, and take it out."""
        start, buffer = self._at, self._buffer
        assert buffer[start] == _PING, buffer[start:end]
        content = bytes(buffer[start + 2 : end])
        rest = buffer[end : self._filled]
        self._filled = start + len(rest)
        buffer[start : self._filled] = rest
        pong = bytearray(_MASKED_PONG)
        pong[1] |= len(content)
        self.socket.send(pong + content)

    def _more(self, received: bytes) -> bytes:
        more = self.socket.recv(65_536)
        if not more:
            raise RuntimeError(f"the server ended a connection: {received!r}")
        return more


class Publisher:
    """A keep-alive connection that makes one request at a time.

    asked_at, answered_at: when the last one's sending began and its answer was there, by the
    clock of `time.time`.
    """

    def __init__(self, port: int) -> None:
        self.is_waiting = False
        self.asked_at = self.answered_at = 0.0
        self._socket = _connected(port)
        self._received = bytearray()

    def fileno(self) -> int:
        """For epoll."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Send it; `is_waiting` until `take` has seen the whole answer."""
        self.asked_at = time()
        self._socket.sendall(request)
        self.is_waiting = True

    def take(self, flags: int = socket.MSG_DONTWAIT) -> None:
        """Receive what is there, if anything. RuntimeError when it is an answer of failure."""
        buffer = bytearray(_ROOM)
        try:
            count, self.answered_at = _receive(self._socket, memoryview(buffer), flags)
        except BlockingIOError:
            return
        self._received += buffer[:count]
        head, separator, body = self._received.partition(b"\r\n\r\n")
        if not count or bytes(head[9:10]) not in {b"", b"2"}:
            raise RuntimeError(f"not published: {self._received.decode('utf-8', 'replace')}")
        if not separator:
            return
        length = _LENGTH.search(head)
        is_whole = len(body) >= int(length[1]) if length else not _CHUNKED.search(head)
        if is_whole or body.endswith(b"0\r\n\r\n"):
            self._received = bytearray()
            self.is_waiting = False

    def ask(self, request: bytes) -> None:
        """Send it and wait for the answer."""
        self.send(request)
        while self.is_waiting:
            self.take(0)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


def _connected(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setsockopt(socket.SOL_SOCKET, _STAMPED, 1)
    return made


def _receive(connection: socket.socket, room: memoryview, flags: int = 0) -> tuple[int, float]:
    """How many bytes came, and when the kernel had the last of them; 0 and 0.0 at the end."""
    count, stamps, _, _ = connection.recvmsg_into((room,), _STAMP_SPACE, flags)
    if not count:
        return 0, 0.0
    seconds, nanoseconds = _STAMP.unpack(stamps[0][2])
    return count, seconds + nanoseconds * 1e-9


def text_frame(payload: bytes) -> bytes:
    """`payload` as a server sends it."""
    length = len(payload)
    if length < _SHORT:
        return bytes((_TEXT, length)) + payload
    return bytes((_TEXT, _SHORT)) + length.to_bytes(2, "big") + payload


def _frame_bytes(buffer: bytes | bytearray, at: int) -> int:
    """How long the frame is that begins there; four bytes of it must be there."""
    length = buffer[at + 1]
    return 2 + length if length < _SHORT else 4 + (buffer[at + 2] << 8) + buffer[at + 3]
