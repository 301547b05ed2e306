"""The life of a job: its states, who moves it between them, and how long it waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(seconds=20)
"""How long a run owns its row without renewing."""

RENEW_SECONDS = 4.0
"""Between renewals, each of which also sees a cancel: a run must stop within 5 s of one."""

ATTEMPTS = 5
"""Attempts that may fail, or end with their process, before the row fails for good."""

SEATS = 4
"""Rows of one user and kind that are due at once, so that a thousand do not hold up others'; a kind
may have fewer, never more."""

_FIRST_WAIT = timedelta(seconds=5)
_WAIT_FACTOR = 4


class JobStatus(StrEnum):
    """Where a job stands."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = frozenset({JobStatus.PENDING, JobStatus.RUNNING})


@dataclass(frozen=True, slots=True)
class Move:
    """A transition: from which states, to which, and who may make it."""

    before: frozenset[JobStatus]
    after: JobStatus
    by: str


MOVES: Mapping[str, Move] = {
    # From RUNNING when the lease has lapsed: the run before it died or was cut off.
    "claim": Move(LIVE, JobStatus.RUNNING, "whoever hears the bell"),
    "succeed": Move(frozenset({JobStatus.RUNNING}), JobStatus.SUCCEEDED, "the run"),
    "rest": Move(frozenset({JobStatus.RUNNING}), JobStatus.PENDING, "the run of a periodic row"),
    "back_off": Move(frozenset({JobStatus.RUNNING}), JobStatus.PENDING, "the run"),
    "give_up": Move(frozenset({JobStatus.RUNNING}), JobStatus.FAILED, "the run, or the next claim"),
    "release": Move(
        frozenset({JobStatus.RUNNING}), JobStatus.PENDING, "the run, when its process stops"
    ),
    "cancel": Move(LIVE, JobStatus.CANCELLED, "a service"),
    "retry": Move(
        frozenset({JobStatus.FAILED, JobStatus.CANCELLED}), JobStatus.PENDING, "a service"
    ),
}


def backoff(failures: int) -> timedelta:
    """How long a row waits after its `failures`-th failed attempt: 5, 20, 80, 320 s."""
    factor: int = _WAIT_FACTOR ** (failures - 1)
    return _FIRST_WAIT * factor


def _check(moves: Mapping[str, Move]) -> None:
    """ValueError unless every state can be reached from PENDING and every live one be left."""
    reached = {JobStatus.PENDING}
    while more := {m.after for m in moves.values() if m.before & reached} - reached:
        reached |= more
    if unreached := set(JobStatus) - reached:
        raise ValueError(f"no job can become {sorted(unreached)}")
    for state in LIVE:
        if not any(state in m.before and m.after not in LIVE for m in moves.values()):
            raise ValueError(f"a {state} job can never end")


_check(MOVES)
