"""`emberline admin`, in a process of its own beside a running server."""

import asyncio
import json
import os
from datetime import UTC, datetime
from typing import Any

import pytest

from emberline.kit.clock import SteppedClock
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import SECRET_KEY
from tests.commands import COMMANDS

pytestmark = pytest.mark.anyio


@pytest.fixture
async def running(start_server):
    """A server that lives by about the same time as the commands."""
    return await start_server(clock=SteppedClock(datetime.now(UTC)), signup="invite")


async def run(server, *arguments: str, sent: str = "", **settings: str) -> tuple[int, str, str]:
    """Run `emberline admin` on the server's database; its exit code and what it wrote."""
    chosen = {
        "EMBERLINE_DATA_DIR": str(server.data_dir),
        "EMBERLINE_SECRET_KEY": SECRET_KEY,
        "EMBERLINE_PUBLIC_URL": "https://ember.example.org",
    }
    if url := server.runtime.settings.database_url:
        chosen["EMBERLINE_DATABASE_URL"] = url
    environment = {**os.environ, **chosen, **settings}
    return await asyncio.to_thread(COMMANDS.run, ("admin", *arguments), environment, sent=sent)


async def answered(server, *arguments: str, sent: str = "") -> dict[str, Any]:
    code, output, errors = await run(server, *arguments, "--json", sent=sent)
    assert code == 0, errors
    facts: dict[str, Any] = json.loads(output)
    return facts


async def log_in(server, username: str, password: str):
    return await server.http.post("/login", json={"username": username, "password": password})


async def test_create_makes_an_administrator_who_can_log_in(running):
    made = await answered(
        running, "create", "boss", "--email", "boss@example.com", "--password-stdin", sent=PASSWORD
    )
    assert (made["username"], made["role"]) == ("boss", "admin")
    session = (await log_in(running, "boss", PASSWORD)).json()
    assert session["user"]["user_id"] == made["user_id"]
    headers = {"Authorization": f"Bearer {session['token']}"}
    assert (await running.http.get("/api/admin/users", headers=headers)).status_code == 200


async def test_create_prints_a_password_that_it_made(running):
    made = await answered(running, "create", "ada", "--email", "a@example.com", "--role", "user")
    assert (await log_in(running, "ada", made["password"])).status_code == 200
    code, _, errors = await run(running, "create", "ADA", "--email", "b@example.com")
    assert (code, "taken" in errors) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("create", "a b c", "--email", "a@example.com"),
        ("create", "ada", "--email", "nobody"),
        ("create", "ada"),
        ("create", "ada", "--email", "a@example.com", "--role", "king"),
        ("create", "ada", "--email", "a@example.com", "--password-stdin"),
        ("promote",),
        ("invite", "--days", "0"),
        ("dance",),
    ],
)
async def test_wrong_usage_is_code_2(running, arguments):
    code, output, errors = await run(running, *arguments)
    assert (code, output) == (2, "")
    assert errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["promote", "suspend", "unsuspend", "reset-password"])
async def test_an_unknown_name_is_code_1(running, command):
    code, _, errors = await run(running, command, "nobody")
    assert code == 1
    assert "No account has this name." in errors


async def test_a_suspension_reaches_the_running_server_within_a_second(running):
    person = await make_person(running, "ada")
    token = person.token
    headers = {"Authorization": f"Bearer {token}"}
    path = "/api/auth/sessions"
    assert (await running.http.get(path, headers=headers)).status_code == 200
    told = asyncio.Event()
    running.app.state.gate.on_revoked(lambda _revoked: told.set())
    assert (await answered(running, "suspend", "ADA", "--reason", "Threats."))["changed"] is True
    async with asyncio.timeout(1.0):
        await told.wait()
    assert (await running.http.get(path, headers=headers)).status_code == 401
    refused = await log_in(running, "ada", PASSWORD)
    assert (refused.status_code, "Threats." in refused.json()["message"]) == (403, True)
    code, _, errors = await run(running, "suspend", "ada", "--reason", "x" * 501)
    assert (code, "Correct the reason" in errors) == (2, True)
    assert (await answered(running, "unsuspend", "ada"))["changed"] is True
    assert (await log_in(running, "ada", PASSWORD)).status_code == 200


async def test_a_promotion_holds_from_the_next_request_on(running):
    person = await make_person(running, "ada")
    assert (await person.http.get("/api/admin/users")).status_code == 403
    await answered(running, "promote", "ada")
    assert (await person.http.get("/api/admin/users")).status_code == 200
    await answered(running, "promote", "ada", "--role", "user")
    assert (await person.http.get("/api/admin/users")).status_code == 403


@pytest.mark.parametrize("backend", ["postgresql"])
async def test_a_refused_password_of_the_database_is_code_2_and_a_sentence(running, monkeypatch):
    await answered(running, "invite")
    wrong = running.runtime.settings.database_url.replace("@", "-and-more@")
    code, _, errors = await run(running, "invite", EMBERLINE_DATABASE_URL=wrong)
    assert (code, "Traceback" in errors) == (2, False)
    assert "password authentication failed" in errors


async def test_a_reset_link_sets_a_password_once(running):
    await make_person(running, "ada")
    made = await answered(running, "reset-password", "ada")
    assert made["link"] == f"https://ember.example.org/reset?token={made['token']}"
    body = {"token": made["token"], "new_password": "a new battery staple"}
    path = "/api/auth/password-reset/confirm"
    assert (await running.http.post(path, json=body)).status_code == 200
    assert (await log_in(running, "ada", "a new battery staple")).status_code == 200
    assert (await running.http.post(path, json=body)).status_code == 400


async def test_an_invitation_lets_one_person_in(running):
    made = await answered(running, "invite")
    bodies = [
        {"email": f"a{n}@example.com", "password": PASSWORD, "invite": made["invite"]}
        for n in range(4)
    ]
    answers = await asyncio.gather(*[running.http.post("/signup", json=body) for body in bodies])
    assert sorted(answer.status_code for answer in answers) == [201, 403, 403, 403]


async def test_rotated_keys_keep_everyone_signed_in(running):
    person = await make_person(running, "ada")
    headers = {"Authorization": f"Bearer {person.token}"}
    made = await answered(running, "rotate-keys")
    assert made["kid"]
    await running.app.state.gate.catch_up(running.runtime.database)
    running.clock.set(datetime.fromisoformat(made["active_from"]))
    assert person.token != headers["Authorization"].removeprefix("Bearer ")
    assert (await running.http.get("/api/auth/sessions", headers=headers)).status_code == 200
    assert (await person.http.get("/api/auth/sessions")).status_code == 200


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_without_a_database_there_is_nobody_to_suspend_but_somebody_to_create(
    running, tmp_path
):
    running.data_dir = tmp_path / "elsewhere"
    code, _, errors = await run(running, "suspend", "ada")
    assert (code, "emberline migrate" in errors) == (1, True)
    made = await answered(running, "create", "ada", "--email", "a@example.com")
    assert made["role"] == "admin"
    assert (await answered(running, "suspend", "ada"))["user_id"] == made["user_id"]
