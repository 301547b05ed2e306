"""Small stories for the tests of the engine, and short ways to play them."""

from typing import Any

import msgspec

from emberline.stories.engine.document import Choice, Node, Puzzle, Roll, Story, Timer, Variable
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, Move, State
from emberline.stories.engine.step import choose, start

SEED = "00112233445566778899aabbccddeeff"


def playable(*nodes: Node, **more: Any) -> Playable:
    """A story of `nodes`, ready to be played; the first is the start."""
    return Playable(story(*nodes, **more))


def story(*nodes: Node, **more: Any) -> Story:
    """A story of `nodes`, the first of which is the start."""
    first = [msgspec.structs.replace(node, start=True) for node in nodes[:1]]
    told = {"format": "emberline-story/1", "title": "Harbour", **more}
    return Story(nodes=(*first, *nodes[1:]), **told)


def node(key: str, *choices: Choice, **more: Any) -> Node:
    """A node with these choices."""
    return Node(key=key, choices=choices, **more)


def ending(key: str, **more: Any) -> Node:
    """A node where a play ends."""
    return Node(key=key, type="ending", **more)


def choice(key: str, to: str = "", **more: Any) -> Choice:
    """A choice that leads to the node `to`."""
    return Choice(key=key, text=f"Take {key}", to=to, **more)


def puzzle(kind: Any, answers: Any, success: str, **more: Any) -> Puzzle:
    """A puzzle that leads to `success`."""
    return Puzzle(kind=kind, prompt="And now?", answers=answers, success=success, **more)


def roll(dice: str, target: int, success: str, failure: str, modifier: str | None = None) -> Roll:
    """Dice that lead to `success` from `target` on."""
    return Roll(dice=dice, target=target, success=success, failure=failure, modifier=modifier)


def timer(seconds: float, default: str | None = None) -> Timer:
    """So many seconds to take a choice."""
    return Timer(seconds=seconds, default=default)


def integer(initial: int = 0, **more: Any) -> Variable:
    """A variable that holds a whole number."""
    return Variable(type="int", initial=initial, **more)


def flag(initial: bool = False) -> Variable:
    """A variable that is true or false."""
    return Variable(type="bool", initial=initial)


def began(story: Playable, seed: str = SEED, protagonist: str | None = None) -> State:
    """The state where a play of `story` begins."""
    return start(story, protagonist, seed)


def played(story: Playable, *keys: str, seed: str = SEED) -> State:
    """The state that choices lead to from the start."""
    state = began(story, seed)
    for key in keys:
        state = choose(story, state, key).state
    return state


def log_of(story: Playable, *keys: str, seed: str = SEED) -> Log:
    """The log of a play with these choices."""
    state, moves = began(story, seed), list[Move]()
    for key in keys:
        step = choose(story, state, key)
        moves.append(step.move)
        state = step.state
    return Log(seed=seed, moves=tuple(moves))


def encoded(state: State) -> bytes:
    """`state` as it is kept."""
    return msgspec.json.encode(state)


def decoded(kept: bytes) -> State:
    """A state that was kept."""
    return msgspec.json.decode(kept, type=State)
