"""Workers that are killed, stand still, or race each other."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from emberline.kit.clock import SystemClock
from emberline.kit.db import Database
from emberline.kit.jobs import request
from emberline.kit.jobs.lifecycle import ATTEMPTS, LIVE
from tests.kit.jobs.looks import look, look_at_all
from tests.kit.jobs.workshop import ALL_ENDS, ALL_SCENES, SCENES, WAIT_SECONDS, Worker

pytestmark = pytest.mark.anyio

RACED = 200

StartWorker = Callable[..., Worker]


def rows(conn: Connection, statement: Any, /) -> list[tuple[Any, ...]]:
    return [tuple(found) for found in conn.execute(statement)]


async def test_a_worker_killed_at_any_point_is_taken_over_and_each_job_ends_once(
    database: Database, start_worker: StartWorker, count: Callable[[int, int], int]
) -> None:
    chance, kills = random.Random(11), count(8, 50)
    job_ids, died = [], 0
    for number in range(kills):
        worker = start_worker(kind="render", lease=0.4, paced=True)
        job_id = await database.write(request, "render", str(number), now=SystemClock().now())
        job_ids.append(job_id)
        # A run tells of its claim, its scenes, the way to its end, and its end.
        for _ in range(chance.randint(0, SCENES + 2)):
            await worker.hear()
            worker.answer()
        if chance.random() < 0.5:
            await worker.hear()  # killed between its steps; otherwise amid one
        else:
            await asyncio.sleep(chance.random() / 100)
        worker.kill()
        died += (await database.read(look, job_id))["status"] == "running"
        successor = start_worker(kind="render", lease=0.4)
        await until_over(database)
        successor.kill()
    assert died >= kills / 2
    found = {row["id"]: row for row in await database.read(look_at_all)}
    assert {row["status"] for row in found.values()} == {"succeeded"}
    assert sorted(await database.read(rows, ALL_SCENES)) == sorted(
        (job_id, scene) for job_id in job_ids for scene in range(SCENES)
    )
    ends = await database.read(rows, ALL_ENDS)
    assert sorted(ends) == sorted((job_id, found[job_id]["attempt"]) for job_id in job_ids)


async def test_a_worker_that_stood_still_past_its_lease_writes_nothing_any_more(
    database: Database, start_worker: StartWorker
) -> None:
    job_id = await database.write(request, "stall", "a", now=SystemClock().now())
    still = start_worker(kind="stall")
    assert await still.until("claimed") == (job_id, 1)
    other = start_worker(kind="stall")
    assert await other.until("ended") == (job_id, 2)
    still.go_on()
    assert await still.until("refused") == (job_id, 1)
    assert await database.read(rows, ALL_ENDS) == [(job_id, 2)]
    row = await database.read(look, job_id)
    assert (row["status"], row["attempt"]) == ("succeeded", 2)


async def test_a_job_that_kills_every_worker_fails_for_good(
    database: Database, start_worker: StartWorker
) -> None:
    job_id = await database.write(request, "render", "a", now=SystemClock().now())
    for attempt in range(1, ATTEMPTS + 1):
        worker = start_worker(kind="render", lease=0.4)
        assert await worker.until("claimed") == (job_id, attempt)
        worker.kill()
    start_worker(kind="render", lease=0.4)
    await until_over(database)
    row = await database.read(look, job_id)
    assert (row["status"], row["attempt"], row["error"]["code"]) == ("failed", ATTEMPTS, "died")


async def test_two_processes_run_each_of_many_jobs_once(
    database: Database, start_worker: StartWorker
) -> None:
    workers = [start_worker(kind="count"), start_worker(kind="count")]
    await database.write(request_many, RACED)
    await until_over(database)
    found = await database.read(look_at_all)
    assert Counter(row["status"] for row in found) == {"succeeded": RACED}
    assert {row["attempt"] for row in found} == {1}
    assert sorted(await database.read(rows, ALL_ENDS)) == [(row["id"], 1) for row in found]
    assert len(workers) == 2


def request_many(conn: Connection, count: int, /) -> None:
    now = SystemClock().now()
    for number in range(count):
        request(conn, "count", str(number), now=now)


async def until_over(database: Database) -> None:
    """Wait until no job is live."""
    async with asyncio.timeout(WAIT_SECONDS):
        while not await is_over(database):  # noqa: ASYNC110 (other processes do it)
            await asyncio.sleep(0.02)


async def is_over(database: Database) -> bool:
    return all(row["status"] not in LIVE for row in await database.read(look_at_all))
