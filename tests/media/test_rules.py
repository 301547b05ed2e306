"""The table of a file's life, checked when it is read."""

from collections.abc import Mapping

import pytest

from emberline.media import rules
from emberline.media.rules import MOVES, Move, Status


def test_what_is_processed_becomes_ready_or_fails_and_stays_so() -> None:
    assert {(move.before, move.after) for move in MOVES.values()} == {
        (Status.PROCESSING, Status.READY),
        (Status.PROCESSING, Status.FAILED),
    }


@pytest.mark.parametrize(
    "moves",
    [
        {},
        {"finish": MOVES["finish"]},
        {**MOVES, "again": Move(Status.FAILED, Status.PROCESSING, "somebody")},
    ],
)
def test_a_table_with_a_gap_is_refused(moves: Mapping[str, Move]) -> None:
    with pytest.raises(ValueError, match=r"file|left"):
        rules._check(moves)
