"""One run of a generation: everything is laid out, a child renders, what it made is kept."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from emberline.generations import queries
from emberline.generations.jobs.children import Steps, run_step
from emberline.generations.jobs.layout import lay_out
from emberline.generations.jobs.narrating import PLANNED, narrate
from emberline.generations.queries import GenerationRow, Source
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
from emberline.media.service.media import check_any_room
from emberline.media.uploads import delete_files, surely_undone

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
    row = await job.write(running.begin, job.user_id, job.subject, now)
    if row is None:
        return
    run = Run(row.id, row.user_id, now, row.progress)
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
    source = await runtime.database.read(_source, row.user_id, row.id, _quota(runtime))
    # In a thread, for thousands of scenes may lie there in the end.
    folder = await asyncio.to_thread(_new_folder, runtime.scratch)
    try:
        steps.place = Path(folder.name)
        order = await steps.job.unless_stopped(lay_out(runtime, row, source, steps.place))
        first = PLANNED
        if speaks(row.kind, narrated=order.options.narrated):
            await narrate(steps, order, _NARRATED)
            first = _NARRATED
        results = await _made(steps, row, order, first)
        await _kept(steps, Path(order.folder), results)
    finally:
        await asyncio.to_thread(folder.cleanup)


def _new_folder(scratch: Path) -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True)


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
    runtime = steps.runtime
    made: list[Made] = []
    try:
        for result in results:
            made.append(await to_the_end(_stored(steps, folder, result)))
            if steps.job.stop.is_set():
                raise Stopped
        kept_for = timedelta(days=runtime.settings.generations_kept_days)
        now = runtime.clock.now()
        await steps.job.finish(running.finish, steps.run, made, _quota(runtime), kept_for, now)
    except (AppError, LeaseLost, Stopped) as failure:
        # A transaction that may have been committed leaves the files to the sweep, which asks.
        if not isinstance(failure, AppError) or surely_undone(failure):
            await delete_files(runtime, [each.key for each in made])
        raise


async def _stored(steps: Steps, folder: Path, result: Result) -> Made:
    path = folder / result.path
    if path.parent != folder:
        raise RuntimeError(f"the renderer told of a file of others: {result.path}")
    key = f"{FOLDER}/{steps.run.generation_id}/{new_id()}"
    await steps.runtime.blobs.put_file(key, path)
    size = (await asyncio.to_thread(path.stat)).st_size
    return Made(result.name, result.media_type, size, key)


def _source(conn: Connection, user_id: str, generation_id: str, quota_bytes: int) -> Source:
    """What is to be rendered. AppError 410 when it is gone, 413 when nothing more fits."""
    act_for(conn, user_id)
    check_any_room(conn, user_id, quota_bytes)
    source = queries.source_of(conn, generation_id)
    if source is None:
        raise running.story_gone()
    return source


def _quota(runtime: Runtime) -> int:
    return runtime.settings.media_quota_bytes
