"""Time for a choice: what lapses, what is taken then, and what a reader may set."""

from typing import Any

import pytest

from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import replay
from emberline.stories.engine.state import Log, RefusedError
from emberline.stories.engine.step import choose, lapse
from emberline.stories.engine.view import view
from tests.stories.engine.factories import (
    SEED,
    began,
    choice,
    encoded,
    ending,
    node,
    playable,
    timer,
)


def bridge(default: str | None) -> Playable:
    """A choice for ten seconds beside one for ever."""
    return playable(
        node("bridge", choice("jump", "far", timer=timer(10, default)), choice("stay", "near")),
        ending("far"),
        ending("near"),
    )


@pytest.mark.parametrize(
    ("setting", "in_time", "late", "shown"),
    [("on", 10, 10.5, 10), ("2", 20, 20.5, 20), ("10", 100, 101, 100), ("off", 10_000, None, None)],
)
def test_a_choice_is_gone_when_its_time_is_over(
    setting: Any, in_time: float, late: float | None, shown: float | None
):
    story = bridge(None)
    state = began(story)

    assert view(story, state, setting).choices[0].timer_seconds == shown
    assert choose(story, state, "jump", in_time, setting).state.node == "far"
    if late is not None:
        with pytest.raises(RefusedError) as caught:
            choose(story, state, "jump", late, setting)
        assert caught.value.code == "lapsed"
        assert choose(story, state, "stay", late, setting).state.node == "near"


@pytest.mark.parametrize("taken", ["jump", "stay"])
def test_the_default_is_taken_when_time_is_over_whatever_was_chosen(taken: str):
    story = bridge("stay")

    step = choose(story, began(story), taken, 11)

    assert (step.state.node, step.move.choice, step.move.outcome) == ("near", "stay", "lapsed")


def test_time_alone_leads_to_the_default_and_the_log_replays():
    story = bridge("stay")
    state = began(story)
    assert lapse(story, state, 10) is None
    assert lapse(story, state, 1_000, "off") is None

    step = lapse(story, state, 11)

    assert step is not None and step.state.node == "near"
    assert encoded(replay(story, Log(seed=SEED, moves=(step.move,)))) == encoded(step.state)


def test_the_first_timer_that_is_over_decides():
    story = playable(
        node(
            "fork",
            choice("slow", "a", timer=timer(20, "slow")),
            choice("fast", "b", timer=timer(5, "fast")),
        ),
        ending("a"),
        ending("b"),
    )

    assert choose(story, began(story), "slow", 30).state.node == "b"
    assert choose(story, began(story), "slow", 4).state.node == "a"


def test_a_default_that_is_not_open_or_not_there_is_not_taken():
    for default in ("shut", "nothing"):
        story = playable(
            node(
                "a",
                choice("go", "b", timer=timer(5, default)),
                choice("shut", "b", condition="false"),
            ),
            ending("b"),
        )
        assert lapse(story, began(story), 60) is None
