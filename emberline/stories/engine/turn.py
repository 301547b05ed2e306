"""A move being made: a state that may be changed, until it becomes the next one."""

from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.chance import Dice, DiceRoll, Fate, SeededFate
from emberline.stories.engine.compiler import Apply
from emberline.stories.engine.document import Value
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import State


class Turn:
    """The working copy of a state. Chance comes from `fate`, or else from the state's seed.

    before: what it is made from; that stays as it is.
    """

    def __init__(self, playable: Playable, before: State, fate: Fate | None = None) -> None:
        # Copied when something is about to change them.
        self.variables = before.variables
        self.items = before.items
        self.visits = before.visits
        self.taken = before.taken
        self.protagonist = before.protagonist
        self.achievements = before.achievements
        self.playable = playable
        self._before = before
        self._own = before.own
        self._fate = fate

    def apply(self, effects: tuple[Apply, ...]) -> None:
        """Change it as `effects` say, in their order."""
        if effects:
            self._own_copies()
            for effect in effects:
                effect(self)

    def take_choice(self, name: str) -> None:
        """Remember that the choice `name` (`node/choice`) was taken, if the story ever asks."""
        if name in self.playable.watched.choices:
            self.taken = {**self.taken, name: self.taken.get(name, 0) + 1}

    def enter(self, node: str) -> None:
        """Remember the visit to `node`, if the story ever asks, and do what happens there."""
        if node in self.playable.watched.nodes:
            self.visits = {**self.visits, node: self.visits.get(node, 0) + 1}
        self.apply(self.playable.scene(node).on_enter)

    def own_values(self) -> tuple[tuple[str, tuple[tuple[str, Value], ...]], ...]:
        """The values of the protagonists whom the reader is not, as something to compare."""
        return tuple(sorted((name, tuple(own.items())) for name, own in self._own.items()))

    def unlocked(self) -> tuple[str, ...]:
        """The achievements that are new since `before`."""
        return self.achievements[len(self._before.achievements) :]

    def state(self, node: str) -> State:
        """The state that it became, at `node`."""
        before = self._before
        return State(
            node=node,
            seed=before.seed,
            drawn=before.drawn if self._fate is None else self._fate.drawn,
            turn=before.turn + 1,
            protagonist=self.protagonist,
            variables=self.variables,
            items=self.items,
            visits=self.visits,
            taken=self.taken,
            achievements=self.achievements,
            own=self._own,
        )

    def give(self, item: str, number: int) -> None:
        """Put so many of `item` into the inventory; fewer than one is none."""
        if number > 0:
            self.items[item] = min(self.items.get(item, 0) + number, NUMBER_MOST)

    def take(self, item: str, number: int) -> None:
        """Take so many of `item` away, or all where there are fewer."""
        left = self.items.get(item, 0) - max(number, 0)
        if left > 0:
            self.items[item] = left
        else:
            self.items.pop(item, None)

    def unlock(self, achievement: str) -> None:
        """Unlock `achievement`, once."""
        if achievement not in self.achievements:
            self.achievements = (*self.achievements, achievement)

    def switch(self, protagonist: str) -> None:
        """Make the reader be `protagonist`, with the values that are theirs.

        Who is met for the first time brings their initial values and their items.
        """
        if protagonist == self.protagonist:
            return
        own = dict(self._own)
        if self.protagonist is not None:
            names = self.playable.initial_of(self.protagonist)
            own[self.protagonist] = {name: self.variables[name] for name in names}
        self.protagonist = protagonist
        if protagonist in own:
            self.variables.update(own.pop(protagonist))
        else:
            self.become(protagonist)
        self._own = own

    def become(self, protagonist: str) -> None:
        """Take over the initial values and the items of `protagonist`."""
        self._own_copies()
        self.protagonist = protagonist
        self.variables.update(self.playable.initial_of(protagonist))
        for item, number in self.playable.story.protagonists[protagonist].items.items():
            self.give(item, number)

    def roll(self, dice: Dice) -> int:
        """The total of `dice`."""
        return self.fall(dice).total

    def fall(self, dice: Dice) -> DiceRoll:
        """How `dice` fall."""
        return self._chance().roll(dice)

    def random(self, low: int, high: int) -> int:
        """A whole number between two, both included."""
        return self._chance().between(min(low, high), max(low, high))

    def _chance(self) -> Fate:
        if self._fate is None:
            self._fate = SeededFate(self._before.seed, self._before.drawn)
        return self._fate

    def _own_copies(self) -> None:
        if self.variables is self._before.variables:
            self.variables = self.variables.copy()
            self.items = self.items.copy()
