"""Blocks, mutes and hides."""

import asyncio

import pytest
from sqlalchemy import select, update

from emberline.accounts.models import Block, CloseFriend, Follow, FollowRequest, Hide, Mute, User
from emberline.kit.ids import new_id
from tests.accounts.factories import befriend, block, follow, make_person, request_follow

pytestmark = pytest.mark.anyio

KINDS = [("block", Block), ("mute", Mute), ("hide", Hide)]
FLAGS = {"block": "is_blocked", "mute": "is_muted", "hide": "is_hidden"}


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_a_boundary_is_put_up_and_taken_down_each_idempotently(server, kind, model):
    ada, bob = await make_person(server), await make_person(server)
    address = f"/api/users/{ada.id}/{kind}"
    none = {"user_id": ada.id, "is_blocked": False, "is_muted": False, "is_hidden": False}
    for _ in range(2):
        put_up = await bob.http.post(address)
        assert put_up.status_code == 200
        assert put_up.json()["data"] == {**none, FLAGS[kind]: True}
        assert await _rows(server, model) == {(bob.id, ada.id)}
    for _ in range(2):
        taken_down = await bob.http.delete(address)
        assert taken_down.status_code == 200
        assert taken_down.json()["data"] == none
        assert await _rows(server, model) == set()


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_nobody_puts_up_a_boundary_against_themselves(server, kind, model):
    ada = await make_person(server)
    refused = await ada.http.post(f"/api/users/{ada.id}/{kind}")
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "user_id"
    assert await _rows(server, model) == set()


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_there_is_no_boundary_against_who_is_not_there(server, kind, model):
    bob = await make_person(server)
    blocker, suspended = await make_person(server), await make_person(server)
    for person in (blocker, suspended):
        address = f"/api/users/{person.id}/{kind}"
        assert (await bob.http.post(address)).status_code == 200
        assert (await bob.http.delete(address)).status_code == 200
    await block(server, blocker, bob)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())
    before = await _rows(server, model)
    for user_id in (blocker.id, suspended.id, new_id()):
        for method in ("POST", "DELETE"):
            refused = await bob.http.request(method, f"/api/users/{user_id}/{kind}")
            assert (refused.status_code, refused.json()["error"]) == (404, "User not found")
    assert await _rows(server, model) == before


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_every_boundary_wants_a_token_and_a_proper_id(server, kind, model):
    ada, bob = await make_person(server), await make_person(server)
    assert (await bob.http.post(f"/api/users/{ada.id}/{kind}")).status_code == 200
    for method in ("POST", "DELETE"):
        address = f"/api/users/{{}}/{kind}"
        assert (await server.http.request(method, address.format(ada.id))).status_code == 401
        assert (await bob.http.request(method, address.format("x"))).status_code == 400
    assert (await server.http.get(f"/api/{kind}s")).status_code == 401
    assert await _rows(server, model) == {(bob.id, ada.id)}


@pytest.mark.parametrize("blocker_number", [0, 1])
async def test_a_block_ends_what_the_two_had_both_ways_and_nothing_else(server, blocker_number):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    for one, other in ((ada, bob), (bob, ada), (ada, eve), (eve, bob)):
        await follow(server, one, other)
        await request_follow(server, one, other)
        await befriend(server, one, other)
    blocker, blocked = (ada, bob) if blocker_number == 0 else (bob, ada)

    assert (await blocker.http.post(f"/api/users/{blocked.id}/block")).status_code == 200

    left = {(ada.id, eve.id), (eve.id, bob.id)}
    for model in (Follow, FollowRequest, CloseFriend):
        assert await _rows(server, model) == left
    for one, other in ((ada, bob), (bob, ada)):
        assert (await one.http.get(f"/api/users/{other.id}")).status_code == 404
        assert (await one.http.post(f"/api/users/{other.id}/follow")).status_code == 404


async def test_what_a_block_ended_does_not_come_back_with_its_end(server):
    ada, bob = await make_person(server), await make_person(server)
    await follow(server, bob, ada)
    await ada.http.post(f"/api/users/{bob.id}/block")
    await ada.http.delete(f"/api/users/{bob.id}/block")
    seen = await bob.http.get(f"/api/users/{ada.id}")
    assert seen.status_code == 200
    assert not seen.json()["data"]["is_following"]


async def test_a_block_of_the_other_stays_when_ones_own_is_taken_down(server):
    ada, bob = await make_person(server), await make_person(server)
    assert (await ada.http.post(f"/api/users/{bob.id}/block")).status_code == 200
    await block(server, bob, ada)
    again = await ada.http.post(f"/api/users/{bob.id}/block")
    assert (again.status_code, again.json()["data"]["is_blocked"]) == (200, True)
    assert (await ada.http.delete(f"/api/users/{bob.id}/block")).status_code == 200
    assert (await ada.http.get(f"/api/users/{bob.id}")).status_code == 404
    assert (await bob.http.delete(f"/api/users/{ada.id}/block")).status_code == 200
    assert (await ada.http.get(f"/api/users/{bob.id}")).status_code == 200


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_a_boundary_against_who_was_suspended_since_can_be_taken_down(server, kind, model):
    ada, bob = await make_person(server), await make_person(server, "bob")
    await ada.http.post(f"/api/users/{bob.id}/{kind}")
    await server.runtime.database.write(_suspend, bob.id, server.clock.now())
    listed = (await ada.http.get(f"/api/{kind}s")).json()["data"]
    assert [card["username"] for card in listed] == ["bob"]
    assert (await ada.http.delete(f"/api/users/{bob.id}/{kind}")).status_code == 200
    assert await _rows(server, model) == set()


@pytest.mark.parametrize(("kind", "model"), KINDS)
async def test_people_find_whom_they_have_put_away_page_by_page(
    server, count_statements, kind, model
):
    ada, eve = await make_person(server), await make_person(server)
    people = [await make_person(server) for _ in range(5)]
    for person in people:
        await ada.http.post(f"/api/users/{person.id}/{kind}")
    await eve.http.post(f"/api/users/{people[0].id}/{kind}")
    with count_statements() as statements:
        first = (await ada.http.get(f"/api/{kind}s", params={"limit": 3})).json()
    cursor = first["meta"]["next_cursor"]
    second = (await ada.http.get(f"/api/{kind}s", params={"limit": 3, "cursor": cursor})).json()
    assert second["meta"]["next_cursor"] is None
    found = [card["user_id"] for card in first["data"] + second["data"]]
    assert found == sorted([person.id for person in people], reverse=True)
    assert len(statements) == 1


async def test_no_follow_survives_a_block_made_at_the_same_time(server):
    for _ in range(12):
        ada, bob = await make_person(server), await make_person(server, is_locked=True)
        await request_follow(server, ada, bob)
        answers = await asyncio.gather(
            ada.http.post(f"/api/users/{bob.id}/follow"),
            bob.http.post(f"/api/follow-requests/{ada.id}/accept"),
            bob.http.post(f"/api/users/{ada.id}/follow"),
            ada.http.put("/api/close-friends", json={"user_ids": [bob.id]}),
            bob.http.post(f"/api/users/{ada.id}/block"),
            ada.http.post(f"/api/users/{bob.id}/follow"),
        )
        assert {answer.status_code for answer in answers} <= {200, 400, 404}
        assert answers[4].status_code == 200
        for model in (Follow, FollowRequest, CloseFriend):
            assert await _rows(server, model) == set()


async def test_of_two_who_block_each_other_at_once_one_comes_first(server):
    for _ in range(6):
        ada, bob = await make_person(server), await make_person(server)
        answers = await asyncio.gather(
            ada.http.post(f"/api/users/{bob.id}/block"),
            bob.http.post(f"/api/users/{ada.id}/block"),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 404]


async def _rows(server, model) -> set[tuple[str, str]]:
    rows: set[tuple[str, str]] = await server.runtime.database.read(_read_rows, model)
    return rows


def _read_rows(conn, model) -> set[tuple[str, str]]:
    one, other = model.__table__.primary_key.columns
    return {tuple(row) for row in conn.execute(select(one, other))}


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))
