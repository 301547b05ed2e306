"""Unsound drafts: played, shown, moved, checked and proved without anything but refusals."""

import json
from contextlib import suppress
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from emberline.stories.engine.document import Story
from emberline.stories.engine.migrate import Blocked, migrate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import prove
from emberline.stories.engine.replay import replay
from emberline.stories.engine.state import RefusedError, State
from emberline.stories.engine.step import answer, choose, lapse, start
from emberline.stories.engine.view import view
from tests.stories.engine.factories import SEED, decoded, encoded
from tests.stories.engine.random_stories import Draws, random_story

_TEXTS = [
    "",
    "n0",
    "nowhere",
    "n1/a",
    "low",
    "(",
    "low >",
    "low = ",
    "give(x)",
    "low / 0 == low % 0",
    "{low} {if",
    "times(n0) ** 2",
    "not " * 50,
    "((((",
    "low += roll('9d9')",
    "99999999999999999999",
    "9d999",
    "d",
    "true",
]
_NUMBERS = [-1, 0, 1, 2**53, -(2**60), 0.5, 1e300, -1e-300]


def damaged(number: int, hurts: list[tuple[int, int]]) -> Story | None:
    """Story `number` with values exchanged here and there; None if it is no document any more."""
    whole = json.loads(msgspec.json.encode(random_story(number)))
    for place, what in hurts:
        spots = list(_spots(whole))
        holder, key = spots[place % len(spots)]
        holder[key] = _other(holder[key], what)
    try:
        return msgspec.convert(whole, Story)
    except msgspec.ValidationError:
        return None


def _spots(part: Any) -> Any:
    """Every place of a document that holds a value."""
    inside = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in list(inside):
        if isinstance(value, dict | list):
            yield from _spots(value)
        if key not in {"format", "type", "kind"}:
            yield part, key


def _other(value: Any, what: int) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return _NUMBERS[what % len(_NUMBERS)]
        case list():
            return value + value if what % 2 else value[1:]
        case dict():
            return dict(list(value.items())[what % 2 :])
        case _:
            return _TEXTS[what % len(_TEXTS)]


_NUMBERED = st.integers(0, 400)
_HURTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 100)), max_size=8)
_STORIES = st.builds(damaged, _NUMBERED, _HURTS).filter(bool)


def wandered(story: Playable, draws: Draws, moves: int) -> State | None:
    """Where some moves lead, most of them possible; None if the story cannot begin."""
    try:
        state = start(story, None, SEED)
    except RefusedError:
        return None
    for _ in range(moves):
        with suppress(RefusedError):
            state = moved(story, state, draws)
    return state


def moved(story: Playable, state: State, draws: Draws) -> State:
    seen = view(story, state)
    assert decoded(encoded(state)) == state
    if draws.one_in(4) or not seen.choices:
        given: Any = draws.pick(["yes", "", 7, 1e308, None, True, ["a"], {"a": "b"}, [[]], {1: 2}])
        return answer(story, state, given).state
    elapsed = draws.pick([0, 0, 0, 5, 10, 1e9])
    lapse(story, state, elapsed)
    return choose(story, state, draws.pick(seen.choices).key, elapsed).state


@given(story=_STORIES, way=st.integers(0, 1_000))
@settings(max_examples=150)
def test_an_unsound_draft_is_played_or_refuses_with_a_code(story: Story, way: int):
    wandered(Playable(story), Draws(way), 25)


@given(story=_STORIES)
@settings(max_examples=60)
def test_an_unsound_draft_is_proved_all_the_same(story: Story):
    playable = Playable(story)
    proof = prove(playable, budget=300)

    assert set(proof.nodes) == {node.key for node in story.nodes}
    for finding in (*proof.nodes.values(), *proof.choices.values(), *proof.achievements.values()):
        if finding.witness is not None:
            replay(playable, finding.witness)


@given(number=_NUMBERED, hurts=_HURTS, way=st.integers(0, 1_000))
@settings(max_examples=80)
def test_a_save_moves_to_any_version_or_is_told_why_not(
    number: int, hurts: list[tuple[int, int]], way: int
):
    old, new = Playable(random_story(number)), damaged(number, hurts)
    state = wandered(old, Draws(way), 12)
    if new is None or state is None:
        return

    found = migrate(old, Playable(new), state)

    if isinstance(found, Blocked):
        return
    view(Playable(new), found.state)
    assert decoded(encoded(found.state)) == found.state
