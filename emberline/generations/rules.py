"""What may be asked for, and the life of a generation: its states, and who moves it."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

KINDS: Final = ("audio", "epub", "html", "pdf")
LEVELS: Final = ("info", "warning", "error")

RUNNING_MOST = 2
"""Generations of one user that are rendered at once."""

WAITING_MOST = 20
"""Generations of one user that may wait."""

KEPT_MOST = 100
"""Generations of one user, however they stand: each that has not succeeded keeps what it is of."""

FAILED_KEPT_FOR = timedelta(days=30)
"""How long it can be read why a generation came to nothing."""

TOLD_EVERY = timedelta(seconds=1)
"""How often, at most, an owner is told of progress."""


class Status(StrEnum):
    """Where a generation stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


STATUSES: Final = tuple(str(status) for status in Status)

LIVE = frozenset({Status.PENDING, Status.IN_PROGRESS})
"""May neither be deleted nor retried."""

MOVES: Mapping[str, tuple[frozenset[Status], Status, str]] = {
    # From IN_PROGRESS when a run died; from FAILED when an operator lets the job run again.
    "begin": (frozenset(set(Status) - {Status.SUCCEEDED}), Status.IN_PROGRESS, "the run"),
    "finish": (frozenset({Status.IN_PROGRESS}), Status.SUCCEEDED, "the run"),
    "fail": (LIVE, Status.FAILED, "the run, a cancel, or the sweep"),
    "lose": (frozenset({Status.SUCCEEDED}), Status.FAILED, "the doctor"),
    "retry": (frozenset({Status.FAILED}), Status.PENDING, "the owner"),
}
"""From which states, to which, and who moves it."""

OPTIONS: Mapping[str, frozenset[str]] = {
    "audio": frozenset({"progress_id", "path", "voices"}),
    "epub": frozenset({"narrated", "voices"}),
    "html": frozenset(),
    "pdf": frozenset({"paper"}),
}
"""Which options each kind takes."""


def speaks(kind: str, *, narrated: bool) -> bool:
    """Whether a generation needs voices."""
    return kind == "audio" or (kind == "epub" and narrated)


def percent(part: float, first: int, last: int) -> int:
    """The share `part`, 0 to 1, of a stage that goes from `first` to `last` percent."""
    return first + int(max(0.0, min(1.0, part)) * (last - first))


def time_left(done: int, done_before: int, elapsed: timedelta) -> timedelta | None:
    """How much longer a run will take that came from one percentage to another in `elapsed`.

    None while there is too little to tell by.
    """
    gained = done - done_before
    if gained <= 0 or elapsed <= timedelta(0):
        return None
    return elapsed * ((100 - done) / gained)
