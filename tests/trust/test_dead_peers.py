"""Who does not answer is let go of; a ticket opens one connection, for half a minute."""

import asyncio
from datetime import timedelta

import pytest

from emberline.realtime.protocol.options import UVICORN_OPTIONS
from emberline.realtime.rules import NO_PONG, TICKET_LIFETIME
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.realtime.factories import phone, served, ticket_of
from tests.trust.raw_sockets import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    WITHIN_SECONDS,
    RawSocket,
    frame,
    greeted_socket,
    line_to,
    raw_socket,
    upgrade,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

QUICKLY = {"ws_ping_interval": 0.5, "ws_ping_timeout": 2.0}

# What a peer says instead of the pong.
INSTEAD = {
    "nothing": b"",
    "another pong": frame(PONG, b"nope"),
    "something": frame(TEXT, b"I am well"),
    "a ping": frame(PING, b"and you?"),
}


@pytest.mark.parametrize("instead", INSTEAD)
async def test_a_peer_that_answers_no_ping_is_ended_and_forgotten(server, instead):
    assert 0 < sum(UVICORN_OPTIONS[name] for name in QUICKLY) <= 45
    dead, alive = await make_person(server), await make_person(server)
    async with served(server.app, **QUICKLY) as url, phone(url, alive) as answering:
        with await greeted_socket(url, f"token={dead.token}") as socket:
            assert len(list(server.app.state.hub.of(dead.id))) == 1
            assert await _end_of(socket, INSTEAD[instead]) == NO_PONG.code
            await _forgotten(server, dead)
        # Who answers has outlived it, and goes on to.
        clip = await post_text(alive)
        await dead.http.post(f"/stories/{clip['id']}/view")
        assert (await answering.message())["data"]["viewer_id"] == dead.id


async def test_a_peer_that_does_not_even_read_is_forgotten(server):
    dead = await make_person(server)
    async with served(server.app, **QUICKLY) as url:
        with await raw_socket(url, f"token={dead.token}", 4096):
            await _forgotten(server, dead, was_there=True)


async def _end_of(socket: RawSocket, instead: bytes) -> int | None:
    """The code that ends a connection on which each ping is answered by `instead`."""
    while (got := await socket.frame()) is not None and got.opcode != CLOSE:
        if got.opcode == PING:
            await socket.send(instead)
    return got.code if got else None


async def _forgotten(server: Server, person: Person, *, was_there: bool = False) -> None:
    async with asyncio.timeout(WITHIN_SECONDS):
        while was_there and not list(server.app.state.hub.of(person.id)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        while list(server.app.state.hub.of(person.id)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


PATHS = ["/ws", "/events"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("used_at", PATHS)
async def test_a_ticket_that_was_used_opens_nothing(server, path, used_at):
    person = await make_person(server)
    ticket = await ticket_of(person)
    async with served(server.app) as url:
        assert await _status(url, used_at, ticket) in (101, 200)
        assert await _status(url, path, ticket) == 401


@pytest.mark.parametrize("path", PATHS)
async def test_a_ticket_opens_nothing_from_the_instant_of_its_end(server, path):
    person = await make_person(server)
    in_time, too_late = await ticket_of(person), await ticket_of(person)
    async with served(server.app) as url:
        server.clock.advance(TICKET_LIFETIME - timedelta(microseconds=1))
        assert await _status(url, path, in_time) in (101, 200)
        server.clock.advance(timedelta(microseconds=1))
        assert await _status(url, path, too_late) == 401


@pytest.mark.parametrize("path", PATHS)
async def test_a_ticket_that_was_never_given_out_opens_nothing(server, path):
    person = await make_person(server)
    ticket = await ticket_of(person)
    async with served(server.app) as url:
        made_up = ["", "x", ticket[:-1], ticket + "x", ticket.swapcase(), "%00", "x" * 4_000]
        for other in [*made_up, person.token, f"{ticket}%00"]:
            assert await _status(url, path, other) == 401, other
        assert await _status(url, path, ticket) in (101, 200)


@pytest.mark.parametrize("path", PATHS)
async def test_a_ticket_goes_with_the_session_that_it_was_got_by(server, path):
    leaving, staying = await make_person(server), await make_person(server)
    tickets = [await ticket_of(person) for person in (leaving, staying)]
    assert (await leaving.http.post("/api/auth/logout")).status_code == 200
    async with served(server.app) as url:
        assert [await _status(url, path, ticket) for ticket in tickets] in ([401, 101], [401, 200])


async def _status(url: str, path: str, ticket: str) -> int:
    address = f"{path}?ticket={ticket}"
    with await line_to(url) as line:
        if path == "/ws":
            await line.send(upgrade(address))
        else:
            await line.send(f"GET {address} HTTP/1.1\r\nHost: emberline\r\n\r\n".encode())
        return int((await line.head()).split()[1])
