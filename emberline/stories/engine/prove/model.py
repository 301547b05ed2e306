"""A story as a prover sees it: what each way on reads and changes, in bit sets of atoms.

An atom is one thing that a state holds: a variable, the number of an item, the visits to a node,
whether a choice was taken, and who the protagonist is.
"""

from collections.abc import Iterator
from math import log2
from typing import Literal, NamedTuple

from emberline.stories.engine.document import Node
from emberline.stories.engine.playable import (
    Option,
    Playable,
    Scene,
    read_condition,
    read_effect,
    read_number,
)
from emberline.stories.engine.tree import Assignment, Call, Effect, Expression, Key, Name, parts_of

Kind = Literal["variable", "item", "visits", "taken", "who"]
Atom = tuple[Kind, str]
WHO: Atom = ("who", "")

_SIZES: dict[Kind, float] = {"variable": 6, "item": 2, "visits": 2, "taken": 1, "who": 3}
"""Bits that the values of an atom take, where nothing is declared of them."""

LOOKS: dict[str, Kind] = {
    # What each function looks at.
    "has": "item",
    "count": "item",
    "visited": "visits",
    "times": "visits",
    "chosen": "taken",
}


class Change(NamedTuple):
    """What an effect does to atoms: `changed` anew (`replaces`) or further, reading `reads`.

    bounds: those of `reads` that say between which numbers it draws.
    """

    effect: Effect
    changed: int
    reads: int
    replaces: bool
    bounds: int = 0


class Way(NamedTuple):
    """A way on from a node: a choice, or an end of its puzzle.

    option: None for a puzzle, whose `outcome` it is then. condition, modifier: their trees, None
    where there is none or it has a problem. reads: the atoms that decide whether it is open;
    rolled: those that, after its changes, decide how its dice fall. targets: keys of nodes that
    exist.
    """

    option: Option | None
    outcome: Literal["success", "failure"] | None
    condition: Expression | None
    modifier: Expression | None
    reads: int
    rolled: int
    changes: tuple[Change, ...]
    targets: tuple[str, ...]

    @property
    def is_fallback(self) -> bool:
        """Whether it is open only where no other choice is."""
        return self.option is not None and self.option.choice.fallback

    @property
    def is_once(self) -> bool:
        """Whether it is gone when it was taken."""
        return self.option is not None and self.option.choice.once


class Place(NamedTuple):
    """A node with its ways on."""

    scene: Scene
    ways: tuple[Way, ...]
    on_enter: tuple[Change, ...]


class Model:
    """The places of a story, and its atoms by their bits.

    owned: the variables that protagonists have for themselves. ways: the choices, by their names.
    """

    def __init__(self, playable: Playable) -> None:
        self.playable = playable
        self.atoms: list[Atom] = []
        self._bits: dict[Atom, int] = {}
        self._sizes: list[float] = []
        self._named: dict[tuple[int, Kind], tuple[str, ...]] = {}
        protagonists = playable.story.protagonists
        self.owned = 0
        for key in protagonists:
            for name in playable.initial_of(key):
                self.owned |= self.bit(("variable", name))
        self.places: dict[str, Place] = {
            key: self._place(node) for key, node in playable.nodes.items()
        }
        self.ways: dict[str, Way] = {
            way.option.name: way
            for place in self.places.values()
            for way in place.ways
            if way.option is not None
        }

    def bit(self, atom: Atom) -> int:
        """The bit of `atom`."""
        if atom not in self._bits:
            self._bits[atom] = 1 << len(self.atoms)
            self.atoms.append(atom)
            self._sizes.append(self._size(atom))
        return self._bits[atom]

    def bits_of(self, atoms: int) -> float:
        """How many bits it takes, about, to tell the values of `atoms` apart."""
        return sum(self._sizes[number] for number in range(len(self.atoms)) if atoms >> number & 1)

    def names_in(self, atoms: int, kind: Kind) -> tuple[str, ...]:
        """The names of the atoms of one kind in a bit set, in order."""
        found = self._named.get((atoms, kind))
        if found is None:
            found = self._named[atoms, kind] = tuple(self._of_kind(atoms, kind))
        return found

    def reads(self, expression: Expression | Key) -> int:
        """The atoms that `expression` looks at."""
        atoms = 0
        for part in parts_of(expression):
            if isinstance(part, Name):
                atoms |= self.bit(("variable", part.name))
            elif isinstance(part, Call) and part.function in LOOKS:
                key = part.arguments[0]
                assert isinstance(key, Key)
                atoms |= self.bit((LOOKS[part.function], key.key))
        return atoms

    def _bounds(self, expression: Expression | Key) -> int:
        """The atoms that say between which numbers `expression` draws."""
        atoms = 0
        for part in parts_of(expression):
            if isinstance(part, Call) and part.function == "random":
                atoms |= self.reads(part)
        return atoms

    def _size(self, atom: Atom) -> float:
        kind, name = atom
        if kind != "variable":
            return _SIZES[kind]
        variable = self.playable.story.variables[name]
        match variable.type:
            case "bool":
                return 1
            case "enum":
                return log2(max(len(variable.values), 2))
            case "int" if variable.min is not None and variable.max is not None:
                return log2(max(variable.max - variable.min, 1) + 1)
            case _:
                return _SIZES[kind]

    def _of_kind(self, atoms: int, kind: Kind) -> Iterator[str]:
        for number, (each, name) in enumerate(self.atoms):
            if each == kind and atoms >> number & 1:
                yield name

    def _place(self, node: Node) -> Place:
        scene = self.playable.scene(node.key)
        ways: list[Way] = []
        if not node.is_ending:
            ways += [self._choice(option) for option in scene.options.values()]
            ways += self._puzzle(node)
        return Place(scene, tuple(ways), self._changes(node.on_enter))

    def _choice(self, option: Option) -> Way:
        choice, names = option.choice, self.playable.names
        condition = read_condition(choice.condition, names) if choice.condition else None
        reads = self.reads(condition) if condition is not None else 0
        if choice.once:
            reads |= self.bit(("taken", option.name))
        targets, modifier, rolled = [choice.to], None, 0
        if choice.roll is not None:
            targets = [choice.roll.success, choice.roll.failure]
            modifier = read_number(choice.roll.modifier, names) if choice.roll.modifier else None
            rolled = self.reads(modifier) if modifier is not None else 0
        return Way(
            option,
            None,
            condition,
            modifier,
            reads,
            rolled,
            self._changes(choice.effects),
            self._existing(targets),
        )

    def _puzzle(self, node: Node) -> Iterator[Way]:
        puzzle = node.puzzle
        if puzzle is None:
            return
        yield Way(None, "success", None, None, 0, 0, (), self._existing([puzzle.success]))
        if puzzle.attempts is not None:
            failure = node.key if puzzle.failure is None else puzzle.failure
            yield Way(None, "failure", None, None, 0, 0, (), self._existing([failure]))

    def _existing(self, targets: list[str]) -> tuple[str, ...]:
        return tuple([target for target in targets if target in self.playable.nodes])

    def _changes(self, texts: tuple[str, ...]) -> tuple[Change, ...]:
        effects = (read_effect(text, self.playable.names) for text in texts)
        return tuple([self._change(effect) for effect in effects if effect is not None])

    def _change(self, effect: Effect) -> Change:
        if isinstance(effect, Assignment):
            atom = self.bit(("variable", effect.name))
            reads, replaces = self.reads(effect.value), effect.operator is None
            return Change(effect, atom, reads, replaces, self._bounds(effect.value))
        key = effect.arguments[0]
        assert isinstance(key, Key)
        match effect.function:
            case "give" | "take":
                atom = self.bit(("item", key.key))
                if len(effect.arguments) == 1:
                    return Change(effect, atom, 0, False)
                amount = effect.arguments[1]
                return Change(effect, atom, self.reads(amount), False, self._bounds(amount))
            case "protagonist":
                # Who is met for the first time brings items, too.
                items = self.playable.story.protagonists[key.key].items
                changed = self.owned | self.bit(WHO)
                for item in items:
                    changed |= self.bit(("item", item))
                return Change(effect, changed, self.owned | self.bit(WHO), False)
            case _:
                return Change(effect, 0, 0, False)
