"""Close friends."""

import asyncio

import pytest
from sqlalchemy import update

from emberline.accounts.models import User
from emberline.kit.ids import new_id
from tests.accounts.factories import block, make_person
from tests.people.plans import add_many_users

pytestmark = pytest.mark.anyio

ADDRESS = "/api/close-friends"


async def test_the_list_is_replaced_as_a_whole(server):
    ada = await make_person(server)
    bob, eve, zoe = [await make_person(server, name) for name in ("bob", "eve", "zoe")]
    assert (await ada.http.get(ADDRESS)).json()["data"] == {"user_ids": [], "users": []}

    chosen = await ada.http.put(ADDRESS, json={"user_ids": [zoe.id, bob.id, zoe.id]})
    assert chosen.status_code == 200
    assert chosen.json()["data"]["user_ids"] == [bob.id, zoe.id]
    assert chosen.json()["data"]["users"][0] == {
        "user_id": bob.id,
        "username": "bob",
        "display_name": "bob",
        "avatar_url": None,
    }
    assert (await ada.http.get(ADDRESS)).json()["data"] == chosen.json()["data"]

    await ada.http.put(ADDRESS, json={"user_ids": [eve.id]})
    assert await _friends(ada) == [eve.id]
    await ada.http.put(ADDRESS, json={"user_ids": []})
    assert await _friends(ada) == []


async def test_the_list_is_ones_own(server):
    ada, bob = await make_person(server), await make_person(server)
    await ada.http.put(ADDRESS, json={"user_ids": [bob.id]})
    assert await _friends(ada) == [bob.id]
    assert await _friends(bob) == []
    assert (await server.http.get(ADDRESS)).status_code == 401
    assert (await server.http.put(ADDRESS, json={"user_ids": []})).status_code == 401
    assert await _friends(ada) == [bob.id]


async def test_who_is_not_there_is_refused_by_name_and_nothing_changes(server):
    ada, bob = await make_person(server), await make_person(server)
    blocked, blocker, suspended = [await make_person(server) for _ in range(3)]
    everyone = [bob.id, blocked.id, blocker.id, suspended.id]
    assert (await ada.http.put(ADDRESS, json={"user_ids": everyone})).status_code == 200
    await ada.http.put(ADDRESS, json={"user_ids": [bob.id]})
    await block(server, ada, blocked)
    await block(server, blocker, ada)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())
    for user_id in (blocked.id, blocker.id, suspended.id, new_id(), ada.id):
        refused = await ada.http.put(ADDRESS, json={"user_ids": [bob.id, user_id]})
        assert refused.status_code == 400
        assert refused.json()["details"][0]["field"] == "user_ids"
        assert user_id == ada.id or user_id in refused.json()["details"][0]["message"]
    assert await _friends(ada) == [bob.id]


async def test_a_friend_who_was_suspended_is_not_shown_and_the_list_can_be_sent_back(server):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    await ada.http.put(ADDRESS, json={"user_ids": [bob.id, eve.id]})
    await server.runtime.database.write(_suspend, bob.id, server.clock.now())
    assert await _friends(ada) == [eve.id]
    sent_back = await ada.http.put(ADDRESS, json={"user_ids": await _friends(ada)})
    assert sent_back.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user_ids": None},
        {"user_ids": "x"},
        {"user_ids": ["x"]},
        {"user_ids": [7]},
        {"user_ids": ["\u0000"]},
        {"user_ids": [], "and": "more"},
        [],
    ],
)
async def test_a_malformed_list_is_refused(server, body):
    ada, bob = await make_person(server), await make_person(server)
    await ada.http.put(ADDRESS, json={"user_ids": [bob.id]})
    refused = await ada.http.put(ADDRESS, json=body)
    assert refused.status_code == 400
    assert refused.json()["error"] == "Validation error"
    assert await _friends(ada) == [bob.id]


async def test_a_thousand_fit_and_take_as_many_statements_as_one(server, count_statements):
    ada = await make_person(server)
    user_ids = await server.runtime.database.write(add_many_users, 1001, server.clock.now())
    counts = []
    for amount in (1, 1000):
        with count_statements() as statements:
            chosen = await ada.http.put(ADDRESS, json={"user_ids": user_ids[:amount]})
        assert len(chosen.json()["data"]["user_ids"]) == amount
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 5
    refused = await ada.http.put(ADDRESS, json={"user_ids": user_ids})
    assert refused.status_code == 400
    assert len(await _friends(ada)) == 1000


async def test_of_two_lists_at_once_one_stands_whole(server):
    ada = await make_person(server)
    people = [(await make_person(server)).id for _ in range(8)]
    for _ in range(6):
        answers = await asyncio.gather(
            ada.http.put(ADDRESS, json={"user_ids": people[:5]}),
            ada.http.put(ADDRESS, json={"user_ids": people[3:]}),
        )
        assert [answer.status_code for answer in answers] == [200, 200]
        assert set(await _friends(ada)) in (set(people[:5]), set(people[3:]))


async def _friends(person) -> list[str]:
    user_ids: list[str] = (await person.http.get(ADDRESS)).json()["data"]["user_ids"]
    return user_ids


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))
