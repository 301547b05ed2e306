"""`emberline jobs`: the queue, and a job's second chance or early end."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from emberline.cli.progress import open_log
from emberline.cli.schema import faults_refused
from emberline.cli.settings import AsJson, fail, load_settings, refuse
from emberline.cli.store import check_database, open_database_beside_server
from emberline.kit.clock import SystemClock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from emberline.kit.jobs import JobStatus
    from emberline.operations.schemas import JobEntry
    from emberline.settings import Settings

T = TypeVar("T")

app = typer.Typer(
    help="Jobs: what waits, runs and failed. Works while the server runs.", no_args_is_help=True
)

JobId = Annotated[str, typer.Argument(help="The id of a job, as `emberline jobs list` shows it.")]


@app.command("list")
def list_jobs(
    status: Annotated[
        str | None, typer.Option(help="Only jobs in this state, as `failed`.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only jobs of this kind.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1000)] = 100,
    as_json: AsJson = False,
) -> None:
    """List jobs, the newest first."""
    from emberline.kit.jobs import upkeep
    from emberline.kit.paging import PageRequest
    from emberline.operations.service.queue import job_entry

    state = None if status is None else _state(status)

    def read(conn: "Connection") -> "list[JobEntry]":
        page = upkeep.list_jobs(conn, PageRequest(limit, None), state, kind)
        return [job_entry(row) for row in page.rows]

    jobs = _run(load_settings(), read, writes=False)
    if as_json:
        typer.echo(_as_json({"jobs": jobs}))
    else:
        typer.echo("\n".join(map(_line, jobs)) or "There are no such jobs.")


@app.command()
def retry(job_id: JobId, as_json: AsJson = False) -> None:
    """Let a job that failed or was cancelled run again, with all its attempts."""
    from emberline.operations.service.queue import retry_job

    _change(job_id, retry_job, "waits to run again", as_json=as_json)


@app.command()
def cancel(job_id: JobId, as_json: AsJson = False) -> None:
    """End a job that waits or runs; a run notices within five seconds."""
    from emberline.operations.service.queue import cancel_job

    _change(job_id, cancel_job, "is cancelled", as_json=as_json)


def _state(status: str) -> "JobStatus":
    from emberline.kit.jobs import JobStatus

    try:
        return JobStatus(status)
    except ValueError:
        refuse(f"No job is {status}: choose among {', '.join(JobStatus)}.")


def _change(
    job_id: str,
    move: "Callable[[Connection, str, datetime], JobEntry]",
    done: str,
    *,
    as_json: bool,
) -> None:
    from emberline.kit.ids import canonical_id

    try:
        job_id = canonical_id(job_id)
    except ValueError:
        fail(_no_job(job_id))
    job = _run(load_settings(), move, job_id, SystemClock().now(), writes=True)
    typer.echo(_as_json(job) if as_json else f"{job.kind} {job_id} {done}.")


def _run(settings: "Settings", fn: Callable[..., T], *args: Any, writes: bool) -> T:
    """Run one transaction on the server's database; a refusal ends the command with code 1."""
    from emberline.kit.errors import AppError

    open_log(settings)
    check_database(settings)
    try:
        with faults_refused(settings):
            return asyncio.run(_transaction(settings, fn, args, writes=writes))
    except AppError as refusal:
        # It was asked for by its id, which is the first argument then.
        fail(_no_job(args[0]) if refusal.status == 404 else refusal.detail)


async def _transaction(
    settings: "Settings", fn: Callable[..., T], args: tuple[Any, ...], *, writes: bool
) -> T:
    async with open_database_beside_server(settings) as database:
        return await (database.write if writes else database.read)(fn, *args)


def _no_job(job_id: str) -> str:
    return f"There is no job {job_id}."


def _as_json(facts: object) -> str:
    import msgspec

    return msgspec.json.encode(facts).decode()


def _line(job: "JobEntry") -> str:
    error = f"  {job.error}" if job.error else ""
    due = f"due {job.due_at:%Y-%m-%d %H:%M:%S}"
    return f"{job.job_id}  {job.status:<9}  {job.kind}  {job.subject}  {due}{error}"
