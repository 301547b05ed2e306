"""The life of a file of a person: its states, and who moves it between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a file stands."""

    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


FIRST = frozenset({Status.PROCESSING, Status.READY})
"""As what a file may arrive: pictures are ready at once, videos are made playable first."""

LASTING = frozenset({Status.READY, Status.FAILED})
"""What is never left again, except that the file is deleted."""


@dataclass(frozen=True, slots=True)
class Move:
    """A transition: from which state, to which, and who may make it."""

    before: Status
    after: Status
    by: str


MOVES: Mapping[str, Move] = {
    "finish": Move(Status.PROCESSING, Status.READY, "the run that made it playable"),
    "fail": Move(
        Status.PROCESSING, Status.FAILED, "the run, or the sweep when all runs are used up"
    ),
}


def _check(moves: Mapping[str, Move]) -> None:
    """ValueError unless every state can be reached, and exactly those that do not last be left."""
    reached = set(FIRST)
    while more := {move.after for move in moves.values() if move.before in reached} - reached:
        reached |= more
    if unreached := set(Status) - reached:
        raise ValueError(f"no file can become {sorted(unreached)}")
    left = {move.before for move in moves.values()}
    if left != set(Status) - LASTING:
        raise ValueError(f"{sorted(left)} are left, and {sorted(LASTING)} should last")


_check(MOVES)
