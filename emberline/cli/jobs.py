"""`emberline jobs`: the queue, and a job's second chance or early end."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from emberline.cli.doctor import check_database
from emberline.cli.progress import open_log
from emberline.cli.schema import faults_refused
from emberline.cli.settings import fail, load_settings
from emberline.kit.clock import SystemClock
from emberline.kit.jobs.lifecycle import Status
from emberline.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from emberline.kit.jobs.upkeep import JobRow

T = TypeVar("T")

app = typer.Typer(
    help="Jobs: what waits, runs and failed. Works while the server runs.", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
JobId = Annotated[str, typer.Argument(help="The id of a job, as `emberline jobs list` shows it.")]


@app.command("list")
def list_jobs(
    status: Annotated[Status | None, typer.Option(help="Only jobs in this state.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only jobs of this kind.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1000)] = 100,
    as_json: AsJson = False,
) -> None:
    """List jobs, the newest first."""
    from emberline.kit.jobs import upkeep
    from emberline.kit.paging import Page

    def read(conn: "Connection") -> "list[JobRow]":
        return upkeep.list_jobs(conn, Page(limit, None), status, kind)[0]

    jobs = _run(load_settings(), read, writes=False)
    if as_json:
        facts = [{key: _plain(value) for key, value in job._asdict().items()} for job in jobs]
        typer.echo(json.dumps({"jobs": facts}, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(_line, jobs)) or "There are no such jobs.")


@app.command()
def retry(job_id: JobId, as_json: AsJson = False) -> None:
    """Let a job that failed or was cancelled run again, with all its attempts."""
    from emberline.kit import jobs

    _change(job_id, jobs.retry, "waits to run again", "can be retried", as_json=as_json)


@app.command()
def cancel(job_id: JobId, as_json: AsJson = False) -> None:
    """End a job that waits or runs; a run notices within five seconds."""
    from emberline.kit import jobs

    _change(job_id, jobs.cancel, "is cancelled", "waits or runs", as_json=as_json)


def _change(
    job_id: str,
    move: "Callable[[Connection, str, datetime], bool]",
    done: str,
    wanted: str,
    *,
    as_json: bool,
) -> None:
    from emberline.kit.ids import canonical_id
    from emberline.kit.jobs.upkeep import find_job

    try:
        job_id = canonical_id(job_id)
    except ValueError:
        fail(f"There is no job {job_id}.")

    def change(conn: "Connection", now: datetime) -> "tuple[bool, JobRow | None]":
        return move(conn, job_id, now), find_job(conn, job_id)

    changed, job = _run(load_settings(), change, SystemClock().now(), writes=True)
    if job is None:
        fail(f"There is no job {job_id}.")
    if not changed:
        fail(f"It is {job.status}; only a job that {wanted} is changed by this.")
    facts = {"job_id": job_id, "kind": job.kind, "status": job.status}
    typer.echo(json.dumps(facts) if as_json else f"{job.kind} {job_id} {done}.")


def _run(settings: Settings, fn: Callable[..., T], *args: Any, writes: bool) -> T:
    """Run one transaction on the server's database; a refusal ends the command with code 1."""
    from emberline.kit.errors import AppError

    open_log(settings)
    check_database(settings)
    try:
        with faults_refused(settings):
            return asyncio.run(_transaction(settings, fn, args, writes=writes))
    except AppError as refusal:
        fail(refusal.detail)


async def _transaction(
    settings: Settings, fn: Callable[..., T], args: tuple[Any, ...], *, writes: bool
) -> T:
    from emberline.kit.db import open_database

    database = await open_database(settings.database_url, settings.data_dir)
    # Servers and workers find due jobs in their rows.
    database.on_commit(lambda _message: None)
    try:
        return await (database.write if writes else database.read)(fn, *args)
    finally:
        await database.close()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _line(job: "JobRow") -> str:
    error = f"  {job.error['message']}" if job.error else ""
    due = f"due {job.due_at:%Y-%m-%d %H:%M:%S}"
    return f"{job.job_id}  {job.status:<9}  {job.kind}  {job.subject}  {due}{error}"
