"""Idempotency keys under pressure."""

import asyncio

import pytest

from tests.accounts.factories import make_person

pytestmark = pytest.mark.anyio


async def test_a_hundred_at_once_create_one(server):
    mara = await make_person(server)
    key = {"Idempotency-Key": "the same"}
    answers = await asyncio.gather(
        *[mara.http.post("/stories", json={"text": "once"}, headers=key) for _ in range(100)]
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    created = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(created) == 1
    assert len((await mara.http.get(f"/stories/{mara.id}")).json()["data"]) == 1
    other = await mara.http.post("/stories", json={"text": "another"}, headers=key)
    assert other.status_code == 409
    assert other.json()["details"][0]["field"] == "Idempotency-Key"


async def test_two_processes_with_one_key_create_one(start_server):
    one, two = await start_server(), await start_server()
    mara = await make_person(one)
    token = {"Authorization": f"Bearer {mara.token}", "Idempotency-Key": "the same"}
    answers = await asyncio.gather(
        *[
            server.http.post("/stories", json={"text": "once"}, headers=token)
            for server in (one, two) * 5
        ]
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len((await mara.http.get(f"/stories/{mara.id}")).json()["data"]) == 1


async def test_a_refused_request_does_not_use_its_key_up(server):
    mara = await make_person(server)
    key = {"Idempotency-Key": "retry me"}
    refused = await mara.http.post(
        "/stories", json={"text": "x", "visibility": "CUSTOM"}, headers=key
    )
    assert refused.status_code == 400
    corrected = await mara.http.post("/stories", json={"text": "x"}, headers=key)
    assert corrected.status_code == 201


async def test_a_key_belongs_to_its_user_and_its_call(server):
    mara, ben = await make_person(server), await make_person(server)
    key = {"Idempotency-Key": "common"}
    body = {"text": "hello"}
    first = await mara.http.post("/stories", json=body, headers=key)
    second = await ben.http.post("/stories", json=body, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    elsewhere = await mara.http.post(
        "/api/auth/tokens", json={"name": "x", "scopes": ["read"]}, headers=key
    )
    assert elsewhere.status_code == 409


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_of_no_sane_length_is_refused(server, key):
    mara = await make_person(server)
    answer = await mara.http.post("/stories", json={"text": "x"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 400
