"""Puzzles of four kinds: what solves them, what they show, and when they are over."""

from typing import Any

import msgspec
import pytest

from emberline.stories.engine.document import Puzzle
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import RefusedError
from emberline.stories.engine.step import answer
from emberline.stories.engine.view import view
from tests.stories.engine.factories import began, choice, ending, node, playable, puzzle

PAIRS = {"sun": "day", "moon": "night", "lamp": "dusk"}


def riddle(puzzle: Puzzle, *choices: Any) -> Playable:
    """A story that begins with `puzzle`."""
    return playable(node("riddle", *choices, puzzle=puzzle), ending("open"), ending("shut"))


@pytest.mark.parametrize(
    ("kind", "answers", "given", "solves"),
    [
        ("text", ("the wind", "air"), "  The   WIND ", True),
        ("text", ("the wind", "air"), "air", True),
        ("text", ("the wind",), "wind", False),
        ("text", ("7",), 7, True),
        ("number", (42, "1.5"), "42.0", True),
        ("number", (42, 1.5), 1.5, True),
        ("number", (42,), 41, False),
        ("number", (42,), "nan", False),
        ("order", ("one", "two", "three"), ["One", "two", "three"], True),
        ("order", ("one", "two", "three"), ["two", "one", "three"], False),
        ("order", ("one", "two", "three"), ["one", "two"], False),
        ("match", PAIRS, {"moon": "Night", "sun": "day", "lamp": "dusk"}, True),
        ("match", PAIRS, {"moon": "day", "sun": "night", "lamp": "dusk"}, False),
        ("match", PAIRS, {"moon": "night"}, False),
    ],
)
def test_an_answer_solves_a_puzzle_or_does_not(kind: str, answers: Any, given: Any, solves: bool):
    story = riddle(puzzle(kind, answers, "open"))

    step = answer(story, began(story), given)

    assert step.correct is solves
    assert step.state.node == ("open" if solves else "riddle")


def test_capitals_count_where_the_author_says_so():
    story = riddle(puzzle("text", ("Wind",), "open", case_sensitive=True))

    assert answer(story, began(story), "wind").correct is False
    assert answer(story, began(story), "Wind").correct is True


@pytest.mark.parametrize(
    ("kind", "answers", "given"),
    [
        ("text", ("a",), ["a"]),
        ("text", ("a",), None),
        ("text", ("a",), "a" * 1_001),
        ("number", (1,), "one"),
        ("number", (1,), True),
        ("order", ("a", "b"), "a, b"),
        ("order", ("a", "b"), ["a"] * 1_001),
        ("match", PAIRS, ["day"]),
    ],
)
def test_an_answer_of_another_shape_is_refused_and_costs_no_attempt(
    kind: str, answers: Any, given: Any
):
    story = riddle(puzzle(kind, answers, "open", attempts=1, failure="shut"))

    with pytest.raises(RefusedError) as caught:
        answer(story, began(story), given)
    assert caught.value.code == "bad_answer"


@pytest.mark.parametrize(
    ("kind", "answers"), [("text", ("a",)), ("number", (1,)), ("order", ("a",)), ("match", PAIRS)]
)
def test_a_number_of_thousands_of_digits_is_no_answer(kind: str, answers: Any):
    endless = 10**5_000
    given = {"order": [endless], "match": {"sun": endless}}.get(kind, endless)
    story = riddle(puzzle(kind, answers, "open"))

    with pytest.raises(RefusedError) as caught:
        answer(story, began(story), given)
    assert caught.value.code == "bad_answer"


def test_each_wrong_answer_earns_a_hint_until_the_attempts_are_used():
    story = riddle(
        puzzle("text", ("wind",), "open", attempts=3, failure="shut", hints=("cold", "fast"))
    )
    state = began(story)
    seen = []
    while state.node == "riddle":
        question = view(story, state).puzzle
        assert question is not None
        seen.append((question.hints, question.attempts_left))
        state = answer(story, state, "no").state

    assert seen == [((), 3), (("cold",), 2), (("cold", "fast"), 1)]
    assert (state.node, state.attempts) == ("shut", 0)


def test_without_a_failure_a_used_up_puzzle_leaves_the_choices_of_its_node():
    story = riddle(puzzle("text", ("wind",), "open", attempts=1), choice("leave", "shut"))
    state = answer(story, began(story), "no").state

    seen = view(story, state)

    assert seen.puzzle is None
    assert [each.key for each in seen.choices] == ["leave"]
    with pytest.raises(RefusedError) as caught:
        answer(story, state, "wind")
    assert caught.value.code == "no_puzzle"


def test_the_parts_of_a_puzzle_are_never_shown_in_their_right_order():
    parts = ("one", "two", "three")
    story = riddle(puzzle("order", parts, "open"))
    shown = set()
    for number in range(100):
        question = view(story, began(story, f"{number:032x}")).puzzle
        assert question is not None
        assert sorted(question.options) == sorted(parts)
        assert question.options != parts
        shown.add(question.options)
    assert len(shown) == 5


def test_a_match_shows_both_sides_and_the_same_order_after_a_reload():
    story = riddle(puzzle("match", PAIRS, "open"))
    question = view(story, began(story)).puzzle

    assert question is not None
    assert question.lefts == tuple(PAIRS)
    assert sorted(question.options) == sorted(PAIRS.values())
    assert question.options != tuple(PAIRS.values())
    assert view(story, began(story)).puzzle == question


def test_answers_are_in_no_view():
    story = riddle(puzzle("text", ("mistral",), "open"), choice("leave", "shut"))

    assert "mistral" not in msgspec.json.encode(view(story, began(story))).decode()
