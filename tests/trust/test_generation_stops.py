"""A render that is cancelled, stopped or no longer wanted ends at once, and leaves nothing."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise
from time import monotonic
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select

from emberline.kit.clock import SystemClock
from emberline.kit.jobs import Job
from tests.accounts.factories import Person, make_person
from tests.generations.wire.factories import AT, asked, shown
from tests.realtime.factories import Phone, phone, served
from tests.stories.wire.factories import published_story
from tests.trust.generation_processes import (
    SECONDS,
    chapters,
    children_at,
    own_database,
    renderer,
    scenes_told,
    until_ended,
    until_kept,
    until_no_children,
    until_rendering,
    whole_log,
)
from tests.trust.generation_remains import remains_after_sweep, stored_files
from tests.trust.live import ServerProcess

pytestmark = pytest.mark.anyio

# Far more than are rendered before the end.
MANY = 200
STOPPED_WITHIN = 5.0


@pytest.fixture
def database_url(backend, request, tmp_path) -> str | None:
    """A database of the test's own, which workers listen to."""
    return own_database(backend, request, tmp_path)


@pytest.fixture
def process(server_forks, data_dir, database_url) -> Iterator[ServerProcess]:
    """What renders, not yet started."""
    with renderer(server_forks, data_dir, database_url) as process:
        yield process


async def test_a_cancel_ends_the_child_within_seconds_and_progress_was_never_taken_back(
    start_server, data_dir, database_url
):
    server = await start_server(clock=SystemClock())
    ada = await make_person(server)
    story_id = await published_story(server, ada, chapters(MANY, "Long"))
    async with served(server.app) as url, phone(url, ada) as listening:
        generation_id = await asked(ada, story_id, kind="audio")
        async with _states(url, ada, generation_id) as states:
            seen = [await anext(states)]
            await until_kept(ada, generation_id, 2)
            seen.append(await anext(states))
        # What happened meanwhile was missed by this stream; a new one begins with what is true.
        await until_kept(ada, generation_id, 4)
        asked_for = [(await shown(ada, generation_id))["progress"]]
        child = await until_rendering(data_dir, "narrate")
        assert child in children_at(data_dir) and stored_files(data_dir)
        async with _states(url, ada, generation_id) as states:
            seen.append(await anext(states))
            assert seen[-1]["progress"] >= asked_for[0]
            cancelled_at = monotonic()
            answer = await ada.http.post(f"{AT}/{generation_id}/cancel")
            assert (answer.status_code, answer.json()["status"]) == (202, "failed")
            await until_no_children(data_dir, STOPPED_WITHIN)
            while list((data_dir / "scratch").iterdir()):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            assert monotonic() - cancelled_at < STOPPED_WITHIN
            seen += [state async for state in states]
        told = await _told(listening)
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "cancelled")
    assert state["results"] == [] and stored_files(data_dir) == []
    for reported in (seen, told):
        assert {each["id"] for each in reported} == {generation_id}
        assert reported[-1]["status"] == "failed"
        numbers = [each["progress"] for each in reported]
        assert all(before <= after for before, after in pairwise(numbers)) and numbers[-1] > 0
        assert numbers[-1] == state["progress"]
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert (remains.results, remains.scenes) == ([], [])


@asynccontextmanager
async def _states(
    url: str, person: Person, generation_id: str
) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """What the generation's stream tells, until its end."""
    headers = {"Authorization": f"Bearer {person.token}"}

    async def told(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
        async for line in answer.aiter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))

    async with (
        httpx.AsyncClient(base_url=url, headers=headers, timeout=SECONDS) as http,
        http.stream("GET", f"{AT}/{generation_id}/events") as answer,
    ):
        assert answer.status_code == 200
        yield told(answer)


async def _told(listening: Phone) -> list[dict[str, Any]]:
    """What the socket told of it, up to its end."""
    told: list[dict[str, Any]] = []
    while not told or told[-1]["type"] != "generation.finished":
        told.append(await listening.message())
    assert {message["type"] for message in told[:-1]} == {"generation.progress"}
    return [message["data"] for message in told]


async def test_who_looks_after_the_end_learns_of_it_at_once(start_server, database_url):
    server = await start_server(jobs="external", clock=SystemClock())
    ada = await make_person(server)
    generation_id = await asked(ada, await published_story(server, ada, chapters(2, "Short")))
    await ada.http.post(f"{AT}/{generation_id}/cancel")
    async with served(server.app) as url, _states(url, ada, generation_id) as states:
        told = [state async for state in states]
    assert [(state["status"], state["eta_seconds"]) for state in told] == [("failed", None)]


async def test_a_process_that_stops_gives_its_render_back_and_the_next_goes_on(
    process, start_server, data_dir, database_url, count
):
    scenes = count(6, 40)
    server = await start_server(clock=SystemClock(), jobs="external")
    ada = await make_person(server)
    process.start()
    story_id = await published_story(server, ada, chapters(scenes, "On and on"))
    generation_id = await asked(ada, story_id, kind="audio")
    await until_kept(ada, generation_id, 1)
    await until_rendering(data_dir, "narrate")
    await asyncio.to_thread(process.stop)
    assert children_at(data_dir) == []
    assert list((data_dir / "scratch").iterdir()) == []
    # Due at once, and no failed attempt.
    status, failures, is_due = await server.runtime.database.read(_job, generation_id)
    assert (status, failures, is_due) == ("pending", 0, True)
    assert (await shown(ada, generation_id))["status"] == "in_progress"
    process.start()
    state = await until_ended(ada, generation_id)
    assert state["status"] == "succeeded", state["error"]
    log = await whole_log(ada, generation_id)
    assert scenes_told(log) == dict.fromkeys(range(1, scenes + 1), 1)
    assert [entry["event"] for entry in log].count("resumed") == 1
    process.stop()
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert len(remains.scenes) == scenes


def _job(conn: Connection, generation_id: str) -> tuple[str, int, bool]:
    columns = (Job.status, Job.failures, Job.due_at)
    row = conn.execute(select(*columns).where(Job.subject == generation_id)).one()
    return row.status, row.failures, row.due_at <= SystemClock().now()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_a_story_that_is_deleted_while_it_renders_takes_everything_with_it(
    start_server, data_dir, database_url
):
    server = await start_server(clock=SystemClock())
    ada = await make_person(server)
    story_id = await published_story(server, ada, chapters(MANY, "Doomed"))
    generation_id = await asked(ada, story_id, kind="audio")
    await until_kept(ada, generation_id, 1)
    await until_rendering(data_dir, "narrate")
    assert (await ada.http.delete(f"/api/stories/{story_id}")).status_code == 200
    assert (await ada.http.get(f"{AT}/{generation_id}")).status_code == 404
    await until_no_children(data_dir, STOPPED_WITHIN * 2)
    async with asyncio.timeout(SECONDS):
        while await server.runtime.database.read(_is_live, generation_id):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert (remains.results, remains.scenes) == ([], [])


def _is_live(conn: Connection, generation_id: str) -> bool:
    found = conn.execute(select(Job.status).where(Job.subject == generation_id)).scalar()
    return found in {"pending", "running"}
