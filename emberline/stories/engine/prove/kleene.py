"""Conditions where some atoms are unknown, and which atoms explain why one holds or does not.

Kleene's three-valued logic ("Introduction to Metamathematics", 1952, section 64).
"""

from collections.abc import Sequence
from typing import Protocol

from emberline.stories.engine.compiler import Evaluate, compile_value
from emberline.stories.engine.prove.model import Model
from emberline.stories.engine.state import State
from emberline.stories.engine.tree import Both, Expression, Not


class UnknownError(Exception):
    """A value that is not known was asked for."""


class Test(Protocol):
    """A condition, or a part of one."""

    def holds(self, state: State) -> bool | None:
        """Whether it does; None where that depends on what is unknown."""

    def because(self, state: State, known: int) -> int:
        """Atoms that suffice to say so, of a state that is wholly known; few besides `known`."""


def compile_test(model: Model, condition: Expression) -> Test:
    """The test of `condition`."""
    match condition:
        case Both("and", parts):
            return _All(model, [compile_test(model, part) for part in parts])
        case Both("or", parts):
            return _Not(_All(model, [_Not(compile_test(model, part)) for part in parts]))
        case Not(of):
            return _Not(compile_test(model, of))
        case _:
            value = compile_value(condition, model.playable.names)
            return _Leaf(value, model.reads(condition))


class _Leaf:
    """A comparison, a look, a variable."""

    def __init__(self, value: Evaluate, reads: int) -> None:
        self._value = value
        self._reads = reads

    def holds(self, state: State) -> bool | None:
        try:
            return bool(self._value(state))
        except UnknownError:
            return None

    def because(self, state: State, known: int) -> int:
        return self._reads


class _Not:
    def __init__(self, of: Test) -> None:
        self._of = of

    def holds(self, state: State) -> bool | None:
        holds = self._of.holds(state)
        return None if holds is None else not holds

    def because(self, state: State, known: int) -> int:
        return self._of.because(state, known)


class _All:
    def __init__(self, model: Model, parts: Sequence[Test]) -> None:
        self._model = model
        self._parts = parts

    def holds(self, state: State) -> bool | None:
        whole: bool | None = True
        for part in self._parts:
            holds = part.holds(state)
            if holds is False:
                return False
            if holds is None:
                whole = None
        return whole

    def because(self, state: State, known: int) -> int:
        failed = [part for part in self._parts if not part.holds(state)]
        if failed:
            reasons = [part.because(state, known) for part in failed]
            return min(reasons, key=lambda atoms: self._model.bits_of(atoms & ~known))
        atoms = 0
        for part in self._parts:
            atoms |= part.because(state, known)
        return atoms
