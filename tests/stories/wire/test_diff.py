"""What differs between versions, over HTTP: by node and choice, with both texts."""

from typing import Any

import pytest

from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import document, make_story, redraft
from tests.stories.wire.people_factories import address
from tests.stories.wire.version_factories import changed, published

pytestmark = pytest.mark.anyio


async def diff(person: Person, story_id: Any, before: Any, after: Any, **query: Any) -> Any:
    parameters = {"from": before, "to": after, **query}
    answer = await person.http.get(address(story_id, "diff"), params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def changed_choices(story_id: str) -> list[dict[str, Any]]:
    """How the choices of the well differ: one changed, one is new, one is gone."""
    return [
        {
            "choice_id": choice_id(story_id, "well", "down"),
            "key": "down",
            "change": "changed",
            "fields": [
                {"field": "choice_text", "before": "Climb down", "after": "Climb down slowly"}
            ],
        },
        {
            "choice_id": choice_id(story_id, "well", "jump"),
            "key": "jump",
            "change": "added",
            "fields": [
                {
                    "field": "to_node_id",
                    "before": None,
                    "after": node_id(story_id, "bottom"),
                },
                {"field": "choice_text", "before": None, "after": "Jump"},
            ],
        },
        {
            "choice_id": choice_id(story_id, "well", "away"),
            "key": "away",
            "change": "removed",
            "fields": [
                {"field": "to_node_id", "before": node_id(story_id, "home"), "after": None},
                {"field": "choice_text", "before": "Walk away", "after": None},
            ],
        },
    ]


async def test_two_versions_differ_by_fields_and_choices_with_both_texts(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    down = {"key": "down", "text": "Climb down slowly", "to": "bottom"}
    jump = {"key": "jump", "text": "Jump", "to": "bottom"}
    story = changed("well", content="It is very deep.", choices=[down, jump])
    await redraft(server, author, story_id, changed("bottom", story, ending=None))
    story = (await published(author, story_id))["version"]
    assert story == 2

    page = await diff(author, story_id, 1, 2)

    shown = page["data"]
    assert page["meta"] == {"next_cursor": None}
    assert (shown["before"], shown["after"], shown["story"]) == ("1", "2", [])
    well, bottom = shown["nodes"]
    assert (well["node_id"], well["key"], well["change"]) == (
        node_id(story_id, "well"),
        "well",
        "changed",
    )
    assert well["fields"] == [
        {"field": "content", "before": "It is deep.", "after": "It is very deep."}
    ]
    assert well["choices"] == changed_choices(story_id)
    assert (well["words_added"], well["words_removed"]) == (3, 2)
    assert bottom["fields"] == [{"field": "ending", "before": {"name": "Below"}, "after": None}]
    assert shown["totals"] == {
        "nodes_added": 0,
        "nodes_removed": 0,
        "nodes_changed": 2,
        "choices_added": 1,
        "choices_removed": 1,
        "choices_changed": 1,
        "words_added": 3,
        "words_removed": 2,
    }


async def test_the_draft_is_compared_with_a_version_both_ways(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    assert (await diff(author, story_id, 1, "draft"))["data"]["nodes"] == []
    await redraft(server, author, story_id, changed("home"))

    gone = (await diff(author, story_id, 1, "draft"))["data"]
    came = (await diff(author, story_id, "draft", 1))["data"]

    assert [(each["key"], each["change"]) for each in gone["nodes"]] == [("home", "removed")]
    assert [(each["key"], each["change"]) for each in came["nodes"]] == [("home", "added")]
    assert gone["nodes"][0]["words_removed"] == came["nodes"][0]["words_added"] == 1
    fields = {each["field"]: each["before"] for each in gone["nodes"][0]["fields"]}
    assert fields == {"content": "Safe.", "node_type": "ending", "ending": {"name": "Home"}}


async def test_the_storys_own_fields_and_declarations_are_compared(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    variables = {"courage": {"type": "int", "initial": 2}}
    nodes = [{"key": "a", "type": "ending", "content": "x"}]
    story = document(*nodes, title="The lake", tags=["wet"], variables=variables)
    await redraft(server, author, story_id, story)

    shown = (await diff(author, story_id, 1, "draft"))["data"]

    assert shown["story"] == [
        {"field": "title", "before": "The well", "after": "The lake"},
        {"field": "tags", "before": [], "after": ["wet"]},
        {
            "field": "variables.courage",
            "before": None,
            "after": {"type": "int", "initial": 2},
        },
    ]


async def test_nodes_come_by_pages_and_pages_of_long_texts_end_early(server):
    author = await make_person(server)
    nodes = [{"key": f"n{number}", "type": "ending", "content": "x"} for number in range(7)]
    story_id = await make_story(server, author, document(*nodes))
    await publish_unsound(server, author, story_id)
    long = [{**node, "content": "long " * 80_000} for node in nodes[:5]]
    await redraft(server, author, story_id, document(*long))

    pages, cursor = [], None
    while True:
        query = {"limit": 5} if cursor is None else {"limit": 5, "cursor": cursor}
        page = await diff(author, story_id, 1, "draft", **query)
        pages.append([each["key"] for each in page["data"]["nodes"]])
        assert page["data"]["totals"]["nodes_changed"] == 5
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert pages == [["n0", "n1", "n2"], ["n3", "n4", "n5", "n6"]]


async def test_what_cannot_be_compared_is_refused(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    assert (await diff(author, story_id, 1, 1))["data"]["nodes"] == []
    for before, after, expected in (
        ("1", "2", 404),
        ("9", "draft", 404),
        ("0", "1", 400),
        ("one", "1", 400),
        ("1", "9" * 30, 400),
    ):
        query = {"from": before, "to": after}
        answer = await author.http.get(address(story_id, "diff"), params=query)
        assert answer.status_code == expected
    assert (await author.http.get(address(story_id, "diff?from=1"))).status_code == 400


async def publish_unsound(server: Server, author: Person, story_id: Any) -> Any:
    """Publish a story whose nodes nothing leads to."""
    assert (await published(author, story_id))["report"]["warnings"]
