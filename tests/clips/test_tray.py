"""The tray: whose clips there are to see, and the ring that says what is new."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from emberline.accounts.models import Avatar
from emberline.clips.models import Clip
from emberline.clips.service.processing import follow_media
from emberline.media.service.media import own_media
from tests.accounts.factories import Person, befriend, block, follow, hide, make_person, mute
from tests.app_fixtures import Server
from tests.clips.factories import hold, post_text
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio


async def tray(reader: Person) -> list[dict[str, Any]]:
    """The entries of somebody's tray."""
    answer = await reader.http.get("/stories/tray")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    assert body["meta"] == {"next_cursor": None}
    entries: list[dict[str, Any]] = body["data"]
    return entries


async def see(reader: Person, clip: dict[str, Any]) -> None:
    """View a clip."""
    answer = await reader.http.post(f"/stories/{clip['id']}/view")
    assert answer.status_code == 200, answer.text


async def mark(reader: Person, clip: dict[str, Any]) -> None:
    """Mark a clip's author as seen up to it."""
    answer = await reader.http.put(f"/stories/seen/{clip['user_id']}", json={"up_to": clip["id"]})
    assert answer.status_code == 200, answer.text


async def people(server: Server, count: int) -> list[Person]:
    """A reader and those whom the reader follows."""
    reader, *authors = [await make_person(server) for _ in range(count + 1)]
    for author in authors:
        await follow(server, reader, author)
    return [reader, *authors]


async def test_own_clips_come_first_then_unseen_ones_then_the_newest(server):
    reader, ada, bob, dan = await people(server, 3)
    await post_text(reader)
    clips = {}
    for author in (ada, bob, dan):
        server.clock.advance(timedelta(minutes=1))
        clips[author.id] = await post_text(author)
    assert [e["user"]["user_id"] for e in await tray(reader)] == [
        reader.id,
        dan.id,
        bob.id,
        ada.id,
    ]
    await see(reader, clips[dan.id])
    assert [e["user"]["user_id"] for e in await tray(reader)] == [
        reader.id,
        bob.id,
        ada.id,
        dan.id,
    ]


async def test_an_entry_says_who_how_many_and_where_to_begin(server):
    reader, ada = await people(server, 1)
    first = await post_text(ada)
    server.clock.advance(timedelta(minutes=1))
    second = await post_text(ada)
    (entry,) = await tray(reader)
    assert entry == {
        "user": {
            "user_id": ada.id,
            "username": ada.username,
            "display_name": ada.username,
            "avatar_url": None,
        },
        "clips_count": 2,
        "unseen_count": 2,
        "latest_at": second["created_at"],
        "ends_at": first["expires_at"],
        "first_unseen_id": first["id"],
    }
    await see(reader, first)
    (entry,) = await tray(reader)
    assert (entry["unseen_count"], entry["first_unseen_id"]) == (1, second["id"])
    await see(reader, second)
    (entry,) = await tray(reader)
    assert (entry["clips_count"], entry["unseen_count"]) == (2, 0)
    assert entry["first_unseen_id"] is None
    (own,) = await tray(ada)
    assert (own["clips_count"], own["unseen_count"], own["first_unseen_id"]) == (2, 0, None)


async def test_an_entry_shows_the_avatar_as_profiles_do(server):
    reader, ada = await people(server, 1)
    await post_text(ada)
    media_id = await make_media(server, ada)
    row = {"user_id": ada.id, "media_id": media_id}
    await server.runtime.database.write(_insert_avatar, row)
    profile = (await reader.http.get(f"/api/users/{ada.id}")).json()["data"]
    (entry,) = await tray(reader)
    assert entry["user"]["avatar_url"] == profile["avatar_url"] != None  # noqa: E711


def _insert_avatar(conn: Connection, row: dict[str, Any]) -> None:
    conn.execute(insert(Avatar), row)


async def test_the_tray_holds_only_what_its_reader_may_see(server):
    reader, ada, bob, dan = await people(server, 3)
    stranger = await make_person(server)
    for author in (ada, bob, dan, stranger):
        await post_text(author)
    await post_text(ada, visibility="CLOSE_FRIENDS")
    assert {e["user"]["user_id"]: e["clips_count"] for e in await tray(reader)} == {
        ada.id: 1,
        bob.id: 1,
        dan.id: 1,
    }
    await befriend(server, ada, reader)
    await mute(server, reader, bob)
    await hide(server, dan, reader)
    assert {e["user"]["user_id"]: e["clips_count"] for e in await tray(reader)} == {ada.id: 2}
    await block(server, ada, reader)
    assert await tray(reader) == []


async def test_what_expired_or_was_held_is_in_no_tray(server):
    reader, ada = await people(server, 1)
    short, held = await post_text(ada, expires_in=60), await post_text(ada)
    assert (await tray(reader))[0]["clips_count"] == 2
    await hold(server, held["id"])
    assert (await tray(reader))[0]["first_unseen_id"] == short["id"]
    server.clock.advance(timedelta(seconds=60))
    assert await tray(reader) == []
    assert await tray(ada) == []


@pytest.mark.parametrize("seen_by", [see, mark])
async def test_a_ring_that_was_seen_is_new_again_when_a_clip_comes(server, seen_by):
    reader, ada = await people(server, 1)
    await seen_by(reader, await post_text(ada))
    assert (await tray(reader))[0]["unseen_count"] == 0
    server.clock.advance(timedelta(seconds=1))
    fresh = await post_text(ada)
    (entry,) = await tray(reader)
    assert (entry["unseen_count"], entry["first_unseen_id"]) == (1, fresh["id"])
    (listed,) = (await reader.http.get("/stories?unseen=true")).json()["data"]
    assert listed["id"] == fresh["id"]


async def test_a_clip_that_waited_is_new_whatever_was_marked_meanwhile(server):
    reader, ada = await people(server, 1)
    late = await post_text(ada)
    media_id = await make_media(server, ada)
    processing = await post_text(ada, media_id=media_id)
    await server.runtime.database.write(_wait_for_media, processing["id"])
    publish_at = server.clock.now() + timedelta(minutes=10)
    await server.runtime.database.write(_schedule, late["id"], publish_at)
    server.clock.advance(timedelta(minutes=1))
    shown = await post_text(ada)
    await mark(reader, shown)
    (entry,) = await tray(reader)
    assert (entry["clips_count"], entry["unseen_count"]) == (1, 0)
    server.clock.advance(timedelta(minutes=1))
    await server.runtime.database.write(_make_ready, ada.id, media_id, server.clock.now())
    (entry,) = await tray(reader)
    assert (entry["unseen_count"], entry["first_unseen_id"]) == (1, processing["id"])
    server.clock.advance(timedelta(minutes=10))
    (entry,) = await tray(reader)
    # The scheduled one is the older row, but comes after the other in playing order.
    assert (entry["unseen_count"], entry["first_unseen_id"]) == (2, processing["id"])
    await mark(reader, processing)
    (entry,) = await tray(reader)
    assert (entry["unseen_count"], entry["first_unseen_id"]) == (1, late["id"])


def _wait_for_media(conn: Connection, clip_id: str) -> None:
    conn.execute(update(Clip).where(Clip.id == clip_id).values(status="processing"))


def _make_ready(conn: Connection, author_id: str, media_id: str, now: Any) -> None:
    follow_media(conn, own_media(conn, author_id, media_id), now)


def _schedule(conn: Connection, clip_id: str, at: Any) -> None:
    times = {"published_at": at, "expires_at": at + timedelta(days=1)}
    conn.execute(update(Clip).where(Clip.id == clip_id).values(**times))


async def test_the_entries_agree_with_what_the_feed_calls_seen(server):
    reader, ada, bob = await people(server, 2)
    for author in (ada, bob, ada, bob, ada):
        await post_text(author)
        server.clock.advance(timedelta(minutes=1))
    feed = (await reader.http.get("/stories?scope=following")).json()["data"]
    await mark(reader, feed[2])
    await see(reader, feed[1])
    feed = (await reader.http.get("/stories?scope=following")).json()["data"]
    unseen = [clip for clip in reversed(feed) if not clip["seen"]]
    assert 0 < len(unseen) < 5
    for entry in await tray(reader):
        theirs = [clip["id"] for clip in unseen if clip["user_id"] == entry["user"]["user_id"]]
        assert entry["unseen_count"] == len(theirs)
        assert entry["first_unseen_id"] == (theirs[0] if theirs else None)


async def test_an_unchanged_tray_is_not_sent_again(server):
    reader, ada = await people(server, 1)
    clip = await post_text(ada)
    first = await reader.http.get("/stories/tray")
    etag = first.headers["etag"]
    assert etag.startswith('"')
    server.clock.advance(timedelta(minutes=1))
    again = await reader.http.get("/stories/tray", headers={"If-None-Match": f'"x", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    await see(reader, clip)
    changed = await reader.http.get("/stories/tray", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag
    assert changed.json()["data"][0]["unseen_count"] == 0


async def test_a_tray_takes_one_statement_however_many_authors(server, count_statements):
    reader, *authors = await people(server, 4)
    counts = []
    for author in authors:
        await post_text(author)
        with count_statements() as made:
            await tray(reader)
        counts.append(len(made))
    # On the raw driver it is not even counted.
    assert set(counts) <= {0, 1}
