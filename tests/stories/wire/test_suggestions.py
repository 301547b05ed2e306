"""Suggestions for the next scene, from a language model that the operator has set."""

import json
from datetime import timedelta
from typing import Any

import pytest

from emberline.kit.ids import new_id
from emberline.stories.jobs.people import sweep_people
from emberline.stories.rules.part_ids import node_id
from emberline.stories.rules.suggesting import CONTEXT_CHARACTERS, choices_in, context
from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, make_story, short_story
from tests.stories.wire.model_server import model_server
from tests.stories.wire.people_factories import activity_of, address, join

pytestmark = pytest.mark.anyio


@pytest.fixture
async def model():
    async with model_server() as running:
        yield running


async def _suggest(
    person: Person, story_id: Any, key: Any = "bottom", kind: Any = "continue"
) -> Any:
    body = {"node_id": node_id(story_id, key), "kind": kind}
    return await person.http.post(address(story_id, "suggest"), json=body)


def _events(answer: Any) -> Any:
    assert answer.headers["content-type"].startswith("text/event-stream")
    parts = [part.split("\n") for part in answer.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data[6:])) for name, data in parts]


async def test_suggestions_are_off_unless_the_operator_set_an_endpoint(server):
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    answer = await _suggest(owner, story_id)
    assert (answer.status_code, answer.json()["error"]) == (404, "Suggestions are off")


async def test_a_suggestion_comes_piece_by_piece_and_changes_nothing(start_server, model):
    server = await start_server(suggestions_url=model.url, suggestions_key="a key")
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    answer = await _suggest(owner, story_id)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert _events(answer) == [
        ("text", {"text": "The rope"}),
        ("text", {"text": " gives."}),
        ("done", {"text": "The rope gives.", "choices": None}),
    ]
    (asked,) = model.asked
    assert (asked["model"], asked["stream"]) == ("default", True)
    assert model.headers[0]["Authorization"] == "Bearer a key"
    system, user = (message["content"] for message in asked["messages"])
    assert 'the code "en"' in system
    for told in ("The well", "A way down.", "It is deep.", "Climb down", "Dark."):
        assert told in user
    assert user.index("It is deep.") < user.index("Dark.")
    assert "Safe." not in user
    assert (await activity_of(owner, story_id))["data"] == []


async def test_choices_are_taken_from_the_models_lines(start_server, model):
    model.texts = ["1. Call out\n", "- Wait\n\n", '"Climb up"\n', "Listen\nOne too many"]
    server = await start_server(suggestions_url=model.url + "/", suggestions_model="small")
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    name, data = _events(await _suggest(owner, story_id, kind="choices"))[-1]
    assert (name, data["choices"]) == ("done", ["Call out", "Wait", "Climb up", "Listen"])
    assert model.asked[0]["model"] == "small"


async def test_only_who_may_write_is_given_suggestions(start_server, model):
    server = await start_server(suggestions_url=model.url)
    owner, editor, viewer, stranger = [await make_person(server) for _ in range(4)]
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    await join(server, story_id, viewer, "viewer")
    assert (await _suggest(editor, story_id)).status_code == 200
    assert (await _suggest(viewer, story_id)).status_code == 403
    assert (await _suggest(stranger, story_id)).status_code == 404
    assert (await server.http.post(address(story_id, "suggest"), json={})).status_code == 401
    for wrong in (
        {"node_id": new_id()},
        {"node_id": new_id(), "kind": "poem"},
        {"node_id": "x", "kind": "continue"},
    ):
        answer = await owner.http.post(address(story_id, "suggest"), json=wrong)
        assert answer.status_code == 400
    assert (await _suggest(owner, story_id, key="nowhere")).json()["error"] == "Node not found"
    assert len(model.asked) == 1


async def test_each_person_has_so_many_a_day_and_what_did_not_come_is_not_counted(
    start_server, model
):
    server = await start_server(suggestions_url=model.url, suggestions_daily=2)
    owner, editor = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    assert (await _suggest(owner, story_id)).status_code == 200
    model.status = 500
    assert (await _suggest(owner, story_id)).status_code == 502
    model.status = 200
    assert (await _suggest(owner, story_id)).status_code == 200
    over = await _suggest(owner, story_id)
    assert over.status_code == 429
    # The clock of the tests begins at noon.
    assert over.headers["retry-after"] == str(12 * 3600)
    assert (await _suggest(editor, story_id)).status_code == 200
    server.clock.advance(timedelta(hours=12))
    assert (await _suggest(owner, story_id)).status_code == 200
    server.clock.advance(timedelta(days=3))
    assert await sweep_people(server.runtime) == 3


async def test_a_server_may_allow_none(start_server, model):
    server = await start_server(suggestions_url=model.url, suggestions_daily=0)
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    assert (await _suggest(owner, story_id)).status_code == 429


@pytest.mark.parametrize(
    "failure",
    [
        {"status": 401},
        {"status": 302},
        {"media_type": "application/json", "raw": b'{"choices":[]}'},
        {"raw": b"data: {nonsense\n\n"},
        {"raw": b'data: {"error":{"message":"a secret key"}}\n\n'},
        {"raw": b"data: " + b"x" * 70_000},
    ],
)
async def test_an_endpoint_that_gives_no_proper_answer_is_a_502(start_server, model, failure):
    server = await start_server(suggestions_url=model.url)
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    for name, value in failure.items():
        setattr(model, name, value)
    answer = await _suggest(owner, story_id)
    assert answer.status_code == 502
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


async def test_an_endpoint_that_is_not_there_is_a_503(start_server, model):
    server = await start_server(suggestions_url="http://127.0.0.1:9/v1")
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    assert (await _suggest(owner, story_id)).status_code == 503


async def test_an_answer_that_breaks_off_ends_with_an_error(start_server, model):
    model.breaks_off = True
    server = await start_server(suggestions_url=model.url)
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    answer = await _suggest(owner, story_id)
    assert answer.status_code == 200
    *texts, (name, problem) = _events(answer)
    assert [data["text"] for _, data in texts] == ["The rope", " gives."]
    assert (name, problem["status"], problem["type"]) == ("error", 503, "/problems/unavailable")


async def test_of_an_answer_without_end_the_beginning_is_handed_on(start_server, model):
    model.texts = ["x" * 3000] * 5
    server = await start_server(suggestions_url=model.url)
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    name, data = _events(await _suggest(owner, story_id))[-1]
    assert (name, len(data["text"])) == ("done", 8000)


async def test_a_model_that_says_nothing_suggests_nothing(start_server, model):
    model.texts = []
    server = await start_server(suggestions_url=model.url)
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    answer = await _suggest(owner, story_id, kind="choices")
    assert _events(answer) == [("done", {"text": "", "choices": []})]


def test_the_context_is_bounded_and_keeps_what_is_near():
    nodes = [
        {
            "key": f"n{number}",
            "content": f"scene {number} " + "x" * 3000,
            "choices": [{"key": "a", "text": "On", "to": f"n{number + 1}"}],
        }
        for number in range(20)
    ]
    story = document(*nodes, {"key": "n20", "type": "ending", "content": "The end."})
    told = context(story, "n20")
    assert len(told) <= CONTEXT_CHARACTERS
    assert "The end." in told and "scene 19" in told and "scene 5 " not in told
    assert told.startswith("Title: The well")
    huge = document({"key": "one", "content": "a" * 50_000 + "the last words"})
    assert len(context(huge, "one")) == CONTEXT_CHARACTERS
    assert "the last words" in context(huge, "one")
    with pytest.raises(KeyError):
        context(short_story(), "nowhere")


def test_a_node_to_which_nothing_leads_is_told_of_alone():
    story = document(
        {"key": "a", "content": "First."}, {"key": "b", "content": "Lost.", "type": "ending"}
    )
    assert "First." not in context(story, "b")


def test_choices_are_short_few_and_without_marks():
    assert choices_in("a) Go\n(2) Stay\n* No. Never\n\n • Fly\nfifth") == [
        "Go",
        "Stay",
        "No. Never",
        "Fly",
    ]
    assert [len(each) for each in choices_in("y" * 500)] == [200]
