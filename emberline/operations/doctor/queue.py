"""Jobs that do not move."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.kit import jobs
from emberline.kit.jobs.lifecycle import JobStatus
from emberline.kit.jobs.upkeep import JobRow, release_lapsed, stuck_jobs
from emberline.kit.runtime import Runtime
from emberline.operations.doctor.findings import Finding, batches
from emberline.operations.progress import Note

STUCK_JOB = "stuck_job"
FAILED_JOB = "failed_job"

# A lapsed lease is found by any process's sweep within seconds.
_LAPSED_FOR = timedelta(minutes=1)
_OVERDUE_FOR = timedelta(hours=2)
_SHOWN = 1000


class JobsMove:
    """Jobs that failed for good, whose run died unnoticed, or that nobody takes up."""

    what = "Looking at the jobs"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`; at most a thousand are named."""
        note(self.what, 0, 0)
        now = runtime.clock.now()
        found = await runtime.database.read(
            stuck_jobs, now - _LAPSED_FOR, now - _OVERDUE_FOR, _SHOWN
        )
        waiting = [job for job in found if job.status == JobStatus.PENDING]
        moved = [job for job in found if job.status != JobStatus.PENDING]
        return [*map(_finding, moved), *_not_taken_up(waiting)]

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: what failed or lapsed is due again; what nobody takes up needs a worker."""
        now = runtime.clock.now()
        for batch in batches(findings):
            ids = [finding.id for finding in batch if finding.id is not None]
            mended = await runtime.database.write(_make_due, ids, now)
            for finding in batch:
                finding.mended = finding.id in mended


def _finding(job: JobRow) -> Finding:
    if job.status == JobStatus.FAILED:
        reason = (job.error or {}).get("message", "no reason was given")
        return Finding(FAILED_JOB, id=job.job_id, detail=f"{job.kind} failed: {reason}")
    return Finding(STUCK_JOB, id=job.job_id, detail=f"The run of {job.kind} died unnoticed.")


def _not_taken_up(waiting: Sequence[JobRow]) -> list[Finding]:
    """One finding a kind, with the job that has waited longest: they share their cause."""
    kinds: dict[str, list[JobRow]] = {}
    for job in waiting:
        kinds.setdefault(job.kind, []).append(job)
    return [
        Finding(
            STUCK_JOB,
            id=jobs_of_kind[0].job_id,
            detail=f"Nobody takes up {kind} ({len(jobs_of_kind)} wait): does a server or worker "
            "run?",
        )
        for kind, jobs_of_kind in kinds.items()
    ]


def _make_due(conn: Connection, job_ids: list[str], now: datetime) -> set[str]:
    lapsed = set(release_lapsed(conn, job_ids, now))
    retried = {job_id for job_id in job_ids if job_id not in lapsed and _retried(conn, job_id, now)}
    return lapsed | retried


def _retried(conn: Connection, job_id: str, now: datetime) -> bool:
    return jobs.retry(conn, job_id, now)
