"""Preferences."""

import asyncio

import pytest

from tests.accounts.factories import make_person

pytestmark = pytest.mark.anyio

PATH = "/api/auth/preferences"


async def test_a_new_account_has_the_defaults(server):
    body = {"email": "ada@example.com", "password": "correct horse"}
    token = (await server.http.post("/signup", json=body)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    chosen = (await server.http.get(PATH, headers=headers)).json()["data"]
    assert chosen["archive_days"] == 30
    assert chosen["view_receipts"] is True
    assert chosen["timers"] == "on"
    assert chosen["show_on_leaderboard"] is False
    assert chosen["favorite_category"] is None
    assert set(chosen["notifications"].values()) == {True}


async def test_only_what_is_sent_changes(server):
    person = await make_person(server)
    body = {"archive_days": 0, "favorite_category": "horror", "notifications": {"follows": False}}
    assert (await person.http.put(PATH, json=body)).status_code == 200
    await person.http.put(PATH, json={"timers": "10", "notifications": {"replies": False}})
    chosen = (await person.http.get(PATH)).json()["data"]
    assert (chosen["archive_days"], chosen["timers"]) == (0, "10")
    assert chosen["favorite_category"] == "horror"
    off = [kind for kind, wanted in chosen["notifications"].items() if not wanted]
    assert sorted(off) == ["follows", "replies"]
    await person.http.put(PATH, json={"favorite_category": None})
    assert (await person.http.get(PATH)).json()["data"]["favorite_category"] is None


async def test_parallel_changes_of_different_fields_all_hold(server):
    person = await make_person(server)
    bodies = [
        {"archive_days": 7},
        {"timers": "off"},
        {"view_receipts": False},
        {"notifications": {"follows": False}},
        {"notifications": {"replies": False}},
        {"show_on_leaderboard": True},
    ]
    await asyncio.gather(*[person.http.put(PATH, json=body) for body in bodies])
    chosen = (await person.http.get(PATH)).json()["data"]
    assert (chosen["archive_days"], chosen["timers"]) == (7, "off")
    assert (chosen["view_receipts"], chosen["show_on_leaderboard"]) == (False, True)
    assert not chosen["notifications"]["follows"]
    assert not chosen["notifications"]["replies"]


@pytest.mark.parametrize(
    "body",
    [
        {"archive_days": -1},
        {"archive_days": 3651},
        {"archive_days": None},
        {"archive_days": "many"},
        {"view_receipts": "perhaps"},
        {"timers": "3"},
        {"timers": 2},
        {"notifications": {"everything": False}},
        {"notifications": {"follows": None}},
        {"notifications": []},
        {"favorite_category": ""},
        {"favorite_category": "x" * 51},
        {"xp": 100},
    ],
)
async def test_bad_input_is_a_validation_error(server, body):
    person = await make_person(server)
    assert (await person.http.put(PATH, json=body)).status_code == 400
    assert (await person.http.get(PATH)).json()["data"]["archive_days"] == 30
