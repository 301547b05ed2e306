"""Several processes behave as one: with Redis between them, and without it by the tables."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.realtime.factories import phone, served, ticket_of

pytestmark = pytest.mark.anyio


@dataclass
class Pair:
    """Two servers on one database, and where they are reached."""

    one: Server
    other: Server
    url: str
    other_url: str


@pytest.fixture(params=["redis", "tables"])
async def pair(request: pytest.FixtureRequest, start_server: Any) -> AsyncIterator[Pair]:
    """Two processes that Redis joins, or that can only look into the tables."""
    if request.param == "redis":
        chosen = {"redis_url": request.getfixturevalue("redis_url")}
    else:
        chosen = {"jobs": "external"}
    one = await start_server(**chosen)
    other = await start_server(clock=one.clock, **chosen)
    async with served(one.app) as url, served(other.app) as other_url:
        yield Pair(one, other, url, other_url)


async def _viewed(server: Server, clip: dict[str, Any]) -> Person:
    reader = await make_person(server)
    answer = await reader.http.post(f"/stories/{clip['id']}/view")
    assert answer.json()["first_view"]
    return reader


async def test_what_happens_at_one_is_heard_at_the_other_in_order(pair):
    author = await make_person(pair.one)
    clip = await post_text(author)
    async with phone(pair.url, author) as listening:
        readers = [await _viewed(server, clip) for server in (pair.other, pair.one, pair.other) * 5]
        messages = await listening.messages(15)
    assert [message["data"]["viewer_id"] for message in messages] == [r.id for r in readers]
    assert [message["id"] for message in messages] == list(range(1, 16))


async def test_a_connection_to_one_replaces_that_to_the_other(pair):
    person = await make_person(pair.one)
    async with phone(pair.url, person) as old, phone(pair.other_url, person):
        assert await old.end() == 4001


async def test_what_is_revoked_at_one_is_ended_at_the_other(pair):
    person = await make_person(pair.one)
    async with phone(pair.other_url, person) as listening:
        await person.http.post("/api/auth/logout")
        assert await listening.end() == 4401


async def test_a_ticket_of_one_opens_the_other_and_then_neither(pair):
    person = await make_person(pair.one)
    ticket = await ticket_of(person)
    async with phone(pair.other_url, ticket=ticket) as listening:
        assert listening.hello["data"]["user_id"] == person.id
    for url in (pair.url, pair.other_url):
        with pytest.raises(Exception, match="401"):
            async with phone(url, ticket=ticket):
                """It is used."""


async def test_who_moves_to_the_other_hears_what_they_missed(pair):
    author = await make_person(pair.one)
    clip = await post_text(author)
    async with phone(pair.url, author) as listening:
        epoch = listening.hello["data"]["epoch"]
        await _viewed(pair.one, clip)
        assert (await listening.message())["id"] == 1
    for server in (pair.one, pair.other):
        await _viewed(server, clip)
    async with phone(pair.other_url, author, since=1, epoch=epoch) as listening:
        assert [message["id"] for message in await listening.messages(2)] == [2, 3]
        pair.one.clock.advance(timedelta(seconds=1))
        await _viewed(pair.one, clip)
        assert (await listening.message())["id"] == 4
