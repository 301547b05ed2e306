"""The activity feed: what the people one follows published, finished and reviewed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from emberline.accounts.models import Block, Mute
from emberline.kit.ids import new_id
from emberline.sharing.service.feed import PASSED_OVER
from emberline.stories.models.versions import StoryVersion
from emberline.stories.service.entries import take_back
from emberline.stories.service.reviews import hold_review
from tests.accounts.factories import Person, block, follow, make_person, mute
from tests.sharing.test_links import unlist
from tests.stories.wire.factories import make_story, publish, published_story, short_story
from tests.stories.wire.reading_factories import finish_play, rate, reviewed

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def feed(person: Person, query: str = "") -> dict[str, Any]:
    answer = await person.http.get(f"/api/feed{query}")
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def told(person: Person) -> list[tuple[str, str, str]]:
    """Kinds, people and stories, the newest first."""
    return [
        (entry["kind"], entry["actor"]["username"], entry["story"]["title"])
        for entry in (await feed(person))["data"]
    ]


async def test_the_feed_tells_what_those_one_follows_did_newest_first(server):
    author, reader, viewer, stranger = [await make_person(server) for _ in range(4)]
    for person in (author, reader):
        await follow(server, viewer, person)
    story_id = await make_story(server, author)
    await publish(server, author, story_id)
    server.clock.advance(HOUR)
    await finish_play(reader, story_id)
    await finish_play(stranger, story_id)
    server.clock.advance(HOUR)
    assert (await rate(reader, story_id, 5, "Deep.")).status_code == 201
    assert (await rate(stranger, story_id, 1, "Dry.")).status_code == 201
    server.clock.advance(HOUR)
    await publish(server, author, story_id)
    page = await feed(viewer)
    card = {
        "story_id": story_id,
        "title": "The well",
        "author": author.username,
        "author_id": author.id,
        "cover_url": None,
        "description": "A way down.",
    }
    assert [entry["story"] for entry in page["data"]] == [card] * 4
    shown = [
        (entry["kind"], entry["actor"]["user_id"], entry["at"], entry["version"], entry["rating"])
        for entry in page["data"]
    ]
    assert shown == [
        ("updated", author.id, "2026-03-01T15:00:00Z", 2, None),
        ("reviewed", reader.id, "2026-03-01T14:00:00Z", None, 5),
        ("finished", reader.id, "2026-03-01T13:00:00Z", None, None),
        ("published", author.id, "2026-03-01T12:00:00Z", 1, None),
    ]
    assert page["data"][1]["review"] == "Deep."
    assert page["meta"] == {"next_cursor": None}
    # What was told stays at its place.
    server.clock.advance(HOUR)
    await finish_play(reader, story_id, 1)
    assert (await rate(reader, story_id, 4)).status_code == 200
    assert [entry[0] for entry in await told(viewer)] == [entry[0] for entry in shown]
    assert await told(stranger) == []
    assert (await server.http.get("/api/feed")).status_code == 401


async def test_the_feed_pages_by_cursor_in_a_fixed_number_of_statements(server, count_statements):
    author, viewer, *readers = [await make_person(server) for _ in range(5)]
    story_id = await published_story(server, author)
    for person in (author, *readers):
        await follow(server, viewer, person)
    # All of it at one instant.
    for reader in readers:
        await reviewed(reader, story_id)
    whole = (await feed(viewer, "?limit=100"))["data"]
    assert len(whole) == 7
    leafed, cursor = [], ""
    while True:
        page = await feed(viewer, f"?limit=2{cursor}")
        leafed += page["data"]
        if page["meta"]["next_cursor"] is None:
            break
        cursor = f"&cursor={page['meta']['next_cursor']}"
    assert leafed == whole
    assert (await viewer.http.get("/api/feed?cursor=x")).status_code == 400
    assert (await viewer.http.get("/api/feed?limit=101")).status_code == 400
    with count_statements() as few:
        await feed(viewer, "?limit=1")
    with count_statements() as many:
        await feed(viewer, "?limit=100")
    assert len(few) == len(many) > 0


async def test_the_feed_leaves_out_the_blocked_the_muted_and_what_is_not_for_the_viewer(server):
    author, reader, viewer = [await make_person(server) for _ in range(3)]
    for person in (author, reader):
        await follow(server, viewer, person)
    story_id = await published_story(server, author)
    other_id = await published_story(server, author, short_story(title="The tower"))
    review_id = await reviewed(reader, story_id)
    everything = await told(viewer)
    assert len(everything) == 4
    await mute(server, viewer, reader)
    assert {name for _, name, _ in await told(viewer)} == {author.username}
    await server.runtime.database.write(_forget, Mute)
    # Nor what others do with stories by whom one does not want to hear of.
    for relate in (mute, block):
        await relate(server, viewer, author)
        assert await told(viewer) == []
    await server.runtime.database.write(_forget, Mute)
    await server.runtime.database.write(_forget, Block)
    assert await told(viewer) == everything
    await server.runtime.database.write(hold_review, review_id, server.clock.now())
    assert sorted(kind for kind, _, _ in await told(viewer)) == [
        *("finished", "published", "published")
    ]
    await server.runtime.database.write(take_back, story_id)
    assert await told(viewer) == [("published", author.username, "The tower")]
    await unlist(server, other_id)
    assert await told(viewer) == []


async def test_a_page_among_much_that_is_not_for_the_viewer_is_short_and_loses_nothing(server):
    author, viewer = await make_person(server), await make_person(server)
    await follow(server, viewer, author)
    await published_story(server, author, short_story(title="The tower"))
    server.clock.advance(HOUR)
    hidden = await published_story(server, author)
    await server.runtime.database.write(_republish, hidden, PASSED_OVER + 10, server.clock.now())
    assert len((await feed(viewer, "?limit=100"))["data"]) == 100
    await unlist(server, hidden)
    page = await feed(viewer, "?limit=1")
    assert page["data"] == []
    page = await feed(viewer, f"?limit=1&cursor={page['meta']['next_cursor']}")
    assert [entry["story"]["title"] for entry in page["data"]] == ["The tower"]
    assert page["meta"] == {"next_cursor": None}


def _republish(conn: Any, story_id: str, times: int, now: Any) -> None:
    like = {"document": b"", "nodes_count": 1, "endings_count": 1, "words": 1, "frozen_by": None}
    rows = [
        {**like, "id": new_id(), "story_id": story_id, "number": number + 2, "frozen_at": now}
        for number in range(times)
    ]
    conn.execute(insert(StoryVersion), rows)


def _forget(conn: Any, model: Any) -> None:
    conn.execute(delete(model))
