"""The viewer of a request: revocation and key rotation, in this process and in others."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from emberline.accounts.auth import InModerator, InOptionalViewer
from emberline.accounts.models import Revocation
from emberline.accounts.service.own_data import erase_account
from emberline.accounts.service.revocations import Revoked
from emberline.accounts.service.signing_keys import rotate_signing_key
from emberline.accounts.service.standing import set_role, suspend
from emberline.accounts.tokens import LIFETIME
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio

PATH = "/api/auth/sessions"


async def status(server, token: str):
    answer = await server.http.get(PATH, headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


async def test_what_one_process_revokes_every_other_refuses_within_a_second(start_server):
    one = await start_server()
    other = await start_server(clock=one.clock)
    person = await make_person(one)
    token = person.token
    assert await status(other, token) == 200
    told = asyncio.Event()
    other.app.state.gate.on_revoked(lambda _revoked: told.set())
    assert (await person.http.post("/api/auth/logout")).status_code == 200
    assert await status(one, token) == 401
    async with asyncio.timeout(1.0):
        await told.wait()
    assert await status(other, token) == 401


async def test_a_process_that_starts_later_knows_what_was_revoked(start_server):
    one = await start_server()
    person = await make_person(one)
    token = person.token
    assert await status(one, token) == 200
    await one.runtime.database.write(suspend, person.id, one.clock.now())
    later = await start_server(clock=one.clock)
    assert await status(later, token) == 401


async def test_revocations_are_announced_once_in_every_process(start_server):
    one = await start_server()
    other = await start_server(clock=one.clock)
    told: dict[str, list[Revoked]] = {"one": [], "other": []}
    one.app.state.gate.on_revoked(told["one"].append)
    other.app.state.gate.on_revoked(told["other"].append)
    people = [await make_person(one) for _ in range(5)]
    now = one.clock.now()
    await asyncio.gather(
        *[one.runtime.database.write(suspend, person.id, now) for person in people]
    )
    assert len(told["one"]) == 10
    for server in (one, other):
        await server.app.state.gate.catch_up(server.runtime.database)
    assert len(told["one"]) == 10
    assert {revoked.number for revoked in told["other"]} == {r.number for r in told["one"]}
    assert len(told["other"]) == 10
    assert {r.user_id for r in told["other"] if r.whole_user} == {person.id for person in people}
    assert {revoked.reason for revoked in told["other"]} == {"suspended"}


async def test_a_refused_transaction_revokes_nothing(server):
    person = await make_person(server)

    def fail(conn: Connection) -> None:
        suspend(conn, person.id, server.clock.now())
        raise LookupError

    with pytest.raises(LookupError):
        await server.runtime.database.write(fail)
    assert await status(server, person.token) == 200


async def test_revocations_are_forgotten_when_no_token_can_be_older(server):
    first, second = await make_person(server), await make_person(server)
    await first.http.post("/api/auth/logout")
    assert await server.runtime.database.read(count_revocations) == 1
    server.clock.advance(LIFETIME + timedelta(minutes=5))
    await second.http.post("/api/auth/logout")
    assert await server.runtime.database.read(count_revocations) == 1
    gate = server.app.state.gate
    await gate.catch_up(server.runtime.database)
    assert list(gate._revoked) == [second.session_id]


def count_revocations(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(Revocation)).scalar_one()


async def test_a_new_signing_key_keeps_every_session_and_is_used_everywhere(start_server):
    one = await start_server()
    other = await start_server(clock=one.clock)
    person = await make_person(one)
    old_token = person.token
    await one.runtime.database.write(rotate_signing_key, one.clock.now())
    for server in (one, other):
        await server.app.state.gate.catch_up(server.runtime.database)
    one.clock.advance(timedelta(minutes=1))
    new_token = person.token
    assert new_token.split(".")[0] != old_token.split(".")[0]
    for server in (one, other):
        assert await status(server, old_token) == 200
        assert await status(server, new_token) == 200
    body = {"username": person.username, "password": PASSWORD}
    session = (await other.http.post("/login", json=body)).json()
    assert session["token"].split(".")[0] == new_token.split(".")[0]
    assert await status(one, session["token"]) == 200


async def test_processes_that_start_at_once_agree_on_the_first_key(start_server):
    servers = await asyncio.gather(*[start_server() for _ in range(3)])
    person = await make_person(servers[0])
    assert [await status(server, person.token) for server in servers] == [200] * 3


async def test_an_erased_account_is_refused_at_once(server):
    person = await make_person(server)
    token = person.token
    assert await status(server, token) == 200
    await server.runtime.database.write(erase_account, person.id, server.clock.now())
    assert await status(server, token) == 401


async def test_a_moderators_call_is_for_moderators_and_administrators(server):
    @server.app.get("/for-moderators")
    async def for_moderators(viewer: InModerator) -> str:
        return viewer.user_id

    person = await make_person(server)
    assert (await person.http.get("/for-moderators")).status_code == 403
    for role in ("moderator", "admin"):
        await server.runtime.database.write(set_role, person.id, role)
        assert (await person.http.get("/for-moderators")).json() == person.id
    await server.runtime.database.write(set_role, person.id, "user")
    assert (await person.http.get("/for-moderators")).status_code == 403


async def test_an_open_call_knows_the_viewer_where_there_is_one(server):
    @server.app.get("/open")
    async def open_to_all(viewer: InOptionalViewer) -> str | None:
        return viewer.user_id if viewer else None

    person = await make_person(server)
    assert (await person.http.get("/open")).json() == person.id
    assert (await server.http.get("/open")).json() is None
    headers = {"Authorization": "Bearer x.y.z"}
    assert (await server.http.get("/open", headers=headers)).status_code == 401
