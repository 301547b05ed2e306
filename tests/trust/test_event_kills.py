"""A server killed around the commit: each committed event is heard once, no other ever."""

import asyncio
import random
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest

from emberline.kit.db import embedded_path
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.sqlite_file import sqlite_file
from tests.trust.crowds import client_of, make_people
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import RawSocket, raw_socket

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

READERS = 3
CLIPS_A_ROUND = 4

# What is done, to which clip, by whom: it counts once, and is to be heard once.
Deed = tuple[str, str, str]
DONE_AT = {"story.viewed": "view", "story.reacted": "reactions"}
BY = {"story.viewed": "viewer_id", "story.reacted": "user_id"}


class Ear:
    """A device that comes back after every cut, and writes down all that it hears."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._epoch: str | None = None
        self.last = 0
        self.heard: list[Deed] = []

    async def connect(self, url: str) -> RawSocket:
        """Come back: nothing is lost."""
        place = "" if self._epoch is None else f"&since={self.last}&epoch={self._epoch}"
        socket = await raw_socket(url, f"token={self.person.token}{place}")
        hello = await socket.message()
        assert (hello["type"], hello["id"]) == ("hello", self.last)
        assert self._epoch in {None, hello["data"]["epoch"]}
        self._epoch = hello["data"]["epoch"]
        return socket

    async def hear(self, socket: RawSocket) -> None:
        """The next event: whatever it is, the one after the last."""
        message = await socket.message()
        self.last += 1
        assert message["id"] == self.last, message
        if (done := message["type"]) in DONE_AT:
            data = message["data"]
            self.heard.append((done, data["story_id"], data[BY[done]]))

    async def hear_until_cut(self, socket: RawSocket) -> None:
        """Listen until the server is gone."""
        while not await socket.at_end():
            await self.hear(socket)

    async def catch_up(self, url: str, last: int) -> None:
        """Come back, and hear what was missed: all until event `last`, and nothing beyond."""
        with await self.connect(url) as socket:
            while self.last < last:
                await self.hear(socket)
        assert self.last == last


@pytest.mark.parametrize("seed", range(4))
async def test_each_committed_view_and_reaction_is_heard_once_however_often_the_server_dies(
    process, data_dir, start_server, count, seed
):
    chance = random.Random(seed)
    author, *readers = await make_people(start_server, 1 + READERS)
    ear = Ear(author)
    begun: set[Deed] = set()
    acknowledged: set[Deed] = set()
    for _ in range(count(2, 255)):
        await _kill_while_they_react(process, ear, readers, chance, begun, acknowledged)
        process.start()
    await ear.catch_up(process.url, _last_number(data_dir, author))
    committed = _committed(data_dir)
    assert sorted(ear.heard) == sorted(committed)
    assert acknowledged <= set(committed) <= begun
    assert len(acknowledged) > count(2, 255)


async def _kill_while_they_react(
    process: ServerProcess,
    ear: Ear,
    readers: Iterable[Person],
    chance: random.Random,
    begun: set[Deed],
    acknowledged: set[Deed],
) -> None:
    """Let them see and react to new clips, and kill at some point of it."""
    clips = await _post(process.url, ear, CLIPS_A_ROUND)
    started: asyncio.Queue[Deed] = asyncio.Queue()

    async def react(reader: Person) -> None:
        async with client_of(process.url, reader) as http:
            for deed in [(done, clip, reader.id) for clip in clips for done in DONE_AT]:
                begun.add(deed)
                started.put_nowait(deed)
                try:
                    await _do(http, deed)
                except httpx.TransportError:
                    return
                acknowledged.add(deed)

    with await ear.connect(process.url) as socket:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ear.hear_until_cut(socket))
            for reader in readers:
                tasks.create_task(react(reader))
            for _ in range(chance.randint(4, READERS * CLIPS_A_ROUND * 2 - 4)):
                await started.get()
            await asyncio.sleep(chance.uniform(0, 0.01))
            await asyncio.to_thread(process.kill)


async def _post(url: str, ear: Ear, count: int) -> list[str]:
    async with client_of(url, ear.person) as http:
        ear.person.http = http
        return [(await post_text(ear.person))["id"] for _ in range(count)]


async def _do(http: httpx.AsyncClient, deed: Deed) -> None:
    done, clip, _ = deed
    body = {"emoji": "🔥"} if done == "story.reacted" else None
    answer = await http.post(f"/stories/{clip}/{DONE_AT[done]}", json=body)
    assert answer.status_code in (200, 201), answer.text


def _committed(data_dir: Path) -> list[Deed]:
    with sqlite_file(embedded_path(data_dir)) as database:
        views = database.execute("SELECT clip_id, viewer_id FROM clip_views").fetchall()
        reactions = database.execute("SELECT clip_id, user_id FROM clip_reactions").fetchall()
    return [("story.viewed", *view) for view in views] + [
        ("story.reacted", *reaction) for reaction in reactions
    ]


def _last_number(data_dir: Path, person: Person) -> int:
    with sqlite_file(embedded_path(data_dir)) as database:
        statement = "SELECT last FROM event_counters WHERE user_id = ?"
        found = database.execute(statement, (person.id,)).fetchone()
    return int(found[0]) if found else 0


KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
STAGES = {
    "before the commit": f"""
import emberline.kit.events as events
store = events._store
def store_and_die(conn, emitted):
    store(conn, emitted)
    {KILL}
events._store = store_and_die
""",
    "after the commit": f"""
from emberline.kit.bus.memory import MemoryBus
from emberline.kit.events import Emitted
publish = MemoryBus.publish
def die_instead(self, message):
    if isinstance(message, Emitted):
        {KILL}
    publish(self, message)
MemoryBus.publish = die_instead
""",
}


@pytest.mark.parametrize("done", DONE_AT)
@pytest.mark.parametrize("stage", STAGES)
async def test_an_event_is_there_if_its_cause_is(process, data_dir, start_server, stage, done):
    author, reader = await make_people(start_server, 2)
    ear = Ear(author)
    (clip,) = await _post(process.url, ear, 1)
    deed = (done, clip, reader.id)
    process.stop()
    process.start(STAGES[stage])
    with await ear.connect(process.url) as socket:
        async with client_of(process.url, reader) as http:
            with pytest.raises(httpx.TransportError):
                await _do(http, deed)
        assert await asyncio.to_thread(process.wait) == -9
        assert await socket.at_end(), "it was told before it was certain, or by a dead server"
    process.start()
    survived = stage == "after the commit"
    assert (deed in _committed(data_dir)) == survived
    await ear.catch_up(process.url, _last_number(data_dir, author))
    assert ear.heard == [deed] * survived
    # Done again it is new, or it is not: either way it is heard once.
    async with client_of(process.url, reader) as http:
        await _do(http, deed)
    await ear.catch_up(process.url, _last_number(data_dir, author))
    assert ear.heard == [deed]
