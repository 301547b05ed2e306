"""One run of a generation: everything is laid out, a child renders, what it made is kept."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy import Connection

from emberline.generations import queries
from emberline.generations.jobs.children import Steps, run_step
from emberline.generations.jobs.layout import lay_out
from emberline.generations.jobs.narrating import narrate
from emberline.generations.queries import GenerationRow
from emberline.generations.renderers.orders import Order, Result, Told
from emberline.generations.rules import percent, speaks
from emberline.generations.service import running
from emberline.generations.service.running import Made, Run
from emberline.kit.db import act_for
from emberline.kit.errors import AppError
from emberline.kit.ids import new_id
from emberline.kit.jobs import LeaseLost, RunningJob, Stopped, to_the_end
from emberline.kit.runtime import Runtime
from emberline.media.service.kept_files import FOLDER
from emberline.media.uploads import delete_files

log = structlog.get_logger()

# In percent: the narration ends, and the files are made.
_NARRATED = 85
_MADE = 96


async def render(runtime: Runtime, job: RunningJob) -> None:
    """The handler of `RENDER`.

    Whatever was finished before a crash is found again: scenes by their digests, all else is made
    anew in one go. What can never be rendered fails for good, with a sentence for the owner.
    """
    now = runtime.clock.now()
    assert job.user_id is not None
    row = await job.write(running.begin, job.user_id, job.subject, job.attempt, now)
    if row is None:
        return
    run = Run(row.id, row.user_id, job.attempt, now, row.progress)
    try:
        await _rendered(Steps(runtime, job, run), row)
    except AppError as failure:
        if failure.status >= 500:
            raise
        # The work is done, for nobody can do more: there is nothing for an operator to mend.
        refused = (failure.code, failure.detail, runtime.clock.now())
        await job.finish(running.refuse, run, *refused)


async def _rendered(steps: Steps, row: GenerationRow) -> None:
    runtime = steps.runtime
    packed = await runtime.database.read(_document, row.user_id, row.id)
    if packed is None:
        return
    with tempfile.TemporaryDirectory(dir=runtime.scratch, ignore_cleanup_errors=True) as place:
        order = await lay_out(runtime, row, packed, Path(place))
        first = 2
        if speaks(row.kind, narrated=order.options.narrated):
            await narrate(steps, order, Path(place), _NARRATED)
            first = _NARRATED
        results = await _made(steps, row, order, first)
        await _kept(steps, Path(order.folder), results)


async def _made(steps: Steps, row: GenerationRow, order: Order, first: int) -> list[Result]:
    results: list[Result] = []

    async def heard(told: Told) -> None:
        if told.result is not None:
            results.append(told.result)
        if told.progress is not None:
            await steps.advance(percent(told.progress, first, _MADE))

    await run_step(steps, row.kind, order, heard)
    if not results:
        raise RuntimeError(f"the renderer of {row.kind} told of no result")
    return results


async def _kept(steps: Steps, folder: Path, results: Sequence[Result]) -> None:
    """Store the results and end the job in one transaction with their rows."""
    runtime, job = steps.runtime, steps.job
    made: list[Made] = []
    keys: list[str] = []
    try:
        for result in results:
            path = folder / result.path
            key = f"{FOLDER}/{steps.run.generation_id}/{new_id()}"
            keys.append(key)
            await to_the_end(runtime.blobs.put_file(key, path))
            if job.stop.is_set():
                raise Stopped
            size = (await asyncio.to_thread(path.stat)).st_size
            made.append(Made(result.name, result.media_type, size, key))
        quota = runtime.settings.media_quota_bytes
        kept_for = timedelta(days=runtime.settings.generations_kept_days)
        await job.finish(running.finish, steps.run, made, quota, kept_for, runtime.clock.now())
    except (AppError, LeaseLost, Stopped) as failure:
        # A transaction that may have been committed leaves the files to the sweep, which asks.
        if not isinstance(failure, AppError) or failure.status < 500:
            await delete_files(runtime, keys)
        raise


def _document(conn: Connection, user_id: str, generation_id: str) -> bytes | None:
    act_for(conn, user_id)
    return queries.packed_document(conn, generation_id)
