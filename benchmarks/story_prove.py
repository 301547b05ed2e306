"""Proving: the samples whole, and tangled stories of 340 choices and 25 variables.

Claims: every sample closes exactly; of the choices of a tangled story at least 99 % are decided
within 60 s, and none of those left open is met by 8,000 random plays. What is decided is compared
with those plays, too: nothing that is called impossible may be met.
"""

import random
import time
from collections import Counter
from importlib.resources import files

import msgspec

from benchmarks.support import rounds as shown
from benchmarks.support.branching import tangle
from benchmarks.support.options import options
from emberline.stories.engine.document import Story
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import Proof, prove
from emberline.stories.engine.state import NO_SEED
from emberline.stories.engine.step import available, start, take

DECIDED = 0.99
SECONDS = 60.0
PLAYS = 8_000

_MOVES_MOST = 200


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=4, databases=("sqlite",))
    print("The samples")
    for file in sorted(files("emberline.stories.samples").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".json"):
            _sample(file.name, msgspec.json.decode(file.read_bytes(), type=Story))
    print("Tangled stories of 340 choices and 25 variables")
    decided, seconds, met = [], [], 0
    for seed in range(1, chosen.rounds + 1):
        playable = Playable(tangle(seed))
        proof, took = _proved(playable)
        verdicts = Counter(each.verdict for each in proof.choices.values())
        print(f"  seed {seed}: {took:.1f} s, {proof.states:,} states, {dict(verdicts)}")
        decided.append(1 - verdicts["open"] / len(proof.choices))
        seconds.append(took)
        met += len(_met_by_chance(playable, seed) & _not_reachable(proof))
    shown.at_least("decided, mean", sum(decided) / len(decided), DECIDED, "")
    shown.at_most("seconds, longest", max(seconds), SECONDS, "s")
    shown.at_most("open or impossible, yet met by chance", met, 0, "")


def _sample(name: str, story: Story) -> None:
    proof, took = _proved(Playable(story))
    odds = [each.odds for each in proof.endings.values()]
    is_closed = proof.complete and None not in odds
    state = "closed" if is_closed else "NOT CLOSED"
    print(f"  {name:<32} {state}, {proof.states:,} states, {took:.1f} s of CPU time")


def _proved(playable: Playable) -> tuple[Proof, float]:
    before = time.process_time()
    proof = prove(playable)
    return proof, time.process_time() - before


def _not_reachable(proof: Proof) -> set[str]:
    return {name for name, each in proof.choices.items() if each.verdict != "reachable"}


def _met_by_chance(playable: Playable, seed: int) -> set[str]:
    """The choices that random plays take."""
    chance = random.Random(seed)
    met: set[str] = set()
    for _ in range(PLAYS):
        state = start(playable, None, NO_SEED)
        for _ in range(_MOVES_MOST):
            scene = playable.scene(state.node)
            options_there = [] if scene.is_ending else available(scene, state)
            if not options_there:
                break
            option = chance.choice(options_there)
            met.add(choice_name(state.node, option.choice.key))
            state = take(playable, state, option).state
    return met


if __name__ == "__main__":
    main()
