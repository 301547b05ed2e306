"""All situations that a story can come to, nearest first, and the shortest way to each."""

from array import array
from collections.abc import Callable, Iterator
from typing import NamedTuple

from emberline.stories.engine.names import choice_name
from emberline.stories.engine.prove.exact import Beginning, Edge, ExactStory, Situation
from emberline.stories.engine.prove.novelty import Novelty
from emberline.stories.engine.state import Log, Move

GoOn = Callable[[int], bool]
"""Told how many situations were seen so far; answers whether to go on."""
Target = tuple[str, str]
"""What may be reached: `node`, `choice`, `achievement` or `soft_lock`, and its name."""
_TELL_EVERY = 500


class Arrival(NamedTuple):
    """How a situation was first reached: from which one (its number), by which edge."""

    before: int
    edge: Edge


class Flow(NamedTuple):
    """Where each situation leads under uniform choice, in flat lists.

    The edges of situation i are those from `first[i]` up to `first[i + 1]`; each leads to `to`, in
    so many of so many cases.
    """

    first: "array[int]"
    to: "array[int]"
    shares: list[tuple[int, int]]


class Exploration:
    """A breadth-first walk over the situations of a story.

    novelty: leaves out the situations that bring nothing new; None leaves out none.
    is_closed: all situations were seen, so that what was not met is impossible.
    """

    def __init__(self, story: ExactStory, novelty: Novelty | None = None) -> None:
        self.is_closed = False
        self.flow = Flow(array("q", [0]), array("q"), [])
        self.beginnings: list[tuple[int, tuple[int, int]]] = []
        self._story = story
        self._novelty = novelty
        self._situations: list[Situation] = []
        self._numbers: dict[Situation, int] = {}
        self._arrivals: list[Arrival | Beginning] = []
        self._met: dict[Target, Arrival | Beginning | int] = {}

    def __len__(self) -> int:
        return len(self._situations)

    @property
    def met(self) -> Iterator[Target]:
        """What was reached so far."""
        return iter(self._met)

    def has_met(self, target: Target) -> bool:
        """Whether `target` was reached."""
        return target in self._met

    def run(self, budget: int, go_on: GoOn, until: Target | None = None) -> None:
        """Walk until everything was seen, `budget` situations were met or `go_on` says no.

        until: also until this was met.
        """
        for beginning in self._story.beginnings():
            number = self._number(beginning.situation, beginning)
            if number is not None:
                self.beginnings.append((number, beginning.odds))
            self._unlock(beginning.unlocked, beginning)
        done = 0
        while done < len(self._situations):
            if len(self._situations) > budget or (not done % _TELL_EVERY and not go_on(done)):
                return
            self._expand(done)
            done += 1
            if until in self._met:
                return
        self.is_closed = self._story.is_whole and self._novelty is None

    def node(self, number: int) -> str:
        """The node of a situation."""
        node: str = self._situations[number][0]
        return node

    def witness(self, target: Target) -> Log:
        """A shortest play that meets `target`."""
        met = self._met[target]
        if isinstance(met, int):
            return self._log(met, [])
        if isinstance(met, Beginning):
            return Log(protagonist=met.protagonist, draws=met.draws, moves=())
        return self._log(met.before, [self._move(met)])

    def _expand(self, number: int) -> None:
        situation = self._situations[number]
        edges, is_stuck = self._story.ways_out(situation)
        if is_stuck:
            self._met.setdefault(("soft_lock", situation[0]), number)
        ways = len({(edge.choice, edge.choice is None and edge.outcome) for edge in edges})
        for edge in edges:
            arrival = Arrival(number, edge)
            if edge.choice is not None:
                name = choice_name(situation[0], edge.choice)
                self._met.setdefault(("choice", name), arrival)
            self._unlock(edge.unlocked, arrival)
            if edge.target is None:
                continue
            target = self._number(edge.target, arrival)
            if target is not None:
                self.flow.to.append(target)
                self.flow.shares.append((edge.odds[0], edge.odds[1] * ways))
        self.flow.first.append(len(self.flow.to))

    def _number(self, situation: Situation, arrival: Arrival | Beginning) -> int | None:
        number = self._numbers.get(situation)
        if number is None:
            if self._novelty is not None and not self._novelty.is_new(situation):
                return None
            number = self._numbers[situation] = len(self._situations)
            self._situations.append(situation)
            self._arrivals.append(arrival)
            self._met.setdefault(("node", situation[0]), number)
        return number

    def _unlock(self, achievements: tuple[str, ...], arrival: Arrival | Beginning) -> None:
        for achievement in achievements:
            self._met.setdefault(("achievement", achievement), arrival)

    def _log(self, number: int, after: list[Move]) -> Log:
        moves = after
        arrival = self._arrivals[number]
        while isinstance(arrival, Arrival):
            moves.append(self._move(arrival))
            arrival = self._arrivals[arrival.before]
        return Log(
            protagonist=arrival.protagonist, draws=arrival.draws, moves=tuple(reversed(moves))
        )

    def _move(self, arrival: Arrival) -> Move:
        edge = arrival.edge
        return Move(
            node=self.node(arrival.before),
            choice=edge.choice,
            outcome=edge.outcome,
            draws=edge.draws,
        )
