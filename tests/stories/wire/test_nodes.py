"""Nodes of a draft: listed, made, changed, renamed and deleted."""

from typing import Any

import pytest

from emberline.stories.engine.document import Story
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import make_person
from tests.stories.wire.authoring_factories import (
    add_node,
    all_nodes,
    begin_story,
    data,
    document_of,
    nodes_at,
    upload,
)
from tests.stories.wire.factories import document, make_story, published_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio

FIELDS = {
    *("node_id", "key", "story_id", "node_title", "content", "node_type", "is_starting_node"),
    *("is_ending_node", "on_enter", "media", "tags", "position", "note", "puzzle", "ending"),
    *("choices", "revision"),
}
PUZZLE = {"kind": "text", "prompt": "Who?", "answers": ["me"], "success": "home"}


def wide(nodes: int) -> Any:
    """A story of so many nodes, each of which leads to the next."""
    return document(
        *(
            {
                "key": f"n{number}",
                "content": "Some words of a scene.",
                "choices": [{"key": "on", "text": "On", "to": f"n{number + 1}"}],
            }
            for number in range(nodes)
        )
    )


async def test_a_node_is_made_and_read_with_every_field(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    sent = {
        "key": "well",
        "node_title": "At the well",
        "content": "It is *deep*.",
        "on_enter": ["fear += 1"],
        "tags": ["outside"],
        "position": {"x": 40, "y": 80.5},
        "note": "Too short?",
    }
    answer = await author.http.post(nodes_at(story_id), json=sent)
    made = data(answer, 201)
    assert set(made) == FIELDS
    assert {name: made[name] for name in sent} == sent
    assert (made["node_id"], made["story_id"]) == (node_id(story_id, "well"), story_id)
    assert (made["node_type"], made["is_ending_node"], made["choices"]) == ("story", False, [])
    assert (made["revision"], answer.headers["etag"]) == (1, '"1"')
    read = await author.http.get(f"{nodes_at(story_id)}/{made['node_id']}")
    assert (data(read), read.headers["etag"]) == (made, '"1"')
    assert (await document_of(author, story_id))["nodes"] == [
        {
            "key": "well",
            "title": "At the well",
            "content": "It is *deep*.",
            "start": True,
            "on_enter": ["fear += 1"],
            "tags": ["outside"],
            "position": {"x": 40, "y": 80.5},
            "note": "Too short?",
        }
    ]


async def test_a_key_is_made_of_the_title_and_is_taken_once(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    keys = [
        (await add_node(author, story_id, **fields))["key"]
        for fields in (
            {"node_title": "At the Well!"},
            {"node_title": "At the well"},
            {"node_title": "Zürich, später"},
            {"node_title": "?!"},
            {},
            {"key": "anything / goes %_"},
        )
    ]
    assert keys == [
        *("at-the-well", "at-the-well-2", "zürich-später", "node", "node-2"),
        "anything / goes %_",
    ]
    taken = await author.http.post(nodes_at(story_id), json={"key": "node"})
    assert (taken.status_code, taken.json()["details"][0]["field"]) == (409, "key")
    for key in ("", "x" * 201, None, 7, "nul\x00"):
        answer = await author.http.post(nodes_at(story_id), json={"key": key})
        assert answer.status_code == 400
    assert list(await all_nodes(author, story_id)) == keys


async def test_there_is_one_start_which_moves(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]

    async def starts() -> list[str]:
        nodes = await all_nodes(author, story_id)
        return [key for key, node in nodes.items() if node["is_starting_node"]]

    first = await add_node(author, story_id, key="first", content='It said "start":true.')
    second = await add_node(author, story_id, key="second")
    assert await starts() == ["first"]
    await add_node(author, story_id, key="third", is_starting_node=True)
    assert await starts() == ["third"]
    address = f"{nodes_at(story_id)}/{second['node_id']}"
    data(await author.http.put(address, json={"is_starting_node": True}))
    assert await starts() == ["second"]
    assert (await all_nodes(author, story_id))["first"]["revision"] == first["revision"] + 1
    data(await author.http.put(address, json={"is_starting_node": False}))
    assert await starts() == []


async def test_only_what_is_sent_changes_and_counts_a_revision(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    made = await add_node(author, story_id, key="a", content="Old", tags=["x"], note="Hm")
    address = f"{nodes_at(story_id)}/{made['node_id']}"
    changed = data(await author.http.put(address, json={"content": "New"}))
    assert changed == {**made, "content": "New", "revision": 2}
    assert data(await author.http.put(address, json={"content": "New"})) == changed
    assert data(await author.http.put(address, json={})) == changed
    wrong: tuple[dict[str, Any], ...] = (
        {"content": None},
        {"content": "x" * 200_001},
        {"node_title": "x" * 201},
        {"node_type": "room"},
        {"position": {"x": 1}},
        {"position": {"x": "NaN", "y": 0}},
        {"revision": 9},
        {"node_id": made["node_id"]},
        {"choices": []},
        {"puzzle": {"kind": "text"}},
        {"media": [{"kind": "video", "source": "a"}]},
        {"on_enter": "x = 1"},
    )
    for fields in wrong:
        answer = await author.http.put(address, json=fields)
        assert answer.status_code == 400, (fields, answer.text)
    assert data(await author.http.get(address)) == changed
    missing = f"{nodes_at(story_id)}/{node_id(story_id, 'b')}"
    assert (await author.http.get(missing)).status_code == 404
    assert (await author.http.put(missing, json={})).status_code == 404
    assert (await author.http.delete(missing)).status_code == 404
    assert (await author.http.get(f"{nodes_at(story_id)}/7")).status_code == 400


async def test_the_type_the_flag_and_the_ending_of_a_node_agree(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    made = await add_node(author, story_id, key="home")
    address = f"{nodes_at(story_id)}/{made['node_id']}"

    async def after(**fields: Any) -> tuple[str, bool, Any]:
        node = data(await author.http.put(address, json=fields))
        return node["node_type"], node["is_ending_node"], node["ending"]

    assert await after(is_ending_node=True) == ("ending", True, None)
    assert await after(is_ending_node=False) == ("story", False, None)
    ending = {"name": "Home", "tone": "good"}
    assert await after(ending=ending) == ("ending", True, ending)
    assert await after(node_title="Home") == ("ending", True, ending)
    assert await after(node_type="choice") == ("choice", False, None)
    assert await after(node_type="ending", is_ending_node=True) == ("ending", True, None)
    for odd in (
        {"node_type": "story", "is_ending_node": True},
        {"node_type": "ending", "is_ending_node": False},
        {"is_ending_node": False, "ending": ending},
    ):
        answer = await author.http.put(address, json=odd)
        assert answer.status_code == 400, answer.text
    assert (await after(is_ending_node=False))[0] == "story"
    assert (await after(puzzle=PUZZLE))[0] == "puzzle"
    assert (await after(puzzle=None))[0] == "story"
    assert (await after(node_type="puzzle"))[0] == "puzzle"


def referring() -> Story:
    """A story whose nodes name `well` in every way there is."""
    return document(
        {
            "key": "start",
            "content": '{if visited(well) and chosen("well/down")}Again.{end} well',
            "choices": [
                {"key": "a", "text": "well", "to": "well", "condition": "times('well') < 2"},
                {
                    "key": "b",
                    "text": "Roll",
                    "roll": {"dice": "1d6", "target": 3, "success": "well", "failure": "end"},
                    "effects": ["seen = chosen(well/down)", "give(well)"],
                },
            ],
        },
        {
            "key": "well",
            "on_enter": ["deep = times(well)"],
            "choices": [{"key": "down", "text": "Down", "to": "well"}],
        },
        {
            "key": "riddle",
            "puzzle": {**PUZZLE, "success": "well", "failure": "end"},
            "content": "{if broken( well}",
        },
        {"key": "end", "type": "ending"},
    )


async def test_what_refers_to_a_node_follows_when_it_is_renamed(server):
    author = await make_person(server)
    story_id = await make_story(server, author, referring())
    before = await all_nodes(author, story_id)
    address = f"{nodes_at(story_id)}/{before['well']['node_id']}"
    body = {"key": "the deep well", "node_title": "Deep"}
    renamed = data(await author.http.put(address, json=body))
    assert renamed["node_id"] == node_id(story_id, "the deep well")
    assert renamed["revision"] == 2
    assert (await author.http.get(address)).status_code == 404
    after = await document_of(author, story_id)
    start, well, riddle, end = after["nodes"]
    assert start["content"] == (
        '{if visited("the deep well") and chosen("the deep well/down")}Again.{end} well'
    )
    first, second = start["choices"]
    assert (first["to"], first["text"]) == ("the deep well", "well")
    assert first["condition"] == 'times("the deep well") < 2'
    assert second["roll"]["success"] == "the deep well"
    assert second["effects"] == ['seen = chosen("the deep well/down")', "give(well)"]
    assert (well["key"], well["title"]) == ("the deep well", "Deep")
    assert well["on_enter"] == ['deep = times("the deep well")']
    assert well["choices"] == [{"key": "down", "text": "Down", "to": "the deep well"}]
    assert riddle["puzzle"]["success"] == "the deep well"
    assert riddle["content"] == "{if broken( well}"
    assert end == {"key": "end", "type": "ending"}
    nodes = await all_nodes(author, story_id)
    assert (nodes["end"]["revision"], nodes["start"]["revision"]) == (1, 2)
    back = f"{nodes_at(story_id)}/{renamed['node_id']}"
    assert (await author.http.put(back, json={"key": "end"})).status_code == 409
    data(await author.http.put(back, json={"key": "well"}))
    assert (await document_of(author, story_id))["nodes"][0]["choices"][0]["to"] == "well"


async def test_a_deleted_node_goes_with_its_choices_and_what_led_there_is_told(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    nodes = await all_nodes(author, story_id)
    answer = await author.http.delete(f"{nodes_at(story_id)}/{nodes['bottom']['node_id']}")
    assert data(answer) == {}
    left = await all_nodes(author, story_id)
    assert list(left) == ["well", "home"]
    dangling = left["well"]["choices"][0]
    assert (dangling["to"], dangling["to_node_id"]) == ("bottom", nodes["bottom"]["node_id"])
    report = data(await author.http.get(f"/api/stories/{story_id}/validate"))
    assert [error["code"] for error in report["errors"]] == ["missing_target"]
    again = await author.http.delete(f"{nodes_at(story_id)}/{nodes['bottom']['node_id']}")
    assert again.status_code == 404


async def test_pictures_of_a_node_are_ones_own_and_have_an_address(server):
    author, other = await make_person(server), await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    mine, theirs = await upload(author), await upload(other)
    media = {"kind": "image", "source": mine, "alt_text": "A well"}
    made = await add_node(author, story_id, media=[media])
    (shown,) = made["media"]
    assert {name: shown[name] for name in media} == media
    assert (await server.http.get(shown["url"])).status_code == 200
    address = f"{nodes_at(story_id)}/{made['node_id']}"
    wrong = {"media": [{"kind": "image", "source": theirs}]}
    assert (await author.http.put(address, json=wrong)).status_code == 400
    named = {"media": [{"kind": "image", "source": "well.png"}]}
    assert data(await author.http.put(address, json=named))["media"][0]["url"] is None


async def test_the_storys_people_see_nodes_and_editors_change_them(server):
    owner, editor, viewer, reader, admin = [
        await make_person(server, role="admin" if number == 4 else "user") for number in range(5)
    ]
    out, draft = await published_story(server, owner), await make_story(server, owner)
    for story_id in (out, draft):
        await join(server, story_id, editor, "editor")
        await join(server, story_id, viewer, "viewer")
    cases = (
        (owner, draft, 200, 201),
        (editor, draft, 200, 201),
        (admin, draft, 200, 201),
        (viewer, draft, 200, 403),
        (reader, draft, 404, 404),
        (reader, out, 403, 403),
    )
    for person, story_id, reads, makes in cases:
        assert (await person.http.get(nodes_at(story_id))).status_code == reads
        assert (await person.http.post(nodes_at(story_id), json={})).status_code == makes
        address = f"{nodes_at(story_id)}/{node_id(story_id, 'well')}"
        assert (await person.http.get(address)).status_code == reads
        changes = 200 if makes == 201 else makes
        headers = {"If-Match": "*"}
        changed = await person.http.put(address, json={"note": "Hm"}, headers=headers)
        assert changed.status_code == changes
        if makes == 201:
            continue
        assert (await person.http.delete(address, headers=headers)).status_code == changes
    assert (await server.http.get(nodes_at(out))).status_code == 401
    assert list(await all_nodes(owner, out)) == ["well", "bottom", "home"]


async def test_nodes_are_listed_in_order_by_cursor_in_a_fixed_number_of_statements(
    server, count_statements
):
    author = await make_person(server)
    story_id = await make_story(server, author, wide(23))
    for limit in (1, 10, 100):
        keys: list[str] = []
        counts: set[int] = set()
        cursor: str | None = ""
        while cursor is not None:
            query = {"limit": str(limit)} | ({"cursor": cursor} if cursor else {})
            with count_statements() as statements:
                answer = await author.http.get(nodes_at(story_id), params=query)
            counts.add(len(statements))
            keys += [node["key"] for node in data(answer)]
            cursor = answer.json()["meta"]["next_cursor"]
        assert keys == [f"n{number}" for number in range(23)]
        assert len(counts) == 1
        assert max(counts) <= 3


async def test_an_autosave_costs_as_many_statements_in_a_large_story_as_in_a_small_one(
    server, count_statements
):
    author = await make_person(server)
    counts = []
    for size in (2, 2_000):
        story_id = await make_story(server, author, wide(size))
        address = f"{nodes_at(story_id)}/{node_id(story_id, 'n1')}"
        data(await author.http.put(address, json={"content": "A first time."}))
        with count_statements() as statements:
            data(await author.http.put(address, json={"content": "Some more."}))
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
