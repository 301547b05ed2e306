"""`emberline play --witness`: proofs followed move by move."""

import json
from pathlib import Path

import pytest

from tests.cli.playing import DICE, HOUSE, heard, play


def test_a_witness_is_replayed_step_by_step(tmp_path: Path):
    moves = [
        {"node": "hall", "choice": "lift", "outcome": "failure"},
        {"node": "hall", "choice": "lift", "outcome": "success"},
    ]
    (tmp_path / "w.json").write_text(json.dumps({"moves": moves}))
    ran = play(tmp_path, DICE, options=("--witness", "w.json"))
    assert heard(ran) == [
        "== A Try ==",
        "1. hall: A. Take lift. [2d6+1: 1 + 1, +1, modifier +2: 5 against 9, failure]",
        "2. hall: A. Take lift. [2d6+1: 6 + 6, +1, modifier +2: 15 against 9, success]",
        "It ends with won at won (won).",
    ]


def test_a_witness_that_does_not_replay_says_at_which_move(tmp_path: Path):
    moves = [{"node": "hall", "choice": "rope"}, {"node": "hall", "choice": "rope"}]
    (tmp_path / "w.json").write_text(
        json.dumps({"verdict": "reachable", "witness": {"moves": moves}})
    )
    ran = play(tmp_path, HOUSE, options=("--witness", "w.json"))
    assert ran.code == 1
    assert "1. The Hall: A. Take rope." in ran.output
    assert ran.errors == (
        "Move 2 of 2, hall/rope, cannot be made: The choice `rope` is not open there.\n"
    )


@pytest.mark.parametrize(
    "text", ["", "[]", '{"moves": 3}', '{"nodes": {}}', '{"moves": [], "seed": "x"}']
)
def test_what_is_no_witness_is_refused(tmp_path: Path, text: str):
    (tmp_path / "w.json").write_text(text)
    ran = play(tmp_path, HOUSE, options=("--witness", "w.json"))
    assert ran.code == 1
    assert ran.errors.startswith("w.json holds no witness")
