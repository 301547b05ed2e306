"""Requests, fairness, what is due, cancel and retry: the same on both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.ids import new_id
from emberline.kit.jobs import SEATS, Ring, cancel, cancel_about, ensure_periodic, request, retry
from emberline.kit.jobs.intents import due
from emberline.kit.jobs.runs import claim, fail, succeed
from tests.kit.jobs.looks import NOW, SECOND, look, look_at_all

pytestmark = pytest.mark.anyio


@pytest.fixture
def rings(database: Database) -> list[object]:
    """What was rung for."""
    heard: list[object] = []
    database.on_commit(heard.append)
    return heard


async def test_a_request_makes_a_row_and_rings_once_after_the_commit(
    database: Database, rings: list[object]
) -> None:
    user = new_id()
    payload = {"voice": "en", "speed": [1, None]}
    job_id = await database.write(request, "audio", "a", now=NOW, user_id=user, payload=payload)
    row = await database.read(look, job_id)
    assert (row["kind"], row["subject"], row["user_id"]) == ("audio", "a", user)
    assert (row["status"], row["attempt"], row["due_at"]) == ("pending", 0, NOW)
    assert row["payload"] == payload
    assert rings == [Ring("audio", job_id, 0)]


async def test_a_request_that_is_rolled_back_leaves_no_row_and_no_ring(
    database: Database, rings: list[object]
) -> None:
    def request_and_fail(conn: Connection) -> None:
        request(conn, "audio", "a", now=NOW)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await database.write(request_and_fail)
    assert await database.read(look_at_all) == []
    assert rings == []


async def test_a_hundred_requests_for_one_thing_are_one_job(
    database: Database, rings: list[object]
) -> None:
    wanted = [database.write(request, "audio", "a", now=NOW) for _ in range(100)]
    assert len(set(await asyncio.gather(*wanted))) == 1
    assert len(await database.read(look_at_all)) == 1
    assert len(rings) == 1


async def test_a_thing_can_be_asked_for_again_once_its_job_is_over(database: Database) -> None:
    first = await database.write(request, "audio", "a", now=NOW)
    held = await database.write(claim, first, new_id(), NOW)
    assert held
    assert await database.write(request, "audio", "a", now=NOW) == first
    await database.write(succeed, held, NOW)
    assert await database.write(request, "audio", "a", now=NOW) != first


async def test_a_delayed_request_is_due_when_its_time_has_come(
    database: Database, rings: list[object]
) -> None:
    later = NOW + timedelta(hours=1)
    job_id = await database.write(request, "mail", "a", now=NOW, due_at=later)
    assert rings == []
    assert await database.read(due, "mail", later - SECOND) == []
    assert await database.write(claim, job_id, new_id(), later - SECOND) is None
    assert await database.read(due, "mail", later) == [Ring("mail", job_id, 0)]
    assert await database.write(claim, job_id, new_id(), later)


async def test_only_a_users_first_rows_of_a_kind_are_due_and_each_that_ends_rings_the_next(
    database: Database, rings: list[object]
) -> None:
    greedy, modest = new_id(), new_id()

    def request_many(conn: Connection) -> list[str]:
        ids = [request(conn, "audio", f"g{n}", now=NOW, user_id=greedy) for n in range(1000)]
        return [*ids, request(conn, "audio", "m", now=NOW, user_id=modest)]

    job_ids = await database.write(request_many)
    seated = [*job_ids[:SEATS], job_ids[-1]]
    assert [ring.job_id for ring in rings if isinstance(ring, Ring)] == seated
    assert {ring.job_id for ring in await database.read(due, "audio", NOW)} == set(seated)
    assert await database.write(claim, job_ids[SEATS], new_id(), NOW) is None
    assert await database.write(claim, job_ids[-1], new_id(), NOW)

    first = await database.write(claim, job_ids[0], new_id(), NOW)
    assert first
    rings.clear()
    await database.write(succeed, first, NOW)
    assert Ring("audio", job_ids[SEATS], 0) in rings
    assert await database.write(claim, job_ids[SEATS], new_id(), NOW)
    assert await database.write(claim, job_ids[SEATS + 1], new_id(), NOW) is None


async def test_a_users_other_kinds_and_the_houses_own_rows_have_seats_of_their_own(
    database: Database,
) -> None:
    user = new_id()

    def request_many(conn: Connection) -> None:
        for n in range(SEATS + 1):
            request(conn, "audio", f"a{n}", now=NOW, user_id=user)
            request(conn, "house", f"h{n}", now=NOW)
        request(conn, "video", "v", now=NOW, user_id=user)

    await database.write(request_many)
    assert len(await database.read(due, "audio", NOW)) == SEATS
    assert len(await database.read(due, "house", NOW)) == SEATS + 1
    assert len(await database.read(due, "video", NOW)) == 1


async def test_a_kind_may_have_fewer_seats_and_they_go_from_one_row_to_the_next(
    database: Database, rings: list[object]
) -> None:
    user, other = new_id(), new_id()

    def request_many(conn: Connection) -> list[str]:
        ids = [request(conn, "book", f"b{n}", now=NOW, user_id=user, seats=2) for n in range(5)]
        return [*ids, request(conn, "book", "o", now=NOW, user_id=other, seats=2)]

    *job_ids, others = await database.write(request_many)
    assert [(await database.read(look, each))["seats"] for each in job_ids] == [2] * 5
    seated = {*job_ids[:2], others}
    assert {ring.job_id for ring in rings if isinstance(ring, Ring)} == seated
    assert {ring.job_id for ring in await database.read(due, "book", NOW)} == seated
    first = await database.write(claim, job_ids[0], new_id(), NOW)
    assert first
    assert await database.write(claim, job_ids[2], new_id(), NOW) is None
    assert await database.write(claim, job_ids[1], new_id(), NOW)
    assert await database.write(claim, others, new_id(), NOW)
    assert await database.read(due, "book", NOW) == []
    rings.clear()
    await database.write(succeed, first, NOW)
    assert [ring.job_id for ring in rings if isinstance(ring, Ring)] == [job_ids[2]]
    assert await database.write(claim, job_ids[3], new_id(), NOW) is None
    assert await database.write(claim, job_ids[2], new_id(), NOW)


async def test_without_a_number_a_row_has_the_usual_seats(database: Database) -> None:
    job_id = await database.write(_request_one)
    assert (await database.read(look, job_id))["seats"] == SEATS


def _request_one(conn: Connection) -> str:
    return request(conn, "audio", "a", now=NOW, user_id=new_id())


async def test_rows_that_wait_out_a_failure_leave_their_seats_to_others(
    database: Database,
) -> None:
    user = new_id()

    def request_many(conn: Connection) -> list[str]:
        return [request(conn, "audio", f"a{n}", now=NOW, user_id=user) for n in range(6)]

    job_ids = await database.write(request_many)
    for job_id in job_ids[:SEATS]:
        held = await database.write(claim, job_id, new_id(), NOW)
        assert held
        await database.write(fail, held, "internal", "no", NOW)
    assert {ring.job_id for ring in await database.read(due, "audio", NOW)} == set(job_ids[SEATS:])


async def test_a_cancelled_row_frees_its_seat_and_is_no_longer_to_be_had(
    database: Database, rings: list[object]
) -> None:
    user = new_id()

    def request_many(conn: Connection) -> list[str]:
        return [request(conn, "audio", f"a{n}", now=NOW, user_id=user) for n in range(5)]

    job_ids = await database.write(request_many)
    rings.clear()
    assert await database.write(cancel, job_ids[0], NOW)
    assert Ring("audio", job_ids[4], 0) in rings
    assert await database.write(claim, job_ids[0], new_id(), NOW) is None
    row = await database.read(look, job_ids[0])
    assert (row["status"], row["finished_at"]) == ("cancelled", NOW)
    assert not await database.write(cancel, job_ids[0], NOW)
    assert not await database.write(cancel, new_id(), NOW)


async def test_what_waits_or_runs_about_some_things_is_cancelled_and_the_rest_stays(
    database: Database,
) -> None:
    def request_many(conn: Connection) -> list[str]:
        return [request(conn, "audio", subject, now=NOW) for subject in "abc"]

    job_ids = await database.write(request_many)
    assert await database.write(claim, job_ids[0], new_id(), NOW)
    assert await database.write(cancel_about, "video", ["a"], NOW) == 0
    assert await database.write(cancel_about, "audio", ["a", "b", "x"], NOW) == 2
    rows = [await database.read(look, job_id) for job_id in job_ids]
    assert [row["status"] for row in rows] == ["cancelled", "cancelled", "pending"]
    assert [row["owner"] for row in rows] == [None, None, None]
    assert await database.write(cancel_about, "audio", ["a", "b"], NOW) == 0


async def test_a_cancelled_job_can_be_retried_unless_another_took_its_place(
    database: Database, rings: list[object]
) -> None:
    first = await database.write(request, "audio", "a", now=NOW)
    assert not await database.write(retry, first, NOW)
    await database.write(cancel, first, NOW)
    rings.clear()
    assert await database.write(retry, first, NOW + SECOND)
    assert rings == [Ring("audio", first, 0)]
    await database.write(cancel, first, NOW)
    second = await database.write(request, "audio", "a", now=NOW)
    assert not await database.write(retry, first, NOW)
    assert (await database.read(look, first))["status"] == "cancelled"
    assert (await database.read(look, second))["status"] == "pending"


async def test_periodic_work_is_one_row_that_becomes_due_again(database: Database) -> None:
    job_id = await database.write(ensure_periodic, "sweep", 60, NOW)
    assert await database.write(ensure_periodic, "sweep", 60, NOW + SECOND) == job_id
    for start in (NOW, NOW + timedelta(seconds=60)):
        assert await database.write(claim, job_id, new_id(), start - SECOND) is None
        held = await database.write(claim, job_id, new_id(), start)
        assert held
        await database.write(succeed, held, start)
        row = await database.read(look, job_id)
        assert (row["status"], row["due_at"]) == ("pending", start + timedelta(seconds=60))


async def test_a_shorter_period_brings_the_next_time_forward(database: Database) -> None:
    job_id = await database.write(ensure_periodic, "sweep", 86_400, NOW)
    held = await database.write(claim, job_id, new_id(), NOW)
    assert held
    await database.write(succeed, held, NOW)
    await database.write(ensure_periodic, "sweep", 60, NOW + SECOND)
    row = await database.read(look, job_id)
    assert (row["period_seconds"], row["due_at"]) == (60, NOW + timedelta(seconds=61))


async def test_two_sweeps_at_once_see_the_same_and_only_one_claim_wins(
    database: Database,
) -> None:
    job_id = await database.write(request, "audio", "a", now=NOW)
    sweeps = await asyncio.gather(*[database.read(due, "audio", NOW) for _ in range(2)])
    assert sweeps == [[Ring("audio", job_id, 0)]] * 2
    claims = [database.write(claim, job_id, new_id(), NOW) for _ in range(20)]
    assert len([won for won in await asyncio.gather(*claims) if won]) == 1
