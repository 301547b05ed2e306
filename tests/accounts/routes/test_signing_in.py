"""Signing up, in and out."""

import asyncio
import json
from datetime import timedelta

import pytest

from emberline.accounts import passwords
from emberline.kit.ids import new_id
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio

ADA = {"email": "ada@example.com", "password": "correct horse"}


def fields(answer) -> list[str]:
    return [entry["field"] for entry in answer.json()["details"]]


async def test_a_signup_answers_a_bare_session_that_opens_the_door(server):
    answer = await server.http.post("/signup", json={**ADA, "username": "Ada.L"})
    assert answer.status_code == 201
    session = answer.json()
    assert session["token"] == session["access_token"]
    assert (session["token_type"], session["expires_in"]) == ("Bearer", 900)
    user = session["user"]
    assert (user["username"], user["email"]) == ("Ada.L", "ada@example.com")
    assert user["created_at"] == user["last_active"] == "2026-03-01T12:00:00Z"
    assert "password" not in str(user)
    headers = {"Authorization": f"Bearer {session['token']}"}
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 200


async def test_a_username_is_made_from_the_email_and_stays_unique(server):
    names = []
    for host in ("a", "b", "c", "d", "e"):
        body = {"email": f"ada@{host}.example.com", "password": "correct horse"}
        names.append((await server.http.post("/signup", json=body)).json()["user"]["username"])
    assert names[:4] == ["ada", "ada2", "ada3", "ada4"]
    assert names[4].startswith("ada_")


async def test_register_wants_a_username_and_answers_in_the_envelope(server):
    answer = await server.http.post("/api/auth/register", json=ADA)
    assert answer.status_code == 400
    assert fields(answer) == ["username"]
    answer = await server.http.post("/api/auth/register", json={**ADA, "username": "ada"})
    assert answer.status_code == 201
    assert answer.json()["success"] is True
    assert answer.json()["data"]["user"]["username"] == "ada"


@pytest.mark.parametrize("username", ["ada", "ADA", "\uff21\uff44\uff41"])
async def test_a_taken_name_in_any_form_is_a_conflict_that_names_the_field(server, username):
    await make_person(server, "Ada")
    answer = await server.http.post("/signup", json={**ADA, "username": username})
    assert answer.status_code == 409
    assert fields(answer) == ["username"]


async def test_a_taken_email_in_any_case_is_a_conflict_that_names_the_field(server):
    await make_person(server, email="ada@example.com")
    for username in ({}, {"username": "someone"}):
        body = {**ADA, "email": "ADA@Example.com", **username}
        answer = await server.http.post("/signup", json=body)
        assert answer.status_code == 409
        assert fields(answer) == ["email"]


async def test_of_two_signups_of_one_name_at_once_one_wins(server):
    bodies = [{**ADA, "email": f"a{n}@example.com", "username": "ada"} for n in range(6)]
    answers = await asyncio.gather(*[server.http.post("/signup", json=body) for body in bodies])
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


async def test_of_two_signups_of_one_email_at_once_one_wins(server):
    answers = await asyncio.gather(*[server.http.post("/signup", json=ADA) for _ in range(6)])
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


async def test_parallel_signups_without_a_name_all_get_one(server):
    bodies = [{**ADA, "email": f"ada@{n}.example.com"} for n in range(6)]
    answers = await asyncio.gather(*[server.http.post("/signup", json=body) for body in bodies])
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.json()["user"]["username"] for answer in answers}) == 6


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@localhost"}, "email"),
        ({"email": 7}, "email"),
        ({"email": None}, "email"),
        ({"email": "a\x00@example.com"}, "email"),
        ({"email": "x" * 250 + "@example.com"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"password": ["correct horse"]}, "password"),
        ({"password": "correct\x00horse"}, "password"),
        ({"password": "correct \ud800 horse"}, "password"),
        ({"username": "a"}, "username"),
        ({"username": "a b c"}, "username"),
        ({"username": "ada\ud800"}, "username"),
        ({"role": "admin"}, "role"),
        ({"is_locked": True}, "is_locked"),
    ],
)
async def test_a_wrong_or_unknown_field_of_a_signup_is_named(server, change, field):
    # httpx would refuse to encode the lone surrogates; JSON can carry them escaped.
    content, headers = json.dumps({**ADA, **change}), {"Content-Type": "application/json"}
    answer = await server.http.post("/signup", content=content, headers=headers)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert fields(answer) == [field]


@pytest.mark.parametrize("path", ["/signup", "/login", "/api/auth/refresh-token"])
@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b'"x"', 400), (b"\xff\xfe", 400), (b"{" + b" " * 1_000_001, 413)],
)
async def test_a_body_that_is_no_object_is_a_problem(server, path, body, status):
    headers = {"Content-Type": "application/json"}
    answer = await server.http.post(path, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_closed_server_takes_no_signup(start_server):
    server = await start_server(signup="closed")
    answer = await server.http.post("/signup", json=ADA)
    assert answer.status_code == 403
    assert "closed" in answer.json()["message"]


async def test_a_server_by_invitation_wants_a_code(start_server):
    server = await start_server(signup="invite")
    for invite in ({}, {"invite": "made up"}):
        answer = await server.http.post("/signup", json={**ADA, **invite})
        assert answer.status_code == 403
        assert "invitation" in answer.json()["message"]


async def test_login_takes_the_username_or_the_email_in_any_case(server):
    person = await make_person(server, "Ada", email="ada@example.com")
    for name in (
        {"username": "aDA"},
        {"email": "ADA@example.com"},
        {"username": "ada@Example.com"},
    ):
        answer = await server.http.post("/login", json={**name, "password": PASSWORD})
        assert answer.status_code == 200
        assert answer.json()["user"]["user_id"] == person.id
    enveloped = await server.http.post(
        "/api/auth/login", json={"username": "ada", "password": PASSWORD}
    )
    assert enveloped.json()["data"]["user"]["user_id"] == person.id


@pytest.mark.parametrize("names", [{}, {"email": "ada@example.com", "username": "ada"}])
async def test_login_takes_exactly_one_name(server, names):
    answer = await server.http.post("/login", json={**names, "password": PASSWORD})
    assert answer.status_code == 400


async def test_an_unknown_account_is_answered_like_a_wrong_password_after_as_much_work(server):
    await make_person(server, "ada")
    told, work = [], []
    for name in ("ada", "nobody"):
        before = passwords.CHECKS._value.get()
        body = {"username": name, "password": "wrong horse"}
        answer = await server.http.post("/login", json=body)
        work.append(passwords.CHECKS._value.get() - before)
        told.append({**answer.json(), "request_id": ""})
        assert answer.status_code == 401
    assert told[0] == told[1]
    assert told[0]["error"] == told[0]["title"] == "Invalid credentials"
    assert work == [1, 1]


async def test_a_suspended_account_is_told_so_only_after_the_right_password(server):
    await make_person(server, "ada", suspended_at=server.clock.now())
    wrong = await server.http.post("/login", json={"username": "ada", "password": "wrong horse"})
    assert wrong.status_code == 401
    right = await server.http.post("/login", json={"username": "ada", "password": PASSWORD})
    assert right.status_code == 403
    assert "suspended" in right.json()["message"]


async def test_login_moves_last_active_and_other_requests_do_not(server):
    person = await make_person(server, "ada")
    server.clock.advance(timedelta(hours=1))
    await person.http.get("/api/auth/sessions")
    answer = await server.http.post("/login", json={"username": "ada", "password": PASSWORD})
    assert answer.json()["user"]["last_active"] == "2026-03-01T13:00:00Z"
    assert answer.json()["user"]["created_at"] == "2026-03-01T12:00:00Z"


async def test_logout_ends_this_session_at_once_and_no_other(server):
    person = await make_person(server, "ada")
    body = {"username": "ada", "password": PASSWORD}
    session = (await server.http.post("/login", json=body)).json()
    headers = {"Authorization": f"Bearer {session['token']}"}
    assert (await server.http.post("/api/auth/logout", headers=headers)).status_code == 200
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 401
    refresh = {"refresh_token": session["refresh_token"]}
    assert (await server.http.post("/api/auth/refresh-token", json=refresh)).status_code == 401
    assert (await person.http.get("/api/auth/sessions")).status_code == 200


async def test_without_a_good_token_there_is_no_answer(server):
    for value in ("", "Bearer", "Bearer x.y.z", "Basic YTpi", f"Bearer emt_{new_id()}", "Bearer é"):
        headers = {"Authorization": value.encode()}
        answer = await server.http.get("/api/auth/sessions", headers=headers)
        assert answer.status_code == 401
        assert answer.json()["error"] == "Unauthorized"
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_the_fifty_first_session_ends_the_one_used_longest_ago(server):
    person = await make_person(server, "ada")
    body = {"username": "ada", "password": PASSWORD}
    answers = []
    for _ in range(50):
        server.clock.advance(timedelta(seconds=1))
        answers.append(await server.http.post("/login", json=body))
    assert (await person.http.get("/api/auth/sessions")).status_code == 401
    headers = {"Authorization": f"Bearer {answers[-1].json()['token']}"}
    listed = (await server.http.get("/api/auth/sessions", headers=headers)).json()["data"]
    assert len(listed) == 50
