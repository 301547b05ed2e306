"""Choices of a draft: made, changed, placed, renamed and deleted."""

from typing import Any

import pytest

from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person, make_person
from tests.stories.wire.authoring_factories import (
    add_choice,
    add_node,
    all_nodes,
    begin_story,
    data,
    document_of,
    nodes_at,
)
from tests.stories.wire.factories import document, make_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio

FIELDS = {
    *("choice_id", "key", "from_node_id", "to_node_id", "to", "choice_text", "choice_letter"),
    *("consequences", "condition", "locked_text", "effects", "once", "fallback", "timer", "roll"),
    "revision",
}


def choices_at(story_id: str, choice: str) -> str:
    return f"/api/admin/stories/{story_id}/choices/{choice}"


async def two_nodes(author: Person) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A story with the nodes `well` and `bottom`."""
    story_id = (await begin_story(author))["story_id"]
    nodes = [await add_node(author, story_id, key=key) for key in ("well", "bottom")]
    return story_id, nodes[0], nodes[1]


async def test_a_choice_is_made_with_every_field_and_stands_in_the_document(server):
    author = await make_person(server)
    story_id, well, bottom = await two_nodes(author)
    sent = {
        "choice_text": "Climb down",
        "to_node_id": bottom["node_id"],
        "consequences": "It is cold.",
        "condition": "has(rope)",
        "locked_text": "You need a rope.",
        "effects": ["fear += 1"],
        "once": True,
        "fallback": False,
        "timer": {"seconds": 30, "default": "stay"},
    }
    address = f"{nodes_at(story_id)}/{well['node_id']}/choices"
    answer = await author.http.post(address, json=sent)
    made = data(answer, 201)
    assert set(made) == FIELDS
    assert {name: made[name] for name in sent} == sent
    assert made["choice_id"] == choice_id(story_id, "well", "climb-down")
    assert (made["from_node_id"], made["to"]) == (well["node_id"], "bottom")
    assert (made["choice_letter"], made["revision"]) == ("A", 1)
    assert answer.headers["etag"] == '"1"'
    (stored,) = (await document_of(author, story_id))["nodes"][0]["choices"]
    assert stored == {
        "key": "climb-down",
        "text": "Climb down",
        "to": "bottom",
        "consequences": "It is cold.",
        "condition": "has(rope)",
        "locked_text": "You need a rope.",
        "effects": ["fear += 1"],
        "once": True,
        "timer": {"seconds": 30, "default": "stay"},
    }
    assert (await all_nodes(author, story_id))["well"]["choices"] == [made]


async def test_letters_are_given_out_beside_those_that_were_chosen(server):
    author = await make_person(server)
    _, well, _ = await two_nodes(author)
    sent: tuple[dict[str, Any], ...] = ({}, {"choice_letter": "B"}, {}, {"choice_letter": "X"})
    letters = [(await add_choice(author, well, **fields))["choice_letter"] for fields in sent]
    assert letters == ["A", "B", "C", "X"]
    (_, chosen, *_) = (await all_nodes(author, well["story_id"]))["well"]["choices"]
    address = choices_at(well["story_id"], chosen["choice_id"])
    data(await author.http.put(address, json={"choice_letter": "Q"}))
    nodes = await all_nodes(author, well["story_id"])
    assert [each["choice_letter"] for each in nodes["well"]["choices"]] == ["A", "Q", "B", "X"]
    assert (
        data(await author.http.put(address, json={"choice_letter": None}))["choice_letter"] == "B"
    )


async def test_a_target_is_an_id_or_the_key_of_a_node_that_is_still_to_come(server):
    author = await make_person(server)
    story_id, well, bottom = await two_nodes(author)
    made = await add_choice(author, well, to="attic")
    assert (made["to"], made["to_node_id"]) == ("attic", node_id(story_id, "attic"))
    attic = await add_node(author, story_id, key="attic")
    assert attic["node_id"] == made["to_node_id"]
    address = choices_at(story_id, made["choice_id"])
    data(await author.http.delete(f"{nodes_at(story_id)}/{attic['node_id']}"))
    # What it says now may be sent back as it is.
    same = {"to_node_id": made["to_node_id"], "to": "attic"}
    assert data(await author.http.put(address, json=same)) == made
    moved = data(await author.http.put(address, json={"to_node_id": bottom["node_id"]}))
    assert moved["to"] == "bottom"
    nowhere = data(await author.http.put(address, json={"to_node_id": None}))
    assert (nowhere["to"], nowhere["to_node_id"]) == ("", None)
    rolled = {"dice": "2d6", "modifier": None, "target": 7, "success": "bottom", "failure": "roof"}
    assert data(await author.http.put(address, json={"roll": rolled}))["roll"] == rolled
    other, _, theirs = await two_nodes(author)
    assert other != story_id
    for wrong in (
        {"to_node_id": theirs["node_id"]},
        {"to_node_id": well["node_id"], "to": "bottom"},
        {"to_node_id": "7"},
        {"to": "x" * 201},
        {"roll": {"dice": "2d6"}},
        {"timer": {"seconds": 0}},
        {"choice_text": None},
        {"choice_letter": "x" * 11},
        {"from_node_id": bottom["node_id"]},
        {"revision": 3},
    ):
        answer = await author.http.put(address, json=wrong)
        assert answer.status_code == 400, (wrong, answer.text)


async def test_only_what_is_sent_changes_and_counts_a_revision(server):
    author = await make_person(server)
    story_id, well, bottom = await two_nodes(author)
    made = await add_choice(author, well, to="bottom", effects=["x = 1"], once=True)
    address = choices_at(story_id, made["choice_id"])
    answer = await author.http.put(address, json={"choice_text": "Jump"})
    changed = data(answer)
    assert changed == {**made, "choice_text": "Jump", "revision": 2}
    assert answer.headers["etag"] == '"2"'
    assert data(await author.http.put(address, json={"choice_text": "Jump"})) == changed
    nodes = await all_nodes(author, story_id)
    assert (nodes["well"]["revision"], nodes["bottom"]["revision"]) == (1, bottom["revision"])
    assert data(await author.http.delete(address)) == {}
    for gone in (
        await author.http.put(address, json={}),
        await author.http.delete(address),
        await author.http.post(
            f"{nodes_at(story_id)}/{node_id(story_id, 'x')}/choices", json={"choice_text": "Go"}
        ),
    ):
        assert gone.status_code == 404
    assert (await all_nodes(author, story_id))["well"]["choices"] == []


async def test_a_choice_is_moved_among_the_others(server):
    author = await make_person(server)
    story_id, well, _ = await two_nodes(author)
    made = [await add_choice(author, well, choice_text=text) for text in ("a", "b", "c")]

    async def order() -> str:
        nodes = await all_nodes(author, story_id)
        return "".join(choice["key"] for choice in nodes["well"]["choices"])

    assert await order() == "abc"
    moved = data(
        await author.http.put(choices_at(story_id, made[2]["choice_id"]), json={"place": 0})
    )
    assert (await order(), moved["choice_letter"], moved["revision"]) == ("cab", "A", 1)
    data(await author.http.put(choices_at(story_id, made[0]["choice_id"]), json={"place": 99}))
    assert await order() == "cba"
    await add_choice(author, well, choice_text="d", place=1)
    assert await order() == "cdba"


async def test_what_refers_to_a_choice_follows_when_it_is_renamed(server):
    author = await make_person(server)
    story_id = await make_story(
        server,
        author,
        document(
            {
                "key": "well",
                "choices": [
                    {"key": "down", "text": "Down", "to": "end"},
                    {
                        "key": "wait",
                        "text": "Wait",
                        "to": "end",
                        "timer": {"seconds": 5, "default": "down"},
                    },
                ],
            },
            {
                "key": "roof",
                "content": "{if chosen(well/down)}Wet.{end}",
                "choices": [
                    {"key": "down", "text": "Down", "to": "end", "condition": "chosen(roof/down)"}
                ],
            },
            {"key": "end", "type": "ending"},
        ),
    )
    address = choices_at(story_id, choice_id(story_id, "well", "down"))
    renamed = data(
        await author.http.put(address, json={"key": "descend", "choice_text": "Descend"})
    )
    assert renamed["choice_id"] == choice_id(story_id, "well", "descend")
    assert (renamed["choice_text"], renamed["revision"]) == ("Descend", 2)
    well, roof, _ = (await document_of(author, story_id))["nodes"]
    assert well["choices"][1]["timer"]["default"] == "descend"
    assert roof["content"] == "{if chosen(well/descend)}Wet.{end}"
    assert (roof["choices"][0]["key"], roof["choices"][0]["condition"]) == (
        "down",
        "chosen(roof/down)",
    )
    taken = choices_at(story_id, choice_id(story_id, "well", "wait"))
    assert (await author.http.put(taken, json={"key": "descend"})).status_code == 409
    assert (await author.http.put(address, json={})).status_code == 404


async def test_a_key_is_taken_once_at_a_node(server):
    author = await make_person(server)
    _, well, bottom = await two_nodes(author)
    keys = [(await add_choice(author, node))["key"] for node in (well, well, bottom)]
    assert keys == ["go", "go-2", "go"]
    address = f"{nodes_at(well['story_id'])}/{well['node_id']}/choices"
    taken = await author.http.post(address, json={"choice_text": "Go", "key": "go"})
    assert (taken.status_code, taken.json()["details"][0]["field"]) == (409, "key")
    assert (await author.http.post(address, json={"to": "bottom"})).status_code == 400


async def test_editors_change_choices_and_others_do_not(server):
    owner, editor, viewer, stranger = [await make_person(server) for _ in range(4)]
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    await join(server, story_id, viewer, "viewer")
    there = choices_at(story_id, choice_id(story_id, "well", "down"))
    under = f"{nodes_at(story_id)}/{node_id(story_id, 'well')}/choices"
    headers = {"If-Match": "*"}
    for person, status in ((viewer, 403), (stranger, 404), (editor, 200)):
        made = await person.http.post(under, json={"choice_text": "Go"})
        assert made.status_code == (201 if status == 200 else status)
        changed = await person.http.put(there, json={"once": True}, headers=headers)
        assert changed.status_code == status
        assert (await person.http.delete(there, headers=headers)).status_code == status
    for call in (server.http.post(under, json={}), server.http.delete(there)):
        assert (await call).status_code == 401
