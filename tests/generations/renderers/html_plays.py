"""Plays of the engine, move by move, in the words of the player's hook."""

from collections.abc import Mapping
from typing import Any

import msgspec

from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import RefusedError, State, Step, View
from emberline.stories.engine.step import TimerSetting, answer, choose, start
from emberline.stories.engine.view import view
from tests.generations.renderers.html_stories import ANSWERS
from tests.stories.engine.random_stories import Draws

Told = dict[str, Any]


class Play(msgspec.Struct, frozen=True):
    """What was done in a play, and what the engine says it came to."""

    seed: str
    protagonist: str | None
    acts: list[Told]
    told: list[Told]


def random_play(playable: Playable, number: int, most: int = 20) -> Play:
    """Play `number`: so many acts, some of them refused, or until it is over."""
    draws = Draws(number)
    seed = "".join(f"{draws.below(256):02x}" for _ in range(16))
    protagonist = draws.pick([None, *playable.story.protagonists])
    state = start(playable, protagonist, seed)
    play = Play(
        seed, protagonist, [], [{"state": told_state(state), "view": _seen(playable, state)}]
    )
    for _ in range(most):
        if playable.nodes[state.node].is_ending and not draws.one_in(4):
            break
        if not _is_open(playable, state) and draws.one_in(2):
            break
        act = _act(playable, state, draws)
        play.acts.append(act)
        try:
            step = _done(playable, state, act)
        except RefusedError as refused:
            play.told.append({"refused": refused.code})
            continue
        play.told.append(_told_step(playable, step, act.get("timers", "on")))
        state = step.state
    return play


def _is_open(playable: Playable, state: State) -> bool:
    seen = view(playable, state)
    return seen.puzzle is not None or any(choice.available for choice in seen.choices)


def _act(playable: Playable, state: State, draws: Draws) -> Told:
    node = playable.nodes[state.node]
    if node.puzzle is not None and draws.one_in(2):
        return {"answer": draws.pick([*ANSWERS, *_right_answers(playable, state)])}
    seen = view(playable, state)
    # Mostly what a reader could do, and now and then what none could.
    keys = [choice.key for choice in seen.choices if choice.available and not draws.one_in(20)]
    act: Told = {"choose": draws.pick(keys or [*(choice.key for choice in node.choices), "none"])}
    if draws.one_in(5):
        act |= {"elapsed": draws.pick([5, 30, 100]), "timers": draws.pick(["on", "off", "2", "10"])}
    return act


def _right_answers(playable: Playable, state: State) -> list[Any]:
    puzzle = playable.nodes[state.node].puzzle
    if puzzle is None:
        return []
    if isinstance(puzzle.answers, Mapping):
        return [dict(puzzle.answers)]
    if puzzle.kind == "order":
        return [[str(part) for part in puzzle.answers]]
    return [str(each) for each in puzzle.answers]


def _done(playable: Playable, state: State, act: Told) -> Step:
    if "answer" in act:
        return answer(playable, state, act["answer"])
    timers: TimerSetting = act.get("timers", "on")
    return choose(playable, state, act["choose"], act.get("elapsed", 0), timers)


def _told_step(playable: Playable, step: Step, timers: TimerSetting) -> Told:
    roll = None if step.roll is None else msgspec.to_builtins(step.roll)
    if roll is not None:
        wholes = {name: told_value(roll[name]) for name in ("total", "target")}
        roll |= wholes | {"rolls": [told_value(each) for each in roll["rolls"]]}
    move = {"node": step.move.node, "choice": step.move.choice}
    if step.move.outcome is not None:
        move["outcome"] = step.move.outcome
    if step.move.choice is None:
        move["answer"] = step.move.answer
    return {
        "state": told_state(step.state),
        "view": told_view(view(playable, step.state, timers)),
        "move": move,
        "consequences": step.consequences,
        "roll": roll,
        "unlocked": list(step.unlocked),
        "correct": step.correct,
    }


def _seen(playable: Playable, state: State) -> Told:
    return told_view(view(playable, state))


def told_state(state: State) -> Told:
    """A state as the hook tells it: all of its fields, maps in their order."""
    told = {name: getattr(state, name) for name in state.__struct_fields__}
    return told | {
        "variables": _pairs(state.variables),
        "items": _pairs(state.items),
        "visits": [list(pair) for pair in state.visits.items()],
        "taken": [list(pair) for pair in state.taken.items()],
        "achievements": list(state.achievements),
        "own": [[name, _pairs(values)] for name, values in state.own.items()],
    }


def told_view(seen: View) -> Told:
    """A view as the hook tells it."""
    told: Told = {name: getattr(seen, name) for name in seen.__struct_fields__}
    del told["is_ending"]
    ending = seen.ending
    return told | {
        "choices": [_told_choice(each) for each in seen.choices],
        "puzzle": None if seen.puzzle is None else _fields(seen.puzzle),
        "ending": None if ending is None else {"name": ending.name, "tone": ending.tone},
        "media": [msgspec.to_builtins(each) for each in seen.media],
        "stats": _pairs(seen.stats),
        "inventory": _pairs(seen.inventory),
    }


def _told_choice(choice: Any) -> Told:
    told = _fields(choice)
    if not choice.available:
        return {name: told[name] for name in ("key", "letter", "text", "available", "locked_text")}
    del told["locked_text"]
    told["target"] = None if choice.target is None else told_value(choice.target)
    return told


def _fields(part: Any) -> Told:
    fields = ((name, getattr(part, name)) for name in part.__struct_fields__)
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields}


def _pairs(values: Mapping[str, Any]) -> list[list[Any]]:
    return [[name, told_value(value)] for name, value in values.items()]


def told_value(value: Any) -> Any:
    """A value as the hook tells it: whole numbers apart from others."""
    return {"i": str(value)} if isinstance(value, int) and not isinstance(value, bool) else value
