"""`emberline restore`: a verified backup, put into an empty place, the database last."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from emberline.kit.blobs import Blobs
from emberline.kit.secret_key import FILE_NAME
from emberline.operations.backups.archive import (
    BLOBS,
    MANIFEST,
    SECRET_KEY,
    SQLITE,
    SUMS,
    BackupDamaged,
    Manifest,
    Member,
    members,
)
from emberline.operations.backups.loads import (
    Target,
    TargetInUse,
    Upgrade,
    check_postgres,
    check_sqlite,
    put_postgres,
    put_sqlite,
)
from emberline.operations.progress import Note


class Restored(NamedTuple):
    """What a restore did. aside: where the database lies that was there before."""

    files: int
    bytes: int
    aside: Path | None


async def check_target(target: Target, manifest: Manifest, blobs: Blobs) -> None:
    """TargetInUse unless the backup may go there; nothing is changed."""
    dialect = "sqlite" if target.database_url is None else "postgresql"
    if manifest.dialect != dialect:
        raise TargetInUse(
            f"The backup is of a {manifest.dialect} database and EMBERLINE_DATABASE_URL names a "
            f"{dialect} one. Restore it to a database of its own kind."
        )
    if target.database_url is None:
        await asyncio.to_thread(check_sqlite, target)
    else:
        await check_postgres(target)
    if target.force:
        return
    if manifest.secret_key and (target.data_dir / FILE_NAME).exists():
        raise TargetInUse(
            f"There is a secret key in {target.data_dir}. Restore into an empty folder "
            "(--data-dir), or replace it with --force."
        )
    async for stored in blobs.keys("media/"):
        raise TargetInUse(
            f"There are media already, {stored.key} for one. Restore into an empty place, or add "
            "the backup's to them with --force."
        )


async def put_back(
    backup: Path, manifest: Manifest, target: Target, blobs: Blobs, upgrade: Upgrade, note: Note
) -> Restored:
    """Put the verified `backup` where `check_target` said it may go.

    Media first and the database last: a restore that is cut off leaves no database, and can be
    made again with force. Every file is read back from the store. Raises what `put_sqlite` and
    `put_postgres` do; AppError when the store or the disk refuses.
    """
    with tempfile.TemporaryDirectory(dir=target.data_dir, prefix=".restore-") as name:
        folder = Path(name)
        files = size = 0
        for member in members(backup):
            if member.name.startswith(BLOBS):
                await _put_blob(blobs, member, folder)
                files, size = files + 1, size + member.size
                note("Restoring the media", files, manifest.files)
            elif member.name == SECRET_KEY:
                await asyncio.to_thread(_put_secret_key, member, folder, target.data_dir)
            elif member.name not in (MANIFEST, SUMS):
                await asyncio.to_thread(member.copy_to, folder / Path(member.name).name)
        if (files, size) != (manifest.files, manifest.bytes):
            raise BackupDamaged(f"It has {files} files, where its manifest counts otherwise.")
        aside = None
        if target.database_url is None:
            aside = await asyncio.to_thread(put_sqlite, target, folder / SQLITE, manifest)
        else:
            await put_postgres(target, folder, manifest, upgrade, note)
        return Restored(files, size, aside)


async def _put_blob(blobs: Blobs, member: Member, folder: Path) -> None:
    key = member.name.removeprefix(BLOBS)
    copy = folder / "blob"
    digest = await asyncio.to_thread(member.copy_to, copy)
    await blobs.put_file(key, copy)
    copy.unlink()
    if await _digest(blobs.stream(key, 0, member.size)) != digest:
        raise BackupDamaged(f"{key} does not come back from the store as it was put there.")


async def _digest(chunks: AsyncIterator[bytes]) -> str:
    digest = sha256()
    async for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _put_secret_key(member: Member, folder: Path, data_dir: Path) -> None:
    copy = folder / FILE_NAME
    member.copy_to(copy)
    descriptor = os.open(copy, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    copy.rename(data_dir / FILE_NAME)
