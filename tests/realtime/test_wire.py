"""The shapes of the messages: what the application tells has exactly these, and says so."""

import asyncio
from collections.abc import Sequence
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from sqlalchemy import Connection, select

from emberline.clips.rules.visibility import KINDS
from emberline.kit.clock import wire_time
from emberline.kit.events import OutboxEvent
from emberline.notifications import rules
from emberline.realtime import wire
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import Person, befriend, make_person
from tests.app_fixtures import START, Server
from tests.clips.factories import post_photo, post_text
from tests.clips.keeping_factories import announce
from tests.generations.wire.factories import succeeded
from tests.media.factories import SECONDS_TO_PROCESS
from tests.media.videos import rewrapped, video, with_noise
from tests.moderation.factories import hold, made_report, resolve
from tests.stories.wire.factories import make_story, published_story
from tests.stories.wire.playing import begun, chosen
from tests.stories.wire.transfer_factories import begun as import_begun
from tests.stories.wire.transfer_factories import ended, json_of, zip_of
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio


def test_every_event_that_has_a_cause_has_a_shape_and_no_other_has():
    assert set(wire.EVENTS) == rules.EVENTS
    assert set(wire.MESSAGES) == {"hello", "sync.lost", *wire.EVENTS}


def test_the_shapes_know_every_kind_of_clip():
    schema = msgspec.json.schema(wire.StoryCreated)["$defs"]["StoryCreated"]
    assert schema["properties"]["kind"]["enum"] == list(KINDS)


def test_a_message_is_its_start_its_id_and_a_brace():
    data = {"story_id": "a", "viewer_id": "b", "viewed_at": wire_time(START)}
    start = wire.frame_start("story.viewed", data, START)
    message = msgspec.json.decode(start + str(17).encode() + b"}")
    assert message == {
        "type": "story.viewed",
        "data": data,
        "timestamp": "2026-03-01T12:00:00Z",
        "id": 17,
    }
    # The order of the seed's examples, and the number behind it.
    assert list(message) == ["type", "data", "timestamp", "id"]


@pytest.mark.parametrize("microsecond", [0, 1, 120_000, 999_999])
def test_instants_are_written_like_those_in_stored_data(microsecond):
    at = START.replace(microsecond=microsecond)
    shaped = wire.frame_start("story.viewed", wire.StoryViewed("a", "b", at), at)
    stored = {"story_id": "a", "viewer_id": "b", "viewed_at": wire_time(at)}
    assert shaped == wire.frame_start("story.viewed", stored, at)


def test_what_is_said_of_the_connection_is_a_message_too():
    assert msgspec.json.decode(wire.hello("ada", "e1", 4, START)) == {
        "type": "hello",
        "data": {"epoch": "e1", "user_id": "ada"},
        "timestamp": "2026-03-01T12:00:00Z",
        "id": 4,
    }
    assert msgspec.json.decode(wire.sync_lost(5, START)) == {
        "type": "sync.lost",
        "data": {},
        "timestamp": "2026-03-01T12:00:00Z",
        "id": 5,
    }


def test_the_shapes_of_the_older_events_are_as_they_were():
    assert wire.StoryViewed.__struct_fields__ == ("story_id", "viewer_id", "viewed_at")
    assert wire.StoryReacted.__struct_fields__ == ("story_id", "user_id", "emoji", "reacted_at")


async def test_every_event_that_is_caused_has_exactly_its_shape(server):
    await _cause_them_all(server)

    written = await server.runtime.database.read(_written)

    assert {type for type, _ in written} == set(wire.EVENTS)
    for type, data in written:
        shape = msgspec.convert(data, wire.EVENTS[type])
        # A field that the shape does not know, or writes otherwise, would not come back.
        assert msgspec.to_builtins(shape) == data, type
        # The document says the same, and which words there may be.
        schema = msgspec.json.schema(wire.EVENTS[type])
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(data)
    told = {data["type"] for type, data in written if type == "notification.created"}
    assert told >= {
        "clip.created",
        "clip.reacted",
        "follow.created",
        "moderation.held",
        "story.invited",
    }
    processed = [data for type, data in written if type == "story.processed"]
    assert {data["status"]: data["failure_reason"] is None for data in processed} == {
        "ready": True,
        "failed": False,
    }


async def _cause_them_all(server: Server) -> None:
    author, reader = await make_person(server), await make_person(server)
    moderator = await make_person(server, role="moderator")
    media_id = await make_media(server, reader)
    await _done(reader, "PUT", "/api/auth/avatar", json={"media_id": media_id})
    await _done(reader, "POST", f"/api/users/{author.id}/follow")
    await befriend(server, author, reader)
    clip, close = await post_text(author), await post_photo(author, visibility="CLOSE_FRIENDS")
    await announce(server)
    await _done(reader, "POST", f"/stories/{clip['id']}/view")
    await _done(reader, "POST", "/stories/views", json={"story_ids": [close["id"]]})
    for emoji in ("❤️", "🔥"):
        await _done(reader, "POST", f"/stories/{clip['id']}/reactions", json={"emoji": emoji})
    for what in ("replies", "comments"):
        await _done(reader, "POST", f"/stories/{clip['id']}/{what}", json={"text": "Boo"})
    await _done(reader, "POST", f"/stories/{clip['id']}/repost", json={})
    report = await made_report(reader, "clip", clip["id"])
    assert (await hold(moderator, report)).status_code == 200
    assert (await resolve(moderator, report, "dismiss")).status_code == 200
    await _work_together(server, author, reader)
    await _play_and_import(server, author, reader)
    await _process_films(author)


async def _play_and_import(server: Server, owner: Person, reader: Person) -> None:
    story_id = await published_story(server, owner)
    await begun(reader, story_id)
    assert (await chosen(reader, story_id, "well", "down")).status_code == 200
    archive = zip_of({"one.json": json_of("One"), "two.json": json_of("Two")})
    await ended(owner, await import_begun(owner, ("stories.zip", archive)))
    await succeeded(server, owner, story_id)


async def _work_together(server: Server, owner: Person, friend: Person) -> None:
    """Each with and without what an event may leave out."""
    story_id = await make_story(server, owner)
    shared = f"/api/admin/stories/{story_id}"
    body = {"user_id": friend.id, "role": "editor"}
    await _done(owner, "POST", f"{shared}/collaborators", json=body)
    await _done(friend, "PUT", f"{shared}/presence", json={"node_id": None})
    at = {"node_id": node_id(story_id, "well")}
    await _done(friend, "PUT", f"{shared}/presence", json=at)


async def _process_films(author: Person) -> None:
    """One of two films turns out to be broken."""
    whole = rewrapped(video("mp4", seconds=2), "mp4", "-movflags", "+faststart")
    clips = []
    for film in (whole, with_noise(whole, 0.4, 0.9)):
        files = {"file": ("film.mp4", film, "video/mp4")}
        clips.append(await _done(author, "POST", "/stories", data={}, files=files))
    async with asyncio.timeout(SECONDS_TO_PROCESS):
        for clip in clips:
            while await _is_processing(author, clip):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


async def _is_processing(author: Person, clip: dict[str, Any]) -> bool:
    clip = await _done(author, "GET", f"/stories/item/{clip['id']}")
    return bool(clip["status"] == "processing")


async def _done(person: Person, method: str, path: str, **sent: Any) -> Any:
    answer = await person.http.request(method, path, **sent)
    assert answer.is_success, answer.text
    return answer.json()


def _written(conn: Connection) -> Sequence[tuple[str, dict[str, Any]]]:
    return [
        (row.type, row.data) for row in conn.execute(select(OutboxEvent.type, OutboxEvent.data))
    ]
