"""One run and its row: lease, fence, failure and return."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.ids import new_id
from emberline.kit.jobs import ATTEMPTS, LEASE, LeaseLost, Ring, cancel, ensure_periodic, request
from emberline.kit.jobs import retry as retry_job
from emberline.kit.jobs.intents import due
from emberline.kit.jobs.lifecycle import JobStatus, backoff
from emberline.kit.jobs.runs import (
    Claim,
    Renewal,
    claim,
    fail,
    hold,
    progress,
    release,
    renew,
    succeed,
)
from tests.kit.jobs.looks import NOW, SECOND, look

pytestmark = pytest.mark.anyio

LAPSED = NOW + LEASE + SECOND


async def requested(database: Database) -> str:
    return await database.write(request, "audio", "a", now=NOW, payload=[1])


async def claimed(database: Database, job_id: str, now: object = NOW) -> Claim:
    held = await database.write(claim, job_id, new_id(), now)  # type: ignore[arg-type]
    assert held is not None
    return held


async def test_a_claim_hands_over_the_row_and_nobody_else_gets_it(database: Database) -> None:
    job_id = await requested(database)
    held = await claimed(database, job_id)
    assert (held.kind, held.subject, held.payload, held.attempt) == ("audio", "a", [1], 1)
    assert await database.write(claim, job_id, new_id(), NOW) is None
    row = await database.read(look, job_id)
    assert (row["status"], row["owner"], row["lease_until"]) == (
        "running",
        held.owner,
        NOW + LEASE,
    )


async def test_a_lapsed_lease_is_due_and_taken_over(database: Database) -> None:
    job_id = await requested(database)
    old = await claimed(database, job_id)
    assert await database.read(due, "audio", NOW + LEASE - SECOND) == []
    assert await database.read(due, "audio", LAPSED) == [Ring("audio", job_id, 1)]
    new = await claimed(database, job_id, LAPSED)
    assert new.attempt == 2
    assert await database.write(renew, old, LAPSED) is Renewal.LOST
    assert await database.write(renew, new, LAPSED) is Renewal.OURS


async def test_a_renewed_lease_does_not_lapse(database: Database) -> None:
    job_id = await requested(database)
    held = await claimed(database, job_id)
    assert await database.write(renew, held, NOW + LEASE / 2) is Renewal.OURS
    assert await database.read(due, "audio", LAPSED) == []
    assert await database.write(claim, job_id, new_id(), LAPSED) is None


async def test_every_write_of_an_overtaken_run_is_refused(database: Database) -> None:
    job_id = await requested(database)
    old = await claimed(database, job_id)
    new = await claimed(database, job_id, LAPSED)
    before = await database.read(look, job_id)
    writes = [
        lambda conn: hold(conn, old),
        lambda conn: progress(conn, old, 50),
        lambda conn: succeed(conn, old, LAPSED),
        lambda conn: fail(conn, old, "internal", "no", LAPSED),
        lambda conn: release(conn, old, LAPSED),
    ]
    for write in writes:
        with pytest.raises(LeaseLost):
            await database.write(write)
    assert await database.read(look, job_id) == before
    await database.write(hold, new)
    await database.write(succeed, new, LAPSED)
    assert (await database.read(look, job_id))["status"] == "succeeded"


async def test_what_a_refused_run_wrote_in_the_same_transaction_is_taken_back(
    database: Database,
) -> None:
    job_id = await requested(database)
    old = await claimed(database, job_id)
    await claimed(database, job_id, LAPSED)

    def write_and_succeed(conn: Connection) -> None:
        request(conn, "other", "stray", now=NOW)
        succeed(conn, old, LAPSED)

    with pytest.raises(LeaseLost):
        await database.write(write_and_succeed)
    assert await database.read(due, "other", LAPSED) == []


async def test_progress_never_goes_back(database: Database) -> None:
    job_id = await requested(database)
    held = await claimed(database, job_id)
    for percent, kept in ((30, 30), (10, 30), (60, 60)):
        await database.write(progress, held, percent)
        assert (await database.read(look, job_id))["progress"] == kept
    again = await claimed(database, job_id, LAPSED)
    await database.write(progress, again, 20)
    assert (await database.read(look, job_id))["progress"] == 60
    await database.write(succeed, again, LAPSED)
    assert (await database.read(look, job_id))["progress"] == 100


async def test_a_poison_job_backs_off_fails_after_five_attempts_and_can_be_retried(
    database: Database,
) -> None:
    job_id, now = await requested(database), NOW
    for failures in range(1, ATTEMPTS):
        held = await claimed(database, job_id, now)
        assert await database.write(fail, held, "internal", "no", now) is JobStatus.PENDING
        now += backoff(failures)
        assert await database.write(claim, job_id, new_id(), now - SECOND) is None
    held = await claimed(database, job_id, now)
    assert await database.write(fail, held, "internal", "no", now) is JobStatus.FAILED
    row = await database.read(look, job_id)
    assert (row["status"], row["attempt"], row["finished_at"]) == ("failed", ATTEMPTS, now)
    assert row["error"] == {"code": "internal", "message": "no"}
    assert await database.write(claim, job_id, new_id(), now + timedelta(days=1)) is None

    assert await database.write(retry_job, job_id, now)
    row = await database.read(look, job_id)
    assert (row["status"], row["error"], row["failures"]) == ("pending", None, 0)
    again = await claimed(database, job_id, now)
    assert again.attempt == ATTEMPTS + 1
    await database.write(succeed, again, now)
    assert (await database.read(look, job_id))["status"] == "succeeded"


async def test_a_failure_for_good_is_not_tried_again(database: Database) -> None:
    job_id = await requested(database)
    held = await claimed(database, job_id)
    failed = await database.write(fail, held, "validation", "no", NOW, for_good=True)
    assert failed is JobStatus.FAILED
    assert (await database.read(look, job_id))["attempt"] == 1


async def test_attempts_that_die_count_and_the_fifth_is_the_last(database: Database) -> None:
    job_id, now = await requested(database), NOW
    for attempt in range(1, ATTEMPTS + 1):
        assert (await claimed(database, job_id, now)).attempt == attempt
        now += LEASE
    assert await database.write(claim, job_id, new_id(), now) is None
    row = await database.read(look, job_id)
    assert (row["status"], row["error"]["code"]) == ("failed", "died")


async def test_what_follows_a_job_given_up_also_follows_one_whose_last_attempt_died(
    database: Database,
) -> None:
    followed: list[str] = []

    def follow(conn: Connection, subject: str, now: datetime) -> None:
        followed.append(subject)

    job_id = await database.write(request, "audio", "a", now=NOW)
    for attempt in range(ATTEMPTS):
        then = NOW + attempt * LEASE
        assert await database.write(claim, job_id, new_id(), then, LEASE, follow)
    assert followed == []
    assert (
        await database.write(claim, job_id, new_id(), NOW + ATTEMPTS * LEASE, LEASE, follow) is None
    )
    assert followed == ["a"]


async def test_a_released_row_is_due_at_once_and_that_counts_as_no_failure(
    database: Database,
) -> None:
    rings: list[object] = []
    job_id = await requested(database)
    database.on_commit(rings.append)
    for attempt in range(1, 2 * ATTEMPTS):
        held = await claimed(database, job_id)
        assert held.attempt == attempt
        await database.write(release, held, NOW)
        assert rings.pop() == Ring("audio", job_id, attempt)
        with pytest.raises(LeaseLost):
            await database.write(hold, held)
    assert (await database.read(look, job_id))["failures"] == 0


async def test_a_cancelled_run_learns_it_at_its_next_renewal(database: Database) -> None:
    job_id = await requested(database)
    held = await claimed(database, job_id)
    assert await database.write(renew, held, NOW) is Renewal.OURS
    assert await database.write(cancel, job_id, NOW)
    assert await database.write(renew, held, NOW) is Renewal.CANCELLED
    with pytest.raises(LeaseLost):
        await database.write(hold, held)


async def test_periodic_work_that_fails_five_times_waits_for_its_next_period(
    database: Database,
) -> None:
    job_id, now = await database.write(ensure_periodic, "sweep", 3600, NOW), NOW
    for failures in range(1, ATTEMPTS + 1):
        held = await claimed(database, job_id, now)
        await database.write(fail, held, "internal", "no", now)
        now += backoff(failures) if failures < ATTEMPTS else timedelta()
    row = await database.read(look, job_id)
    assert (row["status"], row["failures"]) == ("pending", 0)
    assert row["due_at"] == now + timedelta(hours=1)
    assert row["error"]["code"] == "internal"
