"""Nobody's generations hold up another's: neither a thousand of them, nor one that always fails."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from emberline.generations.models import StoryGeneration
from emberline.generations.rules import RUNNING_MOST
from emberline.kit.clock import SystemClock
from emberline.kit.db import act_for
from emberline.kit.jobs.lifecycle import ATTEMPTS, backoff
from emberline.stories.models.versions import StoryVersion
from tests.accounts.factories import Person, make_person
from tests.generations.wire.factories import AT, asked, log_of, run_once, shown
from tests.stories.wire.factories import published_story
from tests.trust.generation_processes import (
    QUICK,
    SECONDS,
    WorkerProcess,
    chapters,
    own_database,
    renderer,
    until_ended,
)

pytestmark = pytest.mark.anyio

SLOTS = 6


@pytest.fixture
def database_url(backend, request, tmp_path) -> str | None:
    """A database of the test's own, which workers listen to."""
    return own_database(backend, request, tmp_path)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_a_queue_of_one_user_lets_another_begin_within_one_slot(start_server, count):
    server = await start_server(clock=SystemClock())
    ada, ben = await make_person(server), await make_person(server)
    mine = await published_story(server, ada, chapters(2, "Mine"))
    theirs = await published_story(server, ben, chapters(2, "Theirs"))
    queue = [await asked(ada, mine, kind=QUICK) for _ in range(count(60, 1_000))]
    for _ in range(count(1, 10)):
        before = await server.runtime.database.read(_begun, ada.id)
        assert before < len(queue) - RUNNING_MOST
        wanted = await asked(ben, theirs, kind=QUICK)
        await _until_begun(ben, wanted)
        # Those that were rung for already, and one that took the place of one that ended.
        assert await server.runtime.database.read(_begun, ada.id) - before <= RUNNING_MOST
        assert (await until_ended(ben, wanted))["status"] == "succeeded"
    for generation_id in queue:
        assert (await ada.http.post(f"{AT}/{generation_id}/cancel")).status_code in (202, 409)


async def _until_begun(person: Person, generation_id: str) -> None:
    async with asyncio.timeout(SECONDS):
        while (await shown(person, generation_id))["started_at"] is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _begun(conn: Connection, user_id: str) -> int:
    act_for(conn, user_id)
    columns = select(StoryGeneration.started_at).where(StoryGeneration.user_id == user_id)
    return sum(started is not None for started in conn.execute(columns).scalars())


@pytest.fixture
def worker(server_forks, data_dir, database_url) -> Iterator[WorkerProcess]:
    """A worker, not yet started."""
    with renderer(server_forks, data_dir, database_url) as process:
        assert isinstance(process, WorkerProcess)
        yield process


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_worker_with_many_slots_renders_two_of_a_user_at_once(worker, start_server, count):
    server = await start_server(clock=SystemClock(), jobs="external")
    ada, ben = await make_person(server), await make_person(server)
    worker.start(slots=SLOTS)
    mine = await published_story(server, ada, chapters(2, "Mine"))
    theirs = await published_story(server, ben, chapters(2, "Theirs"))
    for _ in range(count(4, 100)):
        await asked(ada, mine, kind=QUICK)
    last = await asked(ben, theirs, kind=QUICK)
    running, ended = 0, 0
    async with asyncio.timeout(SECONDS * count(1, 10)):
        while ended < count(4, 100):
            states = await server.runtime.database.read(_states, ada.id)
            running = max(running, states.count("in_progress"))
            ended = states.count("succeeded")
            assert "failed" not in states
            await asyncio.sleep(0.01)
    assert running == RUNNING_MOST
    assert (await until_ended(ben, last))["status"] == "succeeded"


def _states(conn: Connection, user_id: str) -> list[str]:
    act_for(conn, user_id)
    columns = select(StoryGeneration.status).where(StoryGeneration.user_id == user_id)
    return list(conn.execute(columns).scalars())


async def test_one_that_always_fails_backs_off_and_ends_and_others_go_on(start_server):
    server = await start_server(jobs="external")
    ada, ben = await make_person(server), await make_person(server)
    story_id = await published_story(server, ada, chapters(2, "Poison"))
    theirs = await published_story(server, ben, chapters(2, "Theirs"))
    # A version whose bytes went bad in the database: whatever reads it breaks.
    whole = await server.runtime.database.write(_replace, story_id, b"no document")
    poison = await asked(ada, story_id, kind=QUICK)
    for failures in range(1, ATTEMPTS + 1):
        await run_once(server, poison)
        has_failed = (await shown(ada, poison))["status"] == "failed"
        assert has_failed == (failures == ATTEMPTS)
        if failures == 1:
            other = await asked(ben, theirs, kind=QUICK)
            await run_once(server, other)
            assert (await shown(ben, other))["status"] == "succeeded"
        if failures < ATTEMPTS:
            await _assert_waits(server, ada, poison, backoff(failures))
    state = await shown(ada, poison)
    assert state["error"]["code"] == "internal"
    assert state["error"]["message"].endswith(".")
    await server.runtime.database.write(_replace, story_id, whole)
    assert (await ada.http.post(f"{AT}/{poison}/retry")).status_code == 202
    await run_once(server, poison)
    assert (await shown(ada, poison))["status"] == "succeeded"


def _replace(conn: Connection, story_id: str, document: bytes) -> bytes:
    """Put other bytes in the place of the story's version; what they were."""
    is_its = StoryVersion.story_id == story_id
    before = conn.execute(select(StoryVersion.document).where(is_its)).scalar_one()
    conn.execute(update(StoryVersion).where(is_its).values(document=document))
    return bytes(before)


async def _assert_waits(server: Any, ada: Person, generation_id: str, wait: timedelta) -> None:
    """It is not taken up before `wait` is over, which it then is."""
    server.clock.advance(wait - timedelta(seconds=1))
    before = len(await log_of(ada, generation_id))
    await run_once(server, generation_id)
    assert len(await log_of(ada, generation_id)) == before
    server.clock.advance(timedelta(seconds=1))
