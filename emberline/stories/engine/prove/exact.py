"""The states of a story and the ways between them, exactly as they are played."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import prod
from typing import Any, NamedTuple, TypeVar

from emberline.stories.engine.chance import Dice, DiceRoll, ways
from emberline.stories.engine.playable import Option, Scene
from emberline.stories.engine.prove.model import WHO, Atom, Kind, Model
from emberline.stories.engine.state import NO_SEED, Outcome, State
from emberline.stories.engine.step import available, open_puzzle
from emberline.stories.engine.turn import Turn

Situation = tuple[Any, ...]
"""A state without what can no longer matter: the node, and the values of its live atoms."""
T = TypeVar("T")

DRAWS_MOST = 1_000
"""Numbers that one draw of an effect may give; of a wider one only the ends are tried."""


class Edge(NamedTuple):
    """One way out of a situation, with chance settled.

    choice: None for a puzzle. target: None where it leads to a node that is not looked at. odds: in
    how many of how many ways chance falls so.
    """

    choice: str | None
    outcome: Outcome | None
    draws: tuple[int, ...]
    target: Situation | None
    unlocked: tuple[str, ...]
    odds: tuple[int, int]


class Beginning(NamedTuple):
    """One way to begin a play."""

    protagonist: str | None
    draws: tuple[int, ...]
    situation: Situation
    unlocked: tuple[str, ...]
    odds: tuple[int, int]


class _Live(NamedTuple):
    """The live atoms of one node, by kind. caps: where values are cut, by their place."""

    variables: tuple[str, ...]
    items: tuple[str, ...]
    visits: tuple[str, ...]
    taken: tuple[str, ...]
    who: bool
    caps: tuple[tuple[int, int], ...]


class ScriptedFate:
    """Chance that falls as a script says, and then in the first way; it notes what else could be.

    draws: what effects drew. weights: of each decision, in how many of how many ways it falls so.
    is_whole: False once a draw was too wide to try everything.
    """

    drawn = 0

    def __init__(self, script: tuple[int, ...]) -> None:
        self._script = script
        self.decisions: list[int] = []
        self.domains: list[Sequence[int]] = []
        self.draws: list[int] = []
        self.weights: list[tuple[int, int]] = []
        self.is_whole = True

    def roll(self, dice: Dice) -> DiceRoll:
        falls = ways(dice)
        total = self._decide(self._tried(range(min(falls), max(falls) + 1)))
        self.draws.append(total)
        self.weights.append((falls[total], sum(falls.values())))
        return DiceRoll((), total)

    def between(self, low: int, high: int) -> int:
        domain = self._tried(range(low, high + 1))
        number = self._decide(domain)
        self.draws.append(number)
        self.weights.append((1, len(domain)))
        return number

    def succeeds(self, dice: Dice, needed: int) -> bool:
        """Whether a total of at least `needed` falls."""
        falls = ways(dice)
        number = sum(falls.values())
        successes = sum(each for total, each in falls.items() if total >= needed)
        possible = [1] * (successes > 0) + [0] * (successes < number)
        success = self._decide(possible) == 1
        self.weights.append((successes if success else number - successes, number))
        return success

    def either(self) -> bool:
        """Success or failure, where nobody knows how likely they are."""
        self.weights.append((1, 2))
        return self._decide([1, 0]) == 1

    def odds(self) -> tuple[int, int]:
        """In how many of how many ways chance falls as it did."""
        return prod(each for each, _ in self.weights), prod(each for _, each in self.weights)

    def _tried(self, domain: range) -> Sequence[int]:
        if len(domain) <= DRAWS_MOST:
            return domain
        self.is_whole = False
        return domain[0], domain[-1]

    def _decide(self, domain: Sequence[int]) -> int:
        place = len(self.decisions)
        value = self._script[place] if place < len(self._script) else domain[0]
        self.decisions.append(value)
        self.domains.append(domain)
        return value


def every_fate(run: Callable[[ScriptedFate], T]) -> Iterator[tuple[T, ScriptedFate]]:
    """`run` once for each way in which what it leaves to chance can fall."""
    scripts: list[tuple[int, ...]] = [()]
    while scripts:
        script = scripts.pop()
        fate = ScriptedFate(script)
        yield run(fate), fate
        for place in range(len(script), len(fate.decisions)):
            before = tuple(fate.decisions[:place])
            scripts += [(*before, other) for other in fate.domains[place][1:]]


class ExactStory:
    """What can happen in a story, situation by situation.

    live: by node the atoms that tell situations apart; caps: where atoms may be cut.
    is_whole: False once a draw was too wide to try everything.
    """

    def __init__(self, model: Model, live: dict[str, int], caps: dict[Atom, int]) -> None:
        self._playable = model.playable
        self._live = {key: _live_of(model, atoms, caps) for key, atoms in live.items()}
        self._initial = self._playable.initial
        self.is_whole = True

    def beginnings(self) -> Iterator[Beginning]:
        """Every way to begin: each protagonist, and whatever the first node draws."""
        start = self._playable.start
        if start is None or start not in self._live:
            return
        people: list[str | None] = list(self._playable.story.protagonists)
        for person in people or [None]:
            for turn, fate in every_fate(partial(self._begun, start, person)):
                number, of = self._odds(fate)
                yield Beginning(
                    person,
                    tuple(fate.draws),
                    self.situation(turn, start),
                    turn.unlocked(),
                    (number, of * max(len(people), 1)),
                )

    def ways_out(self, situation: Situation) -> tuple[list[Edge], bool]:
        """Every way out of `situation`, and whether a reader is stuck there without an ending."""
        state = self.state(situation)
        scene = self._playable.scene(state.node)
        if scene.is_ending:
            return [], False
        edges: list[Edge] = []
        for option in self.open_options(scene, state):
            edges += self._taken(state, option)
        puzzle = open_puzzle(scene, state)
        if puzzle is not None:
            edges += self._settled(state, "success", puzzle.success)
            if puzzle.attempts is not None and puzzle.failure is not None:
                edges += self._settled(state, "failure", puzzle.failure)
            elif puzzle.attempts is not None:
                edges.append(Edge(None, "failure", (), (*situation[:-1], True), (), (1, 1)))
        return edges, is_stuck(scene, state, self.sure_options(scene, state))

    def open_options(self, scene: Scene, state: State) -> list[Option]:
        """The choices that a reader may take."""
        return available(scene, state)

    def sure_options(self, scene: Scene, state: State) -> list[Option]:
        """The choices that a reader can certainly take."""
        return available(scene, state)

    def situation(self, turn: Turn, node: str) -> Situation:
        """What `turn` has become at `node`."""
        live = self._live[node]
        variables, items = turn.variables, turn.items
        found: list[Any] = [
            node,
            *[variables[name] for name in live.variables],
            *[items.get(name, 0) for name in live.items],
            *[turn.visits.get(name, 0) for name in live.visits],
            *[turn.taken.get(name, 0) for name in live.taken],
        ]
        for place, cap in live.caps:
            found[place] = min(found[place], cap)
        if live.who:
            found.append((turn.protagonist, turn.own_values()))
        found.append(False)
        return tuple(found)

    def state(self, situation: Situation) -> State:
        """A state that is in `situation`; what does not matter there is as in the beginning."""
        node = situation[0]
        live = self._live[node]
        variables = dict(self._initial)
        at, end = 1, 1 + len(live.variables)
        variables.update(zip(live.variables, situation[at:end], strict=True))
        counts = []
        for names in (live.items, live.visits, live.taken):
            at, end = end, end + len(names)
            found = zip(names, situation[at:end], strict=True)
            counts.append({name: number for name, number in found if number})
        items, visits, taken = counts
        protagonist, own = situation[end] if live.who else (None, ())
        return State(
            node=node,
            seed=NO_SEED,
            variables=variables,
            items=items,
            visits=visits,
            taken=taken,
            protagonist=protagonist,
            own={name: dict(each) for name, each in own},
            attempts=self._attempts(node, is_used=situation[-1]),
        )

    def _attempts(self, node: str, *, is_used: bool) -> int:
        """The attempts at the puzzle of `node`: none or, where they are used up, all."""
        puzzle = self._playable.nodes[node].puzzle
        return (puzzle.attempts or 0) if is_used and puzzle is not None else 0

    def _first_state(self, start: str) -> State:
        return State(node=start, seed=NO_SEED, variables=self._initial)

    def _apply(self, turn: Turn, option: Option) -> None:
        turn.apply(option.effects)

    def _begun(self, start: str, person: str | None, fate: ScriptedFate) -> Turn:
        turn = self._turn(self._first_state(start), fate)
        if person is not None:
            turn.become(person)
        turn.enter(start)
        return turn

    def _taken(self, state: State, option: Option) -> Iterator[Edge]:
        for (turn, target, outcome), fate in every_fate(partial(self._chosen, state, option)):
            # What leads nowhere is refused when it is played.
            if target in self._playable.nodes:
                yield self._edge(option.choice.key, outcome, turn, target, fate)

    def _chosen(
        self, state: State, option: Option, fate: ScriptedFate
    ) -> tuple[Turn, str, Outcome | None]:
        turn = self._turn(state, fate)
        turn.take_choice(option.name)
        self._apply(turn, option)
        roll, target = option.choice.roll, option.choice.to
        outcome: Outcome | None = None
        if roll is not None and option.dice is None:
            target = ""
        elif roll is not None and option.dice is not None:
            success = self._succeeds(option, option.dice, turn, fate)
            target = roll.success if success else roll.failure
            outcome = "success" if success else "failure"
        if target in self._live:
            turn.enter(target)
        return turn, target, outcome

    def _succeeds(self, option: Option, dice: Dice, turn: Turn, fate: ScriptedFate) -> bool:
        assert option.choice.roll is not None
        modifier = int(option.modifier(turn)) if option.modifier is not None else 0
        return fate.succeeds(dice, option.choice.roll.target - modifier)

    def _turn(self, state: State, fate: ScriptedFate) -> Turn:
        return Turn(self._playable, state, fate)

    def _settled(self, state: State, outcome: Outcome, target: str) -> Iterator[Edge]:
        def arrive(fate: ScriptedFate) -> Turn:
            turn = self._turn(state, fate)
            if target in self._live:
                turn.enter(target)
            return turn

        if target in self._playable.nodes:
            for turn, fate in every_fate(arrive):
                yield self._edge(None, outcome, turn, target, fate)

    def _edge(
        self,
        choice: str | None,
        outcome: Outcome | None,
        turn: Turn,
        target: str,
        fate: ScriptedFate,
    ) -> Edge:
        situation = self.situation(turn, target) if target in self._live else None
        draws = tuple(fate.draws)
        return Edge(choice, outcome, draws, situation, turn.unlocked(), self._odds(fate))

    def _odds(self, fate: ScriptedFate) -> tuple[int, int]:
        self.is_whole = self.is_whole and fate.is_whole
        return fate.odds() if fate.weights else (1, 1)


def is_stuck(scene: Scene, state: State, offered: list[Option]) -> bool:
    """Whether `offered` leaves a reader without a way on, at the latest when time is over."""
    if scene.is_ending or open_puzzle(scene, state) is not None:
        return False
    if any(option.choice.timer is None for option in offered):
        return False
    keys = {option.choice.key for option in offered}
    timers = [option.choice.timer for option in offered if option.choice.timer is not None]
    return not any(timer.default in keys for timer in timers)


def _live_of(model: Model, atoms: int, caps: dict[Atom, int]) -> _Live:
    kinds: tuple[Kind, ...] = ("variable", "item", "visits", "taken")
    named = [(kind, name) for kind in kinds for name in model.names_in(atoms, kind)]
    return _Live(
        model.names_in(atoms, "variable"),
        model.names_in(atoms, "item"),
        model.names_in(atoms, "visits"),
        model.names_in(atoms, "taken"),
        bool(atoms & model.bit(WHO)),
        tuple((place, caps[atom]) for place, atom in enumerate(named, 1) if atom in caps),
    )
