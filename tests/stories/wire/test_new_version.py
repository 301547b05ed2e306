"""A new version comes out while a story is played: who moves, who stays, and why."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, insert, select

from emberline.kit.ids import new_id
from emberline.stories.models.plays import Play
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.service.versions import trial
from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, make_story, published_story, redraft
from tests.stories.wire.reading_factories import start_play
from tests.stories.wire.version_factories import published

pytestmark = pytest.mark.anyio

ROPE = {"rope": {"name": "A rope"}}
COURAGE = {"courage": {"type": "int", "initial": 5, "min": 0, "max": 9}}


def way(key: Any, to: Any, **fields: Any) -> Any:
    """A node with one way on, the choice `on`."""
    choice = {"key": "on", "text": "On", "to": to}
    return {"key": key, "title": key.title(), "content": "x", "choices": [choice], **fields}


def fork(key: Any, left: Any, right: Any) -> Any:
    """A node with two ways on, by the keys of the nodes that they lead to."""
    choices = [{"key": to, "text": to, "to": to} for to in (left, right)]
    return {"key": key, "title": key.title(), "content": "x", "choices": choices}


END = {"key": "end", "type": "ending", "content": "The end."}


def first_version() -> Any:
    return document(fork("gate", "garden", "attic"), way("garden", "end"), way("attic", "end"), END)


def second_version() -> Any:
    """Without the attic, and with courage."""
    return document(fork("gate", "garden", "end"), way("garden", "end"), END, variables=COURAGE)


async def choose(person: Person, story_id: Any, play: Any, node: Any, choice: Any) -> Any:
    body = {
        "progress_id": play["progress_id"],
        "current_node_id": node_id(story_id, node),
        "choice_id": choice_id(story_id, node, choice),
    }
    answer = await person.http.post(f"/api/stories/{story_id}/choice", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def migrate(person: Person, play: Any) -> Any:
    return await person.http.post(f"/api/progress/{play['progress_id']}/migrate")


async def test_while_two_play_a_version_comes_out_one_moves_and_one_is_reported_stuck(server):
    author, mira, jon = [await make_person(server) for _ in range(3)]
    story_id = await make_story(server, author, first_version())
    assert (await published(author, story_id))["version"] == 1
    in_garden, in_attic = await start_play(mira, story_id), await start_play(jon, story_id)
    await choose(mira, story_id, in_garden, "gate", "garden")
    await choose(jon, story_id, in_attic, "gate", "attic")
    await redraft(server, author, story_id, second_version())

    told = await published(author, story_id, dry_run=True)
    done = await published(author, story_id)

    assert (
        told["dry_run"]
        == done["dry_run"]
        == {
            "plays": 2,
            "tried": 2,
            "moved_unchanged": 1,
            "moved_with_notes": 0,
            "stuck": [
                {
                    "node_id": node_id(story_id, "attic"),
                    "node_title": "Attic",
                    "plays": 1,
                    "reason": "node_gone",
                    "message": "The scene `attic` is not in the new version.",
                }
            ],
        }
    )
    assert done["version"] == 2

    moved = await migrate(mira, in_garden)
    assert moved.status_code == 200
    stands = moved.json()["data"]
    assert (stands["version"], stands["node"]["node_title"]) == (2, "Garden")
    assert stands["state"]["variables"] == {"courage": 5}
    assert (await choose(mira, story_id, in_garden, "garden", "on"))["is_ending"]

    stuck = await migrate(jon, in_attic)
    assert stuck.status_code == 409
    assert stuck.json()["reason"] == "node_gone"
    turn = await choose(jon, story_id, in_attic, "attic", "on")
    assert turn["is_ending"] and turn["version"] == 1 and turn["newer_version"] == 2


async def test_each_reason_to_stay_is_told_with_its_node_and_how_many_plays_stand_there(server):
    author = await make_person(server)
    ways = [way("a", "end"), way("b", "end"), way("c", "end")]
    choices = [{"key": each, "text": each, "to": each} for each in "abc"]
    hub = {"key": "hub", "content": "x", "choices": choices}
    story_id = await published_story(server, author, document(hub, *ways, END))
    for key, count in (("a", 1), ("b", 2), ("c", 3)):
        for _ in range(count):
            reader = await make_person(server)
            play = await start_play(reader, story_id)
            await choose(reader, story_id, play, "hub", key)
    needs_rope = {"key": "on", "text": "On", "to": "end", "condition": "has(rope)"}
    give = [{"key": "c", "text": "c", "to": "c", "effects": ["give(rope)"]}]
    changed = document(
        {"key": "hub", "content": "x", "choices": [choices[1], *give]},
        {"key": "b", "title": "B", "type": "ending", "content": "x"},
        {"key": "c", "title": "C", "content": "x", "choices": [needs_rope]},
        END,
        items=ROPE,
    )
    await redraft(server, author, story_id, changed)

    stuck = (await published(author, story_id))["dry_run"]["stuck"]

    assert [(each["node_title"], each["plays"], each["reason"]) for each in stuck] == [
        ("C", 3, "no_way_on"),
        ("B", 2, "became_ending"),
        ("A", 1, "node_gone"),
    ]


async def test_what_has_to_be_mended_is_counted_and_noted(server):
    author, reader = await make_person(server), await make_person(server)
    story = msgspec.structs.replace(
        document(way("a", "end"), END), variables=document(variables=COURAGE).variables
    )
    story_id = await published_story(server, author, story)
    play = await start_play(reader, story_id)
    lower = {"courage": {"type": "int", "initial": 1, "min": 0, "max": 2}}
    await redraft(server, author, story_id, document(way("a", "end"), END, variables=lower))

    shown = (await published(author, story_id))["dry_run"]

    assert (shown["moved_unchanged"], shown["moved_with_notes"]) == (0, 1)
    moved = (await migrate(reader, play)).json()["data"]
    assert moved["notes"] == ["`courage` was 5; in its new range it is 2."]
    assert moved["state"]["variables"] == {"courage": 2}


async def test_plays_that_are_over_and_playtests_and_those_already_there_are_not_tried(server):
    author, ended, fresh = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, document(way("a", "end"), END))
    over = await start_play(ended, story_id)
    await choose(ended, story_id, over, "a", "on")
    playtest = await author.http.post(f"/api/admin/stories/{story_id}/playtest", json={})
    assert playtest.status_code == 201
    await redraft(server, author, story_id, document(way("a", "b"), way("b", "end"), END))
    assert (await published(author, story_id))["dry_run"]["plays"] == 0

    await start_play(fresh, story_id)
    assert (await published(author, story_id))["dry_run"]["plays"] == 0
    await redraft(server, author, story_id, document(way("a", "end"), END))
    shown = (await published(author, story_id))["dry_run"]
    assert (shown["plays"], shown["tried"], shown["moved_unchanged"]) == (1, 1, 1)


async def test_a_version_that_asks_for_what_no_state_remembers_has_the_moves_replayed(
    server, monkeypatch
):
    author, went, stayed = [await make_person(server) for _ in range(3)]
    ways = [way("left", "hub"), way("right", "hub")]
    story = document(fork("hub", "left", "right"), *ways, way("end", "hub"))
    story_id = await published_story(server, author, story)
    plays = [await start_play(person, story_id) for person in (went, stayed)]
    await choose(went, story_id, plays[0], "hub", "left")
    await choose(went, story_id, plays[0], "left", "on")
    asks = {"key": "out", "text": "Out", "to": "end", "condition": "visited(left)"}
    hub = {"key": "hub", "title": "Hub", "content": "x", "choices": [asks]}
    first = {"key": "left", "start": True, "content": "x", "choices": way("left", "hub")["choices"]}
    await redraft(server, author, story_id, document(first, hub, END))

    shown = (await published(author, story_id, dry_run=True))["dry_run"]

    assert (shown["moved_unchanged"], shown["moved_with_notes"]) == (1, 0)
    assert [(each["plays"], each["reason"]) for each in shown["stuck"]] == [(1, "no_way_on")]
    assert (await published(author, story_id))["dry_run"] == shown
    assert (await migrate(went, plays[0])).json()["data"]["notes"] == []
    assert (await migrate(stayed, plays[1])).status_code == 409
    await redraft(server, author, story_id, document(first, hub, {**END, "content": "y"}))
    monkeypatch.setattr(trial, "MOVES_MOST", 0)
    shown = (await published(author, story_id, dry_run=True))["dry_run"]
    assert (shown["plays"], shown["tried"]) == (2, 0)


async def test_of_very_many_plays_the_newest_are_tried_in_bounded_batches(
    server, monkeypatch, count_statements
):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, document(way("a", "end"), END))
    await start_play(reader, story_id)
    await server.runtime.database.write(_copies, story_id, 59)
    monkeypatch.setattr(trial, "PLAYS_MOST", 25)
    monkeypatch.setattr(trial, "_BATCH", 10)
    await redraft(server, author, story_id, document(way("a", "b"), way("b", "end"), END))

    with count_statements() as statements:
        shown = (await published(author, story_id, dry_run=True))["dry_run"]

    assert (shown["plays"], shown["tried"], shown["moved_unchanged"]) == (60, 25, 25)
    assert sum("plays.started_at" in each for each in statements) == 3


async def test_a_play_moves_once_and_what_came_before_stays(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story = document(way("a", "b"), way("b", "c"), way("c", "end"), END)
    story_id = await published_story(server, author, story)
    play = await start_play(reader, story_id)
    await choose(reader, story_id, play, "a", "on")
    assert (await migrate(other, play)).status_code == 404
    same = (await migrate(reader, play)).json()["data"]
    assert same["version"] == 1

    longer = document(way("a", "b"), way("b", "c"), way("c", "d"), way("d", "end"), END)
    await redraft(server, author, story_id, longer)
    await published(author, story_id)
    for _ in range(2):
        moved = (await migrate(reader, play)).json()["data"]
        assert (moved["version"], moved["node"]["node_title"]) == (2, "B")
        assert moved["newer_version"] is None

    body = {"progress_id": play["progress_id"], "steps": 1}
    url = f"/api/stories/{story_id}/rewind"
    assert (await reader.http.post(url, json=body)).status_code == 400
    await choose(reader, story_id, play, "b", "on")
    assert (await reader.http.post(url, json=body)).status_code == 200
    (progress,) = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    assert len(progress["choices_made"]) == 1


async def test_a_timer_that_is_new_begins_when_the_play_moves_and_one_that_runs_runs_on(server):
    author, late, early = [await make_person(server) for _ in range(3)]
    timed: list[dict[str, Any]] = [
        {"key": "jump", "text": "Jump", "to": "end", "timer": {"seconds": 30}}
    ]
    stay: list[dict[str, Any]] = [{"key": "stay", "text": "Stay", "to": "end"}]
    plain: dict[str, Any] = {"key": "a", "content": "x", "choices": stay}
    story_id = await published_story(server, author, document(plain, END))
    play = await start_play(late, story_id)
    server.clock.advance(timedelta(minutes=5))
    hurried = {**plain, "choices": timed + stay}
    await redraft(server, author, story_id, document(hurried, END))
    await published(author, story_id)

    moved = (await migrate(late, play)).json()["data"]
    assert _seconds_left(moved) == 30

    running = await start_play(early, story_id)
    server.clock.advance(timedelta(seconds=20))
    await redraft(server, author, story_id, document({**hurried, "content": "y"}, END))
    await published(author, story_id)
    moved = (await migrate(early, running)).json()["data"]
    assert _seconds_left(moved) == 10


def _seconds_left(play: Any) -> Any:
    (jump,) = [each for each in play["node"]["choices"] if each["choice_text"] == "Jump"]
    return jump["timer_seconds"]


def _copies(conn: Connection, story_id: str, count: int) -> None:
    """So many more plays as the one of the story."""
    row = conn.execute(select(Play.__table__).where(Play.story_id == story_id)).mappings().one()
    conn.execute(insert(Play), [{**row, "id": new_id()} for _ in range(count)])
