"""How far somebody has seen an author's clips, across devices."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from emberline.clips.models import ClipView
from tests.accounts.factories import Person, block, follow, make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio


async def mark(reader: Person, author: Person, clip: dict[str, Any]) -> Any:
    """Mark the author's clips as seen up to the clip; the answer."""
    return await reader.http.put(f"/stories/seen/{author.id}", json={"up_to": clip["id"]})


async def series(server, author: Person, count: int) -> list[dict[str, Any]]:
    """Clips a minute apart, the oldest first."""
    clips = []
    for _ in range(count):
        clips.append(await post_text(author))
        server.clock.advance(timedelta(minutes=1))
    return clips


async def seen_of(reader: Person, author: Person) -> list[bool]:
    """What the author's clips say of the reader, the oldest first."""
    listed = (await reader.http.get(f"/stories/{author.id}")).json()["data"]
    return [clip["seen"] for clip in listed]


async def test_everything_up_to_a_mark_is_seen_and_counts_no_view(server):
    ada, reader = await make_person(server), await make_person(server)
    clips = await series(server, ada, 3)
    assert await seen_of(reader, ada) == [False, False, False]
    answer = await mark(reader, ada, clips[1])
    assert (answer.status_code, answer.json()) == (
        200,
        {"user_id": ada.id, "up_to": clips[1]["id"]},
    )
    assert await seen_of(reader, ada) == [True, True, False]
    assert (await ada.http.get(f"/stories/item/{clips[0]['id']}")).json()["views_count"] == 0
    count = await server.runtime.database.read(
        lambda conn: conn.execute(select(func.count()).select_from(ClipView)).scalar_one()
    )
    assert count == 0


async def test_a_mark_never_goes_back(server):
    ada, reader = await make_person(server), await make_person(server)
    clips = await series(server, ada, 3)
    await mark(reader, ada, clips[1])
    older = await mark(reader, ada, clips[0])
    assert (older.status_code, older.json()["up_to"]) == (200, clips[1]["id"])
    assert await seen_of(reader, ada) == [True, True, False]
    newer = await mark(reader, ada, clips[2])
    assert newer.json()["up_to"] == clips[2]["id"]
    assert await seen_of(reader, ada) == [True, True, True]


async def test_devices_that_say_it_at_once_end_where_the_farthest_is(server):
    ada, reader = await make_person(server), await make_person(server)
    clips = await series(server, ada, 6)
    order = [clips[index] for index in (3, 0, 5, 1, 4, 2)]
    answers = await asyncio.gather(*(mark(reader, ada, clip) for clip in order))
    assert {answer.status_code for answer in answers} == {200}
    assert (await mark(reader, ada, clips[0])).json()["up_to"] == clips[5]["id"]


async def test_a_mark_is_one_persons_own(server):
    ada, bob, reader = [await make_person(server) for _ in range(3)]
    (clip,) = await series(server, ada, 1)
    await series(server, bob, 1)
    await mark(reader, ada, clip)
    assert await seen_of(reader, ada) == [True]
    assert await seen_of(reader, bob) == [False]
    assert await seen_of(bob, ada) == [False]


async def test_no_mark_for_anothers_clip_or_one_that_may_not_be_seen(server):
    ada, bob, reader = [await make_person(server) for _ in range(3)]
    clip = await post_text(ada)
    for_followers = await post_text(ada, visibility="FOLLOWERS")
    assert (await mark(reader, ada, clip)).status_code == 200
    assert (await mark(reader, bob, clip)).status_code == 404
    assert (await mark(reader, ada, for_followers)).status_code == 404
    await follow(server, reader, ada)
    assert (await mark(reader, ada, for_followers)).status_code == 200
    await block(server, ada, reader)
    assert (await mark(reader, ada, clip)).status_code == 404


async def test_ones_own_clips_are_seen_without_a_mark(server):
    ada = await make_person(server)
    clip = await post_text(ada)
    assert (await mark(ada, ada, clip)).json() == {"user_id": ada.id, "up_to": clip["id"]}
    assert await seen_of(ada, ada) == [True]


async def test_a_malformed_mark_is_refused(server):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada)
    address = f"/stories/seen/{ada.id}"
    assert (await reader.http.put(address, json={"up_to": clip["id"]})).status_code == 200
    for body in ({}, {"up_to": "7"}, {"up_to": clip["id"], "at": 1}):
        assert (await reader.http.put(address, json=body)).status_code == 400
    assert (await reader.http.put("/stories/seen/7", json={"up_to": clip["id"]})).status_code == 400
