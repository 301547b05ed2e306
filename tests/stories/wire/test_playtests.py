"""Playtests: a draft is played as it is, from anywhere, and goes a day after the last move."""

from datetime import timedelta
from typing import Any

import pytest

from emberline.stories.jobs.playtests import sweep_playtests
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.service.versions.playtesting import SNAPSHOTS_MOST
from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, make_story, redraft
from tests.stories.wire.people_factories import address, shared_story
from tests.stories.wire.version_factories import changed, frozen_count, published

pytestmark = pytest.mark.anyio


def brave_story() -> Any:
    """At `gate` a door opens from courage 3; behind it dice are rolled."""
    return document(
        {
            "key": "gate",
            "content": "You have {courage} courage.",
            "choices": [
                {"key": "in", "text": "In", "to": "hall", "condition": "courage >= 3"},
                {"key": "off", "text": "Off", "to": "home"},
            ],
        },
        {
            "key": "hall",
            "content": "A game.",
            "on_enter": ["luck = roll('10d10')"],
            "choices": [{"key": "on", "text": "On", "to": "home"}],
        },
        {"key": "home", "type": "ending", "content": "Home."},
        variables={
            "courage": {"type": "int", "initial": 1, "min": 0, "max": 5},
            "luck": {"type": "int"},
        },
    )


async def playtest(person: Person, story_id: Any, **body: Any) -> Any:
    return await person.http.post(address(story_id, "playtest"), json=body)


async def begun(person: Person, story_id: Any, **body: Any) -> Any:
    answer = await playtest(person, story_id, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def choose(person: Person, story_id: Any, play: Any, node: Any, choice: Any) -> Any:
    body = {
        "progress_id": play["progress_id"],
        "current_node_id": node_id(story_id, node),
        "choice_id": choice_id(story_id, node, choice),
    }
    return await person.http.post(f"/api/stories/{story_id}/choice", json=body)


async def test_a_draft_is_played_before_it_is_published(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)

    play = await begun(author, story_id)

    assert play["node"]["node_id"] == node_id(story_id, "well")
    assert play["version"] is None
    turn = await choose(author, story_id, play, "well", "down")
    assert turn.json()["data"]["ending"]["name"] == "Below"
    assert (await reader.http.get(f"/api/stories/{story_id}/start")).status_code == 404


async def test_it_begins_anywhere_with_any_values_and_the_same_seed_rolls_alike(server):
    author = await make_person(server)
    story_id = await make_story(server, author, brave_story())
    rolled = []
    for seed in ("5EED", "5eed", "beef"):
        play = await begun(author, story_id, variables={"courage": 3}, seed=seed)
        assert play["node"]["content"] == "You have 3 courage."
        turn = (await choose(author, story_id, play, "gate", "in")).json()["data"]
        rolled.append(turn["state"]["variables"]["luck"])
    assert rolled[0] == rolled[1] != rolled[2]

    hall = await begun(author, story_id, node_id=node_id(story_id, "hall"))
    assert hall["node"]["node_id"] == node_id(story_id, "hall")


async def test_it_stays_as_it_was_when_the_draft_goes_on(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    play = await begun(author, story_id)
    await redraft(server, author, story_id, changed("well", choices=[]))

    assert (await choose(author, story_id, play, "well", "down")).status_code == 200
    newer = await begun(author, story_id)
    assert newer["node"]["choices"] == []


async def test_a_draft_with_errors_plays_as_far_as_it_goes(server):
    author = await make_person(server)
    story_id = await make_story(server, author, changed("bottom"))
    report = (await author.http.get(f"/api/stories/{story_id}/validate")).json()["data"]
    assert not report["valid"]

    play = await begun(author, story_id)
    turn = await choose(author, story_id, play, "well", "away")
    assert turn.json()["data"]["is_ending"]
    play = await begun(author, story_id)
    assert (await choose(author, story_id, play, "well", "down")).status_code == 409

    empty = await make_story(server, author, document())
    assert (await playtest(author, empty)).status_code in (400, 409)


async def test_its_people_playtest_and_nobody_else(server):
    story_id, owner, editor, viewer = await shared_story(server)
    stranger = await make_person(server)
    plays = [await begun(person, story_id) for person in (owner, editor, viewer)]
    assert (await playtest(stranger, story_id)).status_code == 404
    assert (await choose(owner, story_id, plays[1], "well", "down")).status_code == 404
    await published(owner, story_id)
    assert (await playtest(stranger, story_id)).status_code == 403
    anonymous = await server.http.post(address(story_id, "playtest"), json={})
    assert anonymous.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"node_id": "0197a1b2-7c4e-7000-8000-0000000000d1"},
        {"node_id": "well"},
        {"variables": {"magic": 1}},
        {"variables": {"courage": "much"}},
        {"variables": {"courage": [1]}},
        {"seed": "no digits"},
        {"seed": "0" * 33},
        {"user_id": "0197a1b2-7c4e-7000-8000-0000000000d1"},
    ],
)
async def test_what_the_draft_does_not_have_is_refused(server, body):
    author = await make_person(server)
    story_id = await make_story(server, author, brave_story())
    await begun(author, story_id)
    assert (await playtest(author, story_id, **body)).status_code == 400


async def test_a_number_beyond_all_numbers_is_refused(server):
    author = await make_person(server)
    story_id = await make_story(server, author, brave_story())
    url, headers = address(story_id, "playtest"), {"Content-Type": "application/json"}
    for number, expected in (("2", 201), ("1e400", 400), ("NaN", 400), ("-1e308", 400)):
        body = f'{{"variables": {{"courage": {number}}}}}'
        answer = await author.http.post(url, content=body, headers=headers)
        assert answer.status_code == expected, number
    play = await begun(author, story_id, variables={"courage": 2**70})
    assert play["state"]["variables"]["courage"] == 5


async def test_the_same_key_begins_one_playtest(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    headers = {"Idempotency-Key": "one"}
    url = address(story_id, "playtest")
    answers = [await author.http.post(url, json={}, headers=headers) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


async def test_a_draft_that_did_not_change_is_kept_once_and_only_so_many_that_did(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    first = await begun(author, story_id)
    await begun(author, story_id)
    assert await frozen_count(server, story_id) == 2

    for number in range(SNAPSHOTS_MOST):
        server.clock.advance(timedelta(seconds=1))
        await redraft(server, author, story_id, changed("well", title=f"Title {number}"))
        await begun(author, story_id)
    assert await frozen_count(server, story_id) == 1 + SNAPSHOTS_MOST
    assert (await choose(author, story_id, first, "well", "down")).status_code == 404


async def test_a_playtest_goes_a_day_after_its_last_move_and_versions_stay(server):
    author = await make_person(server)
    idle, busy = [await make_story(server, author, _way()) for _ in range(2)]
    for story_id in (idle, busy):
        await published(author, story_id)
    idle_play, busy_play = await begun(author, idle), await begun(author, busy)
    server.clock.advance(timedelta(hours=23))
    assert await sweep_playtests(server.runtime) == 0
    assert (await choose(author, busy, busy_play, "a", "on")).status_code == 200

    server.clock.advance(timedelta(hours=2))
    assert await sweep_playtests(server.runtime) == 1

    assert [await frozen_count(server, each) for each in (idle, busy)] == [1, 2]
    assert (await choose(author, idle, idle_play, "a", "on")).status_code == 404
    assert (await choose(author, busy, busy_play, "b", "on")).status_code == 200
    server.clock.advance(timedelta(hours=25))
    assert await sweep_playtests(server.runtime) == 1
    assert [await frozen_count(server, each) for each in (idle, busy)] == [1, 1]


async def test_the_clean_up_goes_in_batches_until_nothing_is_left(server):
    author = await make_person(server)
    story_ids = [await make_story(server, author) for _ in range(60)]
    for story_id in story_ids:
        await begun(author, story_id)
    server.clock.advance(timedelta(hours=25))
    assert await sweep_playtests(server.runtime) == 60
    assert await sweep_playtests(server.runtime) == 0


def _way() -> Any:
    return document(
        {"key": "a", "content": "a", "choices": [{"key": "on", "text": "On", "to": "b"}]},
        {"key": "b", "content": "b", "choices": [{"key": "on", "text": "On", "to": "c"}]},
        {"key": "c", "type": "ending", "content": "c"},
    )
