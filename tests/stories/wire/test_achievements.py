"""Achievements of stories and of the house, and the things that readers collect."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from emberline.kit.events import OutboxEvent
from emberline.stories.rules.achievements import ACHIEVEMENTS
from emberline.stories.rules.rewards import STORY_ACHIEVEMENT_XP, UnlockedAchievement
from emberline.stories.service.rewards import record_unlocked
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story, publish, published_story
from tests.stories.wire.reader_factories import come_to, figures, move, play, well_story

pytestmark = pytest.mark.anyio


async def achievements(reader: Person, of: Any = None, query: Any = "") -> Any:
    response = await reader.http.get(f"/api/stats/{(of or reader).id}/achievements{query}")
    assert response.status_code == 200, response.text
    return response.json()["data"]


async def unlocked_keys(reader: Person, of: Any = None) -> Any:
    return {each["key"] for each in (await achievements(reader, of))["unlocked"]}


async def events_of(server: Server, reader: Person) -> Any:
    def read(conn):
        of_reader = select(OutboxEvent.data).where(
            OutboxEvent.user_id == reader.id, OutboxEvent.type == "achievement.unlocked"
        )
        return conn.execute(of_reader.order_by(OutboxEvent.id)).scalars().all()

    return await server.runtime.database.read(read)


async def notices(reader: Person) -> Any:
    response = await reader.http.get("/api/notifications")
    return [each["type"] for each in response.json()["data"]]


async def unlock(server: Server, reader: Person, story_id: Any, *keys: Any) -> Any:
    each = [UnlockedAchievement(key, key.title(), "") for key in keys]
    await server.runtime.database.write(
        record_unlocked, reader.id, story_id, each, server.clock.now()
    )


async def test_a_first_ending_unlocks_tells_and_is_listed(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    before = await achievements(reader)
    assert before["unlocked"] == []
    assert "first-ember" in {each["key"] for each in before["locked"]}

    await play(reader, story_id, "down")

    first = ACHIEVEMENTS["first-ember"]
    after = await achievements(reader)
    assert after["unlocked"] == [
        {
            "key": "first-ember",
            "name": first.name,
            "description": first.description,
            "scope": "house",
            "story": None,
            "unlocked_at": "2026-03-01T12:00:00Z",
        }
    ]
    assert "first-ember" not in {each["key"] for each in after["locked"]}
    assert await events_of(server, reader) == [
        {
            "key": "first-ember",
            "name": first.name,
            "description": first.description,
            "story_id": None,
            "xp": first.xp,
            "unlocked_at": "2026-03-01T12:00:00Z",
        }
    ]
    assert await notices(reader) == ["achievement.unlocked"]


async def test_a_storys_achievement_is_the_readers_once(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())

    turn = (await play(reader, story_id, "in")).json()["data"]
    assert [each["key"] for each in turn["unlocked"]] == ["diver"]
    await play(reader, story_id, "in")

    told = [each for each in await events_of(server, reader) if each["story_id"] == story_id]
    assert [(each["name"], each["xp"]) for each in told] == [("Diver", STORY_ACHIEVEMENT_XP)]
    (shown,) = [each for each in (await achievements(reader))["unlocked"] if each["story"]]
    assert shown["scope"] == "story"
    assert (shown["name"], shown["description"]) == ("Diver", "Head first.")
    assert shown["story"] == {"story_id": story_id, "title": "The well"}


async def test_only_the_first_ten_achievements_of_a_story_bring_xp(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)

    await unlock(server, reader, story_id, *(f"a{number:02}" for number in range(8)))
    assert (await figures(reader))["xp"] == 8 * STORY_ACHIEVEMENT_XP
    await unlock(server, reader, story_id, *(f"b{number:02}" for number in range(8)))

    assert (await figures(reader))["xp"] == 10 * STORY_ACHIEVEMENT_XP
    assert len((await achievements(reader))["unlocked"]) == 16


async def test_of_two_devices_that_unlock_at_once_one_tells(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)

    await asyncio.gather(*(unlock(server, reader, story_id, "a", "b") for _ in range(8)))

    assert (await figures(reader))["xp"] == 2 * STORY_ACHIEVEMENT_XP
    assert sorted(each["key"] for each in await events_of(server, reader)) == ["a", "b"]


async def test_every_ending_of_a_story_found_is_an_achievement(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())

    await play(reader, story_id, "down")
    await play(reader, story_id, "away")
    assert "no-stone-unturned" not in await unlocked_keys(reader)
    await play(reader, story_id, "in")

    assert {"no-stone-unturned", "change-of-heart"} <= await unlocked_keys(reader)


async def test_progress_towards_what_is_left_is_shown_to_oneself_alone(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    await play(reader, story_id, "away")

    left = {each["key"]: each for each in (await achievements(reader))["locked"]}

    assert (left["forking-paths"]["progress"], left["forking-paths"]["target"]) == (2, 10)
    assert left["fireside-regular"]["progress"] == 1
    assert left["magpie"]["progress"] == 1
    assert left["change-of-heart"]["progress"] == 2
    assert "locked" not in await achievements(other, of=reader)


async def test_a_secret_is_kept_until_it_is_unlocked(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    secrets = {each.key for each in ACHIEVEMENTS.values() if each.is_secret}
    before = await achievements(reader)
    assert not secrets & {each["key"] for each in (*before["locked"], *before["unlocked"])}

    server.clock.advance(timedelta(hours=13))
    await play(reader, story_id, "away")

    after = await achievements(reader)
    assert secrets & {each["key"] for each in after["unlocked"]} == {"one-more-page"}
    assert not secrets & {each["key"] for each in after["locked"]}


async def test_night_is_the_readers_own(server):
    author = await make_person(server)
    reader = await make_person(server, time_zone="Asia/Tokyo")
    story_id = await make_story(server, author, well_story())
    version_id = await publish(server, author, story_id)
    server.clock.advance(timedelta(hours=13))

    await come_to(server, reader, story_id, version_id, "bottom")
    assert "one-more-page" not in await unlocked_keys(reader)
    server.clock.advance(timedelta(hours=14))
    await come_to(server, reader, story_id, version_id, "bottom")

    assert "one-more-page" in await unlocked_keys(reader)


async def test_several_at_once_are_one_notice(server):
    reader = await make_person(server)
    for _ in range(7):
        await move(server, reader)
        server.clock.advance(timedelta(days=1))

    assert await unlocked_keys(reader) == {"kindled", "week-of-embers"}
    assert len(await events_of(server, reader)) == 2
    assert await notices(reader) == ["achievement.unlocked"]


async def test_whoever_wants_no_notices_of_achievements_gets_none(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    wanted = {"notifications": {"achievements": False}}
    assert (await reader.http.put("/api/auth/preferences", json=wanted)).status_code == 200

    await play(reader, story_id, "down")

    assert await unlocked_keys(reader) == {"first-ember"}
    assert await notices(reader) == []


async def test_others_see_of_stories_only_what_they_may_read(server):
    author, reader, blocked = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "in")
    await play(reader, story_id, "down")
    assert await unlocked_keys(blocked, of=reader) >= {"diver", "first-ember"}
    shown = await blocked.http.get(f"/api/stats/{reader.id}/collection")
    assert [each["item"] for each in shown.json()["data"]] == ["lamp"]

    await block(server, author, blocked)

    keys = await unlocked_keys(blocked, of=reader)
    assert "first-ember" in keys
    assert "diver" not in keys
    for path in ("collection", "endings"):
        shown = await blocked.http.get(f"/api/stats/{reader.id}/{path}")
        assert shown.json()["data"] == []
    assert "diver" in await unlocked_keys(reader)


async def test_collectible_things_held_at_an_ending_are_collected_once(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "away")
    assert (await reader.http.get(f"/api/stats/{reader.id}/collection")).json()["data"] == []

    await play(reader, story_id, "down")
    await play(reader, story_id, "down")

    collected = await reader.http.get(f"/api/stats/{reader.id}/collection")
    assert collected.json()["data"] == [
        {
            "item": "lamp",
            "name": "Miner's lamp",
            "description": "Lit.",
            "story": {"story_id": story_id, "title": "The well"},
            "collected_at": "2026-03-01T12:00:00Z",
        }
    ]


async def test_what_is_not_collectible_is_left_behind(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story(items={"lamp": {"name": "Lamp"}}))

    await play(reader, story_id, "down")

    assert (await figures(reader))["endings_found"] == 1
    assert (await reader.http.get(f"/api/stats/{reader.id}/collection")).json()["data"] == []


async def test_lists_page_and_take_a_fixed_number_of_statements(server, count_statements):
    author, reader = await make_person(server), await make_person(server)
    for number in range(6):
        story_id = await published_story(server, author, well_story(title=f"Well {number}"))
        await play(reader, story_id, "down")
        server.clock.advance(timedelta(minutes=1))

    for path in ("achievements", "collection", "endings"):
        address = f"/api/stats/{reader.id}/{path}"
        costs = []
        for limit in (1, 6):
            with count_statements() as statements:
                assert (await reader.http.get(address, params={"limit": limit})).status_code == 200
            costs.append(len(statements))
        assert costs[0] == costs[1]

    seen, cursor = [], None
    while True:
        asked = {"limit": 4} | ({"cursor": cursor} if cursor else {})
        page = (await reader.http.get(f"/api/stats/{reader.id}/endings", params=asked)).json()
        seen += [each["story"]["title"] for each in page["data"]]
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"Well {number}" for number in reversed(range(6))]


async def test_the_export_holds_what_one_earned(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "in")
    await play(reader, story_id, "down")

    reading = (await reader.http.get("/api/auth/export")).json()["data"]["reading"]

    assert {each["key"] for each in reading["achievements"]} >= {"diver", "first-ember"}
    assert [each["ending_key"] for each in reading["endings"]] == ["bottom", "splash"]
    assert [each["item_key"] for each in reading["artifacts"]] == ["lamp"]
    assert [each["story_id"] for each in reading["stories"]] == [story_id]
    assert reading["figures"][0]["last_day"] == "2026-03-01"
    assert len(reading["leaderboard_scores"]) == 4
