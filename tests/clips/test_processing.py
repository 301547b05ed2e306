"""Clips whose media are still made playable: they begin, and are told of, when they can be seen."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, select, update

from emberline.clips.service.processing import follow_media
from emberline.media.models import Media
from emberline.media.service.media import MediaRow
from tests.accounts.factories import Person, follow, make_person
from tests.app_fixtures import Server, StartServer
from tests.clips.factories import events_of, post_text
from tests.clips.keeping_factories import announce, ids_in
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """One on which no job runs but those that the test runs."""
    started = await start_server(jobs="external")
    assert isinstance(started, Server)
    return started


async def post_processing(
    server: Server, author: Person, **fields: Any
) -> tuple[dict[str, Any], str]:
    """A clip whose media are not ready yet."""
    media_id = await make_media(server, author)
    await server.runtime.database.write(_set_status, media_id, "processing")
    return await post_text(author, media_id=media_id, **fields), media_id


def _set_status(conn: Connection, media_id: str, status: str) -> None:
    """Move the file from where it is shown to where it waits, and back."""
    media = conn.execute(_FILE, {"of_media": media_id}).one()
    file = media.key or media.source_key
    columns = {
        "processing": {"key": None, "source_key": file},
        "ready": {"key": file, "source_key": None},
        "failed": {"key": None, "source_key": None, "failure_reason": "It breaks off."},
    }[status]
    conn.execute(update(Media).where(Media.id == media_id).values(status=status, **columns))


_FILE = select(Media.key, Media.source_key).where(Media.id == bindparam("of_media"))


async def finish(server: Server, media_id: str, status: str = "ready") -> None:
    """The media's job ends."""
    await server.runtime.database.write(_finish, media_id, status, server.clock.now())


def _finish(conn: Connection, media_id: str, status: str, now: datetime) -> None:
    _set_status(conn, media_id, status)
    columns = [Media.__table__.c[name] for name in MediaRow._fields]
    row = conn.execute(select(*columns).where(Media.id == media_id)).one()
    follow_media(conn, MediaRow._make(row), now)


async def test_a_clip_begins_and_is_announced_when_its_media_are_ready(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    clip, media_id = await post_processing(server, author, expires_in=3600)
    await announce(server)
    assert await ids_in(follower, "/stories") == []
    assert await events_of(server, follower, "story.created") == []
    server.clock.advance(timedelta(minutes=5))
    await finish(server, media_id)
    ready = (await follower.http.get(f"/stories/item/{clip['id']}")).json()
    assert ready["created_at"] == "2026-03-01T12:05:00Z"
    assert ready["expires_at"] == "2026-03-01T13:05:00Z"
    await announce(server)
    (event,) = await events_of(server, follower, "story.created")
    assert event["story_id"] == clip["id"]
    (processed,) = await events_of(server, author, "story.processed")
    assert processed["status"] == "ready"


async def test_nobody_is_told_of_one_that_failed(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    clip, media_id = await post_processing(server, author)
    draft, draft_media_id = await post_processing(server, author, draft=True)
    for each in (media_id, draft_media_id):
        await finish(server, each, "failed")
    await announce(server)
    assert await events_of(server, follower, "story.created") == []
    assert (await follower.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await author.http.post(f"/stories/{draft['id']}/publish")).status_code == 409


async def test_a_draft_stays_one_and_a_scheduled_clip_waits_for_its_time(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    draft, draft_media_id = await post_processing(server, author, draft=True)
    publish_at = (server.clock.now() + HOUR).isoformat()
    later, later_media_id = await post_processing(server, author, publish_at=publish_at)
    for media_id in (draft_media_id, later_media_id):
        await finish(server, media_id)
    await announce(server)
    assert await ids_in(author, "/stories/drafts") == [later["id"], draft["id"]]
    assert await events_of(server, follower, "story.created") == []
    server.clock.advance(HOUR)
    await announce(server)
    assert await ids_in(follower, "/stories") == [later["id"]]
    assert len(await events_of(server, follower, "story.created")) == 1


async def test_a_draft_published_too_early_begins_when_its_media_are_ready(server):
    author, follower = await make_person(server), await make_person(server)
    await follow(server, follower, author)
    draft, media_id = await post_processing(server, author, draft=True)
    published = await author.http.post(f"/stories/{draft['id']}/publish")
    assert published.json()["status"] == "processing"
    assert await ids_in(follower, "/stories") == []
    server.clock.advance(timedelta(minutes=5))
    await finish(server, media_id)
    await announce(server)
    assert await ids_in(follower, "/stories") == [draft["id"]]
    assert len(await events_of(server, follower, "story.created")) == 1
