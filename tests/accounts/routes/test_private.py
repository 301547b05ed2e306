"""Answers for one person's eyes."""

import pytest

from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio


def kept_nowhere(answer) -> bool:
    """Whether the call succeeded and no cache may keep its answer."""
    assert answer.is_success
    return bool(answer.headers["cache-control"] == "no-store")


async def test_no_cache_keeps_a_session(server):
    bodies = {
        "/signup": {"email": "ada@example.com", "password": PASSWORD, "username": "ada"},
        "/api/auth/register": {"email": "b@example.com", "password": PASSWORD, "username": "bob"},
        "/login": {"username": "ada", "password": PASSWORD},
        "/api/auth/login": {"username": "ada", "password": PASSWORD},
    }
    answers = {path: await server.http.post(path, json=body) for path, body in bodies.items()}
    for path, answer in answers.items():
        assert kept_nowhere(answer), path
    refresh = {"refresh_token": answers["/login"].json()["refresh_token"]}
    assert kept_nowhere(await server.http.post("/api/auth/refresh-token", json=refresh))


async def test_no_cache_keeps_a_token(server):
    person = await make_person(server)
    body = {"name": "script", "scopes": ["read"]}
    assert kept_nowhere(await person.http.post("/api/auth/tokens", json=body))


@pytest.mark.parametrize("name", ["profile", "sessions", "tokens", "preferences", "export"])
async def test_no_cache_keeps_what_is_ones_own(server, name):
    person = await make_person(server)
    assert kept_nowhere(await person.http.get(f"/api/auth/{name}"))


async def test_no_cache_keeps_the_list_of_all_users(server):
    admin = await make_person(server, role="admin")
    assert kept_nowhere(await admin.http.get("/api/admin/users"))
