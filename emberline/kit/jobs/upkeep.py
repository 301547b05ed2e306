"""Jobs as an operator looks at them: the list, the figures, what is stuck and how it moves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from emberline.kit.db import Identifier, Instant
from emberline.kit.jobs.intents import ring_if_due
from emberline.kit.jobs.lifecycle import MOVES, JobStatus
from emberline.kit.jobs.rows import HAS_LAPSED, NOW, Job, is_live, is_status
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut


class JobRow(NamedTuple):
    """A job, without its payload, which may be somebody's secret."""

    job_id: str
    kind: str
    subject: str
    user_id: str | None
    status: str
    attempt: int
    failures: int
    progress: int
    due_at: datetime
    lease_until: datetime | None
    period_seconds: int | None
    error: Any
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class KindFigures(NamedTuple):
    """How many jobs of a kind are in a state; since when the oldest of them has been due.

    last_started_at: when a job of the kind and state was last taken up. period_seconds: of work
    that repeats, else None.
    """

    kind: str
    status: str
    jobs: int
    oldest_due_at: datetime
    last_started_at: datetime | None
    period_seconds: int | None


def list_jobs(
    conn: Connection, asked: PageRequest[Position], status: str | None, kind: str | None
) -> Page[JobRow]:
    """A page of the jobs, the newest first; None stands for any."""
    at, identifier = asked.after or NEWEST
    binds = {"status": status, "kind": kind, "at": at, "id": identifier, "limit": asked.size}
    rows = [JobRow(*row) for row in conn.execute(_PAGE, binds)]
    return cut(rows, asked.limit, lambda row: Position(row.created_at, row.job_id))


def find_job(conn: Connection, job_id: str) -> JobRow | None:
    """The job of this id; None when there is none."""
    row = conn.execute(_ONE, {"job_id": job_id}).first()
    return None if row is None else JobRow(*row)


def queue_figures(conn: Connection) -> list[KindFigures]:
    """How many jobs wait, run or have failed, by kind and state."""
    return [KindFigures(*row) for row in conn.execute(_FIGURES)]


def stuck_jobs(conn: Connection, lapsed: datetime, overdue: datetime, limit: int) -> list[JobRow]:
    """Jobs that do not move: failed for good, left by their run before `lapsed`, or due since
    before `overdue` without any of their kind having been taken up since."""
    binds = {"now": lapsed, "overdue": overdue, "limit": limit}
    return [JobRow(*row) for row in conn.execute(_STUCK, binds)]


def release_lapsed(conn: Connection, job_ids: Sequence[str], now: datetime) -> list[str]:
    """Make those of the jobs due that run with a lapsed lease, and ring; their ids.

    It is no failed attempt of theirs.
    """
    found = conn.execute(_RELEASE_LAPSED, {"job_ids": list(job_ids), "now": now}).scalars().all()
    for job_id in found:
        ring_if_due(conn, job_id, now)
    return list(found)


def release_all(conn: Connection, now: datetime) -> int:
    """Make every running job due: for a restored database, whose runs are of another life."""
    return conn.execute(_RELEASE_ALL, {"now": now}).rowcount


_COLUMNS = [
    Job.id,
    Job.kind,
    Job.subject,
    Job.user_id,
    Job.status,
    Job.attempt,
    Job.failures,
    Job.progress,
    Job.due_at,
    Job.lease_until,
    Job.period_seconds,
    Job.error,
    Job.created_at,
    Job.started_at,
    Job.finished_at,
]
_STATUS = bindparam("status", type_=String)
_KIND = bindparam("kind", type_=String)
_PAGE = (
    select(*_COLUMNS)
    .where(
        or_(_STATUS.is_(None), Job.status == _STATUS),
        or_(_KIND.is_(None), Job.kind == _KIND),
        tuple_(Job.created_at, Job.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Job.created_at.desc(), Job.id.desc())
    .limit(bindparam("limit"))
)
_ONE = select(*_COLUMNS).where(Job.id == bindparam("job_id", type_=Identifier))
_figures = select(
    Job.kind,
    Job.status,
    func.count().label("jobs"),
    func.min(Job.due_at).label("oldest_due_at"),
    func.max(Job.started_at).label("last_started_at"),
    func.max(Job.period_seconds).label("period_seconds"),
).group_by(Job.kind, Job.status)
# Two statements in one, for each has its index: the rows that ended well, a week of them, are
# neither read nor counted.
_counted = union_all(
    _figures.where(is_live()), _figures.where(is_status(JobStatus.FAILED))
).subquery("counted")
_FIGURES = select(_counted).order_by(_counted.c.kind, _counted.c.status)
_taken_up = Job.__table__.alias("taken_up")
_OVERDUE = bindparam("overdue", type_=Instant)
_NOBODY_WORKS = ~(
    select(literal_column("1"))
    .select_from(_taken_up)
    .where(_taken_up.c.kind == Job.kind, _taken_up.c.started_at > _OVERDUE)
    .correlate(Job)
    .exists()
)
_STUCK = (
    select(*_COLUMNS)
    .where(
        or_(
            is_status(JobStatus.FAILED),
            HAS_LAPSED,
            and_(is_status(JobStatus.PENDING), Job.due_at < _OVERDUE, _NOBODY_WORKS),
        )
    )
    .order_by(Job.due_at)
    .limit(bindparam("limit"))
)
_RELEASED = {
    "status": MOVES["release"].after,
    "owner": null(),
    "lease_until": null(),
    "due_at": NOW,
}
_RELEASE_LAPSED = (
    update(Job)
    .where(Job.id.in_(bindparam("job_ids", type_=Identifier, expanding=True)), HAS_LAPSED)
    .values(**_RELEASED)
    .returning(Job.id)
)
_RELEASE_ALL = update(Job).where(is_status(JobStatus.RUNNING)).values(**_RELEASED)
