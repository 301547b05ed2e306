"""Who comes back is told what they missed: once, in order, or that it is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from emberline.kit.events import OutboxEpoch, OutboxEvent, emit
from emberline.kit.housekeeping import sweep_kit
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.realtime.factories import phone, served

pytestmark = pytest.mark.anyio


async def _cause(server: Server, person: Person, numbers: range) -> None:
    """An event a number, each in its own transaction, about the person's first clip."""
    clip_id = (await person.http.get("/stories")).json()["data"][-1]["id"]
    for number in numbers:
        now = server.clock.now()
        await server.runtime.database.write(_emit, person.id, clip_id, number, now)


def _emit(conn: Connection, user_id: str, clip_id: str, number: int, now: datetime) -> None:
    data = {"story_id": clip_id, "status": "failed", "failure_reason": f"{number}"}
    emit(conn, [user_id], "story.processed", data, now)


def _said(messages: list[dict[str, Any]]) -> list[int]:
    return [int(message["data"]["failure_reason"]) for message in messages]


async def _author(server: Server) -> Person:
    person = await make_person(server)
    await post_text(person)
    return person


async def test_250_events_in_a_gap_are_replayed_in_order_and_once_and_again_at_the_next(
    server, url
):
    person = await _author(server)
    async with phone(url, person) as first:
        await _cause(server, person, range(1, 6))
        assert _said(await first.messages(5)) == [1, 2, 3, 4, 5]
        epoch, since = first.hello["data"]["epoch"], 5
        await first.cut()
    for start in (6, 256):
        await _cause(server, person, range(start, start + 250))
        async with phone(url, person, since=since, epoch=epoch) as again:
            assert again.hello["id"] == since
            missed = await again.messages(250)
            assert _said(missed) == list(range(start, start + 250))
            assert [message["id"] for message in missed] == list(range(start, start + 250))
            since = missed[-1]["id"]
            await again.cut()
    async with phone(url, person, since=since, epoch=epoch) as last:
        await _cause(server, person, range(506, 507))
        assert _said(await last.messages(1)) == [506]


async def test_events_that_come_while_it_is_replayed_are_neither_lost_nor_doubled(server, url):
    person = await _author(server)
    await _cause(server, person, range(1, 301))
    async with phone(url, person, since=0) as listening:
        await _cause(server, person, range(301, 401))
        assert _said(await listening.messages(400)) == list(range(1, 401))


async def test_who_missed_nothing_is_told_nothing(server, url):
    person = await _author(server)
    await _cause(server, person, range(1, 4))
    server.clock.advance(timedelta(hours=1))
    async with phone(url, person, since=3) as listening:
        await _cause(server, person, range(4, 5))
        assert _said(await listening.messages(1)) == [4]


async def _is_lost(server: Server, url: str, person: Person, last: int, **query) -> None:
    """Listening with this query is answered by one `sync.lost`, and goes on live."""
    async with phone(url, person, **query) as listening:
        lost = await listening.message()
        assert (lost["type"], lost["id"]) == ("sync.lost", last)
        assert listening.hello["id"] == last
        await _cause(server, person, range(last + 1, last + 2))
        assert _said(await listening.messages(1)) == [last + 1]


async def test_what_is_older_than_two_minutes_is_lost(server, url):
    person = await _author(server)
    await _cause(server, person, range(1, 3))
    server.clock.advance(timedelta(minutes=2))
    async with phone(url, person, since=0) as listening:
        assert _said(await listening.messages(2)) == [1, 2]
    server.clock.advance(timedelta(microseconds=1))
    await _is_lost(server, url, person, 2, since=0)


async def test_more_than_a_thousand_are_lost(server, url):
    person = await _author(server)
    clip_id = (await post_text(person))["id"]
    await server.runtime.database.write(_emit_many, person.id, clip_id, server.clock.now())
    async with phone(url, person, since=1) as listening:
        assert _said(await listening.messages(1_000)) == list(range(2, 1_002))
    await _is_lost(server, url, person, 1_001, since=0)


def _emit_many(conn: Connection, user_id: str, clip_id: str, now: datetime) -> None:
    for number in range(1, 1_002):
        _emit(conn, user_id, clip_id, number, now)


async def test_what_was_trimmed_is_lost(server, url):
    person = await _author(server)
    await _cause(server, person, range(1, 4))
    await server.runtime.database.write(_trim, person.id)
    await _is_lost(server, url, person, 3, since=1)


def _trim(conn: Connection, user_id: str) -> None:
    mine = OutboxEvent.user_id == user_id, OutboxEvent.id <= 2
    conn.execute(delete(OutboxEvent).where(*mine))


@pytest.mark.parametrize(
    "query",
    [
        {"since": 2, "epoch": "0197-0000"},
        {"since": 99},
        {"since": 2**31 - 1},
        {"since": 10**18 - 1},
    ],
)
async def test_the_place_of_another_outbox_is_lost(server, url, query):
    person = await _author(server)
    await _cause(server, person, range(1, 3))
    await _is_lost(server, url, person, 2, **query)


async def test_an_outbox_without_its_row_gets_another_epoch(server, start_server, url):
    person = await _author(server)
    async with phone(url, person) as listening:
        epoch = listening.hello["data"]["epoch"]
    other = await start_server()
    async with served(other.app) as there, phone(there, person) as listening:
        assert listening.hello["data"]["epoch"] == epoch
    await server.runtime.database.write(lambda conn: conn.execute(delete(OutboxEpoch)).rowcount)
    restored = await start_server()
    async with served(restored.app) as there, phone(there, person, epoch=epoch) as listening:
        assert listening.hello["data"]["epoch"] != epoch


async def test_the_sweep_keeps_what_can_be_replayed(server, url):
    person = await _author(server)
    await _cause(server, person, range(1, 3))
    server.clock.advance(timedelta(minutes=2))
    await sweep_kit(server.runtime)
    async with phone(url, person, since=0) as listening:
        assert _said(await listening.messages(2)) == [1, 2]


async def test_what_was_deleted_meanwhile_is_not_replayed(server, url):
    author, reader = await make_person(server), await make_person(server)
    gone, kept = await post_text(author), await post_text(author)
    for clip in (gone, kept):
        await reader.http.post(f"/stories/{clip['id']}/view")
    await author.http.delete(f"/stories/{gone['id']}")
    async with phone(url, author, since=0) as listening:
        told = await listening.message()
    assert (told["id"], told["data"]["story_id"]) == (2, kept["id"])


@pytest.mark.parametrize(
    "query",
    ["since=-1", "since=x", "since=1e3", "epoch=..%2F", "client=a%20b", "client=" + "a" * 65],
)
async def test_a_place_that_is_none_is_refused(server, url, query):
    person = await _author(server)
    address = f"{url.replace('http', 'ws', 1)}/ws?{query}&token={person.token}"
    with pytest.raises(InvalidStatus, match="400"):
        async with connect(address, proxy=None):
            """It does not come to that."""
