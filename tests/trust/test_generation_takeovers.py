"""A renderer that stood still past its lease finds its row taken over, and writes nothing more."""

import asyncio
import os
import signal
from collections.abc import Iterator

import psutil
import pytest

from emberline.kit.clock import SystemClock
from tests.accounts.factories import make_person
from tests.generations.wire.factories import asked
from tests.stories.wire.factories import published_story
from tests.trust.generation_processes import (
    QUICK,
    SECONDS,
    chapters,
    let_leases_lapse,
    own_database,
    renderer,
    scenes_told,
    until_ended,
    until_no_children,
    whole_log,
)
from tests.trust.generation_remains import remains_after_sweep, stored_files
from tests.trust.live import ServerProcess

pytestmark = pytest.mark.anyio

SCENES = 2
# The process stands still with files that are stored and not yet written down.
STANDING_STILL = """
import os, signal
import emberline.kit.jobs as jobs
work_for_real, stood = jobs.RunningJob.{door}, []
async def work(self, *arguments):
    if not stood:
        stood.append(1)
        os.kill(os.getpid(), signal.SIGSTOP)
    return await work_for_real(self, *arguments)
jobs.RunningJob.{door} = work
"""
DOORS = {"a scene": ("gain", "audio"), "the results": ("finish", QUICK)}


@pytest.fixture
def database_url(backend, request, tmp_path) -> str | None:
    """A database of the test's own, which workers listen to."""
    return own_database(backend, request, tmp_path)


@pytest.fixture
def process(server_forks, data_dir, database_url) -> Iterator[ServerProcess]:
    """What renders, not yet started."""
    with renderer(server_forks, data_dir, database_url) as process:
        yield process


@pytest.mark.parametrize("what", DOORS)
async def test_who_stood_still_past_the_lease_writes_nothing_any_more(
    process, start_server, data_dir, database_url, what
):
    beside = await start_server(clock=SystemClock(), jobs="external")
    ada = await make_person(beside)
    story_id = await published_story(beside, ada, chapters(SCENES, "Slow"))
    door, kind = DOORS[what]
    process.start(STANDING_STILL.format(door=door))
    generation_id = await asked(ada, story_id, kind=kind)
    await _until_stopped(process.pid)
    files_before = stored_files(data_dir)
    assert files_before
    await let_leases_lapse(beside)
    await start_server(clock=SystemClock())
    state = await until_ended(ada, generation_id)
    assert state["status"] == "succeeded", state["error"]
    os.kill(process.pid, signal.SIGCONT)
    await _until_logged(process, "job_lost")
    await until_no_children(data_dir)
    # The files that it had stored are gone without a sweep.
    assert not set(files_before) & set(stored_files(data_dir))
    assert "job_succeeded" not in process.log.read_text()
    process.stop()
    assert await until_ended(ada, generation_id) == state
    log = await whole_log(ada, generation_id)
    assert [entry["event"] for entry in log].count("succeeded") == 1
    assert [entry["attempt"] for entry in log if entry["event"] == "succeeded"] == [2]
    narrated = SCENES if kind == "audio" else 0
    assert scenes_told(log) == dict.fromkeys(range(1, narrated + 1), 1)
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert len(remains.scenes) == narrated
    assert len(remains.results) == len(state["results"])


async def _until_stopped(pid: int) -> None:
    async with asyncio.timeout(SECONDS):
        while psutil.Process(pid).status() != psutil.STATUS_STOPPED:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _until_logged(process: ServerProcess, words: str) -> None:
    async with asyncio.timeout(SECONDS):
        while words not in process.log.read_text():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
