"""Proofs compared with every state of small stories, seen by the moves themselves."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import Proof, prove
from emberline.stories.engine.prove.report import Finding
from emberline.stories.engine.replay import begin, replay, steps_of
from emberline.stories.engine.state import Log
from tests.stories.engine.brute_force import Target, Walk, walked
from tests.stories.engine.random_stories import random_story

STATES_MOST = 500
"""What the comparison looks at; a story with more is compared as far as that."""
ENOUGH = 6_000
SCARCE = 60


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_a_proof_with_a_large_budget_says_what_all_states_say(first: int):
    for number in range(first, first + 20):
        story = Playable(random_story(number))
        walk, proof = walked(story, STATES_MOST), prove(story, ENOUGH)

        assert disagreements(story, walk, proof) == [], number
        if walk.is_whole:
            assert proof.complete
            assert lengths(proof) == {each: walk.met[each] for each in lengths(proof)}, number
            assert set(lengths(proof)) == set(walk.met), number
            assert odds(proof) == pytest.approx(
                {key: walk.odds.get(key, 0) for key in proof.endings}, abs=1e-8
            ), number


@pytest.mark.parametrize("first", range(0, 400, 40))
def test_a_proof_with_a_tiny_budget_leaves_open_and_is_never_wrong(first: int):
    decided = 0
    for number in range(first, first + 40):
        story = Playable(random_story(number))
        walk, proof = walked(story, STATES_MOST), prove(story, SCARCE)

        assert disagreements(story, walk, proof) == [], number
        decided += sum(finding.verdict != "open" for _, finding in findings(proof))
    assert decided > 100


def disagreements(story: Playable, walk: Walk, proof: Proof) -> list[str]:
    """What `proof` says against what was met, and witnesses that do not play."""
    wrong = []
    for target, finding in findings(proof):
        if finding.verdict == "impossible" and target in walk.met:
            wrong.append(f"{target} is reachable")
        elif finding.verdict == "reachable":
            assert finding.witness is not None
            wrong += against(story, walk, target, finding.witness)
    for lock in proof.soft_locks:
        wrong += against(story, walk, ("soft_lock", lock.node), lock.witness)
    known = {("soft_lock", lock.node) for lock in proof.soft_locks}
    if proof.complete:
        wrong += [
            f"{each}: missed" for each in walk.met if each[0] == "soft_lock" and each not in known
        ]
    return wrong


def against(story: Playable, walk: Walk, target: Target, witness: Log) -> Iterator[str]:
    """What speaks against `witness`."""
    if walk.is_whole and target not in walk.met:
        yield f"{target} is impossible"
    if len(witness.moves) < walk.met.get(target, 0):
        yield f"{target} takes {walk.met[target]} moves"
    if not shows(story, target, witness):
        yield f"{target}: its witness does not show it"


def shows(story: Playable, target: Target, witness: Log) -> bool:
    """Whether `witness` plays, and meets `target` with its last move."""
    what, name = target
    state = replay(story, witness)
    if what == "achievement":
        return name in state.achievements
    if what == "choice":
        last = list(steps_of(story, witness))[-1].move
        return name == f"{last.node}/{last.choice}"
    assert begin(story, witness).turn == 0
    return state.node == name


def findings(proof: Proof) -> Iterator[tuple[Target, Finding]]:
    for key, finding in proof.nodes.items():
        yield ("node", key), finding
    for key, finding in proof.choices.items():
        yield ("choice", key), finding
    for key, finding in proof.achievements.items():
        yield ("achievement", key), finding


def lengths(proof: Proof) -> dict[Target, int]:
    """How many moves the witness of each thing takes."""
    found = {each: finding.witness for each, finding in findings(proof)}
    found |= {("soft_lock", lock.node): lock.witness for lock in proof.soft_locks}
    return {each: len(witness.moves) for each, witness in found.items() if witness is not None}


def odds(proof: Proof) -> dict[str, float]:
    """How likely each ending is."""
    return {
        key: float(Fraction(each.odds))
        for key, each in proof.endings.items()
        if each.odds is not None
    }
