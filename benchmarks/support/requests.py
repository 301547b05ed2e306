"""A small HTTP client that costs little beside the server that it loads."""

import asyncio
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_STALLED_SECONDS = 120
_FINE = (b"200", b"202")


@dataclass(frozen=True)
class Outcome:
    """What came of a burst of requests: how many, and the wall seconds that they took."""

    requests: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def get(path: str, token: str) -> bytes:
    """A GET as it goes over the wire."""
    return _request("GET", path, token, "")


def post(path: str, token: str) -> bytes:
    """A POST without a body."""
    return _request("POST", path, token, "Content-Length: 0\r\n")


def post_json(path: str, token: str, body: Mapping[str, Any]) -> bytes:
    """A POST with a body of JSON."""
    text = json.dumps(body, ensure_ascii=True)
    more = f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n"
    return _request("POST", path, token, more) + text.encode("ascii")


def _request(method: str, path: str, token: str, more: str) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{more}\r\n"
    return head.encode("ascii")


async def burst(port: int, requests: Iterable[bytes], connections: int) -> Outcome:
    """Send `requests` over keep-alive connections, each one request at a time.

    RuntimeError at the first answer that is neither 200 nor 202, with its text.
    """
    loop = asyncio.get_running_loop()
    waiting = iter(requests)
    clients = []
    for _ in range(connections):
        _, client = await loop.create_connection(lambda: _Client(waiting), "127.0.0.1", port)
        clients.append(client)
    started = perf_counter()
    for client in clients:
        client.send_next()
    async with asyncio.timeout(_STALLED_SECONDS):
        await asyncio.gather(*[client.done for client in clients])
    seconds = perf_counter() - started
    for client in clients:
        client.close()
    return Outcome(sum(client.answered for client in clients), seconds)


async def paced(port: int, requests: Iterable[bytes], rate: float) -> list[float]:
    """Begin `rate` of `requests` a second, in time or not, over as many connections as that takes.

    How many seconds after its appointed time each was answered. RuntimeError as `burst`.
    """
    loop = asyncio.get_running_loop()
    idle: list[_Client] = []
    begun = perf_counter()

    async def answered(request: bytes, appointed: float) -> float:
        # The server lets go of connections that were idle for some seconds.
        while idle and idle[-1].is_closed:
            idle.pop()
        if idle:
            client = idle.pop()
        else:
            _, client = await loop.create_connection(lambda: _Client(iter(())), "127.0.0.1", port)
        client.ask(request)
        try:
            await client.done
        except ConnectionError:
            # It let go of this one at that very moment: asked again, as browsers do.
            return await answered(request, appointed)
        idle.append(client)
        return perf_counter() - appointed

    tasks = []
    async with asyncio.timeout(_STALLED_SECONDS):
        for number, request in enumerate(requests):
            appointed = begun + number / rate
            await asyncio.sleep(max(0.0, appointed - perf_counter()))
            tasks.append(asyncio.create_task(answered(request, appointed)))
        delays = await asyncio.gather(*tasks)
    for client in idle:
        client.close()
    return delays


async def body_of(port: int, request: bytes) -> bytes:
    """The body of the answer to one request."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: _Client(iter([request])), "127.0.0.1", port)
    client.send_next()
    await client.done
    client.close()
    return client.body


class _Client(asyncio.Protocol):
    """One connection that takes the next request from a common iterator when it was answered."""

    def __init__(self, waiting: Iterator[bytes]) -> None:
        self.answered = 0
        self.body = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._received = bytearray()
        self._expected = 0
        self._head = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked of it any more."""
        return self._transport is None or self._transport.is_closing()

    def ask(self, request: bytes) -> None:
        """Send this one; `done` is new, and over when it was answered."""
        self.done = asyncio.get_running_loop().create_future()
        self._waiting = iter([request])
        self.send_next()

    def send_next(self) -> None:
        assert self._transport is not None
        request = next(self._waiting, None)
        if request is None:
            if not self.done.done():
                self.done.set_result(None)
            return
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._expected and (end := self._received.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._received, 0, end)
            assert length is not None
            self._head = end + 4
            self._expected = self._head + int(length[1])
        if self._expected and len(self._received) >= self._expected:
            self._take_answer()

    def _take_answer(self) -> None:
        if self._received[9:12] not in _FINE:
            if not self.done.done():
                self.done.set_exception(RuntimeError(self._received.decode("utf-8", "replace")))
            return
        self.answered += 1
        self.body = bytes(self._received[self._head : self._expected])
        self._received.clear()
        self._expected = 0
        self.send_next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed the connection"))

    def close(self) -> None:
        assert self._transport is not None
        self._transport.close()
