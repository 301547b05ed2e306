"""What differs between two documents: nothing is missed, nothing is made up."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.kit.ids import new_id
from emberline.stories.engine.document import (
    FORMAT,
    Achievement,
    Choice,
    Ending,
    Item,
    Media,
    Node,
    Position,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Timer,
    Variable,
)
from emberline.stories.rules.diff import compare, node_change

STORY_ID = new_id()
WORDS = st.lists(st.sampled_from(["wet", "dry", "cold", "deep"]), max_size=4).map(" ".join)
KEYS = ["a", "b", "c", "d"]


def choices() -> Any:
    made = st.builds(
        Choice, key=st.sampled_from(KEYS), text=WORDS, to=st.sampled_from(KEYS), once=st.booleans()
    )
    return st.lists(made, max_size=3, unique_by=lambda choice: choice.key).map(tuple)


def nodes() -> Any:
    made = st.builds(
        Node,
        key=st.sampled_from(KEYS),
        title=WORDS,
        content=WORDS,
        tags=st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple),
        choices=choices(),
    )
    return st.lists(made, max_size=4, unique_by=lambda node: node.key).map(tuple)


def stories() -> Any:
    return st.builds(Story, format=st.just(FORMAT), title=WORDS, nodes=nodes())


def story(*parts: Node, **fields: Any) -> Story:
    return Story(format=FORMAT, title="The well", nodes=parts, **fields)


@given(stories())
def test_a_story_does_not_differ_from_itself(one):
    found = compare(one, msgspec.structs.replace(one))
    assert (found.story, found.nodes) == ([], [])
    assert set(msgspec.to_builtins(found.totals).values()) == {0}


@given(stories(), stories())
def test_exactly_the_nodes_that_are_not_equal_are_told(before, after):
    were, are = ({node.key: node for node in each.nodes} for each in (before, after))
    differ = {key for key in {**were, **are} if were.get(key) != are.get(key)}
    found = compare(before, after)
    told = {node.key for pair in found.nodes if (node := pair.after or pair.before)}
    assert told == differ
    assert [pair.place for pair in found.nodes] == sorted(pair.place for pair in found.nodes)
    totals = found.totals
    assert totals.nodes_added + totals.nodes_removed + totals.nodes_changed == len(differ)


@given(stories(), stories())
def test_what_one_way_adds_the_other_way_removes(before, after):
    there, back = compare(before, after).totals, compare(after, before).totals
    for part in ("nodes", "choices", "words"):
        assert getattr(there, f"{part}_added") == getattr(back, f"{part}_removed")
    assert there.nodes_changed == back.nodes_changed
    assert there.choices_changed == back.choices_changed


@given(stories(), stories())
def test_every_node_that_differs_says_in_what(before, after):
    for pair in compare(before, after).nodes:
        change = node_change(STORY_ID, pair)
        is_empty = pair.before is None or pair.after is None
        assert change.fields or change.choices or is_empty
        assert all(each.before != each.after for each in change.fields)
        for choice in change.choices:
            assert choice.fields or choice.change != "changed"


OTHER = {
    "title": "Other",
    "content": "Other",
    "type": "choice",
    "start": True,
    "ending": Ending(name="Other"),
    "on_enter": ("x = 1",),
    "media": (Media(kind="image", source="other.png"),),
    "tags": ("other",),
    "position": Position(x=1),
    "note": "Other",
    "puzzle": Puzzle(kind="text", success="a"),
    "twine": {"other": 1},
    "text": "Other",
    "to": "b",
    "letter": "Z",
    "condition": "x > 1",
    "locked_text": "Other",
    "effects": ("x = 1",),
    "consequences": "Other",
    "once": True,
    "fallback": True,
    "timer": Timer(seconds=1),
    "roll": Roll(dice="1d6", target=1, success="a", failure="b"),
}


@pytest.mark.parametrize("name", sorted({*Node.__struct_fields__} - {"key", "choices"}))
def test_whatever_changes_of_a_node_is_told(name):
    node = Node(key="a")
    (pair,) = compare(
        story(node), story(msgspec.structs.replace(node, **{name: OTHER[name]}))
    ).nodes
    assert node_change(STORY_ID, pair).fields


@pytest.mark.parametrize("name", sorted({*Choice.__struct_fields__} - {"key"}))
def test_whatever_changes_of_a_choice_is_told(name):
    choice = Choice(key="a", text="A")
    other = msgspec.structs.replace(choice, **{name: OTHER[name]})
    before, after = (story(Node(key="a", choices=(each,))) for each in (choice, other))
    (pair,) = compare(before, after).nodes
    (change,) = node_change(STORY_ID, pair).choices
    assert change.fields


def test_whatever_changes_of_the_story_itself_is_told():
    others = {
        "title": "Other",
        "description": "Other",
        "language": "de",
        "author": "Other",
        "category": "other",
        "tags": ("other",),
        "difficulty_level": "hard",
        "cover": "other.png",
        "content_notes": ("other",),
        "variables": {"x": Variable(type="int")},
        "items": {"x": Item()},
        "protagonists": {"x": Protagonist()},
        "achievements": {"x": Achievement()},
        "twine": {"other": 1},
    }
    assert set(others) == {*Story.__struct_fields__} - {"format", "schema", "nodes"}
    for name, value in others.items():
        (change,) = compare(story(), msgspec.structs.replace(story(), **{name: value})).story
        assert change.field.partition(".")[0] == name


def test_a_choice_that_only_moved_is_told_as_another_order():
    first, second = Choice(key="x", text="X"), Choice(key="y", text="Y")
    before = story(Node(key="a", choices=(first, second)))
    after = story(Node(key="a", choices=(second, first)))
    (pair,) = compare(before, after).nodes
    (field,) = node_change(STORY_ID, pair).fields
    assert (field.field, field.before, field.after) == ("choices", ["x", "y"], ["y", "x"])


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("one two three", "three two one", (0, 0)),
        ("one one", "one", (0, 1)),
        ("", "one two", (2, 0)),
        ("one two", "one TWO", (1, 1)),
    ],
)
def test_words_that_moved_about_neither_came_nor_went(before, after, counted):
    puzzle = Puzzle(kind="text", success="a", prompt="why")
    found = compare(
        story(Node(key="a", content=before, puzzle=puzzle)),
        story(Node(key="a", content=after, puzzle=puzzle)),
    )
    assert (found.totals.words_added, found.totals.words_removed) == counted
