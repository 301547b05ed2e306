"""The share of a story that its links lead to."""

from functools import partial

from emberline.stories.engine.document import Choice, Ending, Node, Puzzle, Roll
from emberline.stories.formats.reach import share_reachable
from tests.stories.formats.documents import calls_of, node, story


def test_choices_dice_and_puzzles_lead_on():
    roll = Roll(dice="1d6", target=4, success="won", failure="lost")
    riddle = Puzzle(kind="text", success="solved", failure="failed")
    nodes = [
        Node(key="a", choices=(Choice(key="1", text="Jump", to="unused", roll=roll),)),
        node("won", "deep"),
        Node(key="lost", puzzle=riddle),
        *map(node, ("solved", "failed", "deep", "unused", "loose")),
    ]
    assert share_reachable(story(*nodes)) == 6 / 8


def test_nothing_leads_on_from_an_ending_or_to_what_is_missing():
    end = Node(key="b", ending=Ending(), choices=(Choice(key="1", text="On", to="c"),))
    assert share_reachable(story(node("a", "b", "gone"), end, node("c"))) == 2 / 3


def test_without_nodes_or_a_start_nothing_is_reached():
    assert share_reachable(story()) == 0
    begun = story(node("a", "b"), node("b"))
    assert share_reachable(begun) == 1
    assert (
        share_reachable(type(begun)(format="emberline-story/1", title="", nodes=(node("a"),))) == 0
    )


def test_a_long_story_is_followed_to_its_end_in_linear_time():
    def line(count: int) -> float:
        nodes = (node(str(place), str(place + 1), "0") for place in range(count))
        return share_reachable(story(*nodes))

    assert line(50_000) == 1
    assert calls_of(partial(line, 1200)) < 4.4 * calls_of(partial(line, 300))
