"""No token and no ticket is in any log line, however a connection comes, goes and fails."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from emberline.kit.db import embedded_path
from emberline.realtime.rules import FLOOD_MESSAGES, OVER, REPLACED, TOO_LARGE, TRY_AGAIN
from tests.accounts.factories import Person
from tests.sqlite_file import sqlite_file
from tests.trust.crowds import client_of, make_people
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import TEXT, RawSocket, frame, greeted_socket, line_to, upgrade

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

BROKEN = "CREATE TRIGGER {0}_broken BEFORE {1} ON {0} BEGIN INSERT INTO nowhere VALUES (1); END"


@pytest.fixture(params=["text", "json"])
def process_settings(request) -> dict[str, str]:
    """A server that logs in either form."""
    return {"log": request.param}


class Secrets:
    """Tokens and tickets of a person, each one written down."""

    def __init__(self, url: str, person: Person) -> None:
        self._url = url
        self._person = person
        self.all: list[str] = []

    def token(self) -> str:
        """`token=…`, a good one."""
        self.all.append(self._person.token)
        return f"token={self.all[-1]}"

    async def ticket(self) -> str:
        """`ticket=…`, a good one."""
        async with client_of(self._url, self._person) as http:
            self.all.append((await http.post("/ws/ticket")).json()["ticket"])
        return f"ticket={self.all[-1]}"

    async def each(self) -> Sequence[str]:
        """One of both."""
        return [self.token(), await self.ticket()]


async def test_no_token_and_no_ticket_is_in_any_log_line(process, data_dir, start_server):
    (person,) = await make_people(start_server, 1)
    secrets = Secrets(process.url, person)
    await _come_and_go(process, secrets)
    await _are_refused(process, secrets)
    await _break_the_protocol(process, secrets)
    await _meet_a_broken_database(process, secrets, data_dir)
    await _are_ended(process, secrets)
    log = process.log.read_text()
    assert "Traceback" in log and "no such table" in log and "Invalid HTTP request" in log
    assert len(secrets.all) > 20
    for secret in secrets.all:
        # A signed text may not be there in parts either.
        for part in secret.split("."):
            assert len(part) > 7 and part not in log, part


async def _come_and_go(process: ServerProcess, secrets: Secrets) -> None:
    """By token and by ticket, and replaced by the next."""
    former: RawSocket | None = None
    for query in [*await secrets.each(), *await secrets.each()]:
        socket = await greeted_socket(process.url, query)
        if former is not None:
            assert await former.end() == REPLACED.code
        former = socket
    assert former is not None
    former.line.close()
    for query in await secrets.each():
        assert await _status(process, _get(f"/events?{query}")) == 200
        assert await _status(process, _get(f"/ws?{query}")) in (401, 426)
    assert await _status(process, _get("/events", _bearer(secrets))) == 200


def _bearer(secrets: Secrets) -> str:
    return f"Authorization: Bearer {secrets.token().removeprefix('token=')}"


def _get(address: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {address} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


async def _status(process: ServerProcess, request: bytes) -> int:
    with await line_to(process.url) as line:
        await line.send(request)
        return int((await line.head()).split()[1])


async def _are_refused(process: ServerProcess, secrets: Secrets) -> None:
    """Used, altered, of a foreign page, with what is no device and no place."""
    used = await secrets.ticket()
    (await greeted_socket(process.url, used)).line.close()
    for query in [used, f"{secrets.token()}x", f"{await secrets.ticket()}x"]:
        for request in (upgrade(f"/ws?{query}"), _get(f"/events?{query}")):
            assert await _status(process, request) == 401
    for query in await secrets.each():
        foreign = upgrade(f"/ws?{query}", "Origin: https://elsewhere.example")
        assert await _status(process, foreign) == 403
        for wrong in ("client=%20", "since=never", "epoch=!"):
            # A ticket is used up by the first of them.
            assert await _status(process, upgrade(f"/ws?{query}&{wrong}")) in (400, 401)
        assert await _status(process, upgrade(f"/nowhere?{query}")) in (403, 404)


async def _break_the_protocol(process: ServerProcess, secrets: Secrets) -> None:
    """In the handshake and after it."""
    for query in await secrets.each():
        long = upgrade(f"/ws?{query}", f"X-Long: {'x' * 20_000}")
        assert await _status(process, long) == 431
        assert await _status(process, upgrade(f"/ws?{query}&x={'x' * 20_000}")) == 414
        assert await _status(process, _get(f"/ws?{query}", "no header")) == 400
    broken = {TOO_LARGE.code: frame(TEXT, b"x" * 70_000), 1007: frame(TEXT, b"\xff")}
    broken |= {1002: b"\xff\xff", 1008: frame(TEXT) * (FLOOD_MESSAGES + 1)}
    for code, sent in broken.items():
        for query in await secrets.each():
            with await greeted_socket(process.url, query) as socket:
                await socket.send(sent)
                assert await socket.end() == code


async def _meet_a_broken_database(process: ServerProcess, secrets: Secrets, data_dir: Path) -> None:
    """Faults of the statements that have to do with tickets and devices."""
    queries = [*await secrets.each(), *await secrets.each()]
    with sqlite_file(embedded_path(data_dir)) as database:
        database.execute(BROKEN.format("realtime_devices", "INSERT"))
    for query in queries[:2]:
        with await line_to(process.url) as line:
            await line.send(upgrade(f"/ws?{query}"))
            assert (await line.head()).startswith("HTTP/1.1 101 ")
            assert await line.end() == TRY_AGAIN.code
    with sqlite_file(embedded_path(data_dir)) as database:
        database.execute("DROP TRIGGER realtime_devices_broken")
        database.execute(BROKEN.format("realtime_tickets", "DELETE"))
    assert await _status(process, upgrade(f"/ws?{queries[3]}")) == 500
    assert await _status(process, _get(f"/events?{queries[3]}")) == 500
    with sqlite_file(embedded_path(data_dir)) as database:
        database.execute("DROP TRIGGER realtime_tickets_broken")


async def _are_ended(process: ServerProcess, secrets: Secrets) -> None:
    """By the end of the session, and by that of the server."""
    leaving, stream = await secrets.ticket(), await secrets.ticket()
    with await greeted_socket(process.url, leaving) as socket, await line_to(process.url) as line:
        await line.send(_get(f"/events?{stream}"))
        await line.head()
        headers = dict([_bearer(secrets).split(": ")])
        async with httpx.AsyncClient(base_url=process.url, headers=headers) as http:
            assert (await http.post("/api/auth/logout")).status_code == 200
        assert await socket.end() == OVER.code
        assert b"session over" in await line.rest()
    await asyncio.to_thread(process.stop)
