"""Clean-up of files: those whose rows are gone, those that nothing shows, those nobody knows."""

import asyncio
import contextlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, String, bindparam, delete, select

from emberline.kit.runtime import Runtime
from emberline.media import service
from emberline.media.models import DoomedBlob, Media
from emberline.media.uploads import delete_files

# A younger file without a row may belong to a transaction that is still under way.
ORPHAN_AGE = timedelta(days=1)
_BATCH = 200


async def bury(runtime: Runtime, keys: list[str]) -> None:
    """Delete doomed files, then forget them: killed in between, the sweep does it again."""
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
    while keys := await runtime.database.read(_doomed):
        await bury(runtime, keys)
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


async def _delete_orphans(runtime: Runtime, before: datetime) -> int:
    """Delete old files that no row names: what a crash between bytes and row left."""
    swept = 0
    batch: list[str] = []
    async for stored in runtime.blobs.keys("media/"):
        if stored.modified_at < before:
            batch.append(stored.key)
        if len(batch) == _BATCH:
            swept += await _delete_unnamed(runtime, batch)
            batch = []
    return swept + await _delete_unnamed(runtime, batch)


async def _delete_unnamed(runtime: Runtime, keys: list[str]) -> int:
    named = await runtime.database.read(_named, keys)
    orphans = [key for key in keys if key not in named]
    await delete_files(runtime, orphans)
    return len(orphans)


def _doomed(conn: Connection) -> list[str]:
    return list(conn.execute(_SOME_DOOMED).scalars())


def _forget(conn: Connection, keys: list[str]) -> None:
    conn.execute(_FORGET, {"keys": keys})


def _named(conn: Connection, keys: list[str]) -> set[str]:
    displays = conn.execute(_DISPLAYS, {"keys": keys}).scalars().all()
    thumbnails = conn.execute(_THUMBNAILS, {"keys": keys}).scalars().all()
    sources = conn.execute(_SOURCES, {"keys": keys}).scalars().all()
    return {key for key in (*displays, *thumbnails, *sources) if key is not None}


_KEYS = bindparam("keys", type_=String, expanding=True)
_SOME_DOOMED = select(DoomedBlob.key).limit(_BATCH)
_FORGET = delete(DoomedBlob).where(DoomedBlob.key.in_(_KEYS))
_DISPLAYS = select(Media.key).where(Media.key.in_(_KEYS))
_THUMBNAILS = select(Media.thumbnail_key).where(Media.thumbnail_key.in_(_KEYS))
_SOURCES = select(Media.source_key).where(Media.source_key.in_(_KEYS))
