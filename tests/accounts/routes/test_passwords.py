"""New passwords."""

import asyncio
import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from emberline.accounts.models import PasswordReset
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio

NEW = "a new battery staple"


async def log_in(server, username: str, password: str):
    return await server.http.post("/login", json={"username": username, "password": password})


async def ask_reset(server, email: str):
    """The answer, once the mail is out that it did not wait for."""
    answer = await server.http.post("/api/auth/password-reset", json={"email": email})
    assert await server.app.state.postbox.emptied(20)
    return answer


async def confirm(server, token: str, password: str = NEW):
    body = {"token": token, "new_password": password}
    return await server.http.post("/api/auth/password-reset/confirm", json=body)


async def api_token(person) -> dict[str, str]:
    """The header that sends a new API token of the person's that may write."""
    body = {"name": "script", "scopes": ["write"]}
    made = (await person.http.post("/api/auth/tokens", json=body)).json()["data"]
    return {"Authorization": f"Bearer {made['token']}"}


def mailed_tokens(data_dir: Path) -> list[str]:
    """The tokens in the filed mails, in the order of sending."""
    texts = [file.read_text() for file in sorted((data_dir / "mail").glob("*.eml"))]
    return [re.findall(r"token=([\w-]+)", text)[0] for text in texts]


async def test_a_changed_password_ends_every_other_session(server):
    person = await make_person(server, "ada")
    other = (await log_in(server, "ada", PASSWORD)).json()
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert (await person.http.put("/api/auth/password", json=body)).status_code == 200
    assert (await person.http.get("/api/auth/sessions")).status_code == 200
    headers = {"Authorization": f"Bearer {other['token']}"}
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 401
    assert (await log_in(server, "ada", PASSWORD)).status_code == 401
    assert (await log_in(server, "ada", NEW)).status_code == 200


async def test_a_wrong_current_password_changes_nothing(server):
    person = await make_person(server, "ada")
    body = {"current_password": "wrong horse", "new_password": NEW}
    answer = await person.http.put("/api/auth/password", json=body)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "This is not your password. Correct it; nothing was changed."
    assert (await log_in(server, "ada", PASSWORD)).status_code == 200


async def test_an_api_token_cannot_change_the_password(server):
    person = await make_person(server, "ada")
    token = await api_token(person)
    body = {"current_password": PASSWORD, "new_password": NEW}
    refused = await server.http.put("/api/auth/password", json=body, headers=token)
    assert refused.status_code == 403
    assert (await log_in(server, "ada", PASSWORD)).status_code == 200
    assert (await person.http.put("/api/auth/password", json=body)).status_code == 200


async def test_a_reset_deletes_the_api_tokens_of_that_user_alone(server):
    person, other = await make_person(server, "ada"), await make_person(server)
    token, kept = await api_token(person), await api_token(other)
    path = "/api/auth/preferences"
    await ask_reset(server, person.email)
    (mailed,) = mailed_tokens(server.data_dir)
    assert (await server.http.get(path, headers=token)).status_code == 200
    assert (await confirm(server, mailed)).status_code == 200
    assert (await server.http.get(path, headers=token)).status_code == 401
    assert (await server.http.get(path, headers=kept)).status_code == 200
    session = (await log_in(server, "ada", NEW)).json()
    bearer = {"Authorization": f"Bearer {session['token']}"}
    assert (await server.http.get("/api/auth/tokens", headers=bearer)).json()["data"] == []


async def test_a_mail_server_that_hangs_holds_no_answer(start_server):
    released = asyncio.Event()
    said: list[bytes] = []

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        writer.write(b"421 not today\r\n")
        said.append(await reader.read())
        writer.close()

    smtp = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = smtp.sockets[0].getsockname()[1]
    server = await start_server(smtp_url=f"smtp://127.0.0.1:{port}")
    person = await make_person(server)
    body = {"email": person.email}
    answer = await server.http.post("/api/auth/password-reset", json=body)
    assert answer.status_code == 202
    postbox = server.app.state.postbox
    assert not await postbox.emptied(0.1)
    released.set()
    assert await postbox.emptied(20)
    smtp.close()
    await smtp.wait_closed()
    assert len(said) == 1


async def test_of_parallel_changes_one_wins(server):
    person = await make_person(server, "ada")
    bodies = [{"current_password": PASSWORD, "new_password": f"{NEW} {n}"} for n in range(4)]
    answers = await asyncio.gather(
        *[person.http.put("/api/auth/password", json=body) for body in bodies]
    )
    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 403, 409}


async def test_a_mailed_token_sets_the_password_once_and_ends_every_session(server):
    person = await make_person(server, "ada")
    assert (await ask_reset(server, person.email.upper())).status_code == 202
    (token,) = mailed_tokens(server.data_dir)
    assert (await confirm(server, token)).status_code == 200
    assert (await person.http.get("/api/auth/sessions")).status_code == 401
    assert (await log_in(server, "ada", NEW)).status_code == 200
    again = await confirm(server, token, "yet another one")
    assert again.status_code == 400
    assert again.json()["details"][0]["field"] == "token"


async def test_an_unknown_or_suspended_address_is_answered_alike_and_gets_no_mail(server):
    known = await make_person(server)
    suspended = await make_person(server, suspended_at=server.clock.now())
    answers = [
        await ask_reset(server, email)
        for email in (known.email, "nobody@example.com", suspended.email)
    ]
    assert [answer.status_code for answer in answers] == [202] * 3
    assert len({answer.text for answer in answers}) == 1
    assert len(mailed_tokens(server.data_dir)) == 1


async def test_a_token_is_over_after_an_hour(server):
    person = await make_person(server)
    await ask_reset(server, person.email)
    (token,) = mailed_tokens(server.data_dir)
    server.clock.advance(timedelta(hours=1))
    assert (await confirm(server, token)).status_code == 400


async def test_a_used_token_voids_those_of_earlier_mails(server):
    person = await make_person(server)
    await ask_reset(server, person.email)
    await ask_reset(server, person.email)
    older, newer = mailed_tokens(server.data_dir)
    assert (await confirm(server, newer)).status_code == 200
    assert (await confirm(server, older)).status_code == 400


async def test_of_parallel_uses_of_a_token_one_wins(server):
    person = await make_person(server)
    await ask_reset(server, person.email)
    (token,) = mailed_tokens(server.data_dir)
    answers = await asyncio.gather(*[confirm(server, token, f"{NEW} {n}") for n in range(4)])
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


async def test_of_a_token_only_its_hash_is_stored(server):
    person = await make_person(server)
    await ask_reset(server, person.email)
    (token,) = mailed_tokens(server.data_dir)
    (stored,) = await server.runtime.database.read(stored_resets)
    assert stored.user_id == person.id
    assert stored.token_hash == sha256(token.encode()).hexdigest()
    assert token not in str(stored)


def stored_resets(conn: Connection) -> list[Any]:
    return list(conn.execute(select(PasswordReset.__table__)))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/auth/password-reset", {"email": "nobody"}),
        ("/api/auth/password-reset", {}),
        ("/api/auth/password-reset/confirm", {"token": "x", "new_password": "short"}),
        ("/api/auth/password-reset/confirm", {"token": "x\x00", "new_password": NEW}),
        ("/api/auth/password-reset/confirm", {"token": "made up", "new_password": NEW}),
    ],
)
async def test_bad_input_is_a_validation_error(server, path, body):
    answer = await server.http.post(path, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "Validation error"
