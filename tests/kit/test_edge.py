"""The edge: ids, limits of bodies, slashes, and problems for whatever goes wrong."""

import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from tests.accounts.factories import make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio


async def test_every_answer_carries_a_request_id_the_callers_if_it_is_a_sane_one(server):
    given = await server.http.get("/healthz", headers={"X-Request-ID": "from-the-proxy.7"})
    assert given.headers["x-request-id"] == "from-the-proxy.7"
    for insane in ("", "two words", "x" * 65, "a\tb"):
        answer = await server.http.get("/healthz", headers={"X-Request-ID": insane})
        assert len(answer.headers["x-request-id"]) == 36


async def test_a_trailing_slash_changes_nothing(server):
    person = await make_person(server)
    for address in ("/stories/", f"/stories/{person.id}/", "/api/clips/all///"):
        answer = await person.http.get(address, follow_redirects=False)
        assert answer.status_code == 200, address


async def test_a_wrong_method_says_which_are_right(server):
    answer = await server.http.delete("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_over_the_limit_is_refused_by_its_declared_length(server):
    person = await make_person(server)
    answer = await person.http.post("/stories", json={"text": "x" * 1_000_000})
    assert answer.status_code == 413


async def test_a_body_over_the_limit_is_refused_while_it_streams(server):
    person = await make_person(server)
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'{"text": "'
        while sent < 50_000_000:
            sent += 100_000
            yield b"x" * 100_000

    answer = await person.http.post(
        "/stories", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.json()["error"] == "Request too large"
    assert sent <= 1_200_000


@pytest.mark.parametrize("depth", [100, 100_000])
async def test_deep_nesting_is_a_problem_and_no_crash(server, depth):
    person = await make_person(server)
    body = "[" * depth + "]" * depth
    for address in ("/stories", "/api/auth/tokens"):
        answer = await person.http.post(
            address, content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 400


async def test_a_problem_has_the_names_of_the_standard_and_those_of_the_seeds(server):
    person = await make_person(server)
    problem = (await person.http.get("/stories?limit=0")).json()
    assert problem["status"] == 400
    assert problem["type"].endswith("/validation")
    assert problem["error"] == problem["title"] == "Validation error"
    assert problem["message"] == problem["detail"]
    assert "limit" in problem["detail"]
    assert problem["details"] == [
        {"field": "limit", "message": "Input should be greater than or equal to 1"}
    ]


async def test_what_nobody_expected_is_a_500_that_tells_nothing(server):
    @server.app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the secret of the machine room")

    answer = await server.http.get("/broken")
    assert answer.status_code == 500
    assert answer.json()["error"] == "Internal server error"
    assert "machine room" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_a_constraint_that_fails_at_the_commit_is_a_409_and_nothing_was_kept(server):
    """The answer is sent after the commit: 201 would be a lie."""
    person = await make_person(server)
    await post_text(person)

    @server.app.post("/late", status_code=201)
    async def late() -> dict[str, str]:
        await server.runtime.database.write(_break_at_commit)
        return {"kept": "yes"}

    await server.runtime.database.write(_make_deferred_tables)
    try:
        answer = await server.http.post("/late")
        assert answer.status_code == 409
        assert answer.json()["error"] == "Conflict"
        count = await server.runtime.database.read(
            lambda conn: conn.execute(text("SELECT count(*) FROM late_child")).scalar()
        )
        assert count == 0
    finally:
        await server.runtime.database.write(_drop_deferred_tables)


def _make_deferred_tables(conn: Connection) -> None:
    conn.execute(text("CREATE TABLE late_parent (id INTEGER PRIMARY KEY)"))
    conn.execute(
        text(
            "CREATE TABLE late_child (parent INTEGER REFERENCES late_parent (id)"
            " DEFERRABLE INITIALLY DEFERRED)"
        )
    )


def _break_at_commit(conn: Connection) -> None:
    conn.execute(text("INSERT INTO late_child (parent) VALUES (7)"))


def _drop_deferred_tables(conn: Connection) -> None:
    conn.execute(text("DROP TABLE late_child"))
    conn.execute(text("DROP TABLE late_parent"))


async def test_text_that_cannot_be_stored_is_named_wherever_it_stands(server):
    person = await make_person(server)
    for body, field in (
        ({"name": "a\x00b", "scopes": ["read"]}, "name"),
        ({"name": "x", "scopes": ["read\ud800"]}, "scopes"),
        ({"name": "x", "scopes": ["read"], "extra\udfff": 1}, "body"),
    ):
        answer = await person.http.post(
            "/api/auth/tokens",
            content=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 400, body
        assert answer.json()["details"][0]["field"].startswith(field)
