"""Followers are told of a new clip: those who may see it, once, when it can be seen."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from emberline.clips.service import announcements
from emberline.clips.service.announcements import ANNOUNCE, announce_batch
from emberline.kit.jobs import Job
from tests.accounts.factories import Person, befriend, block, follow, hide, make_person, mute
from tests.app_fixtures import Server
from tests.clips.factories import events_of, post_text
from tests.clips.keeping_factories import announce, mention, while_under_way
from tests.notifications.factories import inbox

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def heard_of(server: Server, person: Person) -> list[str]:
    """The clips of which the person had an event."""
    return [data["story_id"] for data in await events_of(server, person, "story.created")]


async def test_followers_who_may_see_a_clip_are_told_of_it(server):
    author, follower, friend, stranger = [await make_person(server) for _ in range(4)]
    for reader in (follower, friend):
        await follow(server, reader, author)
    await befriend(server, author, friend)
    public = await post_text(author)
    close = await post_text(author, visibility="CLOSE_FRIENDS")
    await post_text(author, visibility="PRIVATE")
    await announce(server)
    (event,) = await events_of(server, follower, "story.created")
    assert event == {
        "story_id": public["id"],
        "user_id": author.id,
        "username": author.username,
        "kind": "text",
        "created_at": public["created_at"],
        "expires_at": public["expires_at"],
    }
    (notice,) = await inbox(follower)
    assert (notice["type"], notice["clip_id"]) == ("clip.created", public["id"])
    assert set(await heard_of(server, friend)) == {public["id"], close["id"]}
    assert await heard_of(server, stranger) == []
    assert await heard_of(server, author) == []


async def test_who_muted_or_is_kept_out_is_not_told(server):
    author, plain, muting, blocked, hidden = [await make_person(server) for _ in range(5)]
    for reader in (plain, muting, blocked, hidden):
        await follow(server, reader, author)
    await mute(server, muting, author)
    await block(server, author, blocked)
    await hide(server, author, hidden)
    clip = await post_text(author)
    await announce(server)
    assert await heard_of(server, plain) == [clip["id"]]
    for reader in (muting, blocked, hidden):
        assert await heard_of(server, reader) == []
        assert await inbox(reader) == []


async def test_a_draft_is_announced_when_it_is_published_and_a_scheduled_clip_at_its_time(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    draft = await post_text(author, draft=True)
    timely = await post_text(author, publish_at=(server.clock.now() + HOUR).isoformat())
    early = await post_text(author, publish_at=(server.clock.now() + 2 * HOUR).isoformat())
    await announce(server)
    assert await heard_of(server, follower) == []
    await author.http.post(f"/stories/{draft['id']}/publish")
    await author.http.post(f"/stories/{early['id']}/publish")
    await announce(server)
    assert sorted(await heard_of(server, follower)) == sorted([draft["id"], early["id"]])
    server.clock.advance(HOUR)
    await announce(server)
    assert (await heard_of(server, follower))[2:] == [timely["id"]]
    server.clock.advance(2 * HOUR)
    await announce(server)
    assert len(await heard_of(server, follower)) == 3


async def test_nobody_is_told_of_a_clip_that_went_before(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    later = (server.clock.now() + HOUR).isoformat()
    deleted, narrowed, kept = [await post_text(author, publish_at=later) for _ in range(3)]
    assert (await author.http.delete(f"/stories/{deleted['id']}")).status_code == 204
    await author.http.patch(f"/stories/{narrowed['id']}", json={"visibility": "PRIVATE"})
    server.clock.advance(HOUR)
    await announce(server)
    assert await heard_of(server, follower) == [kept["id"]]


async def test_batches_go_on_behind_those_who_were_told_and_tell_nobody_twice(server, monkeypatch):
    monkeypatch.setattr(announcements, "BATCH", 2)
    author = await make_person(server)
    followers = [await make_person(server) for _ in range(5)]
    for follower in followers:
        await follow(server, follower, author)
    # Due later, so that the server's own runner leaves it to the test.
    publish_at = server.clock.now() + HOUR
    clip = await post_text(author, publish_at=publish_at.isoformat())
    (job,) = await server.runtime.database.read(_jobs)
    place = await server.runtime.database.write(
        announce_batch, job.id, clip["id"], job.payload, publish_at
    )
    assert not place["done"]
    assert sum([len(await heard_of(server, follower)) for follower in followers]) == 2
    # The process dies here; the job is run again from what its row says.
    server.clock.advance(HOUR)
    await announce(server)
    for follower in followers:
        assert await heard_of(server, follower) == [clip["id"]]
    (job,) = await server.runtime.database.read(_jobs)
    assert (job.status, job.payload) == ("succeeded", {"done": True})


def _jobs(conn: Connection) -> Sequence[Any]:
    statement = select(Job.id, Job.payload, Job.status).where(Job.kind == ANNOUNCE)
    return conn.execute(statement).all()


async def test_a_deleted_clip_is_in_no_inbox_any_more(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    clip = await post_text(author)
    await announce(server)
    assert len(await inbox(follower)) == 1
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert await inbox(follower) == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM clips WHERE id = $1",
        "UPDATE clips SET held_at = created_at WHERE id = $1",
        "UPDATE clips SET visibility = 'PRIVATE' WHERE id = $1",
    ],
)
async def test_of_a_clip_that_goes_at_that_moment_nobody_is_told(server, change):
    author, follower, mentioned = [await make_person(server) for _ in range(3)]
    await follow(server, follower, author)
    clip = await post_text(author, publish_at=(server.clock.now() + HOUR).isoformat())
    await mention(server, clip["id"], mentioned)
    server.clock.advance(HOUR)
    await while_under_way(server, change, clip["id"], lambda: announce(server))
    assert await heard_of(server, follower) == []
    assert await inbox(follower) == await inbox(mentioned) == []
