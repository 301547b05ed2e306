"""How a clip did: told by viewers' devices, summed up for its author alone."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from emberline.clips.models import ClipPlayback, ClipReaction, ClipReply, GuestLink
from emberline.clips.service.insights import MOST_OF_EACH
from emberline.kit.ids import new_id
from tests.accounts.factories import Person, befriend, follow, make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio

NOTHING = {
    "reach": 0,
    "completion": 0.0,
    "exits": 0,
    "taps": {"forward": 0, "back": 0},
    "views_over_time": [],
    "reactions": {},
    "replies": 0,
    "audience": {"close_friends": 0, "followers": 0, "others": 0},
    "link_views": 0,
    "link_opens": 0,
    "story_plays": 0,
}


async def insights(author: Person, clip: dict[str, Any]) -> dict[str, Any]:
    """How the clip did."""
    answer = await author.http.get(f"/stories/{clip['id']}/insights")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def played(reader: Person, clip: dict[str, Any], *events: str) -> list[int]:
    """Tell what happened while the clip was played; the statuses."""
    address = f"/stories/{clip['id']}/playback"
    return [
        (await reader.http.post(address, json={"event": event})).status_code for event in events
    ]


async def test_the_author_sees_how_a_clip_did_also_from_the_archive(server):
    ada, friend, follower, stranger = [await make_person(server) for _ in range(4)]
    await befriend(server, ada, friend)
    for reader in (friend, follower):
        await follow(server, reader, ada)
    clip = await post_text(ada)
    assert await insights(ada, clip) == NOTHING
    for reader, minutes in ((friend, 10), (follower, 5), (stranger, 50)):
        server.clock.advance(timedelta(minutes=minutes))
        await reader.http.post(f"/stories/{clip['id']}/view")
    assert await played(friend, clip, "completed", "completed", "link") == [204] * 3
    assert await played(follower, clip, "completed", "forward", "forward") == [204] * 3
    assert await played(stranger, clip, "back", "exit") == [204] * 2
    await server.runtime.database.write(
        _answer, clip["id"], ada.id, [friend.id, follower.id], server.clock.now()
    )
    expected = {
        "reach": 3,
        "completion": 0.6667,
        "exits": 1,
        "taps": {"forward": 2, "back": 1},
        "views_over_time": [
            {"at": "2026-03-01T12:00:00Z", "views": 2},
            {"at": "2026-03-01T13:00:00Z", "views": 1},
        ],
        "reactions": {"\N{FIRE}": 2},
        "replies": 2,
        "audience": {"close_friends": 1, "followers": 1, "others": 1},
        "link_views": 7,
        "link_opens": 1,
        "story_plays": 0,
    }
    assert await insights(ada, clip) == expected
    server.clock.advance(timedelta(days=3))
    assert await insights(ada, clip) == expected


def _answer(conn: Connection, clip_id: str, author_id: str, people: list[str], now: Any) -> None:
    for user_id in people:
        reaction = {"clip_id": clip_id, "user_id": user_id, "emoji": "\N{FIRE}"}
        conn.execute(insert(ClipReaction), {**reaction, "reacted_at": now})
        reply = {"id": new_id(), "clip_id": clip_id, "author_id": author_id, "text": "Yes"}
        conn.execute(insert(ClipReply), {**reply, "replier_id": user_id, "created_at": now})
    link = {"id": new_id(), "clip_id": clip_id, "views": 7, "created_at": now, "expires_at": now}
    nothing = dict.fromkeys(("passcode_hash", "max_views", "revoked_at"))
    conn.execute(insert(GuestLink), {**link, **nothing})


async def test_nobody_else_sees_how_a_clip_did(server):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada)
    private = await post_text(ada, visibility="PRIVATE")
    assert (await ada.http.get(f"/stories/{private['id']}/insights")).status_code == 200
    for subject, status in ((clip, 403), (private, 404)):
        answer = await reader.http.get(f"/stories/{subject['id']}/insights")
        assert answer.status_code == status


async def test_only_who_may_see_a_clip_is_counted_and_never_its_author(server):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada, visibility="FOLLOWERS")
    assert await played(reader, clip, "exit") == [404]
    await follow(server, reader, ada)
    assert await played(reader, clip, "exit") == [204]
    assert await played(ada, clip, "exit") == [204]
    assert (await insights(ada, clip))["exits"] == 1
    server.clock.advance(timedelta(days=1))
    assert await played(reader, clip, "exit") == [404]
    assert (await insights(ada, clip))["exits"] == 1


async def test_who_has_not_viewed_completes_nothing(server):
    ada, reader, silent = [await make_person(server) for _ in range(3)]
    clip = await post_text(ada)
    await reader.http.post(f"/stories/{clip['id']}/view")
    await played(silent, clip, "completed")
    assert (await insights(ada, clip))["completion"] == 0.0
    await played(reader, clip, "completed")
    assert (await insights(ada, clip))["completion"] == 1.0


async def test_parallel_tellings_are_all_counted_up_to_a_bound(server):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada)
    told = await asyncio.gather(*(played(reader, clip, "forward", "back") for _ in range(5)))
    assert told == [[204, 204]] * 5
    assert (await insights(ada, clip))["taps"] == {"forward": 5, "back": 5}
    await server.runtime.database.write(_set_forward_taps, MOST_OF_EACH - 1)
    await played(reader, clip, "forward", "forward", "back")
    assert (await insights(ada, clip))["taps"] == {"forward": MOST_OF_EACH, "back": 6}


def _set_forward_taps(conn: Connection, count: int) -> None:
    conn.execute(update(ClipPlayback).values(forward_taps=count))


@pytest.mark.parametrize("body", [{}, {"event": "sneeze"}, {"event": None}, {"events": ["exit"]}])
async def test_a_malformed_telling_is_refused(server, body):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada)
    assert await played(reader, clip, "exit") == [204]
    answer = await reader.http.post(f"/stories/{clip['id']}/playback", json=body)
    assert answer.status_code == 400


async def test_insights_take_a_fixed_number_of_statements(server, count_statements):
    ada, *readers = [await make_person(server) for _ in range(4)]
    clip = await post_text(ada)
    counts = []
    for reader in readers:
        server.clock.advance(timedelta(hours=1))
        await reader.http.post(f"/stories/{clip['id']}/view")
        with count_statements() as made:
            await insights(ada, clip)
        counts.append(len(made))
    assert len(set(counts)) == 1
    assert counts[0] <= 4
    assert await server.runtime.database.read(_playbacks) == 0


def _playbacks(conn: Connection) -> int:
    return len(conn.execute(select(ClipPlayback.clip_id)).all())
