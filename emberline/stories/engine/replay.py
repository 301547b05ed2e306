"""A play again, from its seed and its moves."""

from collections.abc import Iterator

import msgspec

from emberline.stories.engine.chance import SeededFate, SettledFate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, Move, RefusedError, State, Step
from emberline.stories.engine.step import (
    answer,
    available,
    scene_of,
    settle_puzzle,
    start,
    take,
)


def replay(playable: Playable, log: Log) -> State:
    """The state that the moves of `log` lead to. RefusedError as `steps_of`."""
    state = begin(playable, log)
    for step in steps_of(playable, log):
        state = step.state
    return state


def rewind(playable: Playable, log: Log, steps: int) -> State:
    """The state as it was so many moves ago. RefusedError: `too_far`, and as `steps_of`."""
    if not 0 <= steps <= len(log.moves):
        raise RefusedError("too_far", f"Only {len(log.moves)} moves can be taken back.")
    kept = log.moves[: len(log.moves) - steps]
    return replay(playable, msgspec.structs.replace(log, moves=kept))


def begin(playable: Playable, log: Log) -> State:
    """The state before the first move of `log`. RefusedError as `start`, `impossible_outcome`."""
    fate = SettledFate(log.draws, SeededFate(log.seed, 0))
    try:
        return start(playable, log.protagonist, log.seed, fate)
    except ValueError as error:
        raise RefusedError("impossible_outcome", str(error)) from error


def steps_of(playable: Playable, log: Log) -> Iterator[Step]:
    """Every step of `log`.

    RefusedError `not_here` for a move that is made elsewhere, `impossible_outcome` for what could
    not have fallen, and as `choose` and `answer`.
    """
    state = begin(playable, log)
    for move in log.moves:
        step = make_move(playable, state, move)
        yield step
        state = step.state


def make_move(playable: Playable, state: State, move: Move) -> Step:
    """What `move` of a log or a witness leads to. RefusedError as `steps_of`."""
    if move.node != state.node:
        raise RefusedError("not_here", f"The play stands at `{state.node}`, not `{move.node}`.")
    fate = SettledFate(move.draws, SeededFate(state.seed, state.drawn))
    try:
        if move.choice is None:
            if move.outcome in {"success", "failure"}:
                return settle_puzzle(playable, state, move.outcome, fate, move.draws)
            return answer(playable, state, move.answer)
        scene = scene_of(playable, state)
        option = next(
            (each for each in available(scene, state) if each.choice.key == move.choice), None
        )
        if option is None:
            raise RefusedError("locked", f"The choice `{move.choice}` is not open there.")
        return take(playable, state, option, fate, move.outcome, move.draws)
    except ValueError as error:
        raise RefusedError("impossible_outcome", str(error)) from error
