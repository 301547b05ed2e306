"""Other people: their profiles, and finding them."""

from typing import Any

import pytest
from sqlalchemy import insert, update

from emberline.accounts.auth import Viewer
from emberline.accounts.models import NameWord, User
from emberline.kit.ids import new_id
from emberline.kit.paging import PageRequest
from emberline.people.service import search
from tests.accounts.factories import block, follow, hide, make_person, mute, request_follow
from tests.people.plans import add_many_users, plan_of

pytestmark = pytest.mark.anyio


async def test_a_profile_shows_what_others_may_know_and_no_more(server):
    ada = await make_person(server, "ada", display_name="Ada Lovelace", bio="Poetical science.")
    bob = await make_person(server)
    await follow(server, bob, ada)

    answer = await bob.http.get(f"/api/users/{ada.id}")

    assert answer.status_code == 200
    assert answer.json()["data"] == {
        "user_id": ada.id,
        "username": "ada",
        "display_name": "Ada Lovelace",
        "bio": "Poetical science.",
        "avatar_url": None,
        "created_at": "2026-03-01T12:00:00Z",
        "is_locked": False,
        "followers_count": 1,
        "following_count": 0,
        "is_following": True,
        "follow_requested": False,
        "clips_count": 0,
        "follows_you": False,
        "is_muted": False,
        "is_hidden": False,
    }


async def test_a_profile_says_what_the_two_are_to_each_other(server):
    ada, bob = await make_person(server, is_locked=True), await make_person(server)
    await request_follow(server, bob, ada)
    await follow(server, ada, bob)
    await mute(server, bob, ada)
    await hide(server, bob, ada)

    seen = (await bob.http.get(f"/api/users/{ada.id}")).json()["data"]
    assert seen["is_locked"] and seen["follow_requested"] and seen["follows_you"]
    assert seen["is_muted"] and seen["is_hidden"] and not seen["is_following"]

    back = (await ada.http.get(f"/api/users/{bob.id}")).json()["data"]
    assert back["is_following"]
    named = ("follow_requested", "follows_you", "is_muted", "is_hidden", "is_locked")
    assert not any(back[name] for name in named)


async def test_the_blocked_the_suspended_and_the_unknown_look_the_same(server):
    ada, bob = await make_person(server), await make_person(server)
    blocked, blocker, suspended = [await make_person(server) for _ in range(3)]
    address = "/api/users/{}"
    for person in (ada, blocked, blocker, suspended):
        assert (await bob.http.get(address.format(person.id))).status_code == 200

    await block(server, bob, blocked)
    await block(server, blocker, bob)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())

    gone = [blocked.id, blocker.id, suspended.id, new_id()]
    problems = [await bob.http.get(address.format(user_id)) for user_id in gone]
    assert [problem.status_code for problem in problems] == [404] * 4
    bodies = [{**problem.json(), "request_id": None} for problem in problems]
    assert all(body == bodies[-1] for body in bodies)
    assert bodies[0]["error"] == "User not found"
    assert (await bob.http.get(address.format(ada.id))).status_code == 200


async def test_a_malformed_id_is_a_validation_error(server):
    bob = await make_person(server)
    assert (await bob.http.get(f"/api/users/{bob.id}")).status_code == 200
    for malformed in ("1", "not-an-id", bob.id + "0", "%00", "%ED%A0%80"):
        refused = await bob.http.get(f"/api/users/{malformed}")
        assert refused.status_code == 400
        assert refused.json()["details"][0]["field"] == "user_id"


async def test_a_profile_takes_two_statements(server, count_statements):
    ada, bob = await make_person(server), await make_person(server)
    for _ in range(3):
        await follow(server, await make_person(server), ada)
    with count_statements() as statements:
        assert (await bob.http.get(f"/api/users/{ada.id}")).status_code == 200
    assert len(statements) == 2


async def test_people_are_found_by_the_beginning_of_a_name_in_any_form(server):
    bob = await make_person(server, "bob")
    for name in ("Straßner", "strasse9", "other"):
        await make_person(server, name)
    lovelace = await make_person(server, "countess")
    await lovelace.http.put("/api/auth/profile", json={"display_name": "Ada King STRASSburg"})

    assert await _found(bob, "STRASS") == ["countess", "strasse9", "Straßner"]
    assert await _found(bob, "ｓｔｒａß") == ["countess", "strasse9", "Straßner"]
    assert await _found(bob, "ada k") == ["countess"]
    assert await _found(bob, "  Ada   King ") == ["countess"]
    assert await _found(bob, "king") == ["countess"]
    assert await _found(bob, "trass") == []
    assert await _found(bob, "%") == []
    assert await _found(bob, "_") == []


async def test_a_person_with_several_matching_names_is_found_once(server):
    bob = await make_person(server, "bob")
    await bob.http.put("/api/auth/profile", json={"display_name": "Bobby Bobson Bob"})
    eve = await make_person(server, "eve")
    await eve.http.put("/api/auth/profile", json={"display_name": "Anna Annabel"})
    assert await _found(bob, "bob") == ["bob"]
    assert await _found(bob, "ann") == ["eve"]


async def test_a_former_name_no_longer_finds_anybody(server):
    ada = await make_person(server, "byron")
    assert await _found(ada, "byr") == ["byron"]
    changes = {"username": "lovelace", "display_name": "Countess"}
    await ada.http.put("/api/auth/profile", json=changes)
    assert await _found(ada, "byr") == []
    assert await _found(ada, "love") == await _found(ada, "count") == ["lovelace"]
    await ada.http.put("/api/auth/profile", json={"display_name": "Ada"})
    assert await _found(ada, "count") == []
    assert await _found(ada, "ada") == ["lovelace"]


async def test_a_display_name_that_was_once_the_username_still_finds(server):
    ada = await make_person(server, "byron")
    await ada.http.put("/api/auth/profile", json={"username": "lovelace"})
    assert await _found(ada, "byr") == ["lovelace"]


async def test_the_blocked_and_the_suspended_are_not_found(server):
    bob = await make_person(server, "bob")
    there, blocked, blocker, suspended = [
        await make_person(server, f"zoe{number}") for number in range(4)
    ]
    for person in (blocked, blocker, suspended):
        await person.http.put("/api/auth/profile", json={"display_name": "Xenia"})
    assert len(await _found(bob, "zoe")) == 4
    assert len(await _found(bob, "xenia")) == 3

    await block(server, bob, blocked)
    await block(server, blocker, bob)
    await server.runtime.database.write(_suspend, suspended.id, server.clock.now())

    assert await _found(bob, "zoe") == [there.username]
    assert await _found(bob, "xenia") == []
    assert len(await _found(there, "zoe")) == 3


async def test_the_pages_of_a_search_hold_everyone_once(server):
    bob = await make_person(server, "bob")
    names = [f"mia{number:02}" for number in range(9)]
    people = {name: await make_person(server, name) for name in names}
    for name in names[::2]:
        await people[name].http.put("/api/auth/profile", json={"display_name": f"Mia M {name}"})
    others = [await make_person(server, f"other{number}") for number in range(4)]
    for person in others:
        await person.http.put("/api/auth/profile", json={"display_name": "Mia the Same"})

    found, cursor, pages = [], None, 0
    while cursor is not None or pages == 0:
        query: dict[str, Any] = {"q": "Mia", "limit": 2, **({"cursor": cursor} if cursor else {})}
        body = (await bob.http.get("/api/users/search", params=query)).json()
        assert len(body["data"]) <= 2
        found += [card["username"] for card in body["data"]]
        cursor, pages = body["meta"]["next_cursor"], pages + 1
        await make_person(server, f"aaa{pages}")  # rows that come meanwhile disturb nothing
    assert pages == 7
    assert sorted(found) == sorted([*names, *[person.username for person in others]])
    assert len(set(found)) == 13


async def test_the_longest_names_still_fit_into_a_cursor(server):
    bob = await make_person(server)
    for last in "ab":
        await make_person(server, "ᾷ" * 29 + last)
    query: dict[str, Any] = {"q": "ᾷ", "limit": 1}
    first = (await bob.http.get("/api/users/search", params=query)).json()
    query["cursor"] = first["meta"]["next_cursor"]
    second = await bob.http.get("/api/users/search", params=query)
    assert second.status_code == 200
    found = [first["data"][0]["username"][-1], second.json()["data"][0]["username"][-1]]
    assert found == ["a", "b"]


async def test_a_search_takes_one_statement_however_many_are_found(server, count_statements):
    bob = await make_person(server, "bob")
    counts = []
    for more in (1, 8):
        for _ in range(more):
            await make_person(server, None)
        with count_statements() as statements:
            found = await _found(bob, "person")
        assert len(found) >= more
        counts.append(len(statements))
    assert counts == [1, 1]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "   "}, "q"),
        ({"q": "x" * 101}, "q"),
        ({"q": "a\u0000"}, "q"),
        ({"q": "a", "limit": "0"}, "limit"),
        ({"q": "a", "limit": "101"}, "limit"),
        ({"q": "a", "cursor": "made-up"}, "cursor"),
        ({"q": "a", "cursor": "x" * 301}, "cursor"),
    ],
)
async def test_a_search_for_nothing_or_beyond_the_limits_is_refused(server, query, field):
    bob = await make_person(server)
    assert (await bob.http.get("/api/users/search", params={"q": "a"})).status_code == 200
    refused = await bob.http.get("/api/users/search", params=query)
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == field


async def test_a_cursor_of_another_search_is_refused(server):
    bob = await make_person(server, "mia1")
    await make_person(server, "mia2")
    first = await bob.http.get("/api/users/search", params={"q": "mia", "limit": 1})
    cursor = first.json()["meta"]["next_cursor"]
    assert cursor
    good = await bob.http.get("/api/users/search", params={"q": "MIA", "cursor": cursor})
    assert [card["username"] for card in good.json()["data"]] == ["mia2"]
    refused = await bob.http.get("/api/users/search", params={"q": "mi", "cursor": cursor})
    assert refused.status_code == 400


async def test_a_search_among_many_walks_an_index(server):
    await server.runtime.database.write(_add_many, server.clock.now())
    viewer = Viewer(new_id(), None, None, True, None)
    plan = await server.runtime.database.read(
        plan_of, search.search, viewer, "reader12", PageRequest(20, None)
    )
    assert "ix_users_username_prefix" in plan or "sqlite_autoindex_users" in plan
    assert "pk_name_words" in plan or "PRIMARY KEY" in plan or "autoindex_name_words" in plan
    for walk in ("Seq Scan on users", "Seq Scan on name_words", "SCAN users", "SCAN name_words"):
        assert walk not in plan


async def _found(person, query) -> list[str]:
    answer = await person.http.get("/api/users/search", params={"q": query})
    assert answer.status_code == 200
    assert answer.json()["meta"] == {"next_cursor": None}
    return [card["username"] for card in answer.json()["data"]]


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))


def _add_many(conn, now) -> None:
    user_ids = add_many_users(conn, 5000, now)
    words = [{"word": f"name{at}", "user_id": user_id} for at, user_id in enumerate(user_ids)]
    conn.execute(insert(NameWord), words)
    conn.exec_driver_sql("ANALYZE")
