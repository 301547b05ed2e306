"""The table `jobs`, and what the statements about it share."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    Integer,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json
from emberline.kit.jobs.lifecycle import MOVES, SEATS, JobStatus

LIVE = text("status IN ('pending', 'running')")
"""What the index of live rows says; statements ask `is_live`."""

_PENDING = text("status = 'pending'")
_RUNNING = text("status = 'running'")
_FAILED = text("status = 'failed'")


class Job(Base):
    """A job: what is to be done, for whom, and how far it got."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(
            f"status IN ({', '.join(repr(str(status)) for status in JobStatus)})", name="status"
        ),
        CheckConstraint(
            "status <> 'running' OR (owner IS NOT NULL AND lease_until IS NOT NULL)", name="lease"
        ),
        # Named as a constraint would be, so that `violated` says the same on both databases.
        Index(
            "uq_jobs_kind_subject",
            "kind",
            "subject",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("ix_jobs_due", "kind", "due_at", sqlite_where=_PENDING, postgresql_where=_PENDING),
        Index(
            "ix_jobs_lapsed",
            "kind",
            "lease_until",
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(
            "ix_jobs_waiting",
            "user_id",
            "kind",
            "id",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("ix_jobs_failed", "kind", sqlite_where=_FAILED, postgresql_where=_FAILED),
        Index(
            "ix_jobs_running", "user_id", "kind", sqlite_where=_RUNNING, postgresql_where=_RUNNING
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(200))
    """What the job is about, often an identifier; at most one live row a kind and subject."""
    user_id: Mapped[str | None] = mapped_column(Identifier)
    """Whose work it is, for fairness; None for the house's own. No foreign key: kit knows none."""
    # The default is for the release before this column, which may still run beside a newer one.
    seats: Mapped[int] = mapped_column(Integer, server_default=str(SEATS))
    """How many rows of its user and kind may be due or running at once, itself among them."""
    status: Mapped[str] = mapped_column(String(16))
    attempt: Mapped[int] = mapped_column(Integer)
    """Counts the claims and never goes back: with `owner`, the fence of a run's writes."""
    failures: Mapped[int] = mapped_column(Integer)
    """Attempts that failed or died since the last success or gain; a released run is none."""
    owner: Mapped[str | None] = mapped_column(Identifier)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    period_seconds: Mapped[int | None] = mapped_column(Integer)
    """Set on periodic rows: how long after an end they are due again."""
    progress: Mapped[int] = mapped_column(Integer)
    """0 to 100; goes back only with a retry or a new period."""
    payload: Mapped[Any | None] = mapped_column(Json)
    error: Mapped[Any | None] = mapped_column(Json)
    """`{"code", "message"}` of the last failed attempt."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)


def is_status(status: JobStatus) -> ColumnElement[bool]:
    """Written out, not bound: only so can the databases use the partial indexes."""
    return Job.status == literal_column(f"'{status}'")


def is_live() -> ColumnElement[bool]:
    """Whether a row waits or runs; at most one of a kind and subject does.

    Written as the index is, so that it is used.
    """
    return Job.status.in_([literal_column("'pending'"), literal_column("'running'")])


def may_make(move: str) -> ColumnElement[bool]:
    """Whether a row is in one of the states from which this move of the life cycle starts."""
    return or_(*[is_status(status) for status in sorted(MOVES[move].before)])


NOW = bindparam("now", type_=Instant)

_other = Job.__table__.alias("other")
_same_user_and_kind = and_(_other.c.user_id == Job.user_id, _other.c.kind == Job.kind)
_running_others = (
    select(func.count())
    .where(_same_user_and_kind, _other.c.status == literal_column("'running'"))
    .where(_other.c.id != Job.id)
    .correlate(Job)
    .scalar_subquery()
)
# Cut at SEATS, so that the thousandth row of a user costs no more than the fifth.
_waiting_before = (
    select(func.count())
    .select_from(
        select(_other.c.id)
        .where(_same_user_and_kind, _other.c.status == literal_column("'pending'"))
        .where(_other.c.due_at <= NOW, _other.c.id < Job.id)
        .limit(literal_column(str(SEATS)))
        .correlate(Job)
        .subquery("before")
    )
    .correlate(Job)
    .scalar_subquery()
)

IS_DUE = and_(
    is_status(JobStatus.PENDING),
    Job.due_at <= NOW,
    or_(Job.user_id.is_(None), _running_others + _waiting_before < Job.seats),
)
"""A row that waits, whose time has come, and that has one of its user's seats.

Rows that run hold a seat, then the oldest that are due; a row that waits for a later `due_at` (in
its backoff) holds none, so that four poisoned jobs do not stop their user's others.
"""

HAS_LAPSED = and_(is_status(JobStatus.RUNNING), Job.lease_until <= NOW)
"""A row whose run died, or hangs: whoever claims it takes it over."""
