"""Personal API tokens."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from emberline.accounts.service.standing import suspend
from emberline.kit.idempotency import IdempotencyKey
from tests.accounts.factories import make_person

pytestmark = pytest.mark.anyio

PATH = "/api/auth/tokens"


async def made(person, scopes=("read",), **more) -> Any:
    body = {"name": "script", "scopes": list(scopes), **more}
    answer = await person.http.post(PATH, json=body)
    assert answer.status_code == 201
    return answer.json()["data"]


def bearer(token: dict) -> dict:
    return {"Authorization": f"Bearer {token['token']}"}


async def test_a_token_is_shown_once_and_works_like_an_access_token(server):
    person = await make_person(server)
    token = await made(person)
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 200
    listed = (await person.http.get(PATH)).json()["data"]
    assert [entry["id"] for entry in listed] == [token["id"]]
    assert token["token"] not in str(listed)
    assert "token" not in listed[0]


async def test_a_token_that_may_read_may_not_write(server):
    person = await make_person(server)
    reading, writing = await made(person), await made(person, ["write"])
    assert writing["scopes"] == ["read", "write"]
    body = {"archive_days": 7}
    path = "/api/auth/preferences"
    refused = await server.http.put(path, json=body, headers=bearer(reading))
    assert refused.status_code == 403
    assert (await server.http.put(path, json=body, headers=bearer(writing))).status_code == 200
    assert (await server.http.get(path, headers=bearer(reading))).status_code == 200


async def test_a_token_cannot_make_another_or_log_out(server):
    token = await made(await make_person(server), ["read", "write"])
    body = {"name": "child", "scopes": ["read"]}
    assert (await server.http.post(PATH, json=body, headers=bearer(token))).status_code == 403
    answer = await server.http.post("/api/auth/logout", headers=bearer(token))
    assert answer.status_code == 403


async def test_a_token_is_over_after_its_time(server):
    person = await make_person(server)
    token = await made(person, expires_in=3600)
    assert token["expires_at"] == "2026-03-01T13:00:00Z"
    server.clock.advance(timedelta(hours=1) - timedelta(seconds=1))
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 200
    server.clock.advance(timedelta(seconds=1))
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 401
    assert (await person.http.get(PATH)).json()["data"] == []


async def test_a_deleted_token_is_refused_on_the_next_request(server):
    person, other = await make_person(server), await make_person(server)
    token = await made(person)
    path = f"{PATH}/{token['id']}"
    assert (await other.http.delete(path)).status_code == 404
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 200
    assert (await person.http.delete(path)).status_code == 200
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 401
    assert (await person.http.delete(path)).status_code == 404


async def test_the_token_of_a_suspended_account_is_refused(server):
    person = await make_person(server)
    token = await made(person)
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 200
    await server.runtime.database.write(suspend, person.id, server.clock.now())
    assert (await server.http.get(PATH, headers=bearer(token))).status_code == 401


async def test_a_repeat_under_an_idempotency_key_gets_the_same_token_and_stores_none(server):
    person = await make_person(server)
    headers = {"Idempotency-Key": "k1"}
    body = {"name": "script", "scopes": ["read"]}
    first = await person.http.post(PATH, json=body, headers=headers)
    server.clock.advance(timedelta(minutes=5))
    second = await person.http.post(PATH, json=body, headers=headers)
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert len((await person.http.get(PATH)).json()["data"]) == 1
    other = await person.http.post(PATH, json={**body, "name": "x"}, headers=headers)
    assert other.status_code == 409
    (stored,) = await server.runtime.database.read(kept_answers)
    assert first.json()["data"]["id"].encode() in stored
    assert first.json()["data"]["token"].encode() not in stored


def kept_answers(conn: Connection) -> list[bytes]:
    return list(conn.execute(select(IdempotencyKey.body)).scalars())


async def test_there_are_at_most_fifty(server):
    person = await make_person(server)
    for _ in range(50):
        await made(person)
    answer = await person.http.post(PATH, json={"name": "one more", "scopes": ["read"]})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "  "},
        {"name": "x" * 81},
        {"scopes": []},
        {"scopes": ["admin"]},
        {"scopes": "read"},
        {"expires_in": 0},
        {"expires_in": "soon"},
        {"expires_in": 10**12},
        {"token": "mine"},
    ],
)
async def test_bad_input_is_a_validation_error(server, change):
    person = await make_person(server)
    body = {"name": "script", "scopes": ["read"], **change}
    assert (await person.http.post(PATH, json=body)).status_code == 400
