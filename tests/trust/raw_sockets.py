"""WebSockets by hand: peers that no library would let one be."""

import asyncio
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
CONTINUATION = 0x0

WITHIN_SECONDS = 60.0
"""What must come has come by then, however slow the machine."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What came in a frame."""

    opcode: int
    payload: bytes

    @property
    def code(self) -> int:
        """The code of a close frame."""
        assert self.opcode == CLOSE, self
        return int.from_bytes(self.payload[:2], "big")

    @property
    def message(self) -> dict[str, Any]:
        """The message of a text frame."""
        assert self.opcode == TEXT, self
        decoded: dict[str, Any] = json.loads(self.payload)
        return decoded


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True) -> bytes:
    """The bytes of a client's frame (RFC 6455 §5.2); its mask is zeros and changes nothing."""
    bit = 0x80 if masked else 0
    head = bytes((fin << 7 | opcode,))
    if len(payload) < 126:
        head += bytes((bit | len(payload),))
    elif len(payload) < 65_536:
        head += bytes((bit | 126,)) + len(payload).to_bytes(2, "big")
    else:
        head += bytes((bit | 127,)) + len(payload).to_bytes(8, "big")
    return head + (bytes(4) if masked else b"") + payload


class RawSocket:
    """A line to a server that sends and reads only what the test says."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.greeting: dict[str, Any] = {}
        self._read = bytearray()

    def __enter__(self) -> "RawSocket":
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        async with asyncio.timeout(WITHIN_SECONDS):
            await asyncio.get_running_loop().sock_sendall(self.line, data)

    async def send_until_cut(self, data: bytes, times: int) -> int:
        """Send `data` so many times, or as often as the server lets one; how often it was."""
        for number in range(times):
            try:
                await self.send(data)
            except ConnectionError:
                return number
        return times

    async def head(self) -> str:
        """The head of an HTTP answer, such as that of a handshake."""
        while b"\r\n\r\n" not in self._read:
            assert await self._more(), f"the line ended after {bytes(self._read)!r}"
        head, _, rest = self._read.partition(b"\r\n\r\n")
        self._read = bytearray(rest)
        return head.decode()

    async def frame(self) -> Frame | None:
        """The next frame; None when the line ends before one is whole."""
        while (found := _first_frame(self._read)) is None:
            if not await self._more():
                return None
        size, got = found
        del self._read[:size]
        return got

    async def message(self) -> dict[str, Any]:
        """The next message; pings before it are answered."""
        while (got := await self.frame()) is not None and got.opcode == PING:
            await self.send(frame(PONG, got.payload))
        assert got is not None, "the line ended"
        return got.message

    async def frames(self) -> list[Frame]:
        """Every frame until the line ends."""
        got = []
        while (one := await self.frame()) is not None:
            got.append(one)
        return got

    async def end(self) -> int | None:
        """The code by which the server ends the connection; None for a line cut without a word."""
        while (got := await self.frame()) is not None and got.opcode != CLOSE:
            """What came before is passed over."""
        return got.code if got is not None else None

    async def at_end(self) -> bool:
        """Whether the line has ended, and all of it was read, once that is known."""
        return not self._read and not await self._more()

    async def rest(self) -> bytes:
        """Every byte until the line ends."""
        while await self._more():
            """There may be more."""
        return bytes(self._read)

    async def _more(self) -> bool:
        async with asyncio.timeout(WITHIN_SECONDS):
            try:
                got = await asyncio.get_running_loop().sock_recv(self.line, 65_536)
            except ConnectionResetError:
                return False
        self._read += got
        return bool(got)


def _first_frame(data: bytearray) -> tuple[int, Frame] | None:
    """How many bytes the first frame of a server takes, and the frame, once it is whole."""
    if len(data) < 2:
        return None
    length, start = data[1], 2
    assert length < 128, "a server masks no frame"
    if length > 125:
        start = 4 if length == 126 else 10
        length = int.from_bytes(data[2:start], "big")
    if len(data) < start + length:
        return None
    return start + length, Frame(data[0] & 0x0F, bytes(data[start : start + length]))


async def line_to(url: str, receive_buffer: int | None = None) -> RawSocket:
    """A line to the server at `url`; receive_buffer: bytes that the kernel takes unread."""
    line = socket.socket()
    if receive_buffer is not None:
        # Before it is connected, because the window is agreed on then.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    line.setblocking(False)
    parts = urlsplit(url)
    async with asyncio.timeout(WITHIN_SECONDS):
        await asyncio.get_running_loop().sock_connect(line, (parts.hostname, parts.port))
    return RawSocket(line)


def upgrade(path: str, *headers: str) -> bytes:
    """A request for a WebSocket."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: emberline",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


async def raw_socket(url: str, query: str, receive_buffer: int | None = None) -> RawSocket:
    """A connection to `/ws?{query}` that was accepted; its `hello` comes first."""
    opened = await line_to(url, receive_buffer)
    await opened.send(upgrade(f"/ws?{query}"))
    head = await opened.head()
    assert head.startswith("HTTP/1.1 101 "), head
    return opened


async def greeted_socket(url: str, query: str) -> RawSocket:
    """As `raw_socket`, its `hello` read."""
    opened = await raw_socket(url, query)
    opened.greeting = await opened.message()
    assert opened.greeting["type"] == "hello"
    return opened
