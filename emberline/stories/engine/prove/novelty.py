"""Which situations are worth a look where there are too many to see them all.

The width-2 test of Lipovetzky and Geffner, "Width and serialization of classical planning
problems", 2012: a situation is worth it if two of its values meet at its node for the first time.
"""

from typing import Any

from emberline.stories.engine.prove.exact import Situation


class _Met:
    """What met at one node: of each value, in a bit set, those that it was met with."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[int, Any], int] = {}
        self.together: list[int] = []


class Novelty:
    """Remembers which values have met at each node."""

    def __init__(self) -> None:
        self._met: dict[str, _Met] = {}

    def is_new(self, situation: Situation) -> bool:
        """Whether `situation` brings a pair of values that was not there before."""
        node, *values = situation
        met = self._met.setdefault(node, _Met())
        numbers = [met.numbers.setdefault(value, len(met.numbers)) for value in enumerate(values)]
        met.together += [0] * (len(met.numbers) - len(met.together))
        all_of_it = 0
        for number in numbers:
            all_of_it |= 1 << number
        if not any(all_of_it & ~met.together[number] for number in numbers):
            return False
        for number in numbers:
            met.together[number] |= all_of_it
        return True
