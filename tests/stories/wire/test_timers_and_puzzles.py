"""Timers are the server's, and puzzles keep their answers."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from emberline.accounts.models import Preferences
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, published_story
from tests.stories.wire.playing import begun, chosen

pytestmark = pytest.mark.anyio


def bomb() -> Any:
    return document(
        {
            "key": "wires",
            "choices": [
                {"key": "red", "text": "Red", "to": "safe", "timer": {"seconds": 10}},
                {
                    "key": "blue",
                    "text": "Blue",
                    "to": "safe",
                    "timer": {"seconds": 20, "default": "wait"},
                },
                {"key": "wait", "text": "Wait", "to": "bang"},
            ],
        },
        {"key": "safe", "type": "ending", "ending": {"name": "Safe"}},
        {"key": "bang", "type": "ending", "ending": {"name": "Bang"}},
    )


def riddles() -> Any:
    return document(
        {
            "key": "gate",
            "type": "puzzle",
            "puzzle": {
                "kind": "text",
                "prompt": "What has hands and no feet?",
                "answers": ["a clock", "clock"],
                "hints": ["It ticks.", "It hangs."],
                "attempts": 3,
                "success": "in",
                "failure": "out",
            },
        },
        {"key": "in", "type": "ending"},
        {"key": "out", "type": "ending"},
    )


async def answered(person: Person, story_id: Any, answer: Any, **fields: Any) -> Any:
    return await person.http.post(
        f"/api/stories/{story_id}/puzzle", json={"answer": answer, **fields}
    )


async def test_a_repeated_answer_is_no_second_attempt(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, riddles())
    await begun(reader, story_id)
    wrong = await answered(reader, story_id, "a snail", turn=0)
    assert wrong.json()["data"]["next_node"]["puzzle"]["attempts_left"] == 2
    repeated = await answered(reader, story_id, "a snail", turn=0)
    assert repeated.status_code == 409
    assert repeated.json()["current"]["node"]["puzzle"]["attempts_left"] == 2


async def test_what_time_decided_meanwhile_is_told_on_return(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    play = await begun(reader, story_id)
    assert play["lapsed"] is None
    server.clock.advance(timedelta(seconds=60))
    back = await begun(reader, story_id, progress_id=play["progress_id"])
    assert (back["is_ending"], back["lapsed"]["ending"]["name"]) == (True, "Bang")


async def test_a_guest_has_timers_as_they_asked(server):
    author = await make_person(server)
    story_id = await published_story(server, author, bomb())
    start = f"/api/stories/{story_id}/start"
    first = (await server.http.get(start)).json()["data"]
    assert first["node"]["choices"][0]["timer_seconds"] == 10
    headers = {"X-Play-Token": first["play_token"]}
    named = {"progress_id": first["progress_id"]}
    off = await server.http.get(start, params={"timers": "off", **named}, headers=headers)
    assert off.json()["data"]["node"]["choices"][0]["timer_seconds"] is None
    server.clock.advance(timedelta(minutes=5))
    still = await server.http.get(start, params=named, headers=headers)
    assert (still.json()["data"]["lapsed"], still.json()["data"]["is_ending"]) == (None, False)
    slow = (await server.http.get(start, params={"timers": "10"})).json()["data"]
    assert slow["node"]["choices"][0]["timer_seconds"] == 100


async def test_a_timer_survives_a_reload_and_has_two_seconds_of_grace(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    play = await begun(reader, story_id)
    assert [each["timer_seconds"] for each in play["node"]["choices"]] == [10, 20, None]

    server.clock.advance(timedelta(seconds=4))
    again = await begun(reader, story_id)
    assert again["progress_id"] == play["progress_id"]
    assert [each["timer_seconds"] for each in again["node"]["choices"]] == [6, 16, None]
    server.clock.advance(timedelta(seconds=7, milliseconds=900))
    assert (await chosen(reader, story_id, "wires", "red")).status_code == 200


async def test_a_choice_whose_time_is_over_is_refused_and_others_stay_open(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    await begun(reader, story_id)

    server.clock.advance(timedelta(seconds=12, milliseconds=100))
    late = await chosen(reader, story_id, "wires", "red")
    assert (late.status_code, late.json()["reason"]) == (409, "lapsed")
    assert late.json()["current"]["node"]["node_id"] == node_id(story_id, "wires")
    assert (await chosen(reader, story_id, "wires", "blue")).status_code == 200


async def test_when_all_time_is_over_the_server_decides_and_says_so(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    play = await begun(reader, story_id)

    server.clock.advance(timedelta(seconds=22, milliseconds=100))
    late = await chosen(reader, story_id, "wires", "blue")
    assert late.status_code == 409
    assert late.json()["current"]["next_node"]["node_id"] == node_id(story_id, "bang")
    here = await begun(reader, story_id, progress_id=play["progress_id"])
    assert here["ending"]["name"] == "Bang"


async def test_coming_back_too_late_finds_what_time_has_decided(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    play = await begun(reader, story_id)

    server.clock.advance(timedelta(hours=1))
    here = await begun(reader, story_id, progress_id=play["progress_id"])
    assert here["is_ending"] and here["ending"]["name"] == "Bang"


@pytest.mark.parametrize(("setting", "seconds"), [("off", None), ("2", 20), ("10", 100)])
async def test_a_reader_who_needs_more_time_has_it(server, setting, seconds):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    statement = update(Preferences).where(Preferences.user_id == reader.id).values(timers=setting)
    await server.runtime.database.write(lambda conn: conn.execute(statement) and None)

    play = await begun(reader, story_id)
    assert play["node"]["choices"][0]["timer_seconds"] == seconds
    server.clock.advance(timedelta(seconds=18))
    assert (await chosen(reader, story_id, "wires", "red")).status_code == 200


async def test_a_wrong_answer_gives_a_hint_and_the_last_one_leads_away(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, riddles())
    play = await begun(reader, story_id)
    assert play["node"]["puzzle"]["attempts_left"] == 3 and play["node"]["puzzle"]["hints"] == []
    assert "clock" not in str(play)

    wrong = (await answered(reader, story_id, "A glove")).json()["data"]
    assert wrong["correct"] is False and wrong["next_node"]["puzzle"]["hints"] == ["It ticks."]
    await answered(reader, story_id, "A tree")
    last = (await answered(reader, story_id, "A table")).json()["data"]
    assert last["correct"] is False
    assert last["next_node"]["node_id"] == node_id(story_id, "out")


async def test_a_right_answer_leads_on(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, riddles())
    await begun(reader, story_id)

    right = (await answered(reader, story_id, " A CLOCK ")).json()["data"]
    assert right["correct"] is True
    assert right["next_node"]["node_id"] == node_id(story_id, "in")
    assert (await answered(reader, story_id, "clock")).status_code == 409


@pytest.mark.parametrize("answer", [None, True, {"a": 1}, [1], "x" * 1001, ["x"] * 201])
async def test_what_is_no_answer_is_refused(server, answer):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, riddles())
    await begun(reader, story_id)

    assert (await answered(reader, story_id, answer)).status_code == 400
    assert (await answered(reader, story_id, ["a list"])).status_code == 400
    assert (await answered(reader, story_id, "clock")).status_code == 200


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_what_is_no_number_is_no_answer(server, number):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, riddles())
    await begun(reader, story_id)
    address, json = f"/api/stories/{story_id}/puzzle", {"Content-Type": "application/json"}
    refused = await reader.http.post(address, content=f'{{"answer": {number}}}', headers=json)
    assert refused.status_code == 400

    assert (await answered(reader, story_id, 1.5)).json()["data"]["correct"] is False
    back = await reader.http.post(f"/api/stories/{story_id}/rewind", json={"steps": 1})
    assert back.json()["data"]["node"]["puzzle"]["attempts_left"] == 3


async def test_wrong_answers_to_one_puzzle_earn_no_hints_of_another(server):
    author, reader = await make_person(server), await make_person(server)
    puzzle = {"kind": "text", "prompt": "?", "answers": ["a"], "hints": ["A hint."]}
    story = document(
        {"key": "one", "type": "puzzle", "puzzle": {**puzzle, "success": "two"}},
        {"key": "two", "type": "puzzle", "puzzle": {**puzzle, "success": "end"}},
        {"key": "end", "type": "ending"},
    )
    story_id = await published_story(server, author, story)
    await begun(reader, story_id)
    await answered(reader, story_id, "a")
    wrong = await answered(reader, story_id, "b")
    assert wrong.json()["data"]["next_node"]["puzzle"]["hints"] == ["A hint."]
    looked = await reader.http.get(f"/api/stories/{story_id}/nodes/{node_id(story_id, 'one')}")
    assert looked.json()["data"]["puzzle"]["hints"] == []
