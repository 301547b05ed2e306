"""What one run does with its row: claim it, keep it, write under its fence, and end it.

A run is known by the row's `attempt` and its own `owner`; whatever it writes names both, so a run
that was overtaken (its process stood still past the lease) changes nothing any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    case,
    null,
    or_,
    select,
    update,
)

from emberline.kit.db import Identifier, Instant, Json
from emberline.kit.jobs.intents import ring_if_due, ring_next
from emberline.kit.jobs.lifecycle import ATTEMPTS, LEASE, MOVES, JobStatus, backoff
from emberline.kit.jobs.rows import HAS_LAPSED, IS_DUE, NOW, Job, is_status

GivenUp = Callable[[Connection, str, datetime], None]
"""`given_up(conn, subject, now)` follows, in the transaction that fails a job for good."""

_Ending = Row[str, str, str | None, int, int, int | None]
"""kind, subject, user_id, progress, failures, period_seconds: what ending a run looks at."""


class LeaseLost(Exception):  # noqa: N818 (it tells a run to end; nothing is wrong)
    """The row is no longer this run's: cancelled, or claimed by another after the lease lapsed."""


class Renewal(Enum):
    """What a run learns when it renews its lease."""

    OURS = "ours"
    CANCELLED = "cancelled"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is one run's, and the fence its writes name."""

    id: str
    kind: str
    subject: str
    user_id: str | None
    payload: Any
    attempt: int
    owner: str

    @property
    def fence(self) -> dict[str, Any]:
        """The binds of every statement of the run."""
        return {"job_id": self.id, "held_attempt": self.attempt, "held_owner": self.owner}


def claim(
    conn: Connection,
    job_id: str,
    owner: str,
    now: datetime,
    lease: timedelta = LEASE,
    given_up: GivenUp | None = None,
) -> Claim | None:
    """Make the row `owner`'s until `now + lease`; None when it is not to be had.

    `owner` is a fresh id for every run. A row whose last attempt died fails here for good, which
    `given_up` follows.
    """
    binds = {"job_id": job_id, "now": now, "new_owner": owner, "new_lease": now + lease}
    row = conn.execute(_CLAIM, binds).first()
    if row is not None:
        return Claim(job_id, row.kind, row.subject, row.user_id, row.payload, row.attempt, owner)
    dead = conn.execute(_DIED_TOO_OFTEN, {"job_id": job_id, "now": now}).first()
    if dead is not None:
        error = {
            "code": "died",
            "message": "The server stopped in the middle of this several times. Try again later.",
        }
        _end_failed(conn, job_id, dead, error, now, given_up)
    return None


def renew(conn: Connection, held: Claim, now: datetime, lease: timedelta = LEASE) -> Renewal:
    """Keep the row until `now + lease`, or learn why it is no longer to be kept."""
    binds = {**held.fence, "new_lease": now + lease}
    if conn.execute(_RENEW, binds).first() is not None:
        return Renewal.OURS
    row = conn.execute(_STATE, {"job_id": held.id}).first()
    cancelled = row is not None and (row.status, row.attempt) == (JobStatus.CANCELLED, held.attempt)
    return Renewal.CANCELLED if cancelled else Renewal.LOST


def progress(conn: Connection, held: Claim, percent: int) -> None:
    """Note how far the run is, 0 to 100; a smaller number than before changes nothing.

    LeaseLost when the row is no longer this run's.
    """
    if conn.execute(_PROGRESS, {**held.fence, "new_progress": percent}).first() is None:
        raise LeaseLost(held.id)


def hold(conn: Connection, held: Claim) -> None:
    """Lock the row until the commit, so that what this transaction writes is the run's own.

    LeaseLost when the row is no longer this run's.
    """
    _locked(conn, held)


def gain(conn: Connection, held: Claim) -> None:
    """Forget the attempts that failed before: the work came further, and stays so.

    Thus what takes days ends, though its processes die again and again.
    """
    conn.execute(_GAIN, held.fence)


def succeed(conn: Connection, held: Claim, now: datetime) -> None:
    """Record that the work is done; a periodic row becomes due again after its period.

    LeaseLost when the row is no longer this run's.
    """
    row = _locked(conn, held)
    if row.period_seconds is None:
        _end(conn, held.id, "succeed", now, progress=100)
    else:
        _wait(conn, held.id, "rest", now + timedelta(seconds=row.period_seconds), failures=0)
    ring_next(conn, held.kind, held.user_id, now)


def fail(
    conn: Connection,
    held: Claim,
    code: str,
    message: str,
    now: datetime,
    *,
    for_good: bool = False,
    given_up: GivenUp | None = None,
) -> JobStatus:
    """Record a failed attempt and return where that leaves the row.

    It is due again after `backoff`, until it has failed five times or the failure is `for_good`,
    which `given_up` follows. A periodic row never ends that way: it waits for its next period.
    LeaseLost when the row is no longer this run's.
    """
    row = _locked(conn, held)
    error = {"code": code, "message": message}
    failures = row.failures + 1
    if for_good or failures >= ATTEMPTS:
        return _end_failed(conn, held.id, row, error, now, given_up)
    _wait(conn, held.id, "back_off", now + backoff(failures), failures=failures, error=error)
    ring_next(conn, held.kind, held.user_id, now)
    return JobStatus.PENDING


def release(conn: Connection, held: Claim, now: datetime) -> None:
    """Give the row back, due at once: this process stops, which is no failed attempt.

    `attempt` stays counted (it is the fence), `failures` stay as they are.
    LeaseLost when the row is no longer this run's.
    """
    row = _locked(conn, held)
    _wait(conn, held.id, "release", now, failures=row.failures)
    ring_if_due(conn, held.id, now)
    ring_next(conn, held.kind, held.user_id, now)


def _locked(conn: Connection, held: Claim) -> _Ending:
    row = conn.execute(_HOLD, held.fence).first()
    if row is None:
        raise LeaseLost(held.id)
    return row


def _end_failed(
    conn: Connection,
    job_id: str,
    row: _Ending,
    error: dict[str, str],
    now: datetime,
    given_up: GivenUp | None,
) -> JobStatus:
    if row.period_seconds is None:
        _end(conn, job_id, "give_up", now, progress=row.progress, error=error)
        if given_up is not None:
            given_up(conn, row.subject, now)
        status = JobStatus.FAILED
    else:
        next_due = now + timedelta(seconds=row.period_seconds)
        _wait(conn, job_id, "rest", next_due, failures=0, error=error)
        status = JobStatus.PENDING
    ring_next(conn, row.kind, row.user_id, now)
    return status


def _end(
    conn: Connection,
    job_id: str,
    move: str,
    now: datetime,
    *,
    progress: int,
    error: dict[str, str] | None = None,
) -> None:
    binds = {"job_id": job_id, "now": now, "new_progress": progress, "new_error": error}
    conn.execute(_END, {**binds, "new_status": MOVES[move].after})


def _wait(
    conn: Connection,
    job_id: str,
    move: str,
    due_at: datetime,
    *,
    failures: int,
    error: dict[str, str] | None = None,
) -> None:
    binds = {"job_id": job_id, "new_due": due_at, "new_failures": failures, "new_error": error}
    conn.execute(_WAIT, {**binds, "new_status": MOVES[move].after})


_IS_HELD = and_(
    Job.id == bindparam("job_id"),
    Job.attempt == bindparam("held_attempt"),
    Job.owner == bindparam("held_owner", type_=Identifier),
    is_status(JobStatus.RUNNING),
)
_NEW_LEASE = bindparam("new_lease", type_=Instant)
_NEW_PROGRESS = bindparam("new_progress", type_=Integer)
_NEW_STATUS = bindparam("new_status", type_=String)
_NEW_ERROR = bindparam("new_error", type_=Json)

_CLAIM = (
    update(Job)
    .where(
        Job.id == bindparam("job_id"),
        or_(IS_DUE, and_(HAS_LAPSED, Job.failures < ATTEMPTS - 1)),
    )
    .values(
        status=MOVES["claim"].after,
        attempt=Job.attempt + 1,
        failures=case((is_status(JobStatus.RUNNING), Job.failures + 1), else_=Job.failures),
        owner=bindparam("new_owner", type_=Identifier),
        lease_until=_NEW_LEASE,
        started_at=NOW,
    )
    .returning(Job.kind, Job.subject, Job.user_id, Job.payload, Job.attempt)
)
_ENDING = (Job.kind, Job.subject, Job.user_id, Job.progress, Job.failures, Job.period_seconds)
_DIED_TOO_OFTEN = (
    select(*_ENDING)
    .where(Job.id == bindparam("job_id"), HAS_LAPSED, Job.failures >= ATTEMPTS - 1)
    .with_for_update()
)
_HOLD = select(*_ENDING).where(_IS_HELD).with_for_update()
_RENEW = update(Job).where(_IS_HELD).values(lease_until=_NEW_LEASE).returning(Job.id)
_GAIN = update(Job).where(_IS_HELD, Job.failures > 0).values(failures=0)
_STATE = select(Job.status, Job.attempt).where(Job.id == bindparam("job_id"))
_PROGRESS = (
    update(Job)
    .where(_IS_HELD)
    .values(progress=case((Job.progress < _NEW_PROGRESS, _NEW_PROGRESS), else_=Job.progress))
    .returning(Job.id)
)
# Both only ever run on a row that this transaction has locked.
_END = (
    update(Job)
    .where(Job.id == bindparam("job_id"), is_status(JobStatus.RUNNING))
    .values(
        status=_NEW_STATUS,
        progress=_NEW_PROGRESS,
        error=_NEW_ERROR,
        owner=null(),
        lease_until=null(),
        finished_at=NOW,
    )
)
_WAIT = (
    update(Job)
    .where(Job.id == bindparam("job_id"), is_status(JobStatus.RUNNING))
    .values(
        status=_NEW_STATUS,
        due_at=bindparam("new_due", type_=Instant),
        failures=bindparam("new_failures"),
        error=_NEW_ERROR,
        owner=null(),
        lease_until=null(),
    )
)
