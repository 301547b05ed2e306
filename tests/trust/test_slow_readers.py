"""Peers that do not read are ended, cost next to nothing, and nobody else notices them."""

import re
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from itertools import product
from typing import Any

import httpx
import pytest

from emberline.realtime.rules import FLOOD, QUEUED_MOST_BYTES, TOO_SLOW
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.trust.crowds import SOON, Peak, client_of, make_people, memory, until_left
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

# Who reads nothing answers no ping either, and might be ended for that first. The kernel at the
# server's end would keep four megabytes before the server itself keeps anything.
PREPARE = f"""{SOON}
import socket
from emberline.realtime.protocol.options import UVICORN_OPTIONS
UVICORN_OPTIONS["ws_ping_interval"] = None
connection_made = EventHttp.connection_made
def with_little_in_the_kernel(self, transport):
    line = transport.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, {LITTLE})
    connection_made(self, transport)
EventHttp.connection_made = with_little_in_the_kernel
"""

EVENTS_AT_ONCE = 100
SLOW = 4
# What two kernels keep of a connection nevertheless.
KERNELS_MOST = 256 * 1024


@pytest.fixture
def prepare() -> str:
    """Who does not read is waited for less long, at the end."""
    return SOON


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


@pytest.mark.parametrize("kind", ["socket", "stream"])
async def test_who_does_not_read_is_ended_at_a_megabyte_while_others_hear_everything(
    process, start_server, count, kind
):
    process.stop()
    process.start(PREPARE)
    waves = count(2, 12)
    people = await make_people(start_server, 1 + 30 * waves)
    audience = await _audience(process, people, batches=2)
    used = []
    async with _reading(process, people[0]) as reading:
        for wave in range(1, waves + 1):
            peak = Peak(process.pid)
            await _one_wave(process, people[0], audience, reading, kind, ended=SLOW * wave)
            # Twice for a stream: what it was given before it stopped, and what waits behind.
            assert peak.growth < 2 * SLOW * QUEUED_MOST_BYTES + 24 * MIB
            used.append(memory(process.pid))
    assert used[-1] <= used[0] * 1.1


class Reading:
    """A device that reads, and the number of the last event it heard."""

    def __init__(self, connection: RawSocket) -> None:
        self._connection = connection
        self.last = 0

    async def hear(self, count: int) -> None:
        """The next events: each once and in order."""
        for _ in range(count):
            heard = await self._connection.message()
            self.last += 1
            assert (heard["type"], heard["id"]) == ("story.viewed", self.last)


@asynccontextmanager
async def _reading(process: ServerProcess, person: Person) -> AsyncIterator[Reading]:
    with await greeted_socket(process.url, f"token={person.token}&client=reads") as connection:
        yield Reading(connection)


async def _one_wave(
    process: ServerProcess,
    author: Person,
    audience: Audience,
    reading: Reading,
    kind: str,
    *,
    ended: int,
) -> None:
    """Some connect and never read, until so many were ended in all."""
    begin = reading.last
    with ExitStack() as stack:
        slow = [
            stack.enter_context(await _CONNECTING[kind](process.url, query))
            for query in [f"token={author.token}&client={number}" for number in range(SLOW)]
        ]
        async with httpx.AsyncClient(base_url=process.url) as http:
            while await _ended(http, TOO_SLOW.code) < ended:
                await audience.view()
                await reading.hear(EVENTS_AT_ONCE)
        slow[0].line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MIB)
        await _ENDING[kind](slow[0], begin)
        # The others leave it all unread: the server lets go of them nevertheless.
        await until_left(process.pid, 1)


async def _slow_socket(url: str, query: str) -> RawSocket:
    return await raw_socket(url, query, LITTLE)


async def _slow_stream(url: str, query: str) -> RawSocket:
    stream = await line_to(url, LITTLE)
    await stream.send(f"GET /events?{query} HTTP/1.1\r\nHost: emberline\r\n\r\n".encode())
    assert (await stream.head()).startswith("HTTP/1.1 200 ")
    return stream


_CONNECTING = {"socket": _slow_socket, "stream": _slow_stream}


async def _ended(http: httpx.AsyncClient, code: int) -> int:
    """How many connections the server has ended by this code."""
    lines = (await http.get("/metrics")).text
    pattern = rf'^emberline_connections_ended_total{{code="{code}"}} ([0-9.]+)$'
    found = re.search(pattern, lines, re.MULTILINE)
    return int(float(found[1])) if found else 0


async def _assert_socket_told_why(late: RawSocket, begin: int) -> None:
    """Who reads at last hears events without a gap, about a megabyte of them, and the reason."""
    greeting, *heard, last = await late.frames()
    assert greeting.message["id"] == begin
    assert [each.message["id"] for each in heard] == list(range(begin + 1, begin + 1 + len(heard)))
    assert last.opcode == CLOSE and last.code == TOO_SLOW.code
    size = sum(len(each.payload) for each in heard)
    assert QUEUED_MOST_BYTES * 0.9 < size < QUEUED_MOST_BYTES + KERNELS_MOST


async def _assert_stream_told_why(late: RawSocket, begin: int) -> None:
    """As for a socket; the megabyte is left out, for who comes back is told it again."""
    rest = await late.rest()
    numbers = [int(number) for number in re.findall(rb"^id: .*\.([0-9]+)$", rest, re.MULTILINE)]
    assert numbers == list(range(begin, begin + len(numbers)))
    assert len(rest) < QUEUED_MOST_BYTES + KERNELS_MOST
    assert b'event: close\ndata: {"code":4429,"reason":"too slow"}\n\n' in rest
    assert rest.endswith(b"\r\n0\r\n\r\n")


_ENDING = {"socket": _assert_socket_told_why, "stream": _assert_stream_told_why}


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
    process: ServerProcess, quiet: RawSocket, author: Person, viewer: Person
) -> None:
    async with client_of(process.url, author) as http:
        clip: dict[str, Any] = (await http.post("/stories", json={"text": "Here"})).json()
    async with client_of(process.url, viewer) as http:
        await http.post(f"/stories/{clip['id']}/view")
    assert (await quiet.message())["data"]["story_id"] == clip["id"]
