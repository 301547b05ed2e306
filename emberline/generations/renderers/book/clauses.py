"""Conditions in words: trees of expressions as clauses of a sentence.

What is denied is denied inside: `not (a and b)` is told as "not a or not b".
"""

from typing import Literal, NamedTuple

from emberline.generations.renderers.book.naming import Naming
from emberline.generations.renderers.book.nouns import Nouns
from emberline.generations.renderers.book.phrases import Pair, Phrases
from emberline.stories.engine.names import Names
from emberline.stories.engine.tree import (
    Both,
    Call,
    Compare,
    Constant,
    Expression,
    Key,
    Name,
    Not,
    OneOf,
    Within,
)

_FLIPPED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_TRUTHS = frozenset({"has", "visited", "chosen"})


class _Clause(NamedTuple):
    """words: of a clause, or of several joined. depth: how deep groups are nested in it."""

    words: str
    depth: int = 0


class Clauses:
    """Makes clauses of conditions that passed the check of types."""

    def __init__(self, names: Names, naming: Naming, phrases: Phrases) -> None:
        self._variables = names.variables
        self._naming = naming
        self._phrases = phrases
        self._nouns = Nouns(names, naming, phrases)

    def words(self, condition: Expression, *, holds: bool = True) -> str:
        """`condition`, or that it does not hold, as it stands after "If"."""
        return self._clause(condition, holds).words

    def joined(self, clauses: list[str]) -> str:
        """Several clauses that all must hold; each may be a group of its own."""
        return self._group([_Clause(each, 1) for each in clauses], "and").words

    def _clause(self, part: Expression, holds: bool) -> _Clause:
        match part:
            case Not():
                return self._clause(part.of, not holds)
            case Both():
                return self._both(part, holds)
            case Compare():
                return self._compare(part, holds)
            case Call() if part.function in _TRUTHS:
                return _Clause(self._truth(part, holds))
            case OneOf():
                one = self._nouns.words(part.value)
                listed = [self._nouns.words(each) for each in part.among]
                return _Clause(self._pair(self._said.among, holds).format(one=one, listed=self._phrases.list_of(listed, "or")))
            case _:
                ...
        return _Clause("")
