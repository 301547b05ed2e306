"""What was sent to be imported: read at once, or made durable for a job."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import AppError
from emberline.kit.ids import new_secret
from emberline.kit.runtime import Runtime
from emberline.media.bundles import Bundle
from emberline.stories.service.transfer.child import File, Part
from emberline.stories.service.transfer.importing import Owner, Ready, ready
from emberline.stories.service.transfer.reading import SMALL_SECONDS, lines, read_files

log = structlog.get_logger()

FOLDER = "imports/"
"""Where the keys begin of files that wait to be imported."""

# The one failure of the server's after which a transaction is surely not there.
_DISK_FULL = 507


@dataclass
class Kept:
    """Files that are durable under `key`; is_named: whether a transaction wrote the row."""

    key: str
    is_named: bool = False


async def read_now(runtime: Runtime, owner_id: str, bundle: Bundle) -> list[Ready]:
    """What comes of the one file, no archive, that the bundle is: drafts to be of `owner_id`.

    AppError 503.
    """
    (sent,) = bundle.files
    parts = [Part(*sent)]
    files = [File(sent.name, 0, None, sent.bytes)]
    result = bundle.path.with_name("result")
    await read_files(runtime.sandbox, bundle.path, parts, files, result, SMALL_SECONDS)
    owner = Owner(owner_id, runtime.clock.now())
    return await asyncio.to_thread(
        lambda: [ready(line, 0, sent.name, owner) for batch in lines(result) for line in batch]
    )


@asynccontextmanager
async def kept(runtime: Runtime, bundle: Bundle) -> AsyncIterator[Kept]:
    """The bundle, durable, for the transaction inside that names it in a row.

    The file goes again when that surely names nothing: it was refused, or an idempotent retry
    wrote no row. After anything else the sweep asks the database. AppError 507 on a full disk.
    """
    stored = Kept(f"{FOLDER}{new_secret(18).lower()}")
    await runtime.blobs.put_file(stored.key, bundle.path)
    try:
        yield stored
    except (AppError, *IntegrityError) as refusal:
        status = refusal.status if isinstance(refusal, AppError) else 0
        if status < 500 or status == _DISK_FULL:
            await _throw_away(runtime, stored.key)
        raise
    if not stored.is_named:
        await _throw_away(runtime, stored.key)


async def _throw_away(runtime: Runtime, key: str) -> None:
    """Delete a file that no row names, or leave it to the sweep: the answer is decided already."""
    try:
        await runtime.blobs.delete(key)
    except AppError as failure:
        log.warning("file_left_to_the_sweep", reason=failure.detail)
