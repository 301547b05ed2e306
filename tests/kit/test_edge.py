"""The edge: ids, limits of bodies, slashes, and problems for whatever goes wrong."""

import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from emberline.kit.ids import new_id
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
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"
    for address, allowed in (
        ("/stories", "GET, HEAD, POST"),
        ("/api/auth/profile", "GET, HEAD, PUT"),
        (f"/stories/{new_id()}/view", "POST"),
        (f"/media/{new_id()}", "DELETE, GET, HEAD"),
        ("/docs/assets/swagger-ui.css", "GET, HEAD"),
    ):
        answer = await server.http.patch(address)
        assert answer.status_code == 405, address
        assert answer.headers["allow"] == allowed
        assert allowed in answer.json()["detail"]


async def test_head_is_get_without_the_body(server):
    person = await make_person(server)
    await post_text(person)
    for address in ("/healthz", "/stories", f"/stories/{person.id}/", "/openapi.json", "/docs"):
        whole = await person.http.get(address)
        head = await person.http.head(address)
        assert (head.status_code, head.content) == (200, b""), address
        for name in ("content-length", "content-type"):
            assert head.headers[name] == whole.headers[name]
    assert (await server.http.head("/stories")).status_code == 401
    assert (await server.http.head("/nowhere")).status_code == 404
    only_post = await person.http.head("/media")
    assert (only_post.status_code, only_post.headers["allow"]) == (405, "POST")


async def test_a_body_over_the_limit_is_refused_by_its_declared_length(server):
    person = await make_person(server)
    answer = await person.http.post("/stories", json={"text": "x" * 1_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/api/auth/tokens", "/signup", "/stories/x/view"])
async def test_only_the_calls_that_take_a_file_take_a_large_form(server, address):
    person = await make_person(server)
    files = {"file": ("photo.jpg", bytes(1_100_000), "image/jpeg")}
    refused = await person.http.post(address, files=files)
    assert refused.status_code == 413
    assert refused.json()["error"] == "Request too large"
    # Large enough for the file: it is refused for what it holds.
    assert (await person.http.post("/media", files=files)).status_code == 400


async def test_the_media_type_of_a_form_is_read_in_any_case(server):
    person = await make_person(server)
    request = person.http.build_request("POST", "/media", files={"file": bytes(1_100_000)})
    boundary = request.headers["content-type"].partition("=")[2]
    request.headers["content-type"] = f"Multipart/Form-Data; boundary={boundary}"
    assert (await person.http.send(request)).status_code == 400


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
        {"field": "limit", "message": "send a number greater than or equal to 1"}
    ]


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        ({"name": "x", "scopes": ["read"], "role": "admin"}, "role", "remove it; this call does"),
        ({"scopes": ["read"]}, "name", "send it"),
        ([], "body", "send a JSON object"),
        ("a text", "body", "send a JSON object"),
        ({"name": 7, "scopes": ["read"]}, "name", "send text"),
        ({"name": "x" * 1000, "scopes": ["read"]}, "name", "use at most 80 characters"),
        ({"name": "", "scopes": ["read"]}, "name", "use at least 1 character"),
        ({"name": "x", "scopes": ["fly"]}, "scopes.0", "send 'read' or 'write'"),
    ],
)
async def test_a_wrong_field_is_told_what_to_do(server, body, field, sentence):
    person = await make_person(server)
    problem = (await person.http.post("/api/auth/tokens", json=body)).json()
    assert problem["details"][0]["field"] == field
    assert problem["details"][0]["message"].startswith(sentence)


async def test_broken_json_is_told_so(server):
    person = await make_person(server)
    answer = await person.http.post(
        "/api/auth/tokens", content='{"name', headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["details"] == [{"field": "body", "message": "send well-formed JSON"}]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
async def test_json_is_utf_8_and_nothing_else(server, encoding):
    person = await make_person(server)
    calls = {"/stories": {"text": "x"}, "/api/auth/tokens": {"name": "x", "scopes": ["read"]}}
    for address, body in calls.items():
        for sent, status in ((encoding, 400), ("utf-8", 201)):
            answer = await person.http.post(
                address,
                content=json.dumps(body).encode(sent),
                headers={"Content-Type": "application/json"},
            )
            assert answer.status_code == status, (address, answer.text)


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
