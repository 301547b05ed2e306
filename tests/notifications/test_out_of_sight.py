"""What somebody may no longer see is named to them by no inbox, no push and no webhook."""

from datetime import timedelta

import pytest

from emberline.clips.service.holding import hold_clip
from emberline.notifications.jobs import sweep_notifications
from tests.accounts.factories import Person, befriend, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text
from tests.clips.keeping_factories import announce
from tests.clips.sight_factories import CHANGES, take_out_of_sight, visibility_before
from tests.notifications.factories import Browser, inbox, tell, work_off
from tests.tls import Endpoint

pytestmark = pytest.mark.anyio


async def _listening(person: Person, endpoint: Endpoint) -> None:
    subscription = Browser().subscription(endpoint.url("/push"))
    events = ["story.created", "notification.created"]
    for path, body in (
        ("/api/push/subscriptions", subscription),
        ("/api/webhooks", {"url": endpoint.url("/hook"), "events": events}),
    ):
        assert (await person.http.post(path, json=body)).status_code == 201


async def _told_in_vain(server: Server, endpoint: Endpoint, change: str) -> tuple[Person, ...]:
    """An author, and a reader whose devices were told of a clip and did not take it yet."""
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    await befriend(server, author, reader)
    await _listening(reader, endpoint)
    endpoint.answers = [503] * 3
    clip = await post_text(author, visibility=visibility_before(change))
    await announce(server)
    await work_off(server)
    assert [notice["clip_id"] for notice in await inbox(reader)] == [clip["id"]]
    assert sorted(received.path for received in endpoint.received) == ["/hook", "/hook", "/push"]
    await take_out_of_sight(server, change, author, reader, clip)
    return author, reader


@pytest.mark.parametrize("change", CHANGES)
async def test_who_may_no_longer_see_a_clip_is_told_of_it_no_more(calling_server, endpoint, change):
    server = calling_server
    _, reader = await _told_in_vain(server, endpoint, change)

    server.clock.advance(timedelta(minutes=1))
    await work_off(server)

    assert await inbox(reader) == []
    assert len(endpoint.received) == 3


async def test_who_may_still_see_a_clip_is_told_again(calling_server, endpoint):
    server = calling_server
    _, reader = await _told_in_vain(server, endpoint, "nothing")

    server.clock.advance(timedelta(minutes=1))
    await work_off(server)

    assert len(await inbox(reader)) == 1
    assert sorted(received.path for received in endpoint.received[3:]) == [
        "/hook",
        "/hook",
        "/push",
    ]


async def test_what_others_see_of_the_author_and_what_others_are_told_stays(
    calling_server, endpoint
):
    server = calling_server
    author, other, third = [await make_person(server) for _ in range(3)]
    for reader in (other, third):
        await follow(server, reader, author)
    public = await post_text(author, visibility="PUBLIC")
    narrow = await post_text(author, visibility="FOLLOWERS")
    await announce(server)
    assert len(await inbox(other)) == len(await inbox(third)) == 2

    await other.http.delete(f"/api/users/{author.id}/follow")

    assert [notice["clip_id"] for notice in await inbox(other)] == [public["id"]]
    assert {notice["clip_id"] for notice in await inbox(third)} == {public["id"], narrow["id"]}


async def test_reposts_of_what_is_taken_away_are_told_no_more(calling_server, endpoint):
    server = calling_server
    author, friend, reader = [await make_person(server) for _ in range(3)]
    for one, other in ((reader, friend), (friend, author), (reader, author)):
        await follow(server, one, other)
    clip = await post_text(author)
    answer = await friend.http.post(f"/stories/{clip['id']}/repost", json={})
    assert answer.status_code == 201, answer.text
    await announce(server)
    assert len(await inbox(reader)) == 2

    assert (await author.http.post(f"/api/users/{reader.id}/hide")).status_code == 200

    assert await inbox(reader) == []


async def test_what_moderators_tell_the_author_stays(calling_server):
    server = calling_server
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    await tell(server, [author], "clip.reacted", reader, clip_id=clip["id"])
    await tell(server, [author], "moderation.released", None, clip_id=clip["id"])
    assert len(await inbox(author)) == 2

    await server.runtime.database.write(hold_clip, clip["id"], server.clock.now())

    assert [notice["type"] for notice in await inbox(author)] == ["moderation.released"]
    assert await sweep_notifications(server.runtime) == 0
