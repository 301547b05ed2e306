"""The queue of jobs, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator
from starlette.responses import Response

from emberline.accounts.auth import InAdmin
from emberline.kit.answers import Envelope, EnvelopedPage, documented, enveloped, listed_in_envelope
from emberline.kit.forms import check_text
from emberline.kit.ids import Id
from emberline.kit.jobs import JobStatus
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.operations.schemas import JobEntry, Queue
from emberline.operations.service import queue

router = APIRouter(prefix="/api/admin/jobs", tags=["administration"])

_CURSOR = "admin-jobs"
_JOB = {
    "job_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
    "kind": "media.sweep",
    "subject": "media.sweep",
    "user_id": None,
    "status": "pending",
    "attempt": 12,
    "failures": 0,
    "progress": 0,
    "due_at": "2026-03-01T13:00:00Z",
    "period_seconds": 3600,
    "error": None,
    "created_at": "2026-02-28T12:00:00Z",
    "started_at": "2026-03-01T12:00:00Z",
    "finished_at": None,
}
_FIGURES = {
    "kind": "media.sweep",
    "status": "pending",
    "count": 1,
    "oldest_due_at": "2026-03-01T13:00:00Z",
}
_QUEUE = {
    "success": True,
    "data": {"figures": [_FIGURES], "jobs": [_JOB]},
    "message": "Jobs.",
    "timestamp": "2026-03-01T12:00:00Z",
    "meta": {"next_cursor": None},
}
_RETRIED = {
    "success": True,
    "data": _JOB,
    "message": "Job is due again.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_CANCELLED = {**_RETRIED, "data": {**_JOB, "status": "cancelled"}, "message": "Job cancelled."}

Kind = Annotated[
    str | None,
    Query(max_length=64, description="Only jobs of this kind."),
    AfterValidator(lambda kind: kind if kind is None else check_text(kind)),
]


@router.get("", responses=documented(EnvelopedPage[Queue], _QUEUE))
async def list_jobs(
    _: InAdmin,
    runtime: InRuntime,
    status: JobStatus | None = None,
    kind: Kind = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Jobs by kind and state, and each of them, the newest first. For administrators."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    found, after = await runtime.database.read(queue.list_queue, asked, status, kind)
    return listed_in_envelope(runtime, _CURSOR, found, after, "Jobs.")


@router.post("/{job_id}/retry", responses=documented(Envelope[JobEntry], _RETRIED))
async def retry_job(job_id: Id, _: InAdmin, runtime: InRuntime) -> Response:
    """Let a job that failed or was cancelled run again (409 for another). For administrators."""
    now = runtime.clock.now()
    job = await runtime.database.write(queue.retry_job, job_id, now)
    return enveloped(job, "Job is due again.", now)


@router.post("/{job_id}/cancel", responses=documented(Envelope[JobEntry], _CANCELLED))
async def cancel_job(job_id: Id, _: InAdmin, runtime: InRuntime) -> Response:
    """End a job that waits or runs (409 when it is over). For administrators."""
    now = runtime.clock.now()
    job = await runtime.database.write(queue.cancel_job, job_id, now)
    return enveloped(job, "Job cancelled.", now)
