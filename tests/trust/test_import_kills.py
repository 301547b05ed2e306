"""A server killed at any stage of an import: the next one finishes it, and makes nothing twice."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from emberline.kit.db import embedded_path
from tests.accounts.factories import PASSWORD
from tests.sqlite_file import sqlite_file
from tests.stories.wire.transfer_factories import BULK_IMPORT, json_of
from tests.trust.live import ServerProcess

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

STORIES = 120
SECONDS = 90.0

# What runs in the server before it serves: each ends it at another stage of the work.
KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
STAGES = {
    "before it is fetched": f"""
import emberline.stories.jobs.importing as importing
async def fetch(*arguments):
    {KILL}
importing.fetch = fetch
""",
    "in the middle of a batch": f"""
import emberline.stories.service.transfer.importing as importing
create_for_real, done = importing.create_stories, []
def create(*arguments):
    create_for_real(*arguments)
    done.append(1)
    if len(done) == 2:
        {KILL}
importing.create_stories = create
""",
    "between two batches": f"""
import emberline.kit.jobs as jobs
write, done = jobs.RunningJob.write, []
async def kill_after(self, *arguments):
    await write(self, *arguments)
    done.append(1)
    if len(done) == 2:
        {KILL}
jobs.RunningJob.write = kill_after
""",
    "between the last story and the end": f"""
import emberline.kit.jobs as jobs
async def finish(self, *arguments):
    {KILL}
jobs.RunningJob.finish = finish
""",
    "between the end and the burial": f"""
import emberline.stories.jobs.importing as importing
async def bury(runtime, keys):
    {KILL}
importing.bury = bury
""",
}


@pytest.mark.parametrize("stage", STAGES)
async def test_a_killed_server_is_followed_by_one_that_finishes_the_import(
    process, data_dir, stage
):
    process.stop()
    process.start(STAGES[stage])
    token, import_id = await _send_and_die(process)
    _let_the_lease_lapse(data_dir)
    process.start()
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS) as http:
        http.headers["Authorization"] = f"Bearer {token}"
        state = await _until_ended(http, import_id)
    assert (state["status"], state["imported"], state["rejected"]) == ("succeeded", STORIES, 0)
    process.stop()
    with sqlite_file(embedded_path(data_dir)) as database:
        titles = [row[0] for row in database.execute("SELECT title FROM stories ORDER BY id")]
        doomed = {row[0] for row in database.execute("SELECT key FROM doomed_blobs")}
    assert titles == [f"Story {number}" for number in range(STORIES)]
    # What the kill left is written down, for the sweep.
    assert _files(data_dir / "media") == doomed


async def _send_and_die(process: ServerProcess) -> tuple[str, str]:
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS) as http:
        body = {"email": "mara@example.com", "username": "mara", "password": PASSWORD}
        session: dict[str, Any] = (await http.post("/signup", json=body)).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        files = [("file", (f"{n}.json", json_of(f"Story {n}"))) for n in range(STORIES)]
        sent = await http.post(BULK_IMPORT, files=files)
        assert sent.status_code == 202, sent.text
        assert await asyncio.to_thread(process.wait) == -9
    return session["token"], sent.json()["data"]["import_id"]


async def _until_ended(http: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    async with asyncio.timeout(SECONDS):
        while True:
            answer = await http.get(f"/api/admin/stories/imports/{import_id}")
            state: dict[str, Any] = answer.json()["data"]
            if state["finished_at"] is not None:
                return state
            await asyncio.sleep(0.05)


def _let_the_lease_lapse(data_dir: Path) -> None:
    """As if the twenty seconds had gone by for which the dead run owns its row."""
    with sqlite_file(embedded_path(data_dir)) as database:
        database.execute("UPDATE jobs SET lease_until = 0 WHERE status = 'running'")


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
