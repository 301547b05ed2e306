"""Where one is signed in."""

import pytest

from emberline.kit.ids import new_id
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio


async def log_in(server, username: str, agent: str) -> dict:
    body = {"username": username, "password": PASSWORD}
    answer = await server.http.post("/login", json=body, headers={"User-Agent": agent})
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def test_sessions_are_listed_with_device_address_and_times(server):
    await make_person(server, "ada")
    headers = await log_in(server, "ada", "Phone\x07" + "y" * 300)
    data = (await server.http.get("/api/auth/sessions", headers=headers)).json()["data"]
    (current,) = [entry for entry in data if entry["current"]]
    assert current["device"] == "Phone" + "y" * 195
    assert current["address"] == "203.0.113.7"
    assert current["created_at"] == current["last_used_at"] == "2026-03-01T12:00:00Z"
    assert len(data) == 2


async def test_a_deleted_session_is_refused_on_the_next_request(server):
    person = await make_person(server, "ada")
    headers = await log_in(server, "ada", "Phone")
    data = (await person.http.get("/api/auth/sessions")).json()["data"]
    (phone,) = [entry["id"] for entry in data if entry["device"] == "Phone"]
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 200
    assert (await person.http.delete(f"/api/auth/sessions/{phone}")).status_code == 200
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 401
    assert (await person.http.get("/api/auth/sessions")).status_code == 200
    assert (await person.http.delete(f"/api/auth/sessions/{phone}")).status_code == 404


async def test_anothers_session_is_not_there(server):
    ada, bob = await make_person(server), await make_person(server)
    assert (await bob.http.delete(f"/api/auth/sessions/{ada.session_id}")).status_code == 404
    assert (await ada.http.get("/api/auth/sessions")).status_code == 200
    assert (await bob.http.delete(f"/api/auth/sessions/{new_id()}")).status_code == 404
    assert (await bob.http.delete("/api/auth/sessions/7")).status_code == 400
