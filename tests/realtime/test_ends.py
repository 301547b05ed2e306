"""What ends a connection: another one, the credential's end, the account's, the server's."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import islice

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tests.accounts.factories import PASSWORD, Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.realtime.factories import Phone, phone, served, ticket_of

pytestmark = pytest.mark.anyio


async def _refused(url: str, person: Person, **query: str) -> None:
    with pytest.raises(InvalidStatus, match="401"):
        async with phone(url, person, **query):
            """It does not come to that."""


async def test_a_new_connection_replaces_the_old_one(server, url):
    person = await make_person(server)
    async with phone(url, person) as old, phone(url, person) as new:
        assert await old.end() == 4001
        await _is_alive(server, person, new)


async def _is_alive(server: Server, person: Person, listening: Phone) -> None:
    clip = await post_text(person)
    viewer = await make_person(server)
    await viewer.http.post(f"/stories/{clip['id']}/view")
    assert (await listening.message())["type"] == "story.viewed"


async def test_of_connections_that_come_at_once_one_stays(server, url):
    person = await make_person(server)
    address = f"{url.replace('http', 'ws', 1)}/ws?token={person.token}"
    async with AsyncExitStack() as stack:
        come = [stack.enter_async_context(connect(address, proxy=None)) for _ in range(6)]
        ends = [
            asyncio.ensure_future(Phone(connection).end())
            for connection in await asyncio.gather(*come)
        ]
        for soonest in islice(asyncio.as_completed(ends), 5):
            assert await soonest == 4001
        (left,) = (end for end in ends if not end.done())
        left.cancel()


async def test_each_named_device_has_its_own_connection_and_replaces_only_that(server, url):
    person = await make_person(server)
    async with (
        phone(url, person, client="tablet") as tablet,
        phone(url, person) as unnamed,
        phone(url, person, client="laptop") as old,
        phone(url, person, client="laptop") as laptop,
    ):
        assert await old.end() == 4001
        clip = await post_text(person)
        await (await make_person(server)).http.post(f"/stories/{clip['id']}/view")
        for listening in (tablet, unnamed, laptop):
            assert (await listening.message())["type"] == "story.viewed"


async def test_the_sixth_device_takes_the_place_of_the_one_that_came_first(server, url):
    person = await make_person(server)
    async with AsyncExitStack() as stack:
        phones = []
        for number in range(6):
            server.clock.advance(timedelta(seconds=1))
            phones.append(await stack.enter_async_context(phone(url, person, client=f"d{number}")))
        assert await phones[0].end() == 4001
        clip = await post_text(person)
        await (await make_person(server)).http.post(f"/stories/{clip['id']}/view")
        for listening in phones[1:]:
            assert (await listening.message())["type"] == "story.viewed"


@pytest.mark.parametrize("by", ["token", "ticket"])
async def test_logging_out_ends_it_and_lets_nobody_back_in(server, url, by):
    person = await make_person(server)
    token = person.token
    query = {"ticket": await ticket_of(person)} if by == "ticket" else {}
    unused = await ticket_of(person)
    async with phone(url, person, **query) as listening:
        await person.http.post("/api/auth/logout")
        assert await listening.end() == 4401
    await _refused(url, person, token=token)
    await _refused(url, person, ticket=unused)


async def test_a_new_password_ends_the_other_sessions_alone(server, url):
    person = await make_person(server)
    login = {"email": person.email, "password": PASSWORD}
    other = (await server.http.post("/login", json=login)).json()["token"]
    async with (
        phone(url, person, client="own") as own,
        phone(url, None, client="other", token=other) as others,
    ):
        change = {"current_password": PASSWORD, "new_password": "another good password"}
        assert (await person.http.put("/api/auth/password", json=change)).status_code == 200
        assert await others.end() == 4401
        await _is_alive(server, person, own)


async def test_a_suspension_ends_every_connection(server, url):
    admin, person = await make_person(server, role="admin"), await make_person(server)
    made = await person.http.post("/api/auth/tokens", json={"name": "script", "scopes": ["read"]})
    api_token = made.json()["data"]["token"]
    async with (
        phone(url, person) as by_session,
        phone(url, None, client="script", token=api_token) as by_api_token,
    ):
        path = f"/api/admin/users/{person.id}/suspension"
        assert (await admin.http.post(path)).status_code == 200
        assert await by_session.end() == 4403
        assert await by_api_token.end() == 4403
    await _refused(url, person, token=api_token)
    await _refused(url, person)


async def test_the_end_of_an_api_token_ends_its_connection(server, url):
    person = await make_person(server)
    form = {"name": "script", "scopes": ["read"], "expires_in": 600}
    made = (await person.http.post("/api/auth/tokens", json=form)).json()["data"]
    async with phone(url, None, token=made["token"]) as listening:
        await person.http.delete(f"/api/auth/tokens/{made['id']}")
        assert await listening.end() == 4401


async def test_a_token_s_connection_lives_to_the_token_s_end_and_a_ticket_s_on(server, url):
    person = await make_person(server)
    async with (
        phone(url, person, client="token") as by_token,
        phone(url, client="ticket", ticket=await ticket_of(person)) as by_ticket,
    ):
        server.clock.advance(timedelta(minutes=15))
        assert await by_token.end() == 4401
        await _is_alive(server, person, by_ticket)


async def test_a_ticket_is_over_after_half_a_minute(server, url):
    person = await make_person(server)
    ticket = await ticket_of(person)
    server.clock.advance(timedelta(seconds=30))
    await _refused(url, person, ticket=ticket)


async def test_who_leaves_for_good_is_let_go(server, url):
    person = await make_person(server)
    async with phone(url, person) as listening:
        gone = await person.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
        assert gone.status_code == 200
        assert await listening.end() == 4401


async def test_a_block_ends_nothing_and_is_not_told(server, url):
    author, reader = await make_person(server), await make_person(server)
    await post_text(author)
    async with phone(url, author) as authors, phone(url, reader) as readers:
        assert (await author.http.post(f"/api/users/{reader.id}/block")).status_code == 200
        await _is_alive(server, author, authors)
        await _is_alive(server, reader, readers)


async def test_what_a_restarted_server_ends_comes_back_where_it_was(server, start_server):
    person = await make_person(server)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(served(server.app))
        async with phone(url, person) as listening:
            epoch = listening.hello["data"]["epoch"]
            await stack.aclose()
            assert await listening.end() == 1012
    clip = await post_text(person)
    await (await make_person(server)).http.post(f"/stories/{clip['id']}/view")
    other = await start_server()
    async with served(other.app) as url, phone(url, person, since=0, epoch=epoch) as again:
        assert (await again.message())["type"] == "story.viewed"


async def test_a_page_of_a_foreign_origin_may_not_connect(start_server):
    server = await start_server(allowed_origins=("https://reader.example",))
    person = await make_person(server)
    async with served(server.app) as url:
        for origin, passes in (
            (url, True),
            ("https://reader.example", True),
            ("https://evil.example", False),
            ("null", False),
            ("http://[", False),
            ("http://a]b", False),
            (f"{url}.evil.example", False),
        ):
            assert await _gets_in(url, person, origin) == passes, origin


async def _gets_in(url: str, person: Person, origin: str) -> bool:
    address = f"{url.replace('http', 'ws', 1)}/ws?token={person.token}"
    try:
        async with connect(address, proxy=None, origin=Origin(origin)):
            return True
    except InvalidStatus as refused:
        return refused.response.status_code != 403


async def test_who_was_let_back_in_after_a_suspension_hears_again(server, url):
    admin, person = await make_person(server, role="admin"), await make_person(server)
    path = f"/api/admin/users/{person.id}/suspension"
    assert (await admin.http.post(path)).status_code == 200
    server.clock.advance(timedelta(minutes=1))
    assert (await admin.http.delete(path)).status_code == 200
    login = {"email": person.email, "password": PASSWORD}
    token = (await server.http.post("/login", json=login)).json()["token"]
    async with phone(url, None, token=token) as listening:
        clip = {"text": "Back again"}
        posted = await server.http.post(
            "/stories", json=clip, headers={"Authorization": f"Bearer {token}"}
        )
        viewer = await make_person(server)
        await viewer.http.post(f"/stories/{posted.json()['id']}/view")
        assert (await listening.message())["type"] == "story.viewed"
