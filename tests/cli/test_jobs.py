"""`emberline jobs`, in a process of its own beside a running server."""

from typing import Any

import pytest
from sqlalchemy import Connection, update

from emberline.kit import jobs
from emberline.kit.ids import new_id
from emberline.kit.jobs import Job
from tests.accounts.factories import make_person
from tests.operations.operators import answered, command

pytestmark = pytest.mark.anyio


@pytest.fixture
async def run(server, database_url):
    """Runs `emberline jobs …` on the server's database."""

    async def on_server(*words: str) -> tuple[int, str, str]:
        return await command(server.data_dir, database_url, "jobs", *words)

    return on_server


async def _ask(server, subject: str, **values: Any) -> str:
    def ask(conn: Connection) -> str:
        job_id = jobs.request(conn, "test.kind", subject, now=server.clock.now())
        if values:
            conn.execute(update(Job).where(Job.id == job_id).values(**values))
        return job_id

    return str(await server.runtime.database.write(ask))


async def test_jobs_are_listed_by_state_the_newest_first(server, run, database_url):
    waiting = await _ask(server, "waiting")
    reason = {"code": "x", "message": "The disk was full."}
    failed = await _ask(server, "failed", status="failed", error=reason)
    facts = await answered(server.data_dir, database_url, "jobs", "list")
    assert [job["job_id"] for job in facts["jobs"]] == [failed, waiting]
    assert facts["jobs"][0]["error"] == "The disk was full."
    assert facts["jobs"][0]["created_at"].endswith("Z")
    admin = await make_person(server, role="admin")
    queue = (await admin.http.get("/api/admin/jobs")).json()["data"]["jobs"]
    assert [job for job in queue if job["kind"] == "test.kind"] == facts["jobs"]
    code, output, _ = await run("list", "--status", "failed")
    assert code == 0
    assert failed in output and "The disk was full." in output and waiting not in output
    assert (await run("list", "--kind", "another"))[1] == "There are no such jobs.\n"


async def test_a_failed_job_is_retried_and_a_waiting_one_cancelled(server, run):
    failed, waiting = await _ask(server, "failed", status="failed"), await _ask(server, "waiting")
    assert (await run("cancel", failed))[0] == 1
    code, output, _ = await run("retry", failed)
    assert code == 0 and "waits to run again" in output
    code, output, _ = await run("cancel", waiting)
    assert code == 0 and "is cancelled" in output
    code, output, errors = await run("cancel", waiting)
    assert code == 1 and "Its status is cancelled; only a job that waits or runs" in errors


async def test_a_job_that_is_not_there_is_a_sentence(run):
    for job_id in (new_id(), "no-id"):
        code, _, errors = await run("retry", job_id)
        assert code == 1
        assert errors.endswith(f"There is no job {job_id}.\n")
