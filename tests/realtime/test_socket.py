"""What one hears over the socket, and who may listen."""

import asyncio

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.accounts.factories import follow, make_person
from tests.clips.factories import post_text
from tests.realtime.factories import Phone, phone, ticket_of

pytestmark = pytest.mark.anyio


async def test_the_author_hears_of_a_view_and_a_reaction_in_the_shape_of_old(server, url):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    async with phone(url, author) as listening:
        await reader.http.post(f"/stories/{clip['id']}/view")
        viewed = await listening.message()
        await reader.http.post(f"/stories/{clip['id']}/reactions", json={"emoji": "❤️"})
        reacted = await listening.message()
    now = "2026-03-01T12:00:00Z"
    assert viewed == {
        "type": "story.viewed",
        "data": {"story_id": clip["id"], "viewer_id": reader.id, "viewed_at": now},
        "timestamp": now,
        "id": 1,
    }
    assert reacted == {
        "type": "story.reacted",
        "data": {
            "story_id": clip["id"],
            "user_id": reader.id,
            "emoji": "❤️",
            "reacted_at": now,
        },
        "timestamp": now,
        "id": 2,
    }


async def test_nobody_else_hears_it_and_nothing_is_said_twice_or_of_own_acts(server, url):
    author, reader, other = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    async with phone(url, author) as authors, phone(url, reader) as readers:
        await author.http.post(f"/stories/{clip['id']}/view")
        await author.http.post(f"/stories/{clip['id']}/reactions", json={"emoji": "🔥"})
        for _ in range(2):
            await reader.http.post(f"/stories/{clip['id']}/view")
        await other.http.post(f"/stories/{clip['id']}/view")
        first, second = await authors.messages(2)
        assert [first["data"]["viewer_id"], second["data"]["viewer_id"]] == [reader.id, other.id]
        assert [first["id"], second["id"]] == [1, 2]
        # What the reader hears first is what was meant for them.
        await follow(server, other, reader)
        await other.http.delete(f"/api/users/{reader.id}/follow")
        await other.http.post(f"/api/users/{reader.id}/follow")
        assert (await readers.message())["type"] == "follow.created"


async def test_it_begins_where_the_events_stand(server, url):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    await reader.http.post(f"/stories/{clip['id']}/view")
    async with phone(url, author) as listening:
        assert listening.hello["id"] == 1
        assert listening.hello["data"]["user_id"] == author.id
        assert listening.hello["data"]["epoch"]


@pytest.mark.parametrize("query", ["", "?token=", "?token=nonsense", "?ticket=nonsense"])
async def test_without_a_good_token_the_upgrade_is_refused(server, url, query):
    with pytest.raises(InvalidStatus) as refused:
        async with _connected(url, query):
            """It does not come to that."""
    response = refused.value.response
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    async with httpx.AsyncClient(base_url=url) as http:
        assert (await http.get(f"/ws{query}")).status_code == 401


async def test_a_request_without_an_upgrade_is_told_to_ask_for_one(server, url):
    person = await make_person(server)
    async with httpx.AsyncClient(base_url=url) as http:
        answer = await http.get("/ws", params={"token": person.token})
    assert answer.status_code == 426
    assert answer.headers["upgrade"] == "websocket"


@pytest.mark.parametrize("path", ["/nope", "/healthz", "/ws/more"])
async def test_there_is_nothing_to_connect_to_elsewhere(server, url, path):
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"{url.replace('http', 'ws', 1)}{path}", proxy=None):
            """It does not come to that."""
    response = refused.value.response
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_ticket_opens_one_connection(server, url):
    person = await make_person(server)
    ticket = await ticket_of(person)
    async with phone(url, ticket=ticket) as listening:
        assert listening.hello["data"]["user_id"] == person.id
    with pytest.raises(InvalidStatus, match="401"):
        async with phone(url, ticket=ticket):
            """It is used."""


async def test_of_many_who_use_a_ticket_at_once_one_gets_in(server, url):
    ticket = await ticket_of(await make_person(server))

    async def gets_in() -> bool:
        try:
            async with phone(url, ticket=ticket):
                return True
        except InvalidStatus:
            return False

    assert sorted(await asyncio.gather(*(gets_in() for _ in range(8)))) == [False] * 7 + [True]


def _connected(url: str, query: str) -> connect:
    return connect(f"{url.replace('http', 'ws', 1)}/ws{query}", proxy=None)


async def test_a_connection_that_cannot_begin_is_told_to_try_again(server, url):
    person = await make_person(server)
    token = person.token
    await server.runtime.database.close()
    async with _connected(url, f"?token={token}") as connection:
        assert await Phone(connection).end() == 1013
