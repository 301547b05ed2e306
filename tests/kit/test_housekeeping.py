"""The kit forgets what nobody can ask for any more, and nothing younger."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from emberline.kit.events import OutboxEvent
from emberline.kit.housekeeping import sweep_kit
from emberline.kit.idempotency import IdempotencyKey
from emberline.kit.jobs import Job, Runner, request
from tests.accounts.factories import make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio


async def test_keys_go_after_a_day_events_after_minutes_and_jobs_after_a_week(start_server):
    # Announcements of the clips wait here: only ended jobs are forgotten.
    server = await start_server(jobs="external")
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    key = {"Idempotency-Key": "one"}
    await author.http.post("/stories", json={"text": "once"}, headers=key)
    await reader.http.post(f"/stories/{clip['id']}/view")
    await _run_a_job(server.runtime)
    assert await server.runtime.database.read(_counts) == (1, 1, 3)
    for step, expected in (
        (timedelta(minutes=2), (1, 1, 3)),
        (timedelta(minutes=10), (1, 0, 3)),
        (timedelta(hours=24), (0, 0, 3)),
        (timedelta(days=7), (0, 0, 2)),
    ):
        server.clock.advance(step)
        await sweep_kit(server.runtime)
        assert await server.runtime.database.read(_counts) == expected


async def _run_a_job(runtime) -> None:
    async def handler(job) -> None:
        pass

    def ask(conn: Connection) -> str:
        return request(conn, "test", "subject", now=runtime.clock.now())

    job_id = await runtime.database.write(ask)
    runner = Runner(runtime.database, runtime.clock, {"test": handler}, asyncio.Event())
    await runner.answer("test", job_id)


def _counts(conn: Connection) -> tuple[int, int, int]:
    models = (IdempotencyKey, OutboxEvent, Job)
    first, second, third = [
        conn.execute(select(func.count()).select_from(model)).scalar_one() for model in models
    ]
    return first, second, third
