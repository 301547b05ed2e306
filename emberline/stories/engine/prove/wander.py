"""Plays at random: what they meet can be reached, and their moves say how."""

from collections.abc import Collection, Iterator

from emberline.stories.engine.chance import SeededFate
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove.explore import Target
from emberline.stories.engine.state import Log, RefusedError, State, Step
from emberline.stories.engine.step import available, open_puzzle, settle_puzzle, start, take

MOVES_MOST = 200


def wander(playable: Playable, wanted: Collection[Target], number: int) -> dict[Target, Log]:
    """Of those of `wanted` that the play of this number meets, the moves that lead there."""
    people: list[str | None] = list(playable.story.protagonists) or [None]
    seed, protagonist = f"{number:032x}", people[number % len(people)]
    found: dict[Target, Log] = {}
    steps: list[Step] = []
    state = start(playable, protagonist, seed)
    # What is chosen comes from another seed than how dice fall.
    chance = SeededFate(f"{~number & (1 << 128) - 1:032x}", 0)
    while len(steps) < MOVES_MOST and (step := _step(playable, state, chance)) is not None:
        steps.append(step)
        for target in _met(state, step):
            if target in wanted and target not in found:
                moves = tuple(each.move for each in steps)
                found[target] = Log(seed=seed, protagonist=protagonist, moves=moves)
        state = step.state
    return found


def _step(playable: Playable, state: State, chance: SeededFate) -> Step | None:
    """One of the moves that can be made; None where there is none."""
    scene = playable.scene(state.node)
    if scene.is_ending:
        return None
    options = available(scene, state)
    puzzle = open_puzzle(scene, state)
    ends = 0 if puzzle is None else 1 if puzzle.attempts is None else 2
    if not options and not ends:
        return None
    pick = chance.between(0, len(options) + ends - 1)
    try:
        if pick < len(options):
            return take(playable, state, options[pick])
        return settle_puzzle(playable, state, "success" if pick == len(options) else "failure")
    except RefusedError:
        return None


def _met(state: State, step: Step) -> Iterator[Target]:
    yield "node", step.state.node
    yield from (("achievement", each) for each in step.unlocked)
    if step.move.choice is not None:
        yield "choice", choice_name(state.node, step.move.choice)
