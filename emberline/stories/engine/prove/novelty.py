"""Which situations are worth a look where there are too many to see them all.

The width-2 test of Lipovetzky and Geffner, "Width and serialization of classical planning
problems", 2012: a situation is worth it if two of its values meet at its node for the first time.
"""

from itertools import combinations
from typing import Any

from emberline.stories.engine.prove.exact import Situation

_Pair = tuple[tuple[int, Any], tuple[int, Any]]


class Novelty:
    """Remembers which values have met at each node."""

    def __init__(self) -> None:
        self._met: dict[str, set[_Pair]] = {}

    def is_new(self, situation: Situation) -> bool:
        """Whether `situation` brings a pair of values that was not there before."""
        node, *values = situation
        met = self._met.setdefault(node, set())
        pairs = set(combinations(enumerate(values), 2))
        if pairs <= met and pairs:
            return False
        met |= pairs
        return True
