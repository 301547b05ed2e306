"""How owners follow a generation: by its stream, and by the events of the socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from emberline.generations.routes import events as routes
from emberline.generations.service import running
from emberline.generations.service.running import Run
from emberline.realtime.rules import STREAMS_MOST
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import (
    AT,
    asked,
    begun,
    failed,
    problem,
    run_once,
    succeeded,
    tiny_story,
)
from tests.realtime.factories import WITHIN_SECONDS, phone, served
from tests.stories.wire.factories import published_story

pytestmark = pytest.mark.anyio

# What is told depends on no database, what is asked for it is tested elsewhere.
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
async def url(server: Server) -> AsyncIterator[str]:
    """Where the test's server is served over real sockets."""
    async with served(server.app) as url:
        yield url


class Stream:
    """A stream of progress as a browser reads it."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def update(self) -> dict[str, Any]:
        """The next report."""
        fields = await self.event()
        assert set(fields) == {"data"}
        update: dict[str, Any] = json.loads(fields["data"])
        return update

    async def event(self) -> dict[str, str]:
        """The next event's fields; EOFError when the stream has ended."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(WITHIN_SECONDS):
            async for line in self._lines:
                if not line and fields:
                    return fields
                name, _, value = line.partition(": ")
                if name:
                    fields[name] = value
        raise EOFError("the stream has ended")

    async def has_ended(self) -> bool:
        """Whether nothing more comes."""
        try:
            return not await self.event()
        except EOFError:
            return True


@asynccontextmanager
async def _stream(url: str, person: Person, generation_id: str) -> AsyncIterator[Stream]:
    headers = {"Authorization": f"Bearer {person.token}"}
    async with (
        httpx.AsyncClient(base_url=url) as http,
        http.stream("GET", f"{AT}/{generation_id}/events", headers=headers) as response,
    ):
        assert response.status_code == 200, await response.aread()
        yield Stream(response)


async def _advance(server: Server, run: Run, progress: int) -> None:
    server.clock.advance(timedelta(seconds=2))
    await server.runtime.database.write(running.advance, run, progress, server.clock.now())


def _report(generation_id: str, status: str, progress: int, eta: int | None = None) -> Any:
    return {"id": generation_id, "status": status, "progress": progress, "eta_seconds": eta}


async def test_a_stream_tells_the_state_now_then_each_change_and_ends_with_the_last(
    server, url, ada, story_id
):
    generation_id = await asked(ada, story_id)
    async with _stream(url, ada, generation_id) as stream:
        assert stream.response.headers["content-type"].startswith("text/event-stream")
        assert stream.response.headers["cache-control"] == "no-store"
        assert await stream.update() == _report(generation_id, "pending", 0)
        run = await begun(server, ada, generation_id)
        assert await stream.update() == _report(generation_id, "in_progress", 0)
        # 20 percent in 2 seconds: 8 seconds are left; then 40 in 4.
        await _advance(server, run, 20)
        assert await stream.update() == _report(generation_id, "in_progress", 20, 8)
        await _advance(server, run, 40)
        assert await stream.update() == _report(generation_id, "in_progress", 40, 6)
        assert (await ada.http.post(f"{AT}/{generation_id}/cancel")).status_code == 202
        assert await stream.update() == _report(generation_id, "failed", 40)
        assert await stream.has_ended()


@ON_SQLITE
async def test_progress_that_was_gone_through_again_is_not_told_backwards(
    server, url, ada, story_id
):
    generation_id = await asked(ada, story_id)
    run = await begun(server, ada, generation_id)
    async with _stream(url, ada, generation_id) as stream:
        seen = [(await stream.update())["progress"]]
        for progress in (30, 10, 50):
            await _advance(server, run, progress)
            seen.append((await stream.update())["progress"])
    assert seen == [0, 30, 30, 50]


@ON_SQLITE
async def test_a_whole_run_is_followed_to_its_end(server, url, ada, story_id):
    generation_id = await asked(ada, story_id)
    async with _stream(url, ada, generation_id) as stream:
        updates = [await stream.update()]
        rendering = asyncio.create_task(run_once(server, generation_id))
        while updates[-1]["status"] != "succeeded":
            updates.append(await stream.update())
        assert await stream.has_ended()
        await rendering
    seen = [update["progress"] for update in updates]
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 100)


@ON_SQLITE
@pytest.mark.parametrize(("end", "status"), [(succeeded, "succeeded"), (failed, "failed")])
async def test_what_has_ended_is_told_in_one_line(server, url, ada, story_id, end, status):
    generation_id = await end(server, ada, story_id)
    async with _stream(url, ada, generation_id) as stream:
        assert (await stream.update())["status"] == status
        assert await stream.has_ended()


@ON_SQLITE
async def test_a_stream_ends_with_the_session(server, url, ada, story_id):
    generation_id = await asked(ada, story_id)
    async with _stream(url, ada, generation_id) as stream:
        assert (await stream.update())["status"] == "pending"
        assert (await ada.http.post("/api/auth/logout")).is_success
        assert (await stream.event())["event"] == "close"
        assert await stream.has_ended()


@ON_SQLITE
async def test_a_stream_ends_when_its_generation_goes_with_its_story(
    server, url, ada, story_id, monkeypatch
):
    monkeypatch.setattr(routes, "PING_SECONDS", 0.05)
    generation_id = await asked(ada, story_id)
    async with _stream(url, ada, generation_id) as stream:
        assert (await stream.update())["status"] == "pending"
        gone = await ada.http.delete(f"/api/stories/{story_id}", headers={"If-Match": "*"})
        assert gone.status_code == 200
        assert await stream.has_ended()


@ON_SQLITE
async def test_nobody_opens_the_stream_of_another(server, url, ada, story_id):
    ben = await make_person(server)
    generation_id = await succeeded(server, ada, story_id)
    at = f"{AT}/{generation_id}/events"
    assert (await ada.http.get(at)).status_code == 200
    assert problem(await ben.http.get(at)) == (404, "Generation not found")
    assert problem(await server.http.get(at))[0] == 401
    assert (await ada.http.head(at)).status_code == 200
    assert (await ben.http.head(at)).status_code == 404


@ON_SQLITE
async def test_a_user_has_so_many_streams_and_no_more(server, url, ada, story_id):
    ids = [await asked(ada, story_id) for _ in range(STREAMS_MOST + 1)]
    async with asyncio.TaskGroup() as tasks:
        opened, close = [asyncio.Event() for _ in ids[1:]], asyncio.Event()

        async def hold(generation_id: str, is_open: asyncio.Event) -> None:
            async with _stream(url, ada, generation_id) as stream:
                assert (await stream.update())["status"] == "pending"
                is_open.set()
                await close.wait()

        for generation_id, is_open in zip(ids[1:], opened, strict=True):
            tasks.create_task(hold(generation_id, is_open))
        for is_open in opened:
            await is_open.wait()
        async with httpx.AsyncClient(base_url=url) as http:
            headers = {"Authorization": f"Bearer {ada.token}"}
            refused = await http.get(f"{AT}/{ids[0]}/events", headers=headers)
        close.set()
    assert problem(refused)[0] == 429


async def test_the_socket_tells_the_owner_alone(server, url, ada, story_id):
    ben = await make_person(server)
    generation_id = await asked(ada, story_id)
    async with phone(url, ada) as hers, phone(url, ben) as his:
        run = await begun(server, ada, generation_id)
        await _advance(server, run, 20)
        await ada.http.post(f"{AT}/{generation_id}/cancel")
        told = [(each["type"], each["data"]) for each in await hers.messages(3)]
        assert told == [
            ("generation.progress", _report(generation_id, "in_progress", 0)),
            ("generation.progress", _report(generation_id, "in_progress", 20, 8)),
            ("generation.finished", _report(generation_id, "failed", 20)),
        ]
        mine = await asked(ben, await _story_of(server, ben))
        await ben.http.post(f"{AT}/{mine}/cancel")
        assert (await his.message())["data"]["id"] == mine


async def _story_of(server: Server, person: Person) -> str:
    return await published_story(server, person, tiny_story())


async def test_progress_is_told_about_once_a_second(server, url, ada, story_id):
    generation_id = await asked(ada, story_id)
    async with phone(url, ada) as listening:
        run = await begun(server, ada, generation_id)
        server.clock.advance(timedelta(seconds=1))
        for progress in range(1, 50):
            now = server.clock.now()
            await server.runtime.database.write(running.advance, run, progress, now)
        await ada.http.post(f"{AT}/{generation_id}/cancel")
        told = [each["data"] for each in await listening.messages(3)]
    seen = [(each["status"], each["progress"]) for each in told]
    assert seen == [("in_progress", 0), ("in_progress", 1), ("failed", 49)]
