"""Moves: what they lead to, what they refuse, and that nothing before them changes."""

import copy

import msgspec
import pytest

from emberline.stories.engine.document import Achievement, Item
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import RefusedError, State
from emberline.stories.engine.step import choose, start
from emberline.stories.engine.view import view
from tests.stories.engine.factories import (
    SEED,
    began,
    choice,
    decoded,
    encoded,
    ending,
    flag,
    integer,
    node,
    playable,
    played,
    roll,
)


def offered(story: Playable, state: State) -> list[str]:
    """The keys of the choices that a reader may take."""
    return [each.key for each in view(story, state).choices if each.available]


def refusal(story: Playable, state: State, key: str) -> str:
    """The code with which a choice is refused."""
    with pytest.raises(RefusedError) as caught:
        choose(story, state, key)
    return caught.value.code


def test_a_step_tells_its_consequences_and_what_it_unlocked():
    story = playable(
        node(
            "a",
            choice(
                "on", "b", effects=("gold += 2", "unlock(rich)"), consequences="You have {gold}."
            ),
        ),
        ending("b", on_enter=("gold += 1", "unlock(rich)", "unlock(home)")),
        variables={"gold": integer()},
        achievements={"rich": Achievement(), "home": Achievement()},
    )

    step = choose(story, began(story), "on")

    assert step.consequences == "You have 3."
    assert step.unlocked == step.state.achievements == ("rich", "home")
    assert (step.state.node, step.state.turn) == ("b", 1)


def test_no_part_of_a_state_changes_when_a_move_is_made_from_it():
    story = playable(
        node(
            "a",
            choice(
                "on", "a", effects=("gold += 1", "give(rope)", "unlock(won)", "gold = random(1, 9)")
            ),
            choice(
                "off", "a", condition="visited(a) and not chosen(a/off)", effects=("take(rope)",)
            ),
            on_enter=("give(rope, 2)",),
        ),
        variables={"gold": integer()},
        items={"rope": Item()},
        achievements={"won": Achievement()},
    )
    state = began(story)
    for key in ("on", "off", "on", "on"):
        before = copy.deepcopy(msgspec.to_builtins(state))
        following = choose(story, state, key).state
        assert msgspec.to_builtins(state) == before
        assert following != state
        state = following
    assert began(story).variables == {"gold": 0}


def test_what_is_chosen_after_a_reload_falls_as_it_would_have_without():
    story = playable(
        node("a", choice("throw", "a", effects=("gold = random(1, 1000000)",))),
        variables={"gold": integer()},
    )
    state = played(story, "throw", "throw")

    again = [choose(story, decoded(encoded(state)), "throw").state for _ in range(3)]

    assert {each.variables["gold"] for each in again} == {
        choose(story, state, "throw").state.variables["gold"]
    }
    assert decoded(encoded(again[0])) == again[0]


def test_other_seeds_fall_otherwise():
    story = playable(
        node("a", choice("throw", "a", effects=("gold = random(1, 1000000)",))),
        variables={"gold": integer()},
    )

    assert len({played(story, "throw", seed=f"{n:032x}").variables["gold"] for n in range(20)}) > 15


def test_dice_lead_where_their_total_says():
    story = playable(
        node("a", choice("throw", roll=roll("2d6", 8, "win", "lose", modifier="luck"))),
        ending("win"),
        ending("lose"),
        variables={"luck": integer(1)},
    )
    ends = set()
    for number in range(40):
        step = choose(story, began(story, f"{number:032x}"), "throw")
        assert step.roll is not None
        assert step.roll.total == sum(step.roll.rolls) + 1
        assert step.state.node == ("win" if step.roll.total >= 8 else "lose")
        ends.add(step.state.node)
    assert ends == {"win", "lose"}


def test_a_choice_for_once_is_gone_when_it_was_taken():
    story = playable(node("a", choice("ask", "a", once=True), choice("go", "b")), ending("b"))
    state = began(story)
    assert offered(story, state) == ["ask", "go"]

    state = choose(story, state, "ask").state

    assert offered(story, state) == ["go"]
    assert refusal(story, state, "ask") == "locked"


def test_a_fallback_is_offered_only_where_no_other_choice_is():
    story = playable(
        node(
            "a",
            choice("first", "a", condition="gold == 0", effects=("gold = 1",)),
            choice("else", "b", fallback=True),
            choice("never", "b", fallback=True, condition="gold == 7"),
        ),
        ending("b"),
        variables={"gold": integer()},
    )
    state = began(story)
    assert offered(story, state) == ["first"]
    assert refusal(story, state, "else") == "locked"

    state = choose(story, state, "first").state

    assert offered(story, state) == ["else"]
    assert choose(story, state, "else").state.node == "b"


def test_visits_and_choices_are_remembered_only_where_the_story_asks():
    silent = playable(node("a", choice("on", "b")), node("b", choice("back", "a")))
    curious = playable(
        node("a", choice("on", "b")),
        node("b", choice("back", "a", condition="visited(a) and chosen('a/on')")),
    )

    assert (played(silent, "on").visits, played(silent, "on").taken) == ({}, {})
    state = played(curious, "on", "back", "on")
    assert (state.visits, state.taken) == ({"a": 2}, {"a/on": 2})


@pytest.mark.parametrize(
    "content",
    [
        "He had come many times (or so he said, {if visited(a)}yes{else}no{end}",
        "{if visited(           'a'      )}yes{end}",
        '{if visited               ("a")}yes{end}',
        "As (visited('{if times(a) > 0}yes{end}",
        "{if 'visited(' in 'x' or visited(a)}yes{end}",
    ],
)
def test_what_a_text_asks_for_is_found_whatever_stands_before_it(content: str):
    story = playable(node("a", choice("on", "b")), ending("b", content=content))

    assert "yes" in view(story, played(story, "on")).content


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("nothing", "no_choice"),
        ("shut", "locked"),
        ("lost", "missing_target"),
        ("dice", "broken_dice"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_and_says_why(key: str, code: str):
    story = playable(
        node(
            "a",
            choice("shut", "b", condition="lit"),
            choice("lost", "nowhere"),
            choice("dice", roll=roll("many", 2, "b", "b")),
        ),
        ending("b"),
        variables={"lit": flag()},
    )

    assert refusal(story, began(story), key) == code


def test_a_story_that_is_over_or_cannot_begin_is_refused():
    story = playable(node("a", choice("on", "b")), ending("b"))
    assert refusal(story, played(story, "on"), "on") == "over"

    with pytest.raises(RefusedError) as caught:
        start(Playable(msgspec.structs.replace(story.story, nodes=(ending("b"),))), None, SEED)
    assert caught.value.code == "no_start"
    with pytest.raises(RefusedError) as caught:
        start(story, "nobody", SEED)
    assert caught.value.code == "no_protagonist"
