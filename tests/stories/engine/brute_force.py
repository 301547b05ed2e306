"""A story walked in all its states by the moves themselves: what a proof is compared with."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from emberline.stories.engine.chance import Dice, DiceRoll
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import NO_SEED, State, Step
from emberline.stories.engine.step import available, open_puzzle, settle_puzzle, start, take

T = TypeVar("T")
Target = tuple[str, str]


class Walk(NamedTuple):
    """What was met, after how many moves at the earliest.

    is_whole: all states were seen. odds: of each ending, where they were.
    """

    met: dict[Target, int]
    is_whole: bool
    odds: dict[str, float]
    states: int


class _Fate:
    """Chance that falls as it is told, and first of all in the first way."""

    drawn = 0

    def __init__(self, told: list[int]) -> None:
        self.told = told
        self.fallen: list[tuple[int, int]] = []

    def roll(self, dice: Dice) -> DiceRoll:
        faces = [self.between(1, sides) for count, sides in dice.terms for _ in range(count)]
        return DiceRoll(tuple(faces), sum(faces) + dice.bonus)

    def between(self, low: int, high: int) -> int:
        place = len(self.fallen)
        chosen = self.told[place] if place < len(self.told) else 0
        self.fallen.append((chosen, high - low + 1))
        return low + chosen


def walked(playable: Playable, states_most: int) -> Walk:
    """Every state that moves lead to, up to so many."""
    return _Walker(playable).walk(states_most)


def _every(run: Callable[[_Fate], T]) -> Iterator[tuple[T, Fraction]]:
    """`run` in all ways that chance can fall, with how likely each is."""
    told: list[int] | None = []
    while told is not None:
        fate = _Fate(told)
        found = run(fate)
        odds = Fraction(1)
        for _, of in fate.fallen:
            odds /= of
        yield found, odds
        told = _next(fate.fallen)


def _next(fallen: list[tuple[int, int]]) -> list[int] | None:
    while fallen:
        chosen, of = fallen.pop()
        if chosen + 1 < of:
            return [*(each for each, _ in fallen), chosen + 1]
    return None


class _Walker:
    def __init__(self, playable: Playable) -> None:
        self._playable = playable
        self._met: dict[Target, int] = {}
        self._numbers: dict[Any, int] = {}
        self._states: list[tuple[State, int]] = []
        self._flows: list[list[tuple[int, Fraction]]] = []

    def walk(self, states_most: int) -> Walk:
        beginnings = list(self._begin())
        done = 0
        while done < len(self._states) and len(self._states) <= states_most:
            state, depth = self._states[done]
            done += 1
            self._flows.append(list(self._leave(state, depth)))
        is_whole = done == len(self._states)
        odds = self._odds(beginnings) if is_whole else {}
        return Walk(self._met, is_whole, odds, done)

    def _begin(self) -> Iterator[tuple[int, Fraction]]:
        people: list[str | None] = list(self._playable.story.protagonists)
        for person in people or [None]:
            for state, odds in _every(
                lambda fate, person=person: start(self._playable, person, NO_SEED, fate)  # type: ignore[misc]
            ):
                self._unlock(state.achievements, 0)
                yield self._number(state, 0), odds / max(len(people), 1)

    def _leave(self, state: State, depth: int) -> Iterator[tuple[int, Fraction]]:
        story = self._playable
        scene = story.scene(state.node)
        if scene.is_ending:
            return
        moves: list[Callable[[_Fate], Step]] = []
        offered = available(scene, state)
        for option in offered:
            self._meet("choice", option.name, depth + 1)
            moves.append(lambda fate, option=option: take(story, state, option, fate))  # type: ignore[misc]
        puzzle = open_puzzle(scene, state)
        if puzzle is not None:
            moves.append(lambda fate: settle_puzzle(story, state, "success", fate))
            if puzzle.attempts is not None:
                moves.append(lambda fate: settle_puzzle(story, state, "failure", fate))
        elif self._is_stuck([option.choice for option in offered]):
            self._meet("soft_lock", state.node, depth)
        for move in moves:
            for step, odds in _every(move):
                self._unlock(step.unlocked, depth + 1)
                yield self._number(step.state, depth + 1), odds / len(moves)

    def _is_stuck(self, choices: list[Any]) -> bool:
        """No choice stays open when all time is over, and none is taken then."""
        keys = [choice.key for choice in choices]
        return not any(choice.timer is None or choice.timer.default in keys for choice in choices)

    def _number(self, state: State, depth: int) -> int:
        key = repr(
            (
                state.node,
                state.protagonist,
                sorted(state.variables.items()),
                sorted(state.items.items()),
                sorted(state.visits.items()),
                sorted(state.taken.items()),
                sorted((name, sorted(own.items())) for name, own in state.own.items()),
                state.attempts,
            )
        )
        if key not in self._numbers:
            self._numbers[key] = len(self._states)
            self._states.append((state, depth))
            self._meet("node", state.node, depth)
        return self._numbers[key]

    def _unlock(self, achievements: tuple[str, ...], depth: int) -> None:
        for achievement in achievements:
            self._meet("achievement", achievement, depth)

    def _meet(self, what: str, name: str, depth: int) -> None:
        self._met.setdefault((what, name), depth)

    def _odds(self, beginnings: list[tuple[int, Fraction]]) -> dict[str, float]:
        """Where the plays are after very many moves."""
        flows = [[(to, float(share)) for to, share in flow] for flow in self._flows]
        present = [0.0] * len(flows)
        for number, share in beginnings:
            present[number] += float(share)
        ended: dict[str, float] = {}
        for _ in range(5_000):
            following = [0.0] * len(flows)
            moving = 0.0
            for number, here in enumerate(present):
                if here and not flows[number]:
                    node = self._states[number][0].node
                    ended[node] = ended.get(node, 0) + here
                elif here > 1e-13:
                    moving += here
                    for to, part in flows[number]:
                        following[to] += here * part
            present = following
            if moving < 1e-11:
                break
        return {
            node: share for node, share in ended.items() if self._playable.nodes[node].is_ending
        }
