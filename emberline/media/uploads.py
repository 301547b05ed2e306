"""From a form's file to durable bytes: sniffed, cleaned in the sandbox, stored."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
import structlog
from starlette.datastructures import UploadFile

from emberline.kit.db.faults import IntegrityError
from emberline.kit.edge import MAX_FILE_BYTES, file_too_large
from emberline.kit.errors import AppError, invalid
from emberline.kit.ids import new_id, new_secret
from emberline.kit.runtime import Runtime
from emberline.media.decoding.films import Film, size_to_show
from emberline.media.decoding.hearing import probe_sound
from emberline.media.decoding.processing import Derived, probe_video, process_image
from emberline.media.decoding.recordings import Recording
from emberline.media.sniff import Kind, sniff

log = structlog.get_logger()

SOURCE_ENDING = ".source"
"""How the keys end of what was sent and is still to be made playable."""

PICTURES: tuple[Kind, ...] = ("image", "video")
"""What a clip shows."""

ALL_KINDS: tuple[Kind, ...] = (*PICTURES, "audio")
"""What people may upload; sounds are for stories."""

_HEAD_BYTES = 64 * 1024
_COPIED_AT_ONCE = 1024 * 1024
# The one failure of the server's after which a transaction is surely not there.
_DISK_FULL = 507


class StoredFile(msgspec.Struct):
    """Bytes that are durable and that no row names yet: the values of the row to come.

    status: "ready", or "processing" for what a job still has to make playable: then only
    `source_key` names bytes, else `key` and `thumbnail_key` do. width, height, duration_seconds:
    of what will be shown, as far as they are known.
    content: the SHA-256 of what was sent, for the fingerprint of an idempotent retry.
    quota_bytes: how much its owner may store in all.
    named: whether a transaction wrote the row; an idempotent retry writes none.
    """

    media_id: str
    kind: str
    status: str
    media_type: str
    width: int | None
    height: int | None
    duration_seconds: float | None
    bytes: int
    key: str | None
    thumbnail_key: str | None
    thumbnail_type: str | None
    source_key: str | None
    content: str
    quota_bytes: int
    named: bool = False

    @property
    def keys(self) -> list[str]:
        """The stored files."""
        keys = (self.key, self.thumbnail_key, self.source_key)
        return [key for key in keys if key is not None]


@asynccontextmanager
async def stored_file(
    runtime: Runtime, upload: UploadFile, *, field: str, kinds: Collection[Kind] = PICTURES
) -> AsyncIterator[StoredFile]:
    """`upload`, cleaned and durable, for the transaction inside that names it in a row.

    As `stored_path`; also AppError 413 over 100 MB.
    """
    if upload.size is not None and upload.size > MAX_FILE_BYTES:
        raise file_too_large()
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as folder:
        source = Path(folder) / "source"
        content = await asyncio.to_thread(_copy, upload.file, source)
        stored = await _store(runtime, source, upload.filename, content, field, kinds)
    async with _kept_if_named(runtime, stored):
        yield stored


@asynccontextmanager
async def stored_path(
    runtime: Runtime,
    source: Path,
    filename: str | None,
    content: str,
    *,
    field: str,
    kinds: Collection[Kind] = PICTURES,
) -> AsyncIterator[StoredFile]:
    """The file at `source`, cleaned and durable, for the transaction inside that names it in a row.

    source: an absolute path, left alone; filename: what the sender calls it; content: the SHA-256
    of its bytes; kinds: which are taken. The stored files go again when the transaction surely
    names nothing: it was refused, or an idempotent retry wrote no row. A cancelled request, a lost
    connection or a crash may come after the commit: those leave the files to the sweep, which asks
    the database.
    AppError: 400 naming `field` (no taken format, unreadable), 507 on a full disk.
    """
    stored = await _store(runtime, source, filename, content, field, kinds)
    async with _kept_if_named(runtime, stored):
        yield stored


@asynccontextmanager
async def _kept_if_named(runtime: Runtime, stored: StoredFile) -> AsyncIterator[None]:
    try:
        yield
    except (AppError, *IntegrityError) as refusal:
        if surely_undone(refusal):
            await _throw_away(runtime, stored.keys)
        raise
    if not stored.named:
        await _throw_away(runtime, stored.keys)


async def _throw_away(runtime: Runtime, keys: list[str]) -> None:
    """Delete files that no row names, or leave them to the sweep: the answer is decided already."""
    try:
        await delete_files(runtime, keys)
    except AppError as failure:
        log.warning("files_left_to_the_sweep", files=len(keys), reason=failure.detail)


def surely_undone(refusal: Exception) -> bool:
    """Whether the transaction was rolled back: refused, against a constraint, or without room."""
    if isinstance(refusal, AppError):
        return refusal.status < 500 or refusal.status == _DISK_FULL
    return True


async def delete_files(runtime: Runtime, keys: list[str]) -> None:
    """Delete stored files; those that are gone already are fine."""
    for key in keys:
        await runtime.blobs.delete(key)


async def _store(
    runtime: Runtime,
    source: Path,
    filename: str | None,
    content: str,
    field: str,
    kinds: Collection[Kind],
) -> StoredFile:
    found = sniff(await asyncio.to_thread(read_head, source), filename, field=field)
    if found.kind not in kinds:
        raise _not_here(found.format, field)
    if found.kind == "audio":
        recording = await probe_sound(runtime.sandbox, source, found.format, field=field)
        return await _keep_sound(runtime, source, recording, content)
    if found.kind == "video":
        film = await probe_video(runtime.sandbox, source, found.format, field=field)
        return await _keep_source(runtime, source, film, content)
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as name:
        folder = Path(name)
        derived = await process_image(runtime.sandbox, source, found.format, folder, field=field)
        return await _keep_image(runtime, derived, folder, content)


async def _keep_image(runtime: Runtime, derived: Derived, folder: Path, content: str) -> StoredFile:
    place = _new_place()
    key, thumbnail_key = f"{place}.webp", f"{place}.thumbnail.webp"
    await runtime.blobs.put_file(key, folder / derived.display.name)
    await runtime.blobs.put_file(thumbnail_key, folder / derived.thumbnail.name)
    return StoredFile(
        media_id=new_id(),
        kind="image",
        status="ready",
        media_type=derived.display.media_type,
        width=derived.display.width,
        height=derived.display.height,
        duration_seconds=None,
        bytes=derived.display.bytes + derived.thumbnail.bytes,
        key=key,
        thumbnail_key=thumbnail_key,
        thumbnail_type=derived.thumbnail.media_type,
        source_key=None,
        content=content,
        quota_bytes=runtime.settings.media_quota_bytes,
    )


async def _keep_source(runtime: Runtime, source: Path, film: Film, content: str) -> StoredFile:
    """What was sent, until a job has made something playable of it."""
    width, height = size_to_show(film)
    shown = _Shown("video", "video/mp4", width, height, film.duration_seconds)
    return await _keep_to_process(runtime, source, shown, content)


async def _keep_sound(
    runtime: Runtime, source: Path, recording: Recording, content: str
) -> StoredFile:
    shown = _Shown("audio", "audio/mp4", None, None, recording.duration_seconds)
    return await _keep_to_process(runtime, source, shown, content)


class _Shown(NamedTuple):
    """What a job will make of what was sent."""

    kind: Kind
    media_type: str
    width: int | None
    height: int | None
    duration_seconds: float


async def _keep_to_process(
    runtime: Runtime, source: Path, shown: _Shown, content: str
) -> StoredFile:
    source_key = f"{_new_place()}{SOURCE_ENDING}"
    await runtime.blobs.put_file(source_key, source)
    return StoredFile(
        media_id=new_id(),
        kind=shown.kind,
        status="processing",
        media_type=shown.media_type,
        width=shown.width,
        height=shown.height,
        duration_seconds=round(shown.duration_seconds, 3),
        bytes=(await asyncio.to_thread(source.stat)).st_size,
        key=None,
        thumbnail_key=None,
        thumbnail_type=None,
        source_key=source_key,
        content=content,
        quota_bytes=runtime.settings.media_quota_bytes,
    )


def _not_here(format: str, field: str) -> AppError:
    return invalid(
        field,
        f"Invalid file format: {format.upper()} files are not taken here. Send a photo or a video.",
        title="Invalid file format",
    )


def _new_place() -> str:
    # The name is random, so that an address tells nothing; its start spreads the folders.
    name = new_secret(18).lower()
    return f"media/{name[:2].replace('-', '0').replace('_', '0')}/{name}"


def read_head(source: Path) -> bytes:
    """As much of the file as `sniff` may want to see."""
    with source.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _copy(source: BinaryIO, target: Path) -> str:
    """Copy the spooled upload to a path of its own; its SHA-256."""
    source.seek(0)
    digest = sha256()
    with target.open("wb") as file:
        while chunk := source.read(_COPIED_AT_ONCE):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
