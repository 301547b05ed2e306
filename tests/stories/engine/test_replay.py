"""A play again from its log: bit for bit, in another process, and back by any number of moves."""

import subprocess
import sys

import msgspec
import pytest

from emberline.stories.engine.document import Achievement, Item, Protagonist, Variable
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import replay, rewind, steps_of
from emberline.stories.engine.state import Log, Move, RefusedError, State
from emberline.stories.engine.step import answer, available, choose, start
from tests.stories.engine.factories import (
    SEED,
    began,
    choice,
    encoded,
    ending,
    integer,
    log_of,
    node,
    playable,
    played,
    puzzle,
    roll,
)
from tests.stories.formats.documents import calls_of

_AGAIN = """
import sys, msgspec
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import replay
from emberline.stories.engine.state import Log
story, log = sys.stdin.buffer.read().split(b"\\n")
state = replay(Playable(msgspec.json.decode(story, type=Story)), msgspec.json.decode(log, type=Log))
sys.stdout.buffer.write(msgspec.json.encode(state))
"""


def lottery() -> Playable:
    """A story where nearly everything is left to chance."""
    return playable(
        node(
            "hall",
            choice("draw", "hall", effects=("gold += random(-3, 9)", 'rate = roll("3d6") / 7')),
            choice("dice", roll=roll("2d6", 7, "hall", "riddle", modifier="gold % 3")),
            choice(
                "swap",
                "hall",
                effects=("protagonist(ben)", "give(rope, random(1, 4))", "unlock(won)"),
            ),
            choice("back", "riddle", effects=("protagonist(ada)", "gold *= 2")),
        ),
        node(
            "riddle",
            choice("out", "hall", condition="times(hall) > 0"),
            puzzle=puzzle("number", (7,), "hall"),
        ),
        variables={"gold": integer(5), "rate": Variable(type="number")},
        items={"rope": Item()},
        achievements={"won": Achievement()},
        protagonists={
            "ada": Protagonist(),
            "ben": Protagonist(initial={"gold": 2}, items={"rope": 1}),
        },
    )


def played_long(story: Playable, moves: int) -> tuple[Log, list[State]]:
    """A play of so many moves, with every state on its way."""
    state = start(story, None, SEED)
    states, made = [state], list[Move]()
    for number in range(moves):
        options = available(story.scene(state.node), state)
        if state.node == "riddle" and number % 2:
            step = answer(story, state, number % 9)
        else:
            step = choose(story, state, options[number * 7 % len(options)].choice.key)
        made.append(step.move)
        state = step.state
        states.append(state)
    return Log(seed=SEED, moves=tuple(made)), states


def test_a_log_replays_bit_for_bit_in_a_new_process():
    story = lottery()
    log, states = played_long(story, 60)
    assert states[-1].drawn > 20

    told = msgspec.json.encode(story.story) + b"\n" + msgspec.json.encode(log)
    again = subprocess.run(
        [sys.executable, "-c", _AGAIN], input=told, stdout=subprocess.PIPE, check=True
    )

    assert again.stdout == encoded(states[-1])


def test_rewinding_gives_exactly_every_earlier_state():
    story = lottery()
    log, states = played_long(story, 40)

    for steps in range(41):
        assert encoded(rewind(story, log, steps)) == encoded(states[40 - steps])


@pytest.mark.parametrize("steps", [-1, 3])
def test_more_moves_than_were_made_cannot_be_taken_back(steps: int):
    story = playable(node("a", choice("on", "a")))

    with pytest.raises(RefusedError) as caught:
        rewind(story, log_of(story, "on", "on"), steps)
    assert caught.value.code == "too_far"


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Move(node="b", choice="on"), "not_here"),
        (Move(node="a", choice="nothing"), "locked"),
        (Move(node="a", choice="shut"), "locked"),
        (Move(node="a", choice=None, answer="x"), "no_puzzle"),
        (Move(node="a", choice="dice", outcome="success"), "impossible_outcome"),
        (Move(node="a", choice="draw", draws=(7,)), "impossible_outcome"),
    ],
)
def test_a_log_that_cannot_have_been_played_is_refused(move: Move, code: str):
    story = playable(
        node(
            "a",
            choice("on", "b"),
            choice("shut", "b", condition="false"),
            choice("dice", roll=roll("1d6", 7, "b", "b")),
            choice("draw", "b", effects=("gold = random(1, 6)",)),
        ),
        ending("b"),
        variables={"gold": integer()},
    )

    with pytest.raises(RefusedError) as caught:
        replay(story, Log(seed=SEED, moves=(move,)))
    assert caught.value.code == code


def test_a_beginning_that_cannot_have_fallen_is_refused():
    story = playable(node("a", on_enter=("gold = random(1, 6)",)), variables={"gold": integer()})
    assert replay(story, Log(draws=(6,), moves=())).variables == {"gold": 6}

    with pytest.raises(RefusedError) as caught:
        replay(story, Log(draws=(7,), moves=()))
    assert caught.value.code == "impossible_outcome"


def test_the_steps_of_a_log_are_those_that_were_made():
    story = lottery()
    log, states = played_long(story, 10)

    assert [step.state for step in steps_of(story, log)] == states[1:]
    assert began(story) == states[0]


def test_a_move_costs_the_same_in_a_story_of_any_size():
    def calls(count: int) -> int:
        ring = [
            node(f"n{n}", choice("on", f"n{(n + 1) % count}", condition="gold >= 0"))
            for n in range(count)
        ]
        story = playable(*ring, variables={"gold": integer()})
        assert story.watched.nodes == frozenset() and story.names.nodes
        return calls_of(lambda: played(story, *["on"] * 9))

    assert calls(100_000) == calls(10)
