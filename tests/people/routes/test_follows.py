"""Following, and the requests of those who ask to."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Follow, FollowRequest, User
from emberline.kit.ids import new_id
from emberline.kit.paging import PageRequest
from emberline.people.service import follows
from tests.accounts.factories import Person, block, follow, make_person, request_follow
from tests.clips.factories import events
from tests.people.plans import add_many_users, plan_of

pytestmark = pytest.mark.anyio


async def test_following_an_open_account_is_at_once_and_only_once(server):
    ada, bob = await make_person(server, "ada"), await make_person(server, "bob")

    first = await bob.http.post(f"/api/users/{ada.id}/follow")

    assert first.status_code == 200
    assert first.json()["data"] == {"user_id": ada.id, "state": "following"}
    again = await bob.http.post(f"/api/users/{ada.id}/follow")
    assert (again.status_code, again.json()["data"]) == (200, first.json()["data"])
    assert await _follows(server) == {(bob.id, ada.id)}
    assert await _names(bob, f"/api/users/{ada.id}/followers") == ["bob"]
    assert await _names(ada, f"/api/users/{bob.id}/following") == ["ada"]


async def test_the_followed_is_told_once_of_each_new_follower(server):
    ada, bob = await make_person(server), await make_person(server, "bob")
    for _ in range(2):
        await bob.http.post(f"/api/users/{ada.id}/follow")
    told = [(ada.id, "follow.created", {"follower_id": bob.id, "username": "bob"})]
    assert await _events(server) == told
    await bob.http.delete(f"/api/users/{ada.id}/follow")
    assert await _events(server) == told
    await bob.http.post(f"/api/users/{ada.id}/follow")
    assert await _events(server) == told * 2


async def test_a_locked_account_gets_a_request_and_tells_nobody(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server, "bob")
    for _ in range(2):
        asked = await bob.http.post(f"/api/users/{ada.id}/follow")
        assert asked.status_code == 200
        assert asked.json()["data"] == {"user_id": ada.id, "state": "requested"}
    assert await _follows(server) == set()
    assert await _names(ada, "/api/follow-requests") == ["bob"]
    assert await _names(bob, "/api/follow-requests") == []
    assert await _events(server) == []


async def test_a_follower_of_an_account_that_was_locked_later_stays_one(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server)
    await follow(server, bob, ada)
    again = await bob.http.post(f"/api/users/{ada.id}/follow")
    assert again.json()["data"]["state"] == "following"
    assert await _names(ada, "/api/follow-requests") == []


async def test_an_accepted_request_makes_a_follower_and_an_event(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server, "bob")
    await request_follow(server, bob, ada)
    for _ in range(2):
        accepted = await ada.http.post(f"/api/follow-requests/{bob.id}/accept")
        assert accepted.status_code == 200
        assert accepted.json()["data"] == {"user_id": bob.id, "follows_you": True}
    assert await _follows(server) == {(bob.id, ada.id)}
    assert await _names(ada, "/api/follow-requests") == []
    assert [event[:2] for event in await _events(server)] == [(ada.id, "follow.created")]


async def test_a_rejected_request_is_gone_and_may_be_made_again(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server, "bob")
    await request_follow(server, bob, ada)
    rejected = await ada.http.post(f"/api/follow-requests/{bob.id}/reject")
    assert rejected.status_code == 200
    assert rejected.json()["data"] == {"user_id": bob.id, "follows_you": False}
    assert await _follows(server) == set()
    again = await ada.http.post(f"/api/follow-requests/{bob.id}/reject")
    assert (again.status_code, again.json()["error"]) == (404, "Follow request not found")
    await bob.http.post(f"/api/users/{ada.id}/follow")
    assert await _names(ada, "/api/follow-requests") == ["bob"]


@pytest.mark.parametrize("answer", ["accept", "reject"])
async def test_only_the_asked_can_answer_a_request(server, answer):
    ada, bob = await make_person(server, is_locked=True), await make_person(server)
    eve = await make_person(server)
    await request_follow(server, bob, ada)
    for person, other in ((eve, bob), (bob, ada), (ada, eve)):
        refused = await person.http.post(f"/api/follow-requests/{other.id}/{answer}")
        assert (refused.status_code, refused.json()["error"]) == (404, "Follow request not found")
    assert (await ada.http.post(f"/api/follow-requests/{bob.id}/{answer}")).status_code == 200


async def test_unfollowing_ends_the_follow_or_the_request_and_is_idempotent(server):
    bob = await make_person(server)
    open_one, locked_one = await make_person(server), await make_person(server, is_locked=True)
    await follow(server, bob, open_one)
    await request_follow(server, bob, locked_one)
    for person in (open_one, locked_one) * 2:
        ended = await bob.http.delete(f"/api/users/{person.id}/follow")
        assert ended.status_code == 200
        assert ended.json()["data"] == {"user_id": person.id, "state": "none"}
    assert await _follows(server) == set()
    assert await _names(locked_one, "/api/follow-requests") == []


async def test_a_follower_can_be_removed_but_only_ones_own(server):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    await follow(server, bob, ada)
    await follow(server, ada, bob)
    assert (await eve.http.delete(f"/api/users/{bob.id}/follower")).status_code == 200
    assert len(await _follows(server)) == 2
    for _ in range(2):
        removed = await ada.http.delete(f"/api/users/{bob.id}/follower")
        assert removed.status_code == 200
        assert removed.json()["data"] == {"user_id": bob.id, "follows_you": False}
    assert await _follows(server) == {(ada.id, bob.id)}


async def test_a_suspended_person_can_still_be_let_go(server):
    ada, bob = await make_person(server), await make_person(server)
    await follow(server, bob, ada)
    await follow(server, ada, bob)
    await server.runtime.database.write(_suspend, ada.id, server.clock.now())
    assert (await bob.http.delete(f"/api/users/{ada.id}/follow")).status_code == 200
    assert (await bob.http.delete(f"/api/users/{ada.id}/follower")).status_code == 200
    assert await _follows(server) == set()
    assert (await bob.http.delete(f"/api/users/{ada.id}/follow")).status_code == 404


async def test_nobody_follows_themselves(server):
    ada = await make_person(server)
    refused = await ada.http.post(f"/api/users/{ada.id}/follow")
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "user_id"
    assert await _follows(server) == set()


CALLS = [
    ("POST", "/api/users/{}/follow"),
    ("DELETE", "/api/users/{}/follow"),
    ("DELETE", "/api/users/{}/follower"),
    ("GET", "/api/users/{}/followers"),
    ("GET", "/api/users/{}/following"),
]


@pytest.mark.parametrize(("method", "address"), CALLS)
async def test_who_is_not_there_can_neither_be_followed_nor_looked_at(server, method, address):
    bob = await make_person(server)
    blocked, blocker, suspended = [await make_person(server) for _ in range(3)]
    for person in (blocked, blocker, suspended):
        assert (await bob.http.request(method, address.format(person.id))).status_code == 200
        await bob.http.delete(f"/api/users/{person.id}/follow")
    await block(server, bob, blocked)
    await block(server, blocker, bob)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())
    for user_id in (blocked.id, blocker.id, suspended.id, new_id()):
        refused = await bob.http.request(method, address.format(user_id))
        assert (refused.status_code, refused.json()["error"]) == (404, "User not found")
    assert await _follows(server) == set()


@pytest.mark.parametrize(
    ("method", "address"),
    [
        *CALLS,
        ("GET", "/api/follow-requests"),
        ("POST", "/api/follow-requests/{}/accept"),
        ("POST", "/api/follow-requests/{}/reject"),
    ],
)
async def test_every_call_wants_a_token_and_a_proper_id(server, method, address):
    ada, bob = await make_person(server), await make_person(server)
    await request_follow(server, bob, ada)
    assert (await ada.http.request(method, address.format(bob.id))).status_code == 200
    assert (await server.http.request(method, address.format(bob.id))).status_code == 401
    if "{}" in address:
        refused = await ada.http.request(method, address.format("17"))
        assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "user_id")


@pytest.mark.parametrize("listing", ["followers", "following"])
async def test_the_lists_of_a_locked_account_are_for_itself_and_its_followers(server, listing):
    ada = await make_person(server, is_locked=True)
    friend, asking, stranger = [await make_person(server) for _ in range(3)]
    await follow(server, friend, ada)
    await follow(server, ada, stranger)
    await request_follow(server, asking, ada)
    address = f"/api/users/{ada.id}/{listing}"
    for person in (ada, friend):
        answer = await person.http.get(address)
        assert answer.status_code == 200
        assert len(answer.json()["data"]) == 1
    for person in (asking, stranger):
        refused = await person.http.get(address)
        assert (refused.status_code, refused.json()["error"]) == (403, "Forbidden")


async def test_lists_leave_out_whom_the_reader_may_not_see(server):
    ada, bob = await make_person(server), await make_person(server)
    blocked, blocker, suspended, there = [await make_person(server) for _ in range(4)]
    for person in (blocked, blocker, suspended, there):
        await follow(server, person, ada)
        await follow(server, ada, person)
    for listing in ("followers", "following"):
        assert len(await _names(bob, f"/api/users/{ada.id}/{listing}")) == 4
    await block(server, bob, blocked)
    await block(server, blocker, bob)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())
    for listing in ("followers", "following"):
        assert await _names(bob, f"/api/users/{ada.id}/{listing}") == [there.username]
        assert len(await _names(ada, f"/api/users/{ada.id}/{listing}")) == 3


async def test_requests_of_the_suspended_wait_unseen(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server, "bob")
    await request_follow(server, bob, ada)
    assert await _names(ada, "/api/follow-requests") == ["bob"]
    await server.runtime.database.write(_suspend, bob.id, server.clock.now())
    assert await _names(ada, "/api/follow-requests") == []


@pytest.mark.parametrize("listing", ["followers", "following", "follow-requests"])
async def test_pages_hold_everyone_once_newest_first_while_rows_are_added(server, listing):
    ada = await make_person(server)
    own = listing == "follow-requests"
    address = "/api/follow-requests" if own else f"/api/users/{ada.id}/{listing}"
    people = []
    for number in range(7):
        people.append(await _join(server, ada, listing))
        if number % 3 == 0:  # some within one instant
            server.clock.advance(timedelta(seconds=1))
    found, cursor, first = [], None, True
    while cursor is not None or first:
        query = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        body = (await ada.http.get(address, params=query)).json()
        found += [card["user_id"] for card in body["data"]]
        cursor, first = body["meta"]["next_cursor"], False
        await _join(server, ada, listing)
    assert sorted(found) == sorted(person.id for person in people)
    assert found[-1] == people[0].id
    for wrong in ({"limit": 0}, {"limit": 101}, {"cursor": "x"}, {"limit": "many"}):
        assert (await ada.http.get(address, params=wrong)).status_code == 400


@pytest.mark.parametrize("listing", ["followers", "following", "follow-requests"])
async def test_a_list_takes_as_many_statements_however_long_it_is(
    server, count_statements, listing
):
    ada = await make_person(server)
    address = (
        f"/api/users/{ada.id}/{listing}" if listing != "follow-requests" else f"/api/{listing}"
    )
    counts = []
    for more in (1, 9):
        for _ in range(more):
            await _join(server, ada, listing)
        with count_statements() as statements:
            answer = await ada.http.get(address)
        assert len(answer.json()["data"]) >= more
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 2


@pytest.mark.parametrize("listing", ["followers", "following", "requests"])
async def test_a_list_of_many_walks_an_index(server, listing):
    ada = await make_person(server)
    await server.runtime.database.write(_add_many, ada.id, server.clock.now())
    args = [Viewer(ada.id, None, None, True, None), ada.id, PageRequest(20, None)]
    if listing == "requests":
        del args[1]
    plan = await server.runtime.database.read(plan_of, getattr(follows, listing), *args)
    for table in ("follows", "follow_requests", "users"):
        assert f"Seq Scan on {table}" not in plan
        assert f"SCAN {table}" not in plan


async def test_many_may_follow_one_account_at_once(server):
    ada = await make_person(server)
    people = [await make_person(server) for _ in range(20)]
    answers = await asyncio.gather(
        *[person.http.post(f"/api/users/{ada.id}/follow") for person in people * 2]
    )
    assert {answer.status_code for answer in answers} == {200}
    assert await _follows(server) == {(person.id, ada.id) for person in people}
    told = [event[2]["follower_id"] for event in await _events(server)]
    assert sorted(told) == sorted(person.id for person in people)


async def test_a_request_is_accepted_or_withdrawn_but_never_both(server):
    for _ in range(10):
        ada, bob = await make_person(server, is_locked=True), await make_person(server)
        await request_follow(server, bob, ada)
        accepted, withdrawn = await asyncio.gather(
            ada.http.post(f"/api/follow-requests/{bob.id}/accept"),
            bob.http.delete(f"/api/users/{ada.id}/follow"),
        )
        assert accepted.status_code in (200, 404)
        assert withdrawn.status_code == 200
        assert await _follows(server) == set()


async def test_accepting_twice_at_once_makes_one_follower_and_one_event(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server)
    await request_follow(server, bob, ada)
    answers = await asyncio.gather(
        *[ada.http.post(f"/api/follow-requests/{bob.id}/accept") for _ in range(6)]
    )
    assert {answer.status_code for answer in answers} == {200}
    assert await _follows(server) == {(bob.id, ada.id)}
    assert len(await _events(server)) == 1


async def _join(server, ada, listing) -> Person:
    person = await make_person(server)
    match listing:
        case "followers":
            await follow(server, person, ada)
        case "following":
            await follow(server, ada, person)
        case _:
            await request_follow(server, person, ada)
    return person


async def _names(person, address) -> list[str]:
    answer = await person.http.get(address)
    assert answer.status_code == 200
    return [card["username"] for card in answer.json()["data"]]


async def _follows(server) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = await server.runtime.database.read(_read_follows)
    return found


async def _events(server) -> list[tuple[str, str, Any]]:
    sent = [event for event in await events(server) if event.type != "notification.created"]
    return [(event.user_id, event.type, event.data) for event in sorted(sent)]


def _read_follows(conn) -> set[tuple[str, str]]:
    return {tuple(row) for row in conn.execute(select(Follow.follower_id, Follow.followee_id))}


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))


def _add_many(conn, user_id, now) -> None:
    rows = [
        {
            "follower_id": other,
            "followee_id": user_id,
            "created_at": now - timedelta(seconds=number),
        }
        for number, other in enumerate(add_many_users(conn, 3000, now))
    ]
    conn.execute(insert(FollowRequest), rows)
    conn.execute(insert(Follow), rows)
    back = {"follower_id": "followee_id", "followee_id": "follower_id", "created_at": "created_at"}
    conn.execute(insert(Follow), [{back[key]: row[key] for key in row} for row in rows])
    conn.exec_driver_sql("ANALYZE")
