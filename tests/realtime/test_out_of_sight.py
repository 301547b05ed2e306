"""What somebody may no longer see is not replayed to them either."""

from datetime import timedelta

import pytest

from tests.accounts.factories import Person, befriend, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.clips.keeping_factories import announce
from tests.clips.sight_factories import CHANGES, take_out_of_sight, visibility_before
from tests.realtime.factories import phone

pytestmark = pytest.mark.anyio

TOLD = ["story.created", "notification.created"]
AFTERWARDS = ["follow.created", "notification.created"]


async def _close_people(server: Server) -> tuple[Person, Person]:
    """An author, and a reader who follows them and is a close friend."""
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    await befriend(server, author, reader)
    return author, reader


async def _something_else(server: Server, reader: Person) -> None:
    """What the reader is told last: someone follows them."""
    fan = await make_person(server)
    assert (await fan.http.post(f"/api/users/{reader.id}/follow")).status_code == 200


async def _replayed(url: str, reader: Person) -> list[str]:
    """The types of what a phone is told that was away from the first event on."""
    types: list[str] = []
    async with phone(url, reader, since=0) as back:
        while types[-2:] != AFTERWARDS:
            types.append((await back.message())["type"])
    return types


@pytest.mark.parametrize("change", [change for change in CHANGES if change != "expired"])
async def test_what_was_taken_out_of_sight_is_not_replayed(server, url, change):
    author, reader = await _close_people(server)
    async with phone(url, reader) as there:
        clip = await post_text(author, visibility=visibility_before(change))
        await announce(server)
        assert [message["type"] for message in await there.messages(2)] == TOLD
    await take_out_of_sight(server, change, author, reader, clip)
    await _something_else(server, reader)

    assert await _replayed(url, reader) == AFTERWARDS


async def test_what_is_still_in_sight_is_replayed(server, url):
    author, reader = await _close_people(server)
    await post_text(author)
    await announce(server)
    await _something_else(server, reader)

    assert await _replayed(url, reader) == TOLD + AFTERWARDS


async def test_a_clip_that_has_faded_is_not_replayed(server, url):
    author, reader = await _close_people(server)
    await post_text(author, expires_in=60)
    await announce(server)
    server.clock.advance(timedelta(seconds=59))
    await _something_else(server, reader)
    assert await _replayed(url, reader) == TOLD + AFTERWARDS

    server.clock.advance(timedelta(seconds=1))

    assert await _replayed(url, reader) == AFTERWARDS
