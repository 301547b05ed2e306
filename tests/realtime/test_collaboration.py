"""Who works on a story hears of it live, and no more once they are none of its people."""

import pytest

from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import block, make_person
from tests.app_fixtures import Server
from tests.realtime.factories import phone
from tests.stories.wire.people_factories import address, shared_story, stay

pytestmark = pytest.mark.anyio

WORK = "story.collaboration"
AFTERWARDS = ["follow.created", "notification.created"]


async def _replayed(url, person) -> list[str]:
    """The types of what a phone is told that was away from the first event on."""
    types: list[str] = []
    async with phone(url, person, since=0) as back:
        while types[-2:] != AFTERWARDS:
            types.append((await back.message())["type"])
    return types


async def _followed(server: Server, person) -> None:
    """What the person is told last: someone follows them."""
    fan = await make_person(server)
    assert (await fan.http.post(f"/api/users/{person.id}/follow")).status_code == 200


async def test_the_others_hear_at_once_where_somebody_is(server, url):
    story_id, owner, editor, _ = await shared_story(server)
    async with phone(url, owner) as listening:
        await stay(editor, story_id, "well")
        message = await listening.message()
    assert message["type"] == WORK
    assert message["data"]["node_id"] == node_id(story_id, "well")
    assert message["data"]["by"] == {"user_id": editor.id, "username": editor.username}


async def test_what_was_missed_is_replayed_to_the_storys_people(server, url):
    story_id, _, editor, viewer = await shared_story(server)
    await stay(editor, story_id, "well")
    await _followed(server, viewer)
    assert await _replayed(url, viewer) == [WORK, *AFTERWARDS]


@pytest.mark.parametrize("change", ["removed", "left", "deleted", "blocked"])
async def test_nothing_is_replayed_to_whom_the_story_is_closed(server, url, change):
    story_id, owner, editor, viewer = await shared_story(server)
    async with phone(url, viewer) as there:
        await stay(editor, story_id, "well")
        assert (await there.message())["type"] == WORK
    person = address(story_id, f"collaborators/{viewer.id}")
    if change == "removed":
        assert (await owner.http.delete(person)).status_code == 200
    elif change == "left":
        assert (await viewer.http.delete(person)).status_code == 200
    elif change == "deleted":
        assert (await owner.http.delete(f"/api/stories/{story_id}")).is_success
    else:
        await block(server, editor, viewer)
    await _followed(server, viewer)
    assert await _replayed(url, viewer) == AFTERWARDS
