"""The runner: how a run ends, and what it leaves in the row."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from structlog.testing import capture_logs

from emberline.kit.clock import SteppedClock
from emberline.kit.db import Database
from emberline.kit.errors import conflict, unavailable
from emberline.kit.ids import new_id
from emberline.kit.jobs import (
    LEASE,
    SEATS,
    Handler,
    LeaseLost,
    MemoryBell,
    Runner,
    RunningJob,
    Stopped,
    cancel,
    request,
    to_the_end,
)
from emberline.kit.jobs.lifecycle import backoff
from emberline.kit.jobs.runs import claim
from emberline.kit.jobs.sweep import sweep, sweep_until
from tests.kit.jobs.looks import NOW, look
from tests.kit.jobs.workshop import ALL_ENDS, add_end, deliver_to

pytestmark = pytest.mark.anyio

PATIENCE = 20.0


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def stop() -> asyncio.Event:
    return asyncio.Event()


RunOne = Callable[[Handler], Awaitable[dict[str, Any]]]


@pytest.fixture
def run(database: Database, clock: SteppedClock, stop: asyncio.Event) -> RunOne:
    """Requests a job, answers one ring for it with the handler, and returns the row."""

    async def run_one(handler: Handler) -> dict[str, Any]:
        job_id = await database.write(
            request, "audio", "a", now=clock.now(), payload={"voice": "en"}
        )
        runner = Runner(database, clock, {"audio": handler}, stop, renew_seconds=0.01)
        async with asyncio.timeout(PATIENCE):
            await runner.answer("audio", job_id)
        return await database.read(look, job_id)

    return run_one


def ends(conn: Connection, /) -> list[tuple[Any, ...]]:
    return [tuple(found) for found in conn.execute(ALL_ENDS)]


async def test_a_handler_that_returns_has_succeeded(run: RunOne) -> None:
    seen: list[object] = []

    async def handler(job: RunningJob) -> None:
        seen.append((job.subject, job.payload, job.attempt, job.stop.is_set()))
        await job.progress(40)

    row = await run(handler)
    assert seen == [("a", {"voice": "en"}, 1, False)]
    assert (row["status"], row["progress"], row["finished_at"]) == ("succeeded", 100, NOW)
    assert (row["owner"], row["lease_until"]) == (None, None)


async def test_what_finish_writes_and_the_success_are_one_transaction(
    run: RunOne, database: Database
) -> None:
    async def handler(job: RunningJob) -> None:
        await job.finish(add_end, job.id, job.attempt)
        raise RuntimeError("after the end")

    with capture_logs() as logs:
        row = await run(handler)
    assert row["status"] == "succeeded"
    assert await database.read(ends) == [(row["id"], 1)]
    assert "job_failed_after_its_end" in [line["event"] for line in logs]


async def test_an_error_of_the_handler_is_logged_and_tried_again_later(
    run: RunOne, database: Database, clock: SteppedClock
) -> None:
    async def handler(job: RunningJob) -> None:
        if job.attempt == 1:
            raise RuntimeError("a secret of the inside")

    with capture_logs() as logs:
        row = await run(handler)
    assert (row["status"], row["failures"], row["error"]["code"]) == ("pending", 1, "internal")
    assert "secret" not in row["error"]["message"]
    failed = next(line for line in logs if line["event"] == "job_attempt_failed")
    assert str(failed["exc_info"]) == "a secret of the inside"
    clock.set(row["due_at"])
    assert (await run(handler))["status"] == "succeeded"


async def test_a_refusal_fails_for_good_with_its_sentence_and_an_outage_does_not(
    run: RunOne, clock: SteppedClock
) -> None:
    async def out(job: RunningJob) -> None:
        raise unavailable("The voices are away.")

    async def refused(job: RunningJob) -> None:
        raise conflict("No text", "Write a scene first.")

    row = await run(out)
    assert (row["status"], row["error"]["message"]) == ("pending", "The voices are away.")
    clock.set(row["due_at"])
    row = await run(refused)
    assert row["status"] == "failed"
    assert row["error"] == {"code": "conflict", "message": "Write a scene first."}


async def test_what_follows_a_job_given_up_is_done_as_it_fails_for_good(
    database: Database, clock: SteppedClock, stop: asyncio.Event
) -> None:
    followed: list[tuple[str, str]] = []

    async def handler(job: RunningJob) -> None:
        raise unavailable("The model is down.") if job.attempt == 1 else conflict("No", "Never.")

    def follow(conn: Connection, subject: str, now: datetime) -> None:
        followed.append((subject, look(conn, job_id)["status"]))
        raise_fault.pop()()

    def fault() -> None:
        raise unavailable("Not now.")

    raise_fault: list[Callable[[], None]] = [lambda: None, fault]
    job_id = await database.write(request, "audio", "a", now=clock.now())
    runner = Runner(database, clock, {"audio": handler}, stop, given_up={"audio": follow})
    await runner.answer("audio", job_id)
    assert followed == []
    clock.advance(backoff(1))
    await runner.answer("audio", job_id)
    assert followed == [("a", "failed")]
    assert (await database.read(look, job_id))["status"] == "running"
    clock.advance(LEASE)
    await runner.answer("audio", job_id)
    assert followed == [("a", "failed")] * 2
    assert (await database.read(look, job_id))["status"] == "failed"


async def test_work_has_ended_before_its_handler_hears_of_the_stop(
    run: RunOne, stop: asyncio.Event
) -> None:
    ended: list[object] = []

    async def work() -> None:
        stop.set()
        try:
            await asyncio.sleep(PATIENCE)
        finally:
            await asyncio.sleep(0)
            ended.append("work")

    async def handler(job: RunningJob) -> None:
        ended.append(await job.unless_stopped(asyncio.sleep(0, "before")))
        try:
            await job.unless_stopped(work())
        except Stopped:
            ended.append("handler")
            raise

    row = await run(handler)
    assert ended == ["before", "work", "handler"]
    assert (row["status"], row["failures"]) == ("pending", 0)


async def test_a_cancelled_job_is_asked_to_stop_and_stays_cancelled(
    run: RunOne, database: Database
) -> None:
    stopped = asyncio.Event()

    async def handler(job: RunningJob) -> None:
        assert await database.write(cancel, job.id, NOW)
        await job.stop.wait()
        stopped.set()
        raise Stopped

    assert (await run(handler))["status"] == "cancelled"
    assert stopped.is_set()


async def test_a_handler_that_does_not_heed_its_cancel_is_ended(
    run: RunOne, database: Database
) -> None:
    ended = asyncio.Event()

    async def handler(job: RunningJob) -> None:
        await database.write(cancel, job.id, NOW)
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    assert (await run(handler))["status"] == "cancelled"
    assert ended.is_set()


async def test_a_run_whose_row_was_taken_over_is_ended_and_writes_nothing(
    run: RunOne, database: Database, clock: SteppedClock
) -> None:
    refused = asyncio.Event()

    async def handler(job: RunningJob) -> None:
        overtaken = clock.advance(LEASE)
        assert await database.write(claim, job.id, new_id(), overtaken)
        await job.stop.wait()
        with pytest.raises(LeaseLost):
            await job.write(add_end, job.id, job.attempt)
        refused.set()

    row = await run(handler)
    assert refused.is_set()
    assert (row["status"], row["attempt"]) == ("running", 2)
    assert await database.read(ends) == []


async def test_a_lease_is_renewed_while_the_handler_works(
    run: RunOne, database: Database, clock: SteppedClock
) -> None:
    async def handler(job: RunningJob) -> None:
        for _ in range(3):
            until = clock.advance(LEASE / 2) + LEASE
            while (await database.read(look, job.id))["lease_until"] < until:  # noqa: ASYNC110
                await asyncio.sleep(0)

    row = await run(handler)
    assert (row["status"], row["attempt"]) == ("succeeded", 1)


async def test_a_process_that_stops_gives_its_rows_back(run: RunOne, stop: asyncio.Event) -> None:
    async def handler(job: RunningJob) -> None:
        stop.set()
        await job.stop.wait()
        raise Stopped

    row = await run(handler)
    assert (row["status"], row["failures"], row["due_at"]) == ("pending", 0, NOW)


async def test_a_handler_that_finishes_although_the_process_stops_has_succeeded(
    run: RunOne, stop: asyncio.Event
) -> None:
    async def handler(job: RunningJob) -> None:
        stop.set()
        await job.stop.wait()

    assert (await run(handler))["status"] == "succeeded"


async def test_a_runner_that_stops_claims_nothing_more(run: RunOne, stop: asyncio.Event) -> None:
    async def handler(job: RunningJob) -> None:
        raise AssertionError("not to be run")

    stop.set()
    row = await run(handler)
    assert (row["status"], row["attempt"]) == ("pending", 0)


async def test_one_users_thousand_jobs_do_not_hold_up_anothers(
    database: Database, clock: SteppedClock, stop: asyncio.Event
) -> None:
    greedy, modest = new_id(), new_id()
    order: list[str | None] = []

    async def handler(job: RunningJob) -> None:
        order.append(job.user_id)
        if len(order) == 20:
            stop.set()

    def request_many(conn: Connection) -> None:
        for n in range(1000):
            request(conn, "audio", f"g{n}", now=NOW, user_id=greedy)
        request(conn, "audio", "m", now=NOW, user_id=modest)

    runner = Runner(database, clock, {"audio": handler}, stop)
    bell = MemoryBell(runner.answer, {"audio": 1})
    database.on_commit(deliver_to(bell))
    await database.write(request_many)
    async with asyncio.timeout(PATIENCE):
        await bell.run(stop)
    assert len(order) == 20
    assert order.index(modest) <= SEATS


async def test_a_lost_ring_is_made_up_for_by_a_sweep(
    database: Database, clock: SteppedClock, stop: asyncio.Event
) -> None:
    async def handler(job: RunningJob) -> None:
        stop.set()

    job_id = await database.write(request, "audio", "a", now=NOW)
    runner = Runner(database, clock, {"audio": handler}, stop)
    bell = MemoryBell(runner.answer, {"audio": 2})
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        tasks.create_task(bell.run(stop))
        for _ in range(2):  # two sweeps at once
            tasks.create_task(sweep_until(stop, database, bell, clock, ["audio"]))
    row = await database.read(look, job_id)
    assert (row["status"], row["attempt"]) == ("succeeded", 1)


async def test_a_sweep_with_the_database_away_is_logged_and_the_next_one_works(
    database: Database, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bell = MemoryBell(no_answer, {"audio": 1})
    await database.write(request, "audio", "a", now=NOW)
    assert await sweep(database, bell, clock, ["audio"]) == 1
    assert await sweep(database, bell, clock, ["video"]) == 0
    await database.close()
    with capture_logs() as logs:
        assert await sweep(database, bell, clock, ["audio"]) == 0
    assert [line["event"] for line in logs] == ["sweep_failed"]


async def no_answer(kind: str, job_id: str) -> None:
    raise AssertionError("not to be answered")


async def test_a_kind_without_a_handler_is_an_error_of_the_ring_alone(
    database: Database, clock: SteppedClock, stop: asyncio.Event
) -> None:
    answered: list[str] = []

    async def handler(job: RunningJob) -> None:
        answered.append(job.subject)
        stop.set()

    runner = Runner(database, clock, {"audio": handler}, stop, lease=timedelta(seconds=5))
    bell = MemoryBell(runner.answer, {"audio": 1, "unknown": 1})
    database.on_commit(deliver_to(bell))
    await database.write(request, "unknown", "u", now=NOW)
    await database.write(request, "audio", "a", now=NOW)
    with capture_logs() as logs:
        async with asyncio.timeout(PATIENCE):
            await bell.run(stop)
    assert answered == ["a"]
    assert "ring_not_answered" in [line["event"] for line in logs]


async def test_what_a_job_has_gained_forgets_the_attempts_that_failed_before(
    database: Database, clock: SteppedClock, stop: asyncio.Event
) -> None:
    async def goes_on(job: RunningJob) -> None:
        if job.attempt > 1:
            await job.gain(add_end, job.id, job.attempt)
        raise RuntimeError("it dies again")

    job_id = await database.write(request, "audio", "a", now=clock.now())
    runner = Runner(database, clock, {"audio": goes_on}, stop)
    failures = []
    for _ in range(3):
        await runner.answer("audio", job_id)
        failures.append((await database.read(look, job_id))["failures"])
        clock.advance(backoff(5))

    assert failures == [1, 1, 1]


async def test_what_is_to_be_done_whole_is_done_however_often_its_awaiter_is_cancelled() -> None:
    may_end, done = asyncio.Event(), []

    async def store() -> str:
        await may_end.wait()
        done.append("stored")
        return "key"

    task = asyncio.create_task(to_the_end(store()))
    for _ in range(3):
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    may_end.set()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == ["stored"]
    assert await to_the_end(store()) == "key"
