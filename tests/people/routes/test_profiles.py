"""One's own profile."""

import asyncio

import pytest
from sqlalchemy import func, insert, select

from emberline.accounts.models import Follow, FollowRequest, PasswordReset
from tests.accounts.factories import make_person, request_follow

pytestmark = pytest.mark.anyio

PROFILE = "/api/auth/profile"


async def test_a_person_reads_everything_of_their_own_profile(server):
    ada = await make_person(server, "ada", display_name="Ada Lovelace", is_locked=True)
    await request_follow(server, await make_person(server), ada)

    answer = await ada.http.get(PROFILE)

    assert answer.status_code == 200
    body = answer.json()
    assert body["success"] is True
    assert body["timestamp"] == "2026-03-01T12:00:00Z"
    assert body["data"] == {
        "user_id": ada.id,
        "username": "ada",
        "email": ada.email,
        "display_name": "Ada Lovelace",
        "bio": "",
        "time_zone": "UTC",
        "language": "en",
        "is_locked": True,
        "role": "user",
        "avatar_url": None,
        "followers_count": 0,
        "following_count": 0,
        "follow_requests_count": 1,
        "created_at": "2026-03-01T12:00:00Z",
        "last_active": "2026-03-01T12:00:00Z",
    }


async def test_nobody_reads_or_changes_a_profile_without_a_token(server):
    ada = await make_person(server)
    assert (await ada.http.get(PROFILE)).status_code == 200
    assert (await server.http.get(PROFILE)).status_code == 401
    assert (await server.http.put(PROFILE, json={"bio": "x"})).status_code == 401


async def test_only_the_fields_that_are_sent_change(server):
    ada = await make_person(server, "ada", bio="Poetical science.")
    before = (await ada.http.get(PROFILE)).json()["data"]

    changes = {"time_zone": "Europe/London", "language": "en-GB", "display_name": "  Ada \n L "}
    changed = await ada.http.put(PROFILE, json=changes)

    expected = {**before, **changes, "display_name": "Ada L"}
    assert changed.status_code == 200
    assert changed.json()["data"] == expected
    assert (await ada.http.get(PROFILE)).json()["data"] == expected
    assert (await ada.http.put(PROFILE, json={})).json()["data"] == expected


async def test_a_bio_may_be_emptied_and_has_five_hundred_characters(server):
    ada = await make_person(server, bio="old")
    longest = "🦉" * 500
    assert (await ada.http.put(PROFILE, json={"bio": longest})).json()["data"]["bio"] == longest
    assert (await ada.http.put(PROFILE, json={"bio": ""})).json()["data"]["bio"] == ""
    refused = await ada.http.put(PROFILE, json={"bio": longest + "x"})
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "bio"


async def test_a_new_name_and_email_are_taken_in_their_normal_form(server):
    ada = await make_person(server, "ada")
    changed = await ada.http.put(PROFILE, json={"username": "Adä", "email": "Ada@EXAMPLE.org"})
    assert changed.status_code == 200
    assert changed.json()["data"]["username"] == "Adä"
    assert changed.json()["data"]["email"] == "Ada@example.org"


@pytest.mark.parametrize(
    ("field", "taken", "sent"),
    [
        ("username", "straße", "STRASSE"),
        ("username", "ada.l", "\uff41\uff44\uff41\uff0e\uff4c"),
        ("email", "ada@example.org", "ADA@Example.org"),
    ],
)
async def test_a_taken_name_or_email_is_a_conflict_in_any_form(server, field, taken, sent):
    other = await make_person(server, **{field: taken})
    assert (await other.http.get(PROFILE)).json()["data"][field] == taken
    ada = await make_person(server)
    before = (await ada.http.get(PROFILE)).json()

    refused = await ada.http.put(PROFILE, json={field: sent, "bio": "not kept"})

    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["details"][0]["field"] == field
    assert (await ada.http.get(PROFILE)).json() == before


async def test_ones_own_name_in_another_case_is_free(server):
    ada = await make_person(server, "ada")
    answer = await ada.http.put(PROFILE, json={"username": "ADA", "email": ada.email.upper()})
    assert answer.status_code == 200
    assert answer.json()["data"]["username"] == "ADA"


async def test_of_many_who_want_one_name_at_once_one_gets_it(server):
    people = [await make_person(server) for _ in range(8)]
    answers = await asyncio.gather(
        *[person.http.put(PROFILE, json={"username": "Phoenix"}) for person in people]
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"username": "ab"}, "username"),
        ({"username": "a b c"}, "username"),
        ({"username": None}, "username"),
        ({"username": 7}, "username"),
        ({"email": "nobody"}, "email"),
        ({"email": ["a@example.org"]}, "email"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
        ({"display_name": "bell\u0007"}, "display_name"),
        ({"display_name": "nul\u0000"}, "display_name"),
        ({"bio": "nul\u0000"}, "bio"),
        ({"bio": None}, "bio"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "europe/london"}, "time_zone"),
        ({"language": "english please"}, "language"),
        ({"language": "e"}, "language"),
        ({"language": "en_GB"}, "language"),
        ({"is_locked": "yes"}, "is_locked"),
        ({"is_locked": 1}, "is_locked"),
        ({"is_locked": None}, "is_locked"),
        ({"role": "admin"}, "role"),
        ({"suspended_at": None}, "suspended_at"),
        ({"user_id": "x"}, "user_id"),
        ({"password_hash": "x"}, "password_hash"),
    ],
)
async def test_what_may_not_stand_in_a_profile_is_refused_by_name(server, sent, field):
    ada = await make_person(server)
    before = (await ada.http.get(PROFILE)).json()
    refused = await ada.http.put(PROFILE, json={"bio": "not kept", **sent})
    assert refused.status_code == 400
    assert refused.json()["error"] == "Validation error"
    assert field in {entry["field"] for entry in refused.json()["details"]}
    assert (await ada.http.get(PROFILE)).json() == before


@pytest.mark.parametrize("body", [rb'{"bio":"\ud800"}', b'{"bio":"\xff"}', b"[]", b"{", b"null"])
async def test_a_body_that_is_no_object_of_proper_text_is_refused(server, body):
    ada = await make_person(server)
    headers = {"Content-Type": "application/json"}
    refused = await ada.http.put(PROFILE, content=body, headers=headers)
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "tag", ["de", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske", "es-419", "de-DE-1996"]
)
async def test_language_tags_of_every_kind_are_taken(server, tag):
    ada = await make_person(server)
    answer = await ada.http.put(PROFILE, json={"language": tag})
    assert answer.json()["data"]["language"] == tag


async def test_unlocking_accepts_everyone_who_waits(server):
    ada = await make_person(server, is_locked=True)
    other = await make_person(server, is_locked=True)
    waiting = [await make_person(server) for _ in range(3)]
    for person in waiting:
        await request_follow(server, person, ada)
        await request_follow(server, person, other)

    locked_still = (await ada.http.put(PROFILE, json={"is_locked": True})).json()["data"]
    assert (locked_still["followers_count"], locked_still["follow_requests_count"]) == (0, 3)
    unlocked = (await ada.http.put(PROFILE, json={"is_locked": False})).json()["data"]
    assert (unlocked["followers_count"], unlocked["follow_requests_count"]) == (3, 0)
    untouched = (await other.http.get(PROFILE)).json()["data"]
    assert (untouched["followers_count"], untouched["follow_requests_count"]) == (0, 3)


async def test_nobody_is_left_waiting_when_an_account_is_unlocked_while_people_follow(server):
    for _ in range(6):
        ada = await make_person(server, is_locked=True)
        people = [await make_person(server) for _ in range(6)]
        calls = [person.http.post(f"/api/users/{ada.id}/follow") for person in people]
        calls.insert(3, ada.http.put(PROFILE, json={"is_locked": False}))
        answers = await asyncio.gather(*calls)
        assert {answer.status_code for answer in answers} == {200}
        rows = await server.runtime.database.read(_standing, ada.id)
        assert rows == (6, 0)


async def test_a_request_withdrawn_while_the_account_is_unlocked_leaves_no_follow(server):
    for _ in range(10):
        ada, bob = await make_person(server, is_locked=True), await make_person(server)
        await request_follow(server, bob, ada)
        answers = await asyncio.gather(
            ada.http.put(PROFILE, json={"is_locked": False}),
            bob.http.delete(f"/api/users/{ada.id}/follow"),
        )
        assert [answer.status_code for answer in answers] == [200, 200]
        assert await server.runtime.database.read(_standing, ada.id) == (0, 0)


async def test_an_api_token_cannot_change_the_email_but_all_else(server):
    ada = await make_person(server, "ada")
    body = {"name": "script", "scopes": ["write"]}
    token = (await ada.http.post("/api/auth/tokens", json=body)).json()["data"]["token"]
    headers = {"Authorization": f"Bearer {token}"}
    changed = await server.http.put(PROFILE, json={"bio": "Mine."}, headers=headers)
    assert (changed.status_code, changed.json()["data"]["bio"]) == (200, "Mine.")
    sent = {"email": "thief@example.com", "bio": "Theirs."}
    refused = await server.http.put(PROFILE, json=sent, headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (403, "Forbidden")
    data = (await ada.http.get(PROFILE)).json()["data"]
    assert (data["email"], data["bio"]) == (ada.email, "Mine.")
    assert (await ada.http.put(PROFILE, json=sent)).json()["data"]["email"] == sent["email"]


async def test_a_new_email_ends_the_ways_to_a_new_password_that_went_to_the_old_one(server):
    ada, bob = await make_person(server), await make_person(server)
    for person in (ada, bob):
        await server.runtime.database.write(_ask_reset, person.id, server.clock.now())
    assert await server.runtime.database.read(_resets) == {ada.id, bob.id}
    await ada.http.put(PROFILE, json={"bio": "the same address"})
    assert await server.runtime.database.read(_resets) == {ada.id, bob.id}
    await ada.http.put(PROFILE, json={"email": "ada@new.example.org"})
    assert await server.runtime.database.read(_resets) == {bob.id}


def _standing(conn, user_id) -> tuple[int, int]:
    follows = select(func.count()).where(Follow.followee_id == user_id)
    requests = select(func.count()).where(FollowRequest.followee_id == user_id)
    return conn.execute(follows).scalar_one(), conn.execute(requests).scalar_one()


def _ask_reset(conn, user_id, now) -> None:
    row = {"token_hash": f"hash of {user_id}", "user_id": user_id, "expires_at": now}
    conn.execute(insert(PasswordReset), row)


def _resets(conn) -> set[str]:
    return set(conn.execute(select(PasswordReset.user_id)).scalars())
