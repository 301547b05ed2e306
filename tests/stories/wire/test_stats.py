"""What a reader did, worked out from what happened."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.stories.rules.achievements import ACHIEVEMENTS
from tests.accounts.factories import block, follow, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story, publish, published_story
from tests.stories.wire.reader_factories import come_to, figures, play, well_story

pytestmark = pytest.mark.anyio

FIRST_DAY = 5
COMPLETED, ENDING = 50, 25


def xp_of(*keys: Any) -> Any:
    return sum(ACHIEVEMENTS[key].xp for key in keys)


async def people(server: Server, count: Any = 2) -> Any:
    return [await make_person(server) for _ in range(count)]


async def test_nothing_was_done_yet(server):
    (reader,) = await people(server, 1)

    assert await figures(reader) == {
        "user_id": reader.id,
        "stories_completed": 0,
        "endings_found": 0,
        "favorite_category": None,
        "xp": 0,
        "level": 1,
        "next_level_xp": 100,
        "streak_days": 0,
        "best_streak": 0,
        "total_choices_made": 0,
        "total_play_time": 0,
        "show_on_leaderboard": False,
    }


async def test_a_story_played_to_two_endings_is_one_story_and_two_endings(server):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story())

    await play(reader, story_id, "down")
    first = await figures(reader)
    assert (first["stories_completed"], first["endings_found"]) == (1, 1)
    assert first["xp"] == FIRST_DAY + COMPLETED + ENDING + xp_of("first-ember")
    assert first["level"] == 2
    assert first["total_choices_made"] == 1
    assert first["favorite_category"] == "mystery"
    assert first["streak_days"] == first["best_streak"] == 1

    await play(reader, story_id, "away")
    second = await figures(reader)
    assert (second["stories_completed"], second["endings_found"]) == (1, 2)
    assert second["xp"] == first["xp"] + ENDING
    assert second["total_choices_made"] == 2


async def test_an_ending_that_is_known_brings_nothing(server):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    before = await figures(reader)

    await play(reader, story_id, "down")

    after = await figures(reader)
    assert after == {**before, "total_choices_made": 2}


@pytest.mark.parametrize(("difficulty", "xp"), [("easy", 50), ("medium", 80), ("hard", 120)])
async def test_a_harder_story_brings_more(server, difficulty, xp):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story(difficulty_level=difficulty))

    await play(reader, story_id, "down")

    expected = FIRST_DAY + xp + ENDING + xp_of("first-ember")
    assert (await figures(reader))["xp"] == expected


async def test_two_devices_that_come_to_an_ending_at_once_earn_it_once(server):
    author, reader = await people(server)
    story_id = await make_story(server, author, well_story())
    version_id = await publish(server, author, story_id)

    await asyncio.gather(
        *(come_to(server, reader, story_id, version_id, "bottom") for _ in range(6)),
        *(come_to(server, reader, story_id, version_id, "home") for _ in range(6)),
    )

    earned = await figures(reader)
    assert (earned["stories_completed"], earned["endings_found"]) == (1, 2)
    expected = COMPLETED + 2 * ENDING + xp_of("first-ember", "old-friend")
    assert earned["xp"] == expected


async def test_play_time_is_counted_in_minutes(server):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story())
    begun = await reader.http.get(f"/api/stories/{story_id}/start")
    assert begun.status_code == 200
    server.clock.advance(timedelta(seconds=150))

    await play(reader, story_id, "down")

    assert (await figures(reader))["total_play_time"] == 2


async def test_plays_that_are_deleted_stay_counted(server):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story())
    await reader.http.get(f"/api/stories/{story_id}/start")
    server.clock.advance(timedelta(seconds=60))
    turn = (await play(reader, story_id, "down")).json()["data"]
    before = await figures(reader)
    assert (before["total_choices_made"], before["total_play_time"]) == (1, 1)

    response = await reader.http.delete(f"/api/progress/{turn['progress_id']}")

    assert response.status_code == 200
    assert await figures(reader) == before


async def test_what_was_finished_stays_counted_when_its_story_is_gone(server):
    author, reader = await people(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    before = await figures(reader)
    shown = await reader.http.get(f"/api/stats/{reader.id}/endings")
    assert shown.json()["data"][0]["story"] == {"story_id": story_id, "title": "The well"}

    assert (await author.http.delete(f"/api/stories/{story_id}")).status_code == 200

    after = await figures(reader)
    kept = ("stories_completed", "endings_found", "xp", "favorite_category", "streak_days")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    shown = await reader.http.get(f"/api/stats/{reader.id}/endings")
    (finished,) = shown.json()["data"]
    assert finished["story"] is None
    assert [each["name"] for each in finished["endings"]] == ["Below"]


async def test_the_author_earns_nothing_by_their_own_story(server):
    (author,) = await people(server, 1)
    story_id = await published_story(server, author, well_story())

    await play(author, story_id, "down")

    earned = await figures(author)
    assert (earned["stories_completed"], earned["xp"]) == (0, FIRST_DAY)


async def test_endings_are_listed_with_how_many_there_are(server):
    author, reader, other = await people(server, 3)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    server.clock.advance(timedelta(seconds=60))
    await play(reader, story_id, "away")
    await play(reader, story_id, "away")

    response = await reader.http.get(f"/api/stats/{reader.id}/endings")

    (finished,) = response.json()["data"]
    assert [(each["name"], each["tone"], each["times"]) for each in finished["endings"]] == [
        ("Below", "dark", 1),
        ("Home", "calm", 2),
    ]
    assert (finished["endings_found"], finished["endings_count"]) == (2, 3)
    assert not finished["has_all_endings"]
    await play(reader, story_id, "in")
    response = await reader.http.get(f"/api/stats/{reader.id}/endings")
    assert response.json()["data"][0]["has_all_endings"]
    # Which they are would tell somebody else how the story ends.
    shown = await other.http.get(f"/api/stats/{reader.id}/endings")
    assert shown.json()["data"][0]["endings_found"] == 3
    assert "endings" not in shown.json()["data"][0]


async def test_the_favourite_category_is_worked_out_unless_it_is_chosen(server):
    author, reader = await people(server)
    for category in ("mystery", "fantasy", "fantasy"):
        story_id = await published_story(server, author, well_story(category=category))
        await play(reader, story_id, "down")
    assert (await figures(reader))["favorite_category"] == "fantasy"

    chosen = await reader.http.put(f"/api/stats/{reader.id}", json={"favorite_category": "mystery"})
    assert chosen.status_code == 200
    assert chosen.json()["data"]["favorite_category"] == "mystery"
    preferences = await reader.http.get("/api/auth/preferences")
    assert preferences.json()["data"]["favorite_category"] == "mystery"

    await reader.http.put(f"/api/stats/{reader.id}", json={"favorite_category": None})
    assert (await figures(reader))["favorite_category"] == "fantasy"


@pytest.mark.parametrize(
    "body",
    [
        {"xp": 1_000_000},
        {"level": 9},
        {"streak_days": 100},
        {"stories_completed": 3, "favorite_category": "mystery"},
        {"endings_found": 1},
        {"total_choices_made": 1},
        {"total_play_time": 1},
        {"favorite_category": "x" * 51},
        {"favorite_category": ""},
        {"show_on_leaderboard": "yes"},
    ],
)
async def test_a_counter_cannot_be_sent(server, body):
    (reader,) = await people(server, 1)
    before = await figures(reader)

    response = await reader.http.put(f"/api/stats/{reader.id}", json=body)

    assert response.status_code == 400
    assert [each["field"] for each in response.json()["details"]] == [next(iter(body))]
    assert await figures(reader) == before


async def test_somebody_elses_figures_cannot_be_changed(server):
    reader, other = await people(server)
    body = {"show_on_leaderboard": True}
    assert (await reader.http.put(f"/api/stats/{reader.id}", json=body)).status_code == 200

    assert (await other.http.put(f"/api/stats/{reader.id}", json=body)).status_code == 403
    assert (await server.http.put(f"/api/stats/{reader.id}", json=body)).status_code == 401
    await block(server, reader, other)
    assert (await other.http.put(f"/api/stats/{reader.id}", json=body)).status_code == 404


async def test_others_see_less_than_oneself(server):
    author, reader, other = await people(server, 3)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")

    shown = await figures(other, of=reader)

    own = await figures(reader)
    private = {"total_choices_made", "total_play_time", "show_on_leaderboard"}
    assert shown == {name: value for name, value in own.items() if name not in private}


PATHS = ("", "/achievements", "/collection", "/endings")


@pytest.mark.parametrize("path", PATHS)
async def test_a_block_either_way_hides_what_one_did(server, path):
    reader, blocked, blocker = await people(server, 3)
    address = f"/api/stats/{reader.id}{path}"
    for other in (blocked, blocker):
        assert (await other.http.get(address)).status_code == 200

    await block(server, reader, blocked)
    await block(server, blocker, reader)

    for other in (blocked, blocker):
        assert (await other.http.get(address)).status_code == 404
    assert (await reader.http.get(address)).status_code == 200
    assert (await server.http.get(address)).status_code == 401


@pytest.mark.parametrize("path", PATHS)
async def test_of_a_locked_account_only_followers_see_what_it_did(server, path):
    reader = await make_person(server, is_locked=True)
    follower, other = await people(server)
    await follow(server, follower, reader)
    address = f"/api/stats/{reader.id}{path}"

    assert (await follower.http.get(address)).status_code == 200
    assert (await reader.http.get(address)).status_code == 200
    assert (await other.http.get(address)).status_code == 403


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_did_anything(server, path):
    (reader,) = await people(server, 1)
    suspended = await make_person(server, suspended_at=server.clock.now())

    nobody = "0197a1b2-7c4e-7000-8000-00000000dead"
    for user_id in (nobody, suspended.id):
        assert (await reader.http.get(f"/api/stats/{user_id}{path}")).status_code == 404
    assert (await reader.http.get(f"/api/stats/7{path}")).status_code == 400
