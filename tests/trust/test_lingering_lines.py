"""Lines that nobody would use again are let go of, whatever their peer leaves undone."""

import asyncio
import socket

import pytest
from sqlalchemy import Connection

from emberline.kit.events import emit
from emberline.realtime.protocol.http import EventHttp
from emberline.realtime.protocol.socket import EventSocket
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.realtime.factories import phone, served
from tests.trust.raw_sockets import RawSocket, line_to, raw_socket, upgrade

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]


class QuickSocket(EventSocket):
    """One that waits less for a peer to go."""

    closing_seconds = 0.3


class QuickHttp(EventHttp):
    """One that waits less for a head, and for a peer to go."""

    head_seconds = 0.3
    closing_seconds = 0.3


QUICKLY = {"http": QuickHttp, "ws": QuickSocket}


async def _fill_the_line(server: Server, person: Person) -> None:
    """Events that no kernel's buffer takes: some of them wait in the server."""

    def emit_some(conn: Connection) -> None:
        for _ in range(8):
            data = {"story_id": person.id, "status": "failed", "failure_reason": "x" * 100_000}
            emit(conn, [person.id], "story.processed", data, server.clock.now())

    await server.runtime.database.write(emit_some)


@pytest.mark.parametrize("kind", ["socket", "stream"])
async def test_a_peer_that_half_closes_and_does_not_read_is_let_go(server, kind):
    person = await make_person(server)
    async with served(server.app, **QUICKLY) as url:
        with await _listening(url, person, kind) as line:
            await _fill_the_line(server, person)
            line.line.shutdown(socket.SHUT_WR)
            while len(server.app.state.hub):  # noqa: ASYNC110 (the loop is the server's too)
                await asyncio.sleep(0.01)


async def _listening(url: str, person: Person, kind: str) -> RawSocket:
    if kind == "socket":
        return await raw_socket(url, f"token={person.token}", 4096)
    line = await line_to(url, 4096)
    request = f"GET /events?token={person.token} HTTP/1.1\r\nHost: emberline\r\n\r\n"
    await line.send(request.encode())
    await line.head()
    return line


@pytest.mark.parametrize("said", [b"", b"GET /healthz HTTP/1.1\r\nHost: emb", b"\r\n"])
async def test_who_does_not_finish_a_head_is_let_go(server, said):
    async with served(server.app, **QUICKLY) as url:
        with await line_to(url) as line:
            await line.send(said)
            assert await line.at_end()


async def test_a_stream_lasts_longer_than_a_head_may(server):
    person = await make_person(server)
    async with served(server.app, **QUICKLY) as url:
        with await _listening(url, person, "stream"), await line_to(url) as silent:
            assert await silent.at_end()
            assert len(server.app.state.hub) == 1


async def test_an_upgrade_behind_a_stream_that_runs_ends_the_line(server):
    person = await make_person(server)
    async with served(server.app, **QUICKLY) as url, phone(url, person) as listening:
        with await _listening(url, person, "stream") as line:
            assert len(server.app.state.hub) == 2
            await line.send(upgrade(f"/ws?token={person.token}"))
            assert b"HTTP/1.1 101" not in await line.rest()
        while len(server.app.state.hub) > 1:  # noqa: ASYNC110 (the loop is the server's too)
            await asyncio.sleep(0.01)
        await listening.connection.ping()
