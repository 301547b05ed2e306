"""Peers that do not read are ended, cost next to nothing, and nobody else notices them."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from itertools import product
from typing import Any

import httpx
import pytest

from emberline.realtime.rules import FLOOD, QUEUED_MOST_BYTES, TOO_SLOW
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.trust.crowds import Peak, client_of, make_people, memory, until_left
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import (
    CLOSE,
    CONTINUATION,
    PING,
    TEXT,
    RawSocket,
    frame,
    greeted_socket,
    line_to,
    raw_socket,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

MIB = 1024 * 1024
LITTLE = 4096
"""The kernel's smallest buffers: what is not read waits at the server."""

EVENTS_AT_ONCE = 100
SLOW = 4
# What the kernel may hold for a connection at the server's end before the server itself must.
KERNEL_MOST = 8 * MIB


class Audience:
    """People who see an author's clips for the first time, a hundred views in a request."""

    def __init__(self, url: str, viewers: Sequence[Person], clips: Sequence[str]) -> None:
        self._url = url
        batches = [clips[n : n + EVENTS_AT_ONCE] for n in range(0, len(clips), EVENTS_AT_ONCE)]
        self._rounds: Iterator[tuple[Person, Sequence[str]]] = product(viewers, batches)

    async def view(self) -> None:
        """Cause a hundred events for the author."""
        viewer, clips = next(self._rounds)
        async with client_of(self._url, viewer) as http:
            answer = await http.post("/stories/views", json={"story_ids": list(clips)})
        assert answer.status_code == 200, answer.text


async def _audience(process: ServerProcess, people: Sequence[Person], batches: int) -> Audience:
    author, *viewers = people
    async with client_of(process.url, author) as http:
        author.http = http
        clips = [await post_text(author) for _ in range(batches * EVENTS_AT_ONCE)]
    return Audience(process.url, viewers, [clip["id"] for clip in clips])


async def test_who_does_not_read_is_ended_at_a_megabyte_while_others_hear_everything(
    process, start_server, count
):
    waves = count(3, 12)
    people = await make_people(start_server, 1 + 100 * waves)
    audience = await _audience(process, people, batches=2)
    used = []
    async with _reading(process, people[0]) as reading:
        for wave in range(waves):
            peak = Peak(process.pid)
            await _one_wave(process, people[0], audience, reading, ended=2 * SLOW * (wave + 1))
            # Twice for a stream: what it was given before it stopped, and what waits behind.
            assert peak.growth < 3 * SLOW * QUEUED_MOST_BYTES + 32 * MIB
            used.append(memory(process.pid))
    assert used[-1] <= used[0] * 1.1


class Reading:
    """A device that reads, and the number of the last event it heard."""

    def __init__(self, socket: RawSocket) -> None:
        self._socket = socket
        self.last = 0

    async def hear(self, count: int) -> None:
        """The next events: each once and in order."""
        for _ in range(count):
            heard = await self._socket.frame()
            assert heard is not None and heard.message["type"] == "story.viewed"
            assert heard.message["id"] == self.last + 1
            self.last += 1


@asynccontextmanager
async def _reading(process: ServerProcess, person: Person) -> AsyncIterator[Reading]:
    with await greeted_socket(process.url, f"token={person.token}&client=reads") as socket:
        yield Reading(socket)


async def _one_wave(
    process: ServerProcess, author: Person, audience: Audience, reading: Reading, *, ended: int
) -> None:
    """Some connect and never read, until they are ended."""
    begin = reading.last
    with ExitStack() as stack:
        sockets, streams = await _slow(process, author, stack)
        async with httpx.AsyncClient(base_url=process.url) as http:
            while await _ended(http, TOO_SLOW.code) < ended:
                await audience.view()
                await reading.hear(EVENTS_AT_ONCE)
        for socket in sockets[:2]:
            await _assert_heard_the_first(socket, begin)
        await _assert_told_why(streams[0])
        # The others leave it all unread: the server lets go of them nevertheless.
        await until_left(process.pid, 1)
        assert await sockets[-1].end() is None


async def _slow(
    process: ServerProcess, author: Person, stack: ExitStack
) -> tuple[list[RawSocket], list[RawSocket]]:
    sockets, streams = [], []
    for number in range(SLOW):
        query = f"token={author.token}&client={number}"
        sockets.append(stack.enter_context(await raw_socket(process.url, query, LITTLE)))
        streams.append(stack.enter_context(await line_to(process.url, LITTLE)))
        await streams[-1].send(f"GET /events?{query} HTTP/1.1\r\nHost: emberline\r\n\r\n".encode())
        assert (await streams[-1].head()).startswith("HTTP/1.1 200 ")
    return sockets, streams


async def _ended(http: httpx.AsyncClient, code: int) -> int:
    """How many connections the server has ended by this code."""
    lines = (await http.get("/metrics")).text
    pattern = rf'^emberline_connections_ended_total{{code="{code}"}} ([0-9.]+)$'
    found = re.search(pattern, lines, re.MULTILINE)
    return int(float(found[1])) if found else 0


async def _assert_heard_the_first(socket: RawSocket, begin: int) -> None:
    """What it would have read: events without a gap, about a megabyte of them, and the reason."""
    greeting, *heard, last = await socket.frames()
    assert greeting.message["id"] == begin
    assert [each.message["id"] for each in heard] == list(range(begin + 1, begin + 1 + len(heard)))
    assert last.opcode == CLOSE and last.code == TOO_SLOW.code
    size = sum(len(each.payload) for each in heard)
    assert QUEUED_MOST_BYTES * 0.9 < size < QUEUED_MOST_BYTES + KERNEL_MOST


async def _assert_told_why(stream: RawSocket) -> None:
    """Of an event stream that is read too late, the rest: the server has its end in order."""
    rest = await stream.rest()
    assert b'event: close\ndata: {"code":4429,"reason":"too slow"}\n\n' in rest
    assert rest.endswith(b"\r\n0\r\n\r\n")


FLOODS: dict[str, tuple[bytes, bytes]] = {
    "pings": (b"", frame(PING, b"x" * 125)),
    "messages": (b"", frame(TEXT, b"x" * 1000)),
    "empty pieces of a message": (
        frame(TEXT, b"x", fin=False),
        frame(CONTINUATION, fin=False),
    ),
}


@pytest.mark.parametrize("what", FLOODS)
async def test_a_flood_whose_answers_nobody_reads_is_ended_and_fills_no_memory(
    process, start_server, count, what
):
    flooding, other = await make_people(start_server, 2)
    first, more = FLOODS[what]
    block = more * (64 * 1024 // len(more))
    peak = Peak(process.pid)
    with (
        await raw_socket(process.url, f"token={flooding.token}", LITTLE) as flood,
        await greeted_socket(process.url, f"token={other.token}") as quiet,
    ):
        await flood.send(first)
        # Until the server closes the line; its answers are not read meanwhile.
        sent = await flood.send_until_cut(block, count(500, 20_000))
        assert sent * len(block) > 200 * len(more)
        await until_left(process.pid, 1)
        assert peak.growth < 12 * MIB
        await _assert_hears_of_a_view(process, quiet, other, flooding)


@pytest.mark.parametrize("what", FLOODS)
async def test_a_flood_that_is_read_is_told_why_it_ends(process, start_server, what):
    (person,) = await make_people(start_server, 1)
    first, more = FLOODS[what]
    with await greeted_socket(process.url, f"token={person.token}") as flood:
        await flood.send(first + more * 300)
        assert await flood.end() == FLOOD.code


async def _assert_hears_of_a_view(
    process: ServerProcess, socket: RawSocket, author: Person, viewer: Person
) -> None:
    async with client_of(process.url, author) as http:
        clip: dict[str, Any] = (await http.post("/stories", json={"text": "Here"})).json()
    async with client_of(process.url, viewer) as http:
        await http.post(f"/stories/{clip['id']}/view")
    async with asyncio.timeout(10):
        heard = await socket.frame()
    assert heard is not None and heard.message["data"]["story_id"] == clip["id"]
