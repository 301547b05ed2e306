"""From a request's body to durable pieces of an upload, and from all of them to media.

The pieces are stored as blobs, not as one growing file of this machine: so a client may go on with
whatever process it reaches next, on whatever machine, and a piece is as durable as all media are.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import structlog
from starlette.requests import ClientDisconnect, Request

from emberline.kit.errors import AppError, not_found, too_large
from emberline.kit.ids import new_secret
from emberline.kit.runtime import Runtime
from emberline.media.jobs import bury
from emberline.media.service import resumable
from emberline.media.service.resumable import Part, Upload
from emberline.media.uploads import ALL_KINDS, delete_files, stored_path

# What a crash of the server takes from an upload that is under way; nothing that was acknowledged.
PIECE_BYTES = 8 * 1024 * 1024
# A client that says nothing for so long is gone, or holds a connection for no purpose.
SILENT_SECONDS = 60.0
_BUFFERED_BYTES = 1024 * 1024

log = structlog.get_logger()


class Checksum(Protocol):
    """What a body's bytes must add up to."""

    def update(self, chunk: bytes, /) -> None:
        """Take more bytes in."""
        ...

    def check(self) -> None:
        """AppError 460 when the bytes were others."""
        ...


async def receive(
    runtime: Runtime, upload: Upload, request: Request, checksum: Checksum | None
) -> Upload:
    """Store the body behind what has been received; the upload as it is then.

    What it holds is durable when this returns, and every whole piece of PIECE_BYTES before that.
    A body that breaks off is kept as far as it came, then AppError 408; with a `checksum` the body
    is one piece, kept whole or not at all. AppError 409 when another request was faster, 410 when
    the upload has ended, 413 for more bytes than are missing, 460, 507.
    """
    at_once = upload.length if checksum else PIECE_BYTES
    body = _Body(request)
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as folder:
        spool = _Spool(Path(folder) / "piece")
        async for chunk in body.chunks():
            if upload.received + spool.bytes + len(chunk) > upload.length:
                raise more_than_missing(upload)
            if checksum:
                checksum.update(chunk)
            await spool.add(chunk)
            if spool.bytes >= at_once and not checksum:
                upload = await _keep(runtime, upload, spool)
        if checksum and not body.is_cut:
            checksum.check()
        if not (checksum and body.is_cut):
            upload = await _keep(runtime, upload, spool)
    if body.is_cut:
        raise AppError("cut", 408, "Request timeout", "The body broke off. Go on from the offset.")
    return upload


def more_than_missing(upload: Upload) -> AppError:
    """413: the body holds more than the rest of the file."""
    missing = upload.length - upload.received
    return too_large("Upload too large", f"Send the {missing} bytes that are missing, no more.")


async def finish(runtime: Runtime, upload: Upload) -> Upload:
    """Take a whole upload the way of every file; it names its media then.

    One run a process: who asks meanwhile waits for the same. It goes on when its request is cut.
    AppError 400 when it is no file that is taken, and the upload has ended; 410 when it has ended
    otherwise. After any other error (413 beyond the quota, 507) it is whole as before.
    """
    run = _finishing.get(upload.id)
    if run is None:
        run = _finishing[upload.id] = asyncio.create_task(_finish(runtime, upload))
        run.add_done_callback(lambda ended: _forget(upload.id, ended))
    return upload._replace(media_id=await asyncio.shield(run))


_finishing: dict[str, asyncio.Task[str]] = {}


def _forget(upload_id: str, ended: "asyncio.Task[str]") -> None:
    del _finishing[upload_id]
    # Its request may be gone, and then nobody else asks how it ended.
    if not ended.cancelled() and ended.exception() is not None:
        log.info("upload_not_taken", upload_id=upload_id, reason=str(ended.exception()))


async def _finish(runtime: Runtime, upload: Upload) -> str:
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as folder:
        source = Path(folder) / "source"
        content = await _assemble(runtime, upload, source)
        name, now = upload.filename, runtime.clock.now()
        try:
            async with stored_path(
                runtime, source, name, content, field="file", kinds=ALL_KINDS
            ) as stored:
                media_id, keys = await runtime.database.write(resumable.finish, upload, stored, now)
        except AppError as refusal:
            if refusal.status == 400:
                await end(runtime, upload)
            raise
    await bury(runtime, keys)
    return media_id


async def end(runtime: Runtime, upload: Upload) -> None:
    """Forget the upload and delete its pieces. AppError 404 or 410 when that is done already."""
    now = runtime.clock.now()
    keys = await runtime.database.write(resumable.end, upload.owner_id, upload.id, now)
    await bury(runtime, keys)


async def _assemble(runtime: Runtime, upload: Upload, target: Path) -> str:
    """Put the pieces together at `target`; the SHA-256 of all. AppError 410 when one is missing."""
    spool, digest = _Spool(target), sha256()
    try:
        for part in await runtime.database.read(resumable.parts_of, upload.id):
            async for chunk in runtime.blobs.stream(part.key, 0, part.bytes):
                digest.update(chunk)
                await spool.add(chunk)
        if spool.bytes != upload.length:
            raise not_found("File")
    except AppError as refusal:
        if refusal.status != 404:
            raise
        # Ended meanwhile, or its pieces were left out of a backup.
        raise resumable.gone() from refusal
    await spool.write()
    return digest.hexdigest()


async def _keep(runtime: Runtime, upload: Upload, spool: "_Spool") -> Upload:
    """Make what is spooled durable and count it as received; the spool is empty then."""
    if not spool.bytes:
        return upload
    await spool.write()
    start, size = upload.received, spool.bytes
    # The name is random, because another request may store other bytes from the same offset.
    key = f"media/uploads/{upload.id}/{start}-{new_secret(9).lower()}"
    await runtime.blobs.put_file(key, spool.path)
    now = runtime.clock.now()
    try:
        part = Part(key, size)
        await runtime.database.write(resumable.add_part, upload.id, start, part, now)
    except AppError:
        await delete_files(runtime, [key])
        raise
    spool.empty()
    return upload._replace(received=start + size)


class _Body:
    """A request's body until its end, or until it breaks off: then `is_cut`."""

    def __init__(self, request: Request) -> None:
        self._chunks: Any = request.stream()
        self.is_cut = False

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            while True:
                async with asyncio.timeout(SILENT_SECONDS):
                    chunk = await anext(self._chunks, None)
                if chunk is None:
                    return
                if chunk:
                    yield chunk
        except (ClientDisconnect, TimeoutError):
            self.is_cut = True


class _Spool:
    """Bytes on their way into the file at `path`, a bounded part of them in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = 0
        self._waiting = bytearray()

    async def add(self, chunk: bytes) -> None:
        self._waiting += chunk
        self.bytes += len(chunk)
        if len(self._waiting) >= _BUFFERED_BYTES:
            await self.write()

    async def write(self) -> None:
        """Let nothing wait in memory."""
        waiting, self._waiting = self._waiting, bytearray()
        await asyncio.to_thread(self._append, waiting)

    def empty(self) -> None:
        """Begin the file anew."""
        self.path.unlink()
        self.bytes = 0

    def _append(self, waiting: bytearray) -> None:
        with self.path.open("ab") as file:
            file.write(waiting)
