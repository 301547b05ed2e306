"""Files and the rows that name them: none without the other, and of the size that is told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, bindparam, func, select

from emberline.clips.models import Clip
from emberline.clips.service.deletion import remove_clips_showing
from emberline.kit.blobs import Blobs
from emberline.kit.db import Identifier
from emberline.kit.errors import AppError
from emberline.kit.runtime import Runtime
from emberline.media.jobs import ORPHAN_AGE, bury, orphans, unnamed
from emberline.media.models import Media
from emberline.media.rules import Status
from emberline.media.service import inventory
from emberline.media.service.inventory import Named
from emberline.media.service.media import doom
from emberline.media.uploads import delete_files
from emberline.operations.doctor.findings import BATCH, Finding, batches
from emberline.operations.progress import Note

MISSING_FILE = "missing_file"
WRONG_SIZE = "wrong_size"
ORPHAN_FILE = "orphan_file"

# That many findings, and more than half of all: rather a store that is not the database's own, an
# unmounted disk, say, than files lost one by one. Mending would delete what is not lost.
SUSPICIOUS = 20

_ASKED_AT_ONCE = 16
_NOT_FOUND = 404
_STRANGE = "Left alone: so many are wrong that database and media hardly belong together."
_HELD = "Left alone: moderators hold a clip that shows it."


class RowsHaveFiles:
    """Media whose files are not in the store, or are not as large as their rows say."""

    what = "Comparing the media with their files"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        total = await runtime.database.read(_count_media)
        found: list[Finding] = []
        after: str | None = None
        done = 0
        while rows := await runtime.database.read(inventory.named_after, after, BATCH):
            found += await _faults(runtime, rows)
            after = rows[-1].media_id
            done += len(rows)
            note(self.what, done, total)
        return found

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: a lost thumbnail is forgotten; else the row goes, with what shows it.

        Another size is left alone: perhaps the file is still good to look at.
        """
        missing = [finding for finding in findings if finding.kind == MISSING_FILE]
        total = await runtime.database.read(_count_media)
        if _is_strange(len({finding.id for finding in missing}), total):
            for finding in missing:
                finding.detail = _STRANGE
            return
        for batch in batches(missing):
            for finding in batch:
                await _mend_missing(runtime, finding)


class FilesHaveRows:
    """Files older than a day that no row names."""

    what = "Looking for files without a row"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        found: list[Finding] = []
        async for keys in orphans(runtime, runtime.clock.now() - ORPHAN_AGE):
            found += [Finding(ORPHAN_FILE, path=key) for key in keys]
            note(self.what, len(found), 0)
        return found

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: they are deleted, unless a row names them by now."""
        files = 0
        async for _ in runtime.blobs.keys("media/"):
            files += 1
        if _is_strange(len(findings), files):
            for finding in findings:
                finding.detail = _STRANGE
            return
        for batch in batches(findings):
            keys = [finding.path for finding in batch if finding.path is not None]
            await delete_files(runtime, await unnamed(runtime, keys))
            for finding in batch:
                finding.mended = True


async def mend_vanished(runtime: Runtime, note: Note) -> int:
    """Remove, in a restored database, the media whose files were not in the backup; how many.

    Their files were deleted while the backup was made, so their owners no longer wanted them.
    """
    check = RowsHaveFiles()
    missing = [each for each in await check.find(runtime, note) if each.kind == MISSING_FILE]
    for finding in missing:
        await _mend_missing(runtime, finding)
    return len({finding.id for finding in missing})


async def _faults(runtime: Runtime, rows: Sequence[Named]) -> list[Finding]:
    sizes = await _sizes(runtime.blobs, rows)
    suspects = [row.media_id for row in rows if _looks_wrong(row, sizes)]
    if not suspects:
        return []
    # What was deleted since it was read is in order; only what still is there is not.
    again = await runtime.database.read(inventory.named_by, suspects)
    sizes = await _sizes(runtime.blobs, again)
    found: list[Finding] = []
    for row in again:
        missing = [key for key in row.keys if key not in sizes]
        found += [Finding(MISSING_FILE, path=key, id=row.media_id) for key in missing]
        if not missing and _looks_wrong(row, sizes):
            told = f"{_stored(row, sizes)} bytes are stored, {row.bytes} should be."
            found.append(Finding(WRONG_SIZE, path=row.keys[0], id=row.media_id, detail=told))
    return found


def _looks_wrong(row: Named, sizes: dict[str, int]) -> bool:
    if not all(key in sizes for key in row.keys):
        return True
    # One whose thumbnail was lost before has fewer bytes than it was counted with.
    whole = row.status == Status.READY and row.thumbnail_key is not None
    return whole and _stored(row, sizes) != row.bytes


def _stored(row: Named, sizes: dict[str, int]) -> int:
    return sum(sizes[key] for key in row.keys)


async def _sizes(blobs: Blobs, rows: Sequence[Named]) -> dict[str, int]:
    """The sizes of those files that there are."""
    found: dict[str, int] = {}
    keys = iter([key for row in rows for key in row.keys])
    while some := list(islice(keys, _ASKED_AT_ONCE)):
        sizes = await asyncio.gather(*[_size(blobs, key) for key in some])
        found |= {key: size for key, size in zip(some, sizes, strict=True) if size is not None}
    return found


async def _size(blobs: Blobs, key: str) -> int | None:
    try:
        return await blobs.size(key)
    except AppError as error:
        if error.status == _NOT_FOUND:
            return None
        raise


async def _mend_missing(runtime: Runtime, finding: Finding) -> None:
    assert finding.id is not None and finding.path is not None
    now = runtime.clock.now()
    doomed = await runtime.database.write(_without, finding.id, finding.path, now)
    if doomed is None:
        finding.detail = _HELD
        return
    await bury(runtime, doomed)
    finding.mended = True


def _without(conn: Connection, media_id: str, key: str, now: datetime) -> list[str] | None:
    """Do without a lost file; what is to be deleted with it, None where it has to stay."""
    rows = inventory.named_by(conn, [media_id])
    if not rows or key not in rows[0].keys:
        return []
    if rows[0].thumbnail_key == key:
        inventory.forget_thumbnail(conn, media_id, key)
        return []
    if conn.execute(_HELD_CLIPS, {"of_media": media_id}).first() is not None:
        return None
    remove_clips_showing(conn, media_id)
    return doom(conn, [media_id], now)


def _is_strange(wrong: int, total: int) -> bool:
    return wrong >= SUSPICIOUS and wrong * 2 > total


def _count_media(conn: Connection) -> int:
    return conn.execute(_COUNT_MEDIA).scalar_one()


_COUNT_MEDIA = select(func.count()).select_from(Media)
_OF_MEDIA = Clip.media_id == bindparam("of_media", type_=Identifier)
_HELD_CLIPS = select(Clip.id).where(_OF_MEDIA, Clip.held_at.is_not(None)).limit(1)
