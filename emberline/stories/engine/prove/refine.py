"""One target at a time, with only as much of the state as its verdict needs.

Counterexample-guided abstraction refinement (Clarke, Grumberg, Jha, Lu and Veith, 2000): look for
the shortest way in an abstraction; if it cannot be played, look at the atoms that forbade it, too.
The abstraction allows more than the story, so what it forbids is impossible, and a way that can
be played is a shortest one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from emberline.stories.engine.names import choice_name
from emberline.stories.engine.playable import Option, Scene
from emberline.stories.engine.prove.abstract import AbstractStory
from emberline.stories.engine.prove.exact import is_stuck
from emberline.stories.engine.prove.explore import Exploration, GoOn, Target
from emberline.stories.engine.prove.kleene import compile_test
from emberline.stories.engine.prove.liveness import live_atoms, nodes_leading_to
from emberline.stories.engine.prove.model import WHO, Atom, Model
from emberline.stories.engine.prove.report import Verdict
from emberline.stories.engine.replay import begin, make_move
from emberline.stories.engine.state import Log, Move, RefusedError, State
from emberline.stories.engine.step import available


class Decision(NamedTuple):
    """The verdict on a target, its witness if it can be reached, and how many states it took."""

    verdict: Verdict
    witness: Log | None
    states: int


class Refiner:
    """Decides targets of one story."""

    def __init__(self, model: Model, caps: dict[Atom, int]) -> None:
        self._model = model
        self._caps = caps
        self._node_of = {
            way.option.name: key
            for key, place in model.places.items()
            for way in place.ways
            if way.option is not None
        }
        self._impossible: set[str] = set()
        self._tests = {
            name: compile_test(model, way.condition)
            for name, way in model.ways.items()
            if way.condition is not None
        }

    def decide(self, target: Target, budget: int, go_on: GoOn) -> Decision:
        """The verdict on `target`, after `budget` states at most.

        What was open may be decided later: what was proved impossible meanwhile is left out.
        """
        tracked = 0
        live = self._live(target)
        spent = 0
        while True:
            story = AbstractStory(
                self._model, live, self._caps, self._tests, self._impossible, tracked
            )
            exploration = Exploration(story)
            exploration.run(budget - spent, go_on, until=target)
            spent += len(exploration)
            if not exploration.has_met(target):
                if not exploration.is_closed:
                    return Decision("open", None, spent)
                # What was proved once need not be looked at again for the others.
                if target[0] == "choice":
                    self._impossible.add(target[1])
                return Decision("impossible", None, spent)
            witness = exploration.witness(target)
            blamed = self._blamed(witness, target, tracked)
            if blamed is None:
                return Decision("reachable", witness, spent)
            more = self._further(blamed, tracked)
            if not more or spent >= budget:
                return Decision("open", None, spent)
            tracked |= self._with_sources(more)

    def _live(self, target: Target) -> dict[str, int]:
        """The nodes on the way to `target`, with the atoms that matter there."""
        what, name = target
        if what == "achievement":
            return live_atoms(self._model)
        node = self._node_of[name] if what == "choice" else name
        return live_atoms(self._model, nodes_leading_to(self._model, node))

    def _blamed(self, witness: Log, target: Target, tracked: int) -> int | None:
        """The atoms for which the story does not play `witness` to `target`; None if it does."""
        playable = self._model.playable
        try:
            state = begin(playable, witness)
        except RefusedError:
            return self._drawn_at([playable.start or ""])
        unlocked = state.achievements
        for move in witness.moves:
            try:
                step = make_move(playable, state, move)
            except RefusedError:
                return self._blamed_at(state, move, tracked)
            state, unlocked = step.state, step.unlocked
        if target[0] == "soft_lock":
            scene = playable.scene(state.node)
            offered = available(scene, state)
            if not is_stuck(scene, state, offered):
                return self._freed_by(scene, offered[0], state, tracked)
        assert target[0] != "achievement" or target[1] in unlocked
        return None

    def _freed_by(self, scene: Scene, option: Option, state: State, tracked: int) -> int:
        """The atoms for which `option` is a way on; of a fallback also why no other is open."""
        atoms = self._because(option.name, state, tracked)
        if option.choice.fallback:
            for other in scene.options.values():
                atoms |= self._because(other.name, state, tracked)
        return atoms

    def _blamed_at(self, state: State, move: Move, tracked: int) -> int:
        """The atoms for which `move` could not be made."""
        scene = self._model.playable.scene(state.node)
        if move.choice is None:
            places = self._model.places
            return self._drawn_at([each for way in places[state.node].ways for each in way.targets])
        way = self._model.ways[choice_name(state.node, move.choice)]
        assert way.option is not None
        offered = available(scene, state)
        if not any(way.option is option for option in offered):
            if way.is_fallback and offered and not offered[0].choice.fallback:
                return self._because(offered[0].name, state, tracked)
            return self._because(way.option.name, state, tracked)
        # It was open: its dice could not fall so, or an effect drew something else.
        atoms = way.reads | way.rolled | self._drawn_at(way.targets)
        for change in way.changes:
            atoms |= change.reads
        return atoms

    def _drawn_at(self, nodes: Iterable[str]) -> int:
        """The atoms that what happens on entering these nodes reads."""
        atoms = 0
        for node in nodes:
            for change in self._model.places[node].on_enter:
                atoms |= change.reads
        return atoms

    def _because(self, name: str, state: State, tracked: int) -> int:
        """The atoms that say whether the choice `name` is open."""
        way, test = self._model.ways[name], self._tests.get(name)
        taken = self._model.bit(("taken", name)) if way.is_once else 0
        if test is None or (taken and name in state.taken):
            return taken
        return test.because(state, tracked) | (taken if test.holds(state) else 0)

    def _further(self, blamed: int, tracked: int) -> int:
        """What is to be looked at besides `tracked`: the atoms blamed, or what they come from."""
        more = blamed & ~tracked
        if more:
            return more
        for place in self._model.places.values():
            for changes in (place.on_enter, *(way.changes for way in place.ways)):
                for change in changes:
                    if change.changed & blamed:
                        more |= change.reads & ~tracked
        return more

    def _with_sources(self, atoms: int) -> int:
        """With the values of protagonists goes who they belong to."""
        owned = self._model.owned
        return atoms | owned | self._model.bit(WHO) if atoms & owned else atoms
