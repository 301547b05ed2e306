"""The queue of jobs as administrators see it, and what they may do with a job."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from emberline.generations.queries import RENDER
from emberline.generations.service.running import give_up
from emberline.kit import jobs
from emberline.kit.errors import conflict, not_found
from emberline.kit.jobs import upkeep
from emberline.kit.jobs.upkeep import JobRow
from emberline.kit.paging import PageRequest, Place, Position
from emberline.operations.schemas import JobEntry, JobFigures, Queue

# Whose subject ends with its job, at once; what other kinds leave behind is the sweep's.
_AFTER_CANCEL: Mapping[str, jobs.GivenUp] = {RENDER: give_up}


def list_queue(
    conn: Connection, asked: PageRequest[Position], status: str | None, kind: str | None
) -> tuple[Queue, Place | None]:
    """The figures and a page of jobs, and where the next page begins."""
    figures = [
        JobFigures(row.kind, row.status, row.jobs, row.oldest_due_at)
        for row in upkeep.queue_figures(conn)
    ]
    page = upkeep.list_jobs(conn, asked, status, kind)
    return Queue(figures, [job_entry(row) for row in page.rows]), page.next


def retry_job(conn: Connection, job_id: str, now: datetime) -> JobEntry:
    """Let a job that failed or was cancelled run again. AppError 404, or 409 in another state."""
    changed = jobs.retry(conn, job_id, now)
    return _after(conn, job_id, changed=changed, wanted="failed or was cancelled")


def cancel_job(conn: Connection, job_id: str, now: datetime) -> JobEntry:
    """End a job that waits or runs. AppError 404, or 409 when it is over."""
    changed = jobs.cancel(conn, job_id, now)
    entry = _after(conn, job_id, changed=changed, wanted="waits or runs")
    if entry.kind in _AFTER_CANCEL:
        _AFTER_CANCEL[entry.kind](conn, entry.subject, now)
    return entry


def job_entry(row: JobRow) -> JobEntry:
    """What is told of a job."""
    return JobEntry(
        job_id=row.job_id,
        kind=row.kind,
        subject=row.subject,
        user_id=row.user_id,
        status=row.status,
        attempt=row.attempt,
        failures=row.failures,
        progress=row.progress,
        due_at=row.due_at,
        period_seconds=row.period_seconds,
        error=(row.error or {}).get("message"),
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def _after(conn: Connection, job_id: str, *, changed: bool, wanted: str) -> JobEntry:
    row = upkeep.find_job(conn, job_id)
    if row is None:
        raise not_found("Job")
    if not changed:
        told = f"Its status is {row.status}; only a job that {wanted} can be changed so."
        raise conflict("Job is " + row.status, told)
    return job_entry(row)
