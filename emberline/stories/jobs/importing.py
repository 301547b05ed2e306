"""The imports that take longer than a request: files read in groups, stories stored in batches."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from emberline.kit.blobs.fetching import fetch
from emberline.kit.jobs import RunningJob, Stopped
from emberline.kit.runtime import Runtime
from emberline.media.jobs import ORPHAN_AGE, bury
from emberline.media.service.inventory import doomed_among
from emberline.media.uploads import delete_files
from emberline.stories.queries.imports import ImportRow, named_among
from emberline.stories.service.transfer import importing
from emberline.stories.service.transfer.child import File, Line, Part
from emberline.stories.service.transfer.importing import Owner, Ready, Step, ready
from emberline.stories.service.transfer.reading import (
    LARGE_SECONDS,
    lines,
    list_files,
    read_files,
)
from emberline.stories.service.transfer.receiving import FOLDER

# A child for each small file would take longer to start than to read it.
GROUP_FILES = 200
"""Files that one child reads at most."""

_GROUP_BYTES = 4 * 1024 * 1024
_KEYS_AT_ONCE = 200


async def import_stories(runtime: Runtime, job: RunningJob) -> None:
    """The handler of `IMPORT`: make drafts of the files that the import is about.

    Each story is noted in the transaction that makes it, so that a run after a kill goes on behind
    the last one. The files go when all is done.
    """
    row = await runtime.database.read(importing.under_way, job.subject)
    if row is None or row.key is None:
        return
    parts = msgspec.convert(row.parts, list[Part])
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as folder:
        bundle = Path(folder) / "bundle"
        await fetch(runtime.blobs, row.key, bundle)
        work = list_files(runtime.sandbox, bundle, parts)
        files = await job.unless_stopped(work)
        for group in _groups(files, row.files_done):
            result = Path(folder) / "result"
            work_on = read_files(
                runtime.sandbox, bundle, parts, group.of(files), result, LARGE_SECONDS
            )
            await job.unless_stopped(work_on)
            await _store(runtime, job, row, files, group, result)
    keys = await job.finish(importing.end, row.id, runtime.clock.now())
    await bury(runtime, keys)


async def sweep_imports(runtime: Runtime) -> int:
    """Fail imports that nothing goes on with, forget old ones, delete files that none names."""
    now = runtime.clock.now()
    swept = 0
    while given_up := await runtime.database.write(importing.give_up_abandoned, now):
        swept += given_up
    while forgotten := await runtime.database.write(importing.forget_ended, now):
        swept += forgotten
    async for keys in orphans(runtime, now - ORPHAN_AGE):
        await delete_files(runtime, keys)
        swept += len(keys)
    return swept


async def orphans(runtime: Runtime, before: datetime) -> AsyncIterator[list[str]]:
    """Files from before an instant that no import names, in batches: what a crash between bytes
    and row left. Doomed ones are none."""
    batch: list[str] = []
    async for stored in runtime.blobs.keys(FOLDER):
        if stored.modified_at < before:
            batch.append(stored.key)
        if len(batch) == _KEYS_AT_ONCE:
            yield await unnamed(runtime, batch)
            batch = []
    yield await unnamed(runtime, batch)


async def unnamed(runtime: Runtime, keys: list[str]) -> list[str]:
    """Those of `keys` that no import names, and that are not doomed."""
    named = await runtime.database.read(_named, keys)
    return [key for key in keys if key not in named]


class _Group(NamedTuple):
    """Files that one child reads: from `start` up to, without, `stop`."""

    start: int
    stop: int

    def of(self, files: Sequence[File]) -> Sequence[File]:
        return files[self.start : self.stop]


def _groups(files: Sequence[File], start: int) -> Iterator[_Group]:
    """All files from `start` on, in groups that are small enough to be read at once."""
    size = 0
    for number in range(start, len(files)):
        count = number - start
        if count and (count == GROUP_FILES or size + files[number].bytes > _GROUP_BYTES):
            yield _Group(start, number)
            start, size = number, 0
        size += files[number].bytes
    if start < len(files):
        yield _Group(start, len(files))


async def _store(
    runtime: Runtime,
    job: RunningJob,
    row: ImportRow,
    files: Sequence[File],
    group: _Group,
    result: Path,
) -> None:
    """Make drafts of what a group came to, a batch a transaction."""
    before = [0]
    for file in files:
        before.append(before[-1] + file.bytes)
    batches = lines(result)
    owner = Owner(row.owner_id, runtime.clock.now())
    while batch := await asyncio.to_thread(_next_batch, batches, files, group.start, owner):
        if job.stop.is_set():
            raise Stopped
        stories, last = batch
        number = group.start + last.file
        share = (last.place + 1) / last.count
        done = before[number] + files[number].bytes * share
        step = Step(number + (share == 1), min(99, int(100 * done / max(before[-1], 1))))
        await job.write(importing.store_batch, row, stories, step, runtime.clock.now())


def _next_batch(
    batches: Iterator[list[Line]], files: Sequence[File], first: int, owner: Owner
) -> tuple[list[Ready], Line] | None:
    batch = next(batches, None)
    if batch is None:
        return None
    names = [files[first + line.file].name for line in batch]
    stories = [ready(line, first, name, owner) for line, name in zip(batch, names, strict=True)]
    return stories, batch[-1]


def _named(conn: Connection, keys: list[str]) -> set[str]:
    return named_among(conn, keys) | doomed_among(conn, keys)
