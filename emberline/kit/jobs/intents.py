"""What services and sweeps do with jobs: request, look for what is due, cancel, retry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    delete,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier, Instant, after_commit, hot
from emberline.kit.db.faults import IntegrityError
from emberline.kit.ids import new_id
from emberline.kit.jobs.lifecycle import MOVES, SEATS, JobStatus
from emberline.kit.jobs.rows import HAS_LAPSED, IS_DUE, LIVE, NOW, Job, is_live, may_make

DUE_AT_ONCE = 200
"""Rows of a kind that one sweep rings for."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The message that goes to the bell after the commit: this row may be claimed."""

    kind: str
    job_id: str
    attempt: int


def request(
    conn: Connection,
    kind: str,
    subject: str,
    *,
    now: datetime,
    user_id: str | None = None,
    payload: Any = None,
    due_at: datetime | None = None,
    seats: int = SEATS,
) -> str:
    """Ask for a job and return its id; rings after the commit when it may run at once.

    While a row of this `kind` and `subject` waits or runs, that one's id comes back and nothing
    changes, not even its payload. `due_at` delays; `payload` is any JSON value. seats: how many of
    the user's rows of this kind may be due or running at once, 1 to SEATS.
    """
    job_id = new_id()
    values = _new_row(job_id, kind, subject, now) | {
        "user_id": user_id,
        "payload": payload,
        "due_at": due_at or now,
        "seats": seats,
    }
    [(kept,)] = hot(conn, _REQUEST[conn.dialect.name], **values)
    if kept == job_id:
        ring_if_due(conn, job_id, now)
    return str(kept)


def ensure_periodic(conn: Connection, kind: str, seconds: int, now: datetime) -> str:
    """See to it that work of this kind runs now and then every `seconds`; returns the row's id.

    Call it at every start: the row is made once, and follows a changed period.
    """
    job_id = new_id()
    values = _new_row(job_id, kind, kind, now) | {
        "period_seconds": seconds,
        "next_due": now + timedelta(seconds=seconds),
    }
    kept = conn.execute(_ENSURE_PERIODIC[conn.dialect.name], values).scalar_one()
    if kept == job_id:
        ring_if_due(conn, job_id, now)
    return str(kept)


def due(conn: Connection, kind: str, now: datetime) -> Sequence[Ring]:
    """Rings for rows that are due, or running with a lapsed lease; the longest waiting first."""
    rows = conn.execute(_DUE, {"of_kind": kind, "now": now}).all()
    return [Ring(kind, row.id, row.attempt) for row in rows]


def cancel(conn: Connection, job_id: str, now: datetime) -> bool:
    """End a job that waits or runs; False when it was over already, or never was.

    From this commit on a run's writes are refused; it notices at its next renewal.
    """
    row = conn.execute(_CANCEL, {"job_id": job_id, "now": now}).first()
    if row is not None:
        ring_next(conn, row.kind, row.user_id, now)
    return row is not None


def cancel_about(conn: Connection, kind: str, subjects: Sequence[str], now: datetime) -> int:
    """`cancel` the jobs of a kind that wait or run and are about any of `subjects`; how many."""
    binds = {"of_kind": kind, "subjects": list(subjects), "now": now}
    rows = conn.execute(_CANCEL_ABOUT, binds).all()
    for user_id in {row.user_id for row in rows}:
        ring_next(conn, kind, user_id, now)
    return len(rows)


def retry(conn: Connection, job_id: str, now: datetime) -> bool:
    """Let a job that failed or was cancelled run again, with all its attempts.

    False when it is in no such state, or another of its kind and subject has taken its place.
    """
    try:
        with conn.begin_nested():
            row = conn.execute(_RETRY, {"job_id": job_id, "now": now}).first()
    except IntegrityError:
        return False
    if row is not None:
        ring_if_due(conn, job_id, now)
    return row is not None


def forget_finished(conn: Connection, before: datetime) -> int:
    """Delete a batch of jobs that ended before an instant; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": before}).rowcount


def ring_if_due(conn: Connection, job_id: str, now: datetime) -> None:
    """Ring for this row after the commit, if it may be claimed."""
    for kind, attempt in hot(conn, _DUE_BY_ID, job_id=job_id, now=now):
        after_commit(conn, Ring(kind, job_id, attempt))


def ring_next(conn: Connection, kind: str, user_id: str | None, now: datetime) -> None:
    """Ring after the commit for those of this user's rows that have a seat and wait.

    They may have been rung for before: repeats are harmless, a forgotten one waits for the sweep.
    """
    if user_id is None:
        return
    binds = {"of_kind": kind, "of_user": user_id, "now": now}
    for row in conn.execute(_NEXT_OF_USER, binds).all():
        after_commit(conn, Ring(kind, row.id, row.attempt))


def _new_row(job_id: str, kind: str, subject: str, now: datetime) -> dict[str, Any]:
    return {
        "id": job_id,
        "kind": kind,
        "subject": subject,
        "user_id": None,
        "seats": SEATS,
        "status": JobStatus.PENDING,
        "attempt": 0,
        "failures": 0,
        "due_at": now,
        "period_seconds": None,
        "progress": 0,
        "payload": None,
        "created_at": now,
    }


_GIVEN = (
    "id",
    "kind",
    "subject",
    "user_id",
    "seats",
    "status",
    "attempt",
    "failures",
    "due_at",
    "period_seconds",
    "progress",
    "payload",
    "created_at",
)


def _insert(make: Callable[[type[Job]], Any], change: Callable[[Any], dict[str, Any]]) -> Any:
    """Insert a row, or apply `change` to the live one in its place; returns the id that stays.

    An update, even of nothing, returns the other row where DO NOTHING would return none.
    """
    columns = Job.__table__.c
    insert = make(Job).values({n: bindparam(n, type_=columns[n].type) for n in _GIVEN})
    return insert.on_conflict_do_update(
        index_elements=["kind", "subject"], index_where=LIVE, set_=change(insert.excluded)
    ).returning(Job.id)


def _unchanged(excluded: Any) -> dict[str, Any]:
    return {"subject": excluded.subject}


def _new_period(excluded: Any) -> dict[str, Any]:
    next_due = bindparam("next_due", type_=Instant)
    sooner = case((Job.due_at > next_due, next_due), else_=Job.due_at)
    return {"period_seconds": excluded.period_seconds, "due_at": sooner}


_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_REQUEST = {dialect: _insert(make, _unchanged) for dialect, make in _INSERTS.items()}
_ENSURE_PERIODIC = {dialect: _insert(make, _new_period) for dialect, make in _INSERTS.items()}

_DUE = (
    select(Job.id, Job.attempt)
    .where(Job.kind == bindparam("of_kind"), or_(IS_DUE, HAS_LAPSED))
    .order_by(Job.due_at)
    .limit(literal_column(str(DUE_AT_ONCE)))
)
_DUE_BY_ID = select(Job.kind, Job.attempt).where(
    Job.id == bindparam("job_id", type_=Identifier), IS_DUE
)
_NEXT_OF_USER = (
    select(Job.id, Job.attempt)
    .where(Job.user_id == bindparam("of_user"), Job.kind == bindparam("of_kind"), IS_DUE)
    .order_by(Job.id)
    .limit(literal_column(str(SEATS)))
)
_END_CANCELLED = (
    update(Job)
    .values(
        status=MOVES["cancel"].after,
        owner=null(),
        lease_until=null(),
        finished_at=NOW,
    )
    .returning(Job.kind, Job.user_id)
)
_CANCEL = _END_CANCELLED.where(Job.id == bindparam("job_id"), may_make("cancel"))
_CANCEL_ABOUT = _END_CANCELLED.where(
    Job.kind == bindparam("of_kind"),
    Job.subject.in_(bindparam("subjects", expanding=True)),
    is_live(),
)
_FORGET = delete(Job).where(
    Job.id.in_(
        select(Job.id).where(Job.finished_at < bindparam("before", type_=Instant)).limit(2000)
    )
)
_RETRY = (
    update(Job)
    .where(Job.id == bindparam("job_id"), may_make("retry"))
    .values(
        status=MOVES["retry"].after,
        failures=0,
        due_at=NOW,
        progress=0,
        error=null(),
        finished_at=null(),
    )
    .returning(Job.id)
)
