"""The rotation of refresh tokens."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio


async def signed_in(server) -> Any:
    await make_person(server, "ada")
    answer = await server.http.post("/login", json={"username": "ada", "password": PASSWORD})
    return answer.json()


async def refresh(server, token: str):
    return await server.http.post("/api/auth/refresh-token", json={"refresh_token": token})


async def works(server, session: dict) -> Any:
    headers = {"Authorization": f"Bearer {session['token']}"}
    answer = await server.http.get("/api/auth/sessions", headers=headers)
    return answer.status_code == 200


async def test_a_refresh_gives_a_new_pair_for_the_same_session(server):
    session = await signed_in(server)
    server.clock.advance(timedelta(minutes=20))
    assert not await works(server, session)
    answer = await refresh(server, session["refresh_token"])
    assert answer.status_code == 200
    renewed = answer.json()["data"]
    assert renewed["refresh_token"] != session["refresh_token"]
    assert renewed["user"]["last_active"] == "2026-03-01T12:20:00Z"
    assert await works(server, renewed)


async def test_until_the_successor_is_used_a_repeat_returns_that_same_successor(server):
    first = (await signed_in(server))["refresh_token"]
    answers = [await refresh(server, first) for _ in range(3)]
    successors = {answer.json()["data"]["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert (await refresh(server, successors.pop())).status_code == 200


async def test_once_the_successor_was_used_a_repeat_ends_the_family(server):
    first = (await signed_in(server))["refresh_token"]
    second = (await refresh(server, first)).json()["data"]["refresh_token"]
    third = (await refresh(server, second)).json()["data"]
    assert await works(server, third)
    assert (await refresh(server, first)).status_code == 401
    assert not await works(server, third)
    assert (await refresh(server, third["refresh_token"])).status_code == 401


async def test_fifty_parallel_refreshes_leave_one_family_and_a_signed_in_user(server):
    first = (await signed_in(server))["refresh_token"]
    answers = await asyncio.gather(*[refresh(server, first) for _ in range(50)])
    assert [answer.status_code for answer in answers] == [200] * 50
    (successor,) = {answer.json()["data"]["refresh_token"] for answer in answers}
    last = (await refresh(server, successor)).json()["data"]
    assert await works(server, last)
    headers = {"Authorization": f"Bearer {last['token']}"}
    listed = (await server.http.get("/api/auth/sessions", headers=headers)).json()["data"]
    assert len([entry for entry in listed if entry["device"] != "test"]) == 1
    assert (await refresh(server, first)).status_code == 401
    assert not await works(server, last)


async def test_a_session_unused_for_ninety_days_is_over(server):
    token = (await signed_in(server))["refresh_token"]
    server.clock.advance(timedelta(days=89))
    token = (await refresh(server, token)).json()["data"]["refresh_token"]
    server.clock.advance(timedelta(days=90))
    assert (await refresh(server, token)).status_code == 401


async def test_no_other_text_refreshes_anything(server):
    session = await signed_in(server)
    genuine = session["refresh_token"]
    wrong = [
        genuine[:-1] + ("A" if genuine[-1] != "A" else "B"),
        genuine.replace(".0.", ".1."),
        session["token"],
        "emr_",
        "ä",
        "emr_" + "0" * 32 + ".0." + "A" * 22,
    ]
    for token in wrong:
        answer = await refresh(server, token)
        assert answer.status_code == 401
        assert answer.json()["error"] == "Unauthorized"
    assert (await refresh(server, genuine)).status_code == 200


async def test_the_refresh_token_of_a_suspended_account_is_refused(server):
    admin = await make_person(server, role="admin")
    session = await signed_in(server)
    user_id = session["user"]["user_id"]
    answer = await admin.http.post(f"/api/admin/users/{user_id}/suspension")
    assert answer.status_code == 200
    assert (await refresh(server, session["refresh_token"])).status_code == 401
