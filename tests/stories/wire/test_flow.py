"""The flow of a draft: as a graph, as a picture, with what readers did."""

from typing import Any

import pytest

from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.service import flow
from tests.accounts.factories import make_person
from tests.stories.wire.authoring_factories import data
from tests.stories.wire.factories import document, make_story, published_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio


def at(story_id: str) -> str:
    return f"/api/admin/stories/{story_id}/flow"


def rolling() -> Any:
    """A story with a roll, a puzzle, and a way that leads to no node."""
    return document(
        {
            "key": "gate",
            "title": "At the gate",
            "position": {"x": 3, "y": 4},
            "choices": [
                {
                    "key": "force",
                    "text": "Force it",
                    "condition": "strong",
                    "roll": {"dice": "1d6", "target": 4, "success": "hall", "failure": "lost"},
                },
                {"key": "ask", "text": "Ask", "to": "hall"},
            ],
        },
        {
            "key": "hall",
            "puzzle": {"kind": "text", "answers": ["me"], "success": "end", "failure": "gate"},
        },
        {"key": "end", "type": "ending"},
    )


async def test_the_graph_names_every_node_and_way(server):
    author = await make_person(server)
    story_id = await make_story(server, author, rolling())
    graph = data(await author.http.get(at(story_id)))
    kinds = {node["key"]: node["kind"] for node in graph["nodes"]}
    assert kinds == {"gate": "scene", "hall": "puzzle", "end": "ending", "lost": "missing"}
    gate = graph["nodes"][0]
    assert (gate["node_id"], gate["is_starting_node"]) == (node_id(story_id, "gate"), True)
    assert (gate["position"], gate["visits"]) == ({"x": 3, "y": 4}, None)
    keys = {node["node_id"]: node["key"] for node in graph["nodes"]}
    force = choice_id(story_id, "gate", "force")
    ways = [
        (keys[edge["from_node_id"]], keys[edge["to_node_id"]], edge["choice_id"], edge["outcome"])
        for edge in graph["edges"]
    ]
    assert ways == [
        ("gate", "hall", force, "≥ 4"),
        ("gate", "lost", force, "< 4"),
        ("gate", "hall", choice_id(story_id, "gate", "ask"), ""),
        ("hall", "end", None, "solved"),
        ("hall", "gate", None, "not solved"),
    ]
    assert graph["edges"][0]["condition"] == "strong"


async def test_it_is_drawn_in_three_formats(server):
    author = await make_person(server)
    story_id = await make_story(server, author, rolling())
    for format, media_type, begins in (
        ("mermaid", "text/plain", "flowchart TD"),
        ("dot", "text/vnd.graphviz", "digraph"),
        ("svg", "image/svg+xml", "<svg"),
    ):
        answer = await author.http.get(at(story_id), params={"format": format})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media_type)
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.text.startswith(begins)
        assert "At the gate" in answer.text
    for wrong in ({"format": "pdf"}, {"with": "magic"}):
        assert (await author.http.get(at(story_id), params=wrong)).status_code == 400


async def test_readers_choices_stand_on_it(server):
    author, readers = await make_person(server), [await make_person(server) for _ in range(4)]
    story_id = await published_story(server, author)
    for number, reader in enumerate(readers):
        started = data(await reader.http.get(f"/api/stories/{story_id}/start"))
        key = "down" if number else "away"
        body = {
            "current_node_id": started["node"]["node_id"],
            "choice_id": choice_id(story_id, "well", key),
        }
        data(await reader.http.post(f"/api/stories/{story_id}/choice", json=body))
    graph = data(await author.http.get(at(story_id), params={"with": "analytics"}))
    assert graph["version"] == 1
    visits = {node["key"]: node["visits"] for node in graph["nodes"]}
    assert visits == {"well": 4, "bottom": 3, "home": 1}
    assert [(edge["times"], edge["share"]) for edge in graph["edges"]] == [(3, 0.75), (1, 0.25)]
    query = {"with": "analytics", "format": "mermaid"}
    picture = (await author.http.get(at(story_id), params=query)).text
    assert "75#37; Climb down" in picture
    plain = data(await author.http.get(at(story_id)))
    assert (plain["version"], plain["edges"][0]["times"]) == (None, None)
    fresh = await make_story(server, author)
    unread = data(await author.http.get(at(fresh), params={"with": "analytics"}))
    assert (unread["version"], unread["nodes"][0]["visits"]) == (None, None)


async def test_a_picture_has_a_limit_and_the_graph_has_not(server, monkeypatch):
    monkeypatch.setattr(flow, "MOST_DRAWN", 2)
    author = await make_person(server)
    story_id = await make_story(server, author)
    for format, status in (("svg", 413), ("dot", 200), ("mermaid", 200), ("json", 200)):
        answer = await author.http.get(at(story_id), params={"format": format})
        assert answer.status_code == status


async def test_the_storys_people_see_it(server):
    owner, viewer, reader = [await make_person(server) for _ in range(3)]
    story_id, draft = await published_story(server, owner), await make_story(server, owner)
    await join(server, story_id, viewer, "viewer")
    assert (await viewer.http.get(at(story_id))).status_code == 200
    assert (await reader.http.get(at(story_id))).status_code == 403
    assert (await reader.http.get(at(draft))).status_code == 404
    assert (await server.http.get(at(story_id))).status_code == 401
