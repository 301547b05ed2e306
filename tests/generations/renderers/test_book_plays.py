"""Plays told again, as they were read."""

from typing import Any

import pytest

from emberline.generations.renderers.book.making import sections_of_play
from emberline.generations.renderers.book.parts import Outcome, Section
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, Move, State
from emberline.stories.engine.step import answer, available, choose, start
from emberline.stories.engine.view import view
from tests.generations.renderers.factories import choice, lamp_story, node, story, texts_of
from tests.stories.engine.factories import SEED
from tests.stories.engine.random_stories import random_story


def test_each_scene_is_told_as_its_reader_saw_it():
    hall, cellar, riddle = _played("take", "stay")
    assert texts_of(hall)[1:] == ["You have 9 left.", "It is dark."]
    assert [(each.key, each.text, each.outcomes) for each in hall.choices] == [
        ("take", "Take the lamp", (Outcome(to="cellar"),)),
        ("down", "Not yet.", ()),
    ]
    assert [each.taken for each in (hall, cellar, riddle)] == ["take", "stay", None]
    assert [each.number for each in (hall, cellar, riddle)] == [1, 2, 3]
    assert texts_of(cellar) == ["Water."]


def test_dice_and_what_follows_are_told_before_the_next_scene():
    sections = _played("take", "jump")
    told = texts_of(sections[-1])
    assert told[0].startswith("You rolled 2d6: ") and told[0].endswith(": it worked.")
    assert told[1:] == ["You jump.", "Light.", "Home"]
    assert sections[-1].is_ending


def test_a_wrong_answer_stays_in_its_scene_and_a_right_one_leads_on():
    *_, riddle, safe = _played("take", "stay", ("a stone",), ("Echo",))
    assert texts_of(riddle) == ["Your answer was wrong: “a stone”."]
    assert riddle.puzzle is not None and riddle.puzzle.hints == ("I come back.",)
    assert riddle.puzzle.answer == ""
    assert texts_of(safe)[0] == "Your answer was right: “Echo”."


def test_the_last_wrong_answer_is_told_with_what_was_earned_by_it():
    *_, riddle, well = _played("take", "stay", ("a stone",), ("a bell",))
    assert riddle.key == "riddle"
    assert texts_of(well) == [
        "Your answer was wrong: “a bell”.",
        "You have earned “In Deep”.",
        "Dark.",
        "The End",
    ]


def test_a_witness_settles_a_roll_without_saying_how():
    moves = (
        Move(node="hall", choice="take"),
        Move(node="cellar", choice="jump", outcome="success"),
    )
    *_, safe = sections_of_play(lamp_story(), Log(moves=moves))
    assert texts_of(safe)[0] == (
        "You rolled 2d6: 6 and 6. The total is 19; you needed 9: it worked."
    )


def test_dice_of_which_only_the_total_is_known_are_told_by_it():
    moves = (Move(node="hall", choice="take"), Move(node="cellar", choice="jump", draws=(2,)))
    *_, safe = sections_of_play(lamp_story(), Log(moves=moves))
    assert texts_of(safe)[0] == "You rolled 2d6. The total is 9; you needed 9: it worked."


def test_a_witness_settles_time_and_an_answer_without_saying_how():
    moves = (
        Move(node="hall", choice="take"),
        Move(node="cellar", choice="stay", outcome="lapsed"),
        Move(node="riddle", choice=None, outcome="success"),
    )
    _, _, riddle, safe = sections_of_play(lamp_story(), Log(moves=moves))
    assert texts_of(riddle) == ["Your time was over."]
    assert texts_of(safe)[0] == "Your answer was right."


def test_a_scene_that_is_seen_again_is_told_again():
    told = story(node("a", choice("1", "b")), node("b", choice("1", "a")))
    keys = [(each.key, each.number) for each in _sections(told, "1", "1")]
    assert keys == [("a", 1), ("b", 2), ("a", 3)]


def test_a_play_that_does_not_fit_the_story_is_refused():
    assert _played("take")
    log = Log(seed=SEED, moves=(Move(node="cellar", choice="stay"),))
    with pytest.raises(Refused) as refused:
        sections_of_play(lamp_story(), log)
    assert refused.value.code == "bad_play"
    with pytest.raises(Refused) as refused:
        sections_of_play(story(), Log(moves=()))
    assert refused.value.code == "no_scenes"


@pytest.mark.parametrize("number", range(40))
def test_any_play_of_a_random_story_is_told_scene_by_scene(number: int):
    told = random_story(number)
    playable = Playable(told)
    state, moves, keys = start(playable, None, SEED), list[Move](), list[str]()
    for place in range(12):
        scene = playable.scene(state.node)
        options = [] if scene.is_ending else available(scene, state)
        if not options:
            break
        keys.append(state.node)
        step = choose(playable, state, options[place % len(options)].choice.key)
        moves.append(step.move)
        state = step.state
    sections = sections_of_play(told, Log(seed=SEED, moves=tuple(moves)))
    assert [section.key for section in sections] == [*keys, state.node]
    assert [each.key for each in sections[-1].choices] == [
        each.key for each in view(playable, state).choices
    ]


def _played(*moves: Any) -> tuple[Section, ...]:
    return _sections(lamp_story(), *moves)


def _sections(told: Story, *moves: Any) -> tuple[Section, ...]:
    """A play by the keys of choices, and by answers in tuples."""
    playable = Playable(told)
    state: State = start(playable, None, SEED)
    made: list[Move] = []
    for move in moves:
        if isinstance(move, tuple):
            step = answer(playable, state, *move)
        else:
            step = choose(playable, state, move)
        made.append(step.move)
        state = step.state
    return sections_of_play(told, Log(seed=SEED, moves=tuple(made)))
