"""A server that is stopped sends its listeners away one by one, and the next takes them back."""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic

import httpx
import pytest

from emberline.kit.db import embedded_path
from emberline.realtime.rules import DEVICES_MOST, REPLACED, RESTART
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.realtime.factories import ticket_of
from tests.sqlite_file import sqlite_file
from tests.trust.crowds import SOON, allow_files, client_of, devices_of, make_people
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import (
    CLOSE,
    PING,
    PONG,
    WITHIN_SECONDS,
    RawSocket,
    frame,
    greeted_socket,
    line_to,
    upgrade,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

# Sent away at so many a second at most.
MOST_A_SECOND = 400
CLIPS_A_REQUEST = 100
GOODBYE = b'event: close\ndata: {"code":1012,"reason":"restart"}\n\n'


@pytest.fixture
def prepare() -> str:
    """Who does not go is waited for less long."""
    return SOON


class Device:
    """A device that heard some events, was sent away, and comes back."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._epoch = ""
        self.heard: list[int] = []
        self.code = 0
        self.ended_at = 0.0

    async def listen(self, url: str) -> RawSocket:
        """Connect, for the first time or again."""
        place = f"&since={len(self.heard)}&epoch={self._epoch}" if self._epoch else ""
        socket = await greeted_socket(url, self._query + place)
        self._epoch = socket.greeting["data"]["epoch"]
        assert socket.greeting["id"] == len(self.heard)
        return socket

    async def hear_until_sent_away(self, socket: RawSocket) -> None:
        """What it hears until the server says why it ends the connection."""
        while (got := await socket.frame()) is not None and got.opcode != CLOSE:
            if got.opcode == PING:
                await socket.send(frame(PONG, got.payload))
            else:
                self.heard.append(got.message["id"])
        assert got is not None, "the line was cut without a word"
        self.code, self.ended_at = got.code, monotonic()
        await socket.send(frame(CLOSE, got.payload))
        socket.line.close()


async def test_a_restart_sends_all_away_one_after_the_other_and_loses_nothing(
    process, start_server, count
):
    sockets = count(200, 2_000)
    allow_files(process.pid, sockets)
    first, second, third, *people = await make_people(start_server, 3 + sockets // DEVICES_MOST)
    clips = [await _clip_of(process, person) for person in people]
    devices = [Device(query) for query in devices_of(people)]
    listening = await _all_listen(process, devices)

    await _see(process, first, clips)
    os.kill(process.pid, signal.SIGTERM)
    async with asyncio.TaskGroup() as tasks:
        for device, socket in zip(devices, listening, strict=True):
            tasks.create_task(device.hear_until_sent_away(socket))
    assert await _exit_code(process) in (0, -signal.SIGTERM)
    _assert_spread(devices)

    process.start()
    allow_files(process.pid, sockets)
    await _see(process, second, clips)
    listening = await _all_listen(process, devices)
    await _see(process, third, clips)
    for device, socket in zip(devices, listening, strict=True):
        with socket:
            while len(device.heard) < 3:
                device.heard.append((await socket.message())["id"])
        assert device.heard == [1, 2, 3]


async def _clip_of(process: ServerProcess, person: Person) -> str:
    async with client_of(process.url, person) as http:
        person.http = http
        return str((await post_text(person))["id"])


async def _all_listen(process: ServerProcess, devices: Sequence[Device]) -> list[RawSocket]:
    turns = asyncio.Semaphore(50)

    async def listen(device: Device) -> RawSocket:
        async with turns:
            return await device.listen(process.url)

    return list(await asyncio.gather(*(listen(device) for device in devices)))


async def _see(process: ServerProcess, viewer: Person, clips: Sequence[str]) -> None:
    async with client_of(process.url, viewer) as http:
        for start in range(0, len(clips), CLIPS_A_REQUEST):
            some = list(clips[start : start + CLIPS_A_REQUEST])
            answer = await http.post("/stories/views", json={"story_ids": some})
            assert answer.status_code == 200, answer.text


async def _exit_code(process: ServerProcess) -> int:
    async with asyncio.timeout(WITHIN_SECONDS):
        return await asyncio.to_thread(process.wait)


def _assert_spread(devices: Sequence[Device]) -> None:
    """All were told to come back, and not all at once: half of what it takes is demanded."""
    assert {device.code for device in devices} == {RESTART.code}
    moments = sorted(device.ended_at for device in devices)
    seconds = len(devices) / MOST_A_SECOND
    assert moments[-1] - moments[0] > seconds / 2
    tenths = {int((moment - moments[0]) / seconds * 10) for moment in moments}
    assert len(tenths) >= 5


async def test_a_stop_waits_for_no_listener_that_does_not_go(process, start_server):
    (person,) = await make_people(start_server, 1)
    with ExitStack() as stack:
        query = f"token={person.token}&client=silent"
        replaced = stack.enter_context(await greeted_socket(process.url, query))
        silent = stack.enter_context(await greeted_socket(process.url, query))
        assert await replaced.end() == REPLACED.code
        read = stack.enter_context(await _stream(process, person))
        unread = stack.enter_context(await _stream(process, person))
        os.kill(process.pid, signal.SIGTERM)
        rest = await read.rest()
        assert GOODBYE in rest and rest.endswith(b"\r\n0\r\n\r\n")
        # None of them answers, and the last does not even read.
        assert await silent.end() == RESTART.code
        assert await _exit_code(process) in (0, -signal.SIGTERM)
        assert GOODBYE in await unread.rest()
    assert "Traceback" not in process.log.read_text()


async def _stream(process: ServerProcess, person: Person) -> RawSocket:
    stream = await line_to(process.url)
    await stream.send(f"GET /events?token={person.token} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert (await stream.head()).startswith("HTTP/1.1 200 ")
    return stream


CONNECTING = {
    "socket": (upgrade("/ws?ticket={}"), frame(CLOSE, b"\x03\xf4restart", masked=False)),
    "stream": (b"GET /events?ticket={} HTTP/1.1\r\nHost: x\r\n\r\n", GOODBYE),
}


@pytest.mark.parametrize("kind", CONNECTING)
async def test_who_connects_at_the_moment_of_a_stop_is_told_to_come_back(
    process, data_dir, start_server, kind
):
    (person,) = await make_people(start_server, 1)
    request, goodbye = CONNECTING[kind]
    ticket = await ticket_of(person)
    with await line_to(process.url) as line:
        with sqlite_file(embedded_path(data_dir)) as database:
            # While it is locked no ticket can be used up.
            database.execute("BEGIN IMMEDIATE")
            await line.send(request.replace(b"{}", ticket.encode()))
            await _asked(process)
            os.kill(process.pid, signal.SIGTERM)
            await _until_logged(process, "Shutting down")
        rest = await line.rest()
        assert rest.startswith((b"HTTP/1.1 101 ", b"HTTP/1.1 200 ")) and goodbye in rest
        assert await _exit_code(process) in (0, -signal.SIGTERM)


async def _asked(process: ServerProcess) -> None:
    """Return when the server has read what was sent to it before."""
    async with httpx.AsyncClient(base_url=process.url) as http:
        assert (await http.get("/healthz")).status_code == 200


async def _until_logged(process: ServerProcess, words: str) -> None:
    async with asyncio.timeout(WITHIN_SECONDS):
        while words not in process.log.read_text():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
