"""The same events as a stream, for clients without WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from emberline.realtime.rules import STREAMS_MOST
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.realtime.factories import WITHIN_SECONDS, phone, served, ticket_of

pytestmark = pytest.mark.anyio


class Stream:
    """What a browser's EventSource takes from a stream: an id and data, or a named event."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def event(self) -> dict[str, str]:
        """The next event's fields; comments are passed over."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(WITHIN_SECONDS):
            async for line in self._lines:
                if not line and fields:
                    return fields
                name, _, value = line.partition(": ")
                if name:
                    fields[name] = value
        raise EOFError("the stream has ended")

    async def message(self) -> dict[str, Any]:
        """The next message."""
        message: dict[str, Any] = json.loads((await self.event())["data"])
        return message


@asynccontextmanager
async def stream(url: str, person: Person, last: str = "", **query: Any) -> AsyncIterator[Stream]:
    """Listen as the person; `last` is the id of the event that was got last."""
    headers = {"Authorization": f"Bearer {person.token}"} | (
        {"Last-Event-ID": last} if last else {}
    )
    async with (
        httpx.AsyncClient(base_url=url) as http,
        http.stream("GET", "/events", params=query, headers=headers) as response,
    ):
        assert response.status_code == 200, await response.aread()
        yield Stream(response)


async def _view(server: Server, clip: dict[str, Any]) -> None:
    reader = await make_person(server)
    await reader.http.post(f"/stories/{clip['id']}/view")


async def test_it_says_what_the_socket_says(server, url):
    author = await make_person(server)
    clip = await post_text(author)
    async with stream(url, author) as events, phone(url, author) as listening:
        assert events.response.headers["content-type"].startswith("text/event-stream")
        assert events.response.headers["cache-control"] == "no-store"
        assert (await events.message()) == listening.hello
        await _view(server, clip)
        event = await events.event()
        assert json.loads(event["data"]) == await listening.message()
        assert event["id"] == f"{listening.hello['data']['epoch']}.1"


async def test_it_goes_on_after_the_last_event_that_was_got(server, url):
    author = await make_person(server)
    clip = await post_text(author)
    for _ in range(3):
        await _view(server, clip)
    async with stream(url, author, since=0) as events:
        hello, first = await events.event(), await events.event()
        assert json.loads(first["data"])["id"] == 1
    async with stream(url, author, last=first["id"]) as events:
        assert [(await events.message())["id"] for _ in range(3)] == [1, 2, 3]
    async with stream(url, author, last=hello["id"]) as events:
        assert [(await events.message())["id"] for _ in range(4)] == [0, 1, 2, 3]
    async with stream(url, author, last="0197-0000.1") as events:
        assert [(await events.message())["type"] for _ in range(2)] == ["hello", "sync.lost"]


async def test_it_replaces_nothing(server, url):
    author = await make_person(server)
    clip = await post_text(author)
    async with (
        phone(url, author) as listening,
        stream(url, author) as one,
        stream(url, author) as two,
    ):
        await _view(server, clip)
        assert (await listening.message())["id"] == 1
        for events in (one, two):
            assert [(await events.message())["id"] for _ in range(2)] == [0, 1]


async def test_a_ticket_opens_it_once_and_nobody_else_gets_in(server, url):
    person = await make_person(server)
    ticket = await ticket_of(person)
    async with httpx.AsyncClient(base_url=url) as http:
        async with http.stream("GET", "/events", params={"ticket": ticket}) as response:
            assert response.status_code == 200
        for query in ({"ticket": ticket}, {"token": "nonsense"}, {}):
            assert (await http.get("/events", params=query)).status_code == 401
        bad = {"token": person.token, "since": "x"}
        assert (await http.get("/events", params=bad)).status_code == 400
        head = await http.head("/events", params={"token": person.token})
        assert (head.status_code, head.content) == (200, b"")


async def test_its_end_says_why(server, url):
    person = await make_person(server)
    async with stream(url, person) as events:
        assert (await events.message())["type"] == "hello"
        await person.http.post("/api/auth/logout")
        end = await events.event()
        assert end["event"] == "close"
        assert json.loads(end["data"]) == {"code": 4401, "reason": "session over"}
        with pytest.raises(EOFError):
            await events.event()


async def test_a_server_that_stops_ends_it_at_once(server):
    person = await make_person(server)
    serving = served(server.app)
    url = await serving.__aenter__()
    async with stream(url, person) as events:
        assert (await events.message())["type"] == "hello"
        async with asyncio.timeout(WITHIN_SECONDS):
            await serving.__aexit__(None, None, None)
        assert json.loads((await events.event())["data"])["code"] == 1012


async def test_a_user_has_only_so_many(server, url):
    person = await make_person(server)
    headers = {"Authorization": f"Bearer {person.token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers) as http:
        open_ones = [
            await http.send(http.build_request("GET", "/events"), stream=True)
            for _ in range(STREAMS_MOST)
        ]
        assert {response.status_code for response in open_ones} == {200}
        assert (await http.get("/events")).status_code == 429
        async with stream(url, await make_person(server)) as others:
            assert (await others.message())["type"] == "hello"
        for response in open_ones:
            await response.aclose()
        async with asyncio.timeout(WITHIN_SECONDS):
            while len(server.app.state.hub):  # noqa: ASYNC110 (the server sees it when it may)
                await asyncio.sleep(0.01)
        assert (await http.send(http.build_request("HEAD", "/events"))).status_code == 200


async def test_a_stream_that_cannot_begin_says_so(server, url):
    person = await make_person(server)
    token = person.token
    async with httpx.AsyncClient(base_url=url) as http:
        await server.runtime.database.close()
        async with http.stream("GET", "/events", params={"token": token}) as response:
            event = await Stream(response).event()
    assert event["event"] == "close"
    assert json.loads(event["data"])["code"] == 1013
