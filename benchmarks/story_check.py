"""Checking stories from 1,000 to 100,000 nodes, with three choices each.

Claims: 100,000 nodes and 300,000 choices within 1.5 s of CPU time, and at most 1.3 times what 100
times a story of 1,000 takes. The floor is reading the document itself.
"""

import time

import msgspec

from benchmarks.support import rounds as shown
from benchmarks.support.branching import ring
from benchmarks.support.options import options
from emberline.stories.engine.check import check
from emberline.stories.engine.document import Story

SECONDS = 1.5
ABOVE_PROPORTIONAL = 1.3

_SMALL, _LARGE = 1_000, 100_000


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("sqlite",))
    small, large = ring(_SMALL), ring(_LARGE)
    written = msgspec.json.encode(large)
    taken: dict[str, list[float]] = {"small": [], "large": [], "floor": []}
    for _ in range(chosen.rounds):
        taken["small"].append(_seconds(lambda: [check(small) for _ in range(20)]) / 20)
        taken["large"].append(_seconds(lambda: check(large)))
        taken["floor"].append(_seconds(lambda: msgspec.json.decode(written, type=Story)))
    print(f"check of {_SMALL:,} and {_LARGE:,} nodes, CPU time; the floor reads {_LARGE:,}")
    shown.table(taken, "s")
    shown.at_most("check of the large story", min(taken["large"]), SECONDS, "s")
    growth = shown.ratio(taken, "large", "small") / (_LARGE / _SMALL)
    shown.at_most("large / small, of proportional", growth, ABOVE_PROPORTIONAL)
    shown.figure("check / floor", shown.ratio(taken, "large", "floor"))


def _seconds(work: object) -> float:
    assert callable(work)
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
