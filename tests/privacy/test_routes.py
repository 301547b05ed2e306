"""Taking one's data away, and leaving for good."""

import asyncio

import pytest
from sqlalchemy import select

from emberline.kit.errors import AppError
from emberline.kit.events import OutboxEvent
from emberline.media.jobs import sweep_media
from emberline.media.models import DoomedBlob
from emberline.privacy import service
from emberline.tables import metadata
from tests.accounts.factories import (
    PASSWORD,
    PASSWORD_HASH,
    befriend,
    block,
    follow,
    hide,
    make_person,
    mute,
    request_follow,
)
from tests.clips.factories import photo, post_photo, post_text, stored_keys

pytestmark = pytest.mark.anyio

EXPORT, ACCOUNT = "/api/auth/export", "/api/auth/account"

RELATIONS = (
    "following",
    "followers",
    "follow_requests_sent",
    "follow_requests_received",
    "blocks",
    "mutes",
    "hides",
    "close_friends",
)


async def test_the_export_holds_what_every_slice_keeps_of_the_person(server):
    ada, bob = await make_person(server, "ada", bio="Poetical science."), await make_person(server)
    media_id = await _live(server, ada, bob)
    await follow(server, bob, ada)
    await request_follow(server, bob, ada)
    await ada.http.put("/api/auth/avatar", json={"media_id": media_id})

    answer = await ada.http.get(EXPORT)

    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    body = answer.json()
    assert body["success"] is True
    data = body["data"]
    assert data["exported_at"] == "2026-03-01T12:00:00Z"
    assert data["account"]["email"] == ada.email
    assert data["account"]["bio"] == "Poetical science."
    assert data["preferences"]["archive_days"] == 30
    assert [session["id"] for session in data["sessions"]] == [ada.session_id]
    assert [token["name"] for token in data["api_tokens"]] == ["script"]
    assert data["avatar_url"] == f"/files/avatar/{ada.id}/{media_id}"
    related = {name: [row["user_id"] for row in rows] for name, rows in data["people"].items()}
    assert related == {name: [bob.id] for name in RELATIONS}
    assert [clip["text"] for clip in data["clips"]] == ["Back at six", None]
    assert len(data["media"]) == 2
    for media in data["media"]:
        assert (await server.http.get(media["url"])).status_code == 200


async def test_the_export_holds_no_secret_and_nothing_of_others(server):
    ada, bob = await make_person(server), await make_person(server)
    await _live(server, bob, ada)
    token = await ada.http.post("/api/auth/tokens", json={"name": "x", "scopes": ["read"]})
    text = (await ada.http.get(EXPORT)).text
    assert ada.email in text
    assert bob.email not in text
    assert "Back at six" not in text
    assert PASSWORD_HASH not in text
    assert token.json()["data"]["token"] not in text
    people = (await ada.http.get(EXPORT)).json()["data"]["people"]
    assert people["followers"] and not people["blocks"] and not people["close_friends"]


async def test_nobody_exports_or_erases_without_a_token(server):
    ada = await make_person(server)
    assert (await ada.http.get(EXPORT)).status_code == 200
    assert (await server.http.get(EXPORT)).status_code == 401
    refused = await server.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})
    assert refused.status_code == 401
    assert (await ada.http.get(EXPORT)).status_code == 200


async def test_of_someone_who_left_nothing_is_left(server):
    ada, bob = await make_person(server, "ada"), await make_person(server)
    for one, other in ((ada, bob), (bob, ada)):
        clip = await post_text(one)
        assert (await other.http.post(f"/stories/{clip['id']}/view")).status_code == 200
    await _live(server, bob, ada)
    bobs_keys = await stored_keys(server)
    await ada.http.put("/api/auth/avatar", json={"media_id": await _live(server, ada, bob)})
    await ada.http.put("/api/auth/profile", json={"display_name": "Countess"})
    assert len(await stored_keys(server)) > len(bobs_keys) > 0
    marks = (ada.id, ada.email, "Countess", "countess")
    held = await server.runtime.database.read(_tables_with, marks)
    assert {"users", "follows", "blocks", "avatars", "name_words", "media", "clips"} <= held
    assert {"sessions", "api_tokens", "preferences", "clip_views"} <= held
    assert {"idempotency_keys", "events", "event_counters"} <= held

    erased = await ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})

    assert erased.status_code == 200
    assert erased.json()["success"] is True
    # For some minutes: the tokens that every process must refuse, and what others were told.
    left = await server.runtime.database.read(_tables_with, marks)
    assert left == {"revocations", "events"}
    assert ada.id not in await server.runtime.database.read(_owners_of_events)
    assert await stored_keys(server) == bobs_keys
    assert (await bob.http.get(f"/api/users/{ada.id}")).status_code == 404
    assert (await bob.http.get(EXPORT)).json()["data"]["clips"]


async def test_someone_who_left_is_signed_out_everywhere_and_their_names_are_free(server):
    ada = await make_person(server, "ada")
    token = await ada.http.post("/api/auth/tokens", json={"name": "x", "scopes": ["write"]})
    by_token = {"Authorization": f"Bearer {token.json()['data']['token']}"}
    assert (await server.http.get(EXPORT, headers=by_token)).status_code == 200
    assert (await ada.http.get(EXPORT)).status_code == 200

    await ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})

    assert (await ada.http.get(EXPORT)).status_code == 401
    assert (await server.http.get(EXPORT, headers=by_token)).status_code == 401
    login = await server.http.post("/login", json={"username": "ada", "password": PASSWORD})
    assert login.status_code == 401
    await make_person(server, "ada", email=ada.email)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"password": "wrong horse battery staple"}, 403),
        ({"password": ""}, 403),
        ({"password": PASSWORD.upper()}, 403),
        ({}, 400),
        ({"password": None}, 400),
        ({"password": 7}, 400),
        ({"password": "a\u0000"}, 400),
        ({"password": "x" * 129}, 400),
        ({"password": PASSWORD, "and": "more"}, 400),
    ],
)
async def test_without_the_password_nothing_is_deleted(server, body, status):
    ada = await make_person(server)
    await post_text(ada)
    before = (await ada.http.get(EXPORT)).json()["data"]
    refused = await ada.http.request("DELETE", ACCOUNT, json=body)
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert (await ada.http.get(EXPORT)).json()["data"] == before


async def test_a_password_that_was_changed_in_between_erases_nothing(server):
    ada = await make_person(server)
    viewer = server.app.state.gate.viewer(ada.token)
    with pytest.raises(AppError) as refusal:
        await server.runtime.database.write(
            service.erase, viewer, "the hash before", server.clock.now()
        )
    assert refusal.value.status == 403
    assert (await ada.http.get(EXPORT)).status_code == 200


async def test_strangers_who_guess_at_the_login_do_not_keep_anyone_from_leaving(start_server):
    server = await start_server(rate_limits="on")
    ada = await make_person(server, "ada")
    guess = {"username": "ada", "password": "wrong horse battery staple"}
    statuses = [(await server.http.post("/login", json=guess)).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    left = await ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})
    assert left.status_code == 200


async def test_the_password_cannot_be_guessed_here_faster_than_at_the_login(start_server):
    server = await start_server(rate_limits="on")
    ada = await make_person(server)
    wrong = {"password": "wrong horse battery staple"}
    statuses = [
        (await ada.http.request("DELETE", ACCOUNT, json=wrong)).status_code for _ in range(11)
    ]
    assert statuses == [403] * 10 + [429]


async def test_files_that_a_crash_kept_from_being_deleted_go_with_the_sweep(server):
    ada = await make_person(server)
    await post_photo(ada)
    keys = await stored_keys(server)
    assert len(keys) == 2
    viewer = server.app.state.gate.viewer(ada.token)

    # The commit, and then nothing: the process was killed before it deleted the files.
    await server.runtime.database.write(service.erase, viewer, PASSWORD_HASH, server.clock.now())

    assert await stored_keys(server) == keys
    assert await server.runtime.database.read(_doomed) == keys
    await sweep_media(server.runtime)
    assert await stored_keys(server) == []
    assert await server.runtime.database.read(_doomed) == []


async def test_a_file_that_comes_while_the_account_goes_does_not_stay(server):
    for _ in range(4):
        ada = await make_person(server)
        answers = await asyncio.gather(
            _post_photo_status(ada),
            ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD}),
        )
        assert answers[0] in (201, 401, 404, 409)
        assert answers[1].status_code == 200
        assert await stored_keys(server) == []


async def test_leaving_twice_at_once_succeeds_once(server):
    ada = await make_person(server)
    answers = await asyncio.gather(
        *[ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD}) for _ in range(4)]
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {401, 403}


async def _post_photo_status(person) -> int:
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    status: int = (await person.http.post("/stories", files=files)).status_code
    return status


async def _live(server, person, other) -> str:
    """Leave traces of `person` in every slice; returns unused media of theirs."""
    key = {"Idempotency-Key": "once"}
    await person.http.post("/stories", json={"text": "Back at six"}, headers=key)
    await post_photo(person, visibility="PRIVATE")
    await person.http.post("/api/auth/tokens", json={"name": "script", "scopes": ["read"]})
    for relate in (follow, request_follow, block, mute, hide, befriend):
        await relate(server, person, other)
    return await _upload(person)


async def _upload(person) -> str:
    answer = await person.http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 201
    media_id: str = answer.json()["media_id"]
    return media_id


def _tables_with(conn, marks) -> set[str]:
    """The tables in which any of `marks` stands anywhere."""
    return {
        table.name
        for table in metadata.sorted_tables
        for row in conn.execute(select(table))
        if any(mark in str(cell) for cell in row for mark in marks)
    }


def _owners_of_events(conn) -> set[str]:
    return set(conn.execute(select(OutboxEvent.user_id)).scalars())


def _doomed(conn) -> list[str]:
    return sorted(conn.execute(select(DoomedBlob.key)).scalars())
