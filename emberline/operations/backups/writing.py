"""`emberline backup`: the database as of one moment, then the files that it names."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from emberline import __version__
from emberline.kit.blobs import Blobs
from emberline.kit.blobs.disk import sync
from emberline.kit.errors import AppError
from emberline.kit.runtime import Runtime
from emberline.kit.secret_key import FILE_NAME
from emberline.operations.backups.archive import (
    BLOBS,
    FORMAT,
    SECRET_KEY,
    ArchiveWriter,
    Manifest,
    verified,
)
from emberline.operations.backups.dumps import Dump, dump
from emberline.operations.progress import Note

NOT_FOUND = 404


async def write_backup(runtime: Runtime, target: Path, note: Note) -> Manifest:
    """Write a backup to the new file `target`, while servers run, and read it back.

    It gets its name once it is whole, verified and on the medium; what was begun and is not
    finished is removed, or, after a kill, lies beside it under a name that ends in `.partial`.
    Files deleted since the copy of the database are counted as vanished: so are their rows once
    a restore has mended them. FileExistsError when there is something at `target`; DumpFailed,
    BackupDamaged, OSError, AppError when it cannot be made.
    """
    _check_free(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f".{target.name}.", suffix=".partial"
        ) as folder:
            await _write(runtime, partial, Path(folder), note)
        manifest = await asyncio.to_thread(verified, partial, note)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return manifest


def _check_free(target: Path) -> None:
    if target.exists():
        raise FileExistsError(target)


async def _write(runtime: Runtime, partial: Path, folder: Path, note: Note) -> None:
    made_at = runtime.clock.now()
    dumped = await dump(runtime.settings, folder, note)
    secret_key = runtime.settings.data_dir / FILE_NAME
    with ArchiveWriter(partial) as archive:
        for name, path in dumped.files.items():
            await asyncio.to_thread(archive.add_file, name, path)
            path.unlink()
        if secret_key.exists():
            archive.add_bytes(SECRET_KEY, secret_key.read_bytes())
        copied, size, vanished = await _add_files(runtime.blobs, archive, dumped, note)
        archive.finish(
            Manifest(
                format=FORMAT,
                version=__version__,
                dialect=dumped.dialect,
                revision=dumped.revision,
                made_at=made_at,
                files=copied,
                bytes=size,
                vanished=vanished,
                secret_key=secret_key.exists(),
                rows=dumped.rows,
                columns=dumped.columns,
                sums="",
            )
        )


async def _add_files(
    blobs: Blobs, archive: ArchiveWriter, dumped: Dump, note: Note
) -> tuple[int, int, int]:
    """Copy the files that the database names; how many, how many bytes, how many are gone."""
    copied = copied_bytes = vanished = 0
    with dumped.keys.open() as keys:
        total = sum(1 for _ in keys)
        keys.seek(0)
        for number, line in enumerate(keys, 1):
            key = line.rstrip("\n")
            size = await _add_blob(blobs, archive, key)
            if size is None:
                vanished += 1
            else:
                copied, copied_bytes = copied + 1, copied_bytes + size
            note("Copying the media", number, total)
    return copied, copied_bytes, vanished


async def _add_blob(blobs: Blobs, archive: ArchiveWriter, key: str) -> int | None:
    """The size of the file, copied; None when it is no longer there."""
    try:
        size = await blobs.size(key)
        chunks = blobs.stream(key, 0, size)
        # The first chunk opens the file: from there on a deletion does not reach it.
        first = await anext(chunks, b"")
    except AppError as error:
        if error.status == NOT_FOUND:
            return None
        raise
    await archive.add_stream(f"{BLOBS}{key}", size, _with_first(first, chunks))
    return size


async def _with_first(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in rest:
        yield chunk


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)
