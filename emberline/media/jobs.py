"""What is done with files in the background: videos are made playable, and litter is deleted."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Connection, String, bindparam, delete, select

from emberline.kit.errors import AppError
from emberline.kit.jobs import LeaseLost, RunningJob, Stopped
from emberline.kit.runtime import Runtime
from emberline.media.making import make_sound, make_video, result_keys
from emberline.media.models import DoomedBlob
from emberline.media.service import inventory, outcomes, resumable
from emberline.media.service import media as service
from emberline.media.service.media import MediaRow
from emberline.media.service.outcomes import Tell
from emberline.media.uploads import delete_files

log = structlog.get_logger()

# A younger file without a row may belong to a transaction that is still under way.
ORPHAN_AGE = timedelta(days=1)
_BATCH = 200


async def process(runtime: Runtime, job: RunningJob, tell: Tell) -> None:
    """The handler of `service.PROCESS`: make the video that the job is about playable.

    What is made lies under keys that follow from those of what was sent, so that a run after a
    kill leaves nothing of the run before; it is durable before the row names it. `tell` is called
    in the transaction that makes the media ready, or failed for a reason that their owner reads.
    """
    media = await runtime.database.read(outcomes.to_process, job.subject)
    if media is None:
        return
    try:
        doomed = await _processed(runtime, job, media, tell)
    except (Stopped, LeaseLost, asyncio.CancelledError):
        # Another run may go on with these keys, but not when the media were deleted.
        if not await runtime.database.read(service.is_there, media.id):
            await delete_files(runtime, list(result_keys(media)))
        raise
    await bury(runtime, doomed)


async def _processed(runtime: Runtime, job: RunningJob, media: MediaRow, tell: Tell) -> list[str]:
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as name:
        try:
            make = make_sound if media.kind == "audio" else make_video
            made = await make(runtime, job, media, Path(name))
        except AppError as refusal:
            if refusal.status >= 500:
                raise
            now = runtime.clock.now()
            return await job.finish(outcomes.fail, media, refusal.detail, tell, now)
    quota_bytes, now = runtime.settings.media_quota_bytes, runtime.clock.now()
    return await job.finish(outcomes.finish, media, made, quota_bytes, tell, now)


async def fail_given_up(runtime: Runtime, tell: Tell) -> int:
    """Fail the videos for which no job will run, as when it was cancelled; how many files went."""
    swept = 0
    while keys := await runtime.database.write(outcomes.fail_given_up, tell, runtime.clock.now()):
        await bury(runtime, keys)
        swept += len(keys)
    return swept


async def bury(runtime: Runtime, keys: list[str]) -> bool:
    """Delete doomed files, then forget them: killed in between, the sweep does it again.

    False, and no error, where the store or the database did not answer: what doomed the files is
    committed, and so is done. The next sweep buries what stays.
    """
    try:
        await _bury(runtime, keys)
    except AppError as failure:
        log.warning("files_left_to_the_sweep", files=len(keys), reason=failure.detail)
        return False
    return True


async def _bury(runtime: Runtime, keys: list[str]) -> None:
    if keys:
        await delete_files(runtime, keys)
        await runtime.database.write(_forget, keys)


async def sweep_media(runtime: Runtime) -> int:
    """Delete unused media, doomed files and orphans, in bounded batches; how many files went.

    Several processes may do this at once: deleting what is gone is fine.
    """
    now = runtime.clock.now()
    swept = 0
    while keys := await runtime.database.write(service.doom_unused, now):
        await bury(runtime, keys)
        swept += len(keys)
    while ended := await runtime.database.write(resumable.end_expired, now):
        swept += ended
    while keys := await runtime.database.read(_doomed):
        # Told, and tried again by the next sweep: these keys would come back for ever.
        await _bury(runtime, keys)
        swept += len(keys)
    swept += await _delete_orphans(runtime, now - ORPHAN_AGE)
    swept += await asyncio.to_thread(_delete_scratch, runtime.scratch, now - ORPHAN_AGE)
    return swept + await runtime.blobs.sweep_temporary(now - ORPHAN_AGE)


def _delete_scratch(scratch: Path, before: datetime) -> int:
    """Delete what killed uploads left in the scratch folder; how many folders went."""
    swept = 0
    for folder in scratch.iterdir():
        # An upload that ends just now, or another sweep, may be faster.
        with contextlib.suppress(FileNotFoundError):
            if folder.stat().st_mtime < before.timestamp():
                shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
                swept += 1
    return swept


async def orphans(runtime: Runtime, before: datetime) -> AsyncIterator[list[str]]:
    """Files from before an instant that no row names, in batches: what a crash between bytes and
    row left. Doomed ones are none."""
    batch: list[str] = []
    async for stored in runtime.blobs.keys("media/"):
        if stored.modified_at < before:
            batch.append(stored.key)
        if len(batch) == _BATCH:
            yield await unnamed(runtime, batch)
            batch = []
    yield await unnamed(runtime, batch)


async def unnamed(runtime: Runtime, keys: list[str]) -> list[str]:
    """Those of `keys` that no row names."""
    named = await runtime.database.read(_named, keys)
    return [key for key in keys if key not in named]


async def _delete_orphans(runtime: Runtime, before: datetime) -> int:
    swept = 0
    async for keys in orphans(runtime, before):
        await delete_files(runtime, keys)
        swept += len(keys)
    return swept


def _doomed(conn: Connection) -> list[str]:
    return list(conn.execute(_SOME_DOOMED).scalars())


def _forget(conn: Connection, keys: list[str]) -> None:
    conn.execute(_FORGET, {"keys": keys})


def _named(conn: Connection, keys: list[str]) -> set[str]:
    return inventory.named_among(conn, keys) | inventory.doomed_among(conn, keys)


_KEYS = bindparam("keys", type_=String, expanding=True)
_SOME_DOOMED = select(DoomedBlob.key).limit(_BATCH)
_FORGET = delete(DoomedBlob).where(DoomedBlob.key.in_(_KEYS))
