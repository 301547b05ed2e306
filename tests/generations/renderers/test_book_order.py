"""The order of a book's scenes."""

from emberline.generations.renderers.book.reading_order import in_reading_order
from emberline.stories.engine.document import Node, Puzzle, Story
from tests.generations.renderers.factories import choice, ending, node, story


def test_a_scene_comes_after_all_that_lead_to_it():
    told = story(_leading("a", "b", "c"), _leading("d"), _leading("c", "d"), _leading("b", "d"))
    assert _order(told) == ["a", "b", "c", "d"]


def test_what_follows_from_a_choice_stays_together():
    told = story(
        _leading("a", "b", "c"),
        _leading("b", "b1"),
        _leading("c", "c1"),
        *map(ending, ("b1", "c1")),
    )
    assert _order(told) == ["a", "b", "b1", "c", "c1"]


def test_a_loop_is_gone_through_once():
    assert _order(story(_leading("a", "b"), _leading("b", "c"), _leading("c", "a", "b"))) == [
        *("a", "b", "c")
    ]


def test_what_a_puzzle_leads_to_comes_before_what_choices_do():
    asked = Node(
        key="a",
        puzzle=Puzzle(kind="text", answers=("x",), success="b", failure="c"),
        choices=(choice("1", "d"),),
    )
    assert _order(story(asked, *map(ending, "dcb"))) == ["a", "b", "c", "d"]


def test_what_no_way_leads_to_is_left_out():
    assert _order(story(_leading("a", "b"), ending("b"), _leading("lost", "b"))) == ["a", "b"]


def test_where_no_node_is_the_start_the_first_one_is():
    told = Story(format="emberline-story/1", title="", nodes=(_leading("a", "b"), ending("b")))
    assert _order(told) == ["a", "b"]
    assert _order(story()) == []


def test_of_two_nodes_with_one_key_the_first_counts():
    told = story(_leading("a", "b"), node("b", title="First"), node("b", title="Second"))
    assert [each.title for each in in_reading_order(told)] == ["", "First"]


def test_a_way_of_twenty_thousand_scenes_is_no_deep_recursion():
    count = 20_000
    told = story(*(_leading(str(place), str(place + 1)) for place in range(count)))
    assert _order(told) == [str(place) for place in range(count)]


def _leading(key: str, *ways: str) -> Node:
    return node(key, *(choice(to, to) for to in ways))


def _order(told: Story) -> list[str]:
    return [each.key for each in in_reading_order(told)]
