"""A story of which only some atoms are looked at: what may happen, and perhaps a little more.

An over-approximation (Cousot and Cousot, "Abstract interpretation", 1977): whatever can happen in
the story can happen here, so what is impossible here is impossible.
"""

from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from emberline.stories.engine.chance import Dice
from emberline.stories.engine.compiler import Apply
from emberline.stories.engine.playable import Option, Scene
from emberline.stories.engine.prove.exact import ExactStory, ScriptedFate, Situation
from emberline.stories.engine.prove.kleene import Test, UnknownError
from emberline.stories.engine.prove.model import WHO, Atom, Change, Model
from emberline.stories.engine.state import NO_SEED, State
from emberline.stories.engine.turn import Turn

SOMEBODY = "\0"
"""The protagonist whom nobody knows."""


class Known(dict[str, Any]):
    """The values and counts that are known. One that is missing is unknown, not zero."""

    def __missing__(self, key: str) -> NoReturn:
        raise UnknownError

    def __contains__(self, key: object) -> bool:
        return bool(self[str(key)] > 0)

    def get(self, key: str, default: Any = None) -> Any:
        """The count of `key`, which may be 0 and is never left out. UnknownError."""
        return self[key]

    def pop(self, key: str, default: Any = None) -> Any:
        """Make the count of `key` 0."""
        self[key] = 0

    def copy(self) -> "Known":
        """The same once more."""
        return Known(self)

    def peek(self, key: str) -> Any:
        """The value of `key`; None where it is unknown."""
        return super().get(key)

    def forget(self, key: str) -> None:
        """Make `key` unknown."""
        super().pop(key, None)


class PartialTurn(Turn):
    """A turn of a state that is known in part: what it cannot work out becomes unknown."""

    variables: Known
    items: Known

    def __init__(self, model: Model, before: State, fate: ScriptedFate) -> None:
        super().__init__(model.playable, before, fate)
        self._model = model

    def change(self, effects: tuple[Apply, ...], changes: tuple[Change, ...]) -> None:
        """Apply `effects`, whose `changes` are known."""
        self._own_copies()
        for effect, change in zip(effects, changes, strict=True):
            try:
                effect(self)
            except UnknownError:
                self._forget(change.changed)

    def take_choice(self, name: str) -> None:
        self.taken = _counted(self.taken, name)

    def enter(self, node: str) -> None:
        place = self._model.places[node]
        self.visits = _counted(self.visits, node)
        if place.on_enter:
            self.change(place.scene.on_enter, place.on_enter)

    def give(self, item: str, number: int) -> None:
        if self.items.peek(item) is not None:
            super().give(item, number)

    def take(self, item: str, number: int) -> None:
        if self.items.peek(item) is not None:
            super().take(item, number)

    def switch(self, protagonist: str) -> None:
        if self.protagonist == SOMEBODY:
            raise UnknownError
        super().switch(protagonist)

    def _forget(self, atoms: int) -> None:
        for name in self._model.names_in(atoms, "variable"):
            self.variables.forget(name)
        for name in self._model.names_in(atoms, "item"):
            self.items.forget(name)
        if atoms & self._model.bit(WHO):
            self.protagonist = SOMEBODY


class AbstractStory(ExactStory):
    """What may happen in a story of which only `tracked` atoms are looked at.

    live: the nodes that are looked at, with their atoms; what leads elsewhere is left out. tests:
    the conditions of choices, by their names. impossible: the names of those that are never open.
    """

    def __init__(
        self,
        model: Model,
        live: dict[str, int],
        caps: dict[Atom, int],
        tests: Mapping[str, Test],
        impossible: Collection[str],
        tracked: int,
    ) -> None:
        super().__init__(model, {key: atoms & tracked for key, atoms in live.items()}, caps)
        self._model = model
        self._tests = tests
        self._impossible = impossible
        self._tracked = tracked

    def open_options(self, scene: Scene, state: State) -> list[Option]:
        """The choices that may be open: a fallback unless another one certainly is."""
        found = [(option, self._holds(option, state)) for option in scene.options.values()]
        has_usual = any(holds and not option.choice.fallback for option, holds in found)
        return [
            option
            for option, holds in found
            if holds is not False and not (has_usual and option.choice.fallback)
        ]

    def sure_options(self, scene: Scene, state: State) -> list[Option]:
        """The choices that are open whatever the rest of the state is.

        A fallback counts among them where, if it is not open itself, one without a timer is.
        """
        holds = [(option, self._holds(option, state)) for option in scene.options.values()]
        usual = [option for option, each in holds if each and not option.choice.fallback]
        if usual or any(
            each is None and option.choice.timer and not option.choice.fallback
            for option, each in holds
        ):
            return usual
        return [option for option, each in holds if each]

    def situation(self, turn: Turn, node: str) -> Situation:
        """What is known of what `turn` has become at `node`; None is unknown."""
        assert isinstance(turn, PartialTurn)
        live = self._live[node]
        found = [
            node,
            *[turn.variables.peek(name) for name in live.variables],
            *[turn.items.peek(name) for name in live.items],
            *[_peek(turn.visits, name) for name in live.visits],
            *[_peek(turn.taken, name) for name in live.taken],
        ]
        for place, cap in live.caps:
            if found[place] is not None:
                found[place] = min(found[place], cap)
        if live.who:
            known = turn.protagonist != SOMEBODY
            found.append((turn.protagonist, turn.own_values()) if known else None)
        return (*found, False)

    def state(self, situation: Situation) -> State:
        """A state with what is known in `situation`."""
        live = self._live[situation[0]]
        values = iter(situation[1:])
        named = (live.variables, live.items, live.visits, live.taken)
        variables, items, visits, taken = [
            Known({name: value for name in names if (value := next(values)) is not None})
            for names in named
        ]
        protagonist, own = (next(values) if live.who else None) or (SOMEBODY, ())
        return State(
            node=situation[0],
            seed=NO_SEED,
            variables=variables,
            items=items,
            visits=visits,
            taken=taken,
            protagonist=protagonist,
            own={name: dict(each) for name, each in own},
            attempts=self._attempts(situation[0], is_used=next(values)),
        )

    def _holds(self, option: Option, state: State) -> bool | None:
        """Whether nothing speaks against `option` itself; None where that is not known."""
        if option.name in self._impossible:
            return False
        taken = _peek(state.taken, option.name) if option.choice.once else 0
        test = self._tests.get(option.name)
        holds = True if test is None else test.holds(state)
        if taken or holds is False:
            return False
        return None if taken is None else holds

    def _first_state(self, start: str) -> State:
        model, tracked = self._model, self._tracked
        names = model.names_in(tracked, "variable")
        return State(
            node=start,
            seed=NO_SEED,
            variables=Known({name: self._initial[name] for name in names}),
            items=Known.fromkeys(model.names_in(tracked, "item"), 0),
            visits=Known.fromkeys(model.names_in(tracked, "visits"), 0),
            taken=Known.fromkeys(model.names_in(tracked, "taken"), 0),
        )

    def _apply(self, turn: Turn, option: Option) -> None:
        assert isinstance(turn, PartialTurn)
        if option.effects:
            turn.change(option.effects, self._model.ways[option.name].changes)

    def _succeeds(self, option: Option, dice: Dice, turn: Turn, fate: ScriptedFate) -> bool:
        try:
            return super()._succeeds(option, dice, turn, fate)
        except UnknownError:
            return fate.either()

    def _turn(self, state: State, fate: ScriptedFate) -> Turn:
        return PartialTurn(self._model, state, fate)


def _peek(counts: Mapping[str, int], key: str) -> Any:
    assert isinstance(counts, Known)
    return counts.peek(key)


def _counted(counts: Mapping[str, int], key: str) -> Mapping[str, int]:
    """`counts` with one more of `key`, if it is known at all."""
    assert isinstance(counts, Known)
    if counts.peek(key) is None:
        return counts
    more = counts.copy()
    more[key] += 1
    return more
