"""Stored files in a folder of this machine's disk."""

import asyncio
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from emberline.kit import errors
from emberline.kit.blobs import CHUNK_BYTES, Stored, check_key, check_prefix, is_key_part

# No key has a `~`, so unfinished files share the file system but never a name with finished ones.
INCOMING = "~incoming"

LISTED_AT_ONCE = 500
COPIED_AT_ONCE = 1024 * 1024

NOTHING_THERE = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


def sync(descriptor: int) -> None:
    """Return when the file or folder is on the medium."""
    # On macOS fsync leaves the bytes in the drive's cache.
    if hasattr(fcntl, "F_FULLFSYNC"):
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


class DiskBlobs:
    """`Blobs` under `root`, a folder that is made when missing. No key may be another's folder.

    All work is done in threads. sync: what makes a descriptor durable; tests listen in here.
    """

    def __init__(self, root: Path, sync: Callable[[int], None] = sync) -> None:
        self._root = root.absolute()
        self._incoming = self._root / INCOMING
        self._sync = sync
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._sync_folder(self._root)
        self._sync_folder(self._root.parent)

    async def put_file(self, key: str, path: Path) -> None:
        """See `Blobs`."""
        await asyncio.to_thread(self._put, self._place(key), path)

    async def size(self, key: str) -> int:
        """See `Blobs`."""
        return await asyncio.to_thread(_size, self._place(key))

    async def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        """See `Blobs`."""
        if start < 0 or length < 0:
            raise ValueError(f"no bytes {length} from {start}")
        file = await asyncio.to_thread(_open, self._place(key))
        try:
            await asyncio.to_thread(file.seek, start)
            while chunk := await asyncio.to_thread(file.read, min(length, CHUNK_BYTES)):
                yield chunk
                length -= len(chunk)
        finally:
            # A cancelled read may still be going on in its thread; closing waits for it.
            await asyncio.to_thread(file.close)

    async def delete(self, key: str) -> None:
        """See `Blobs`."""
        await asyncio.to_thread(_delete, self._place(key))

    async def keys(self, prefix: str = "") -> AsyncIterator[Stored]:
        """See `Blobs`."""
        found = self._walk(self._root / check_prefix(prefix).rpartition("/")[0])
        while batch := await asyncio.to_thread(list, islice(found, LISTED_AT_ONCE)):
            for stored in batch:
                if stored.key.startswith(prefix):
                    yield stored

    async def sweep_temporary(self, older_than: datetime) -> int:
        """See `Blobs`."""
        return await asyncio.to_thread(self._sweep, older_than.timestamp())

    def _place(self, key: str) -> Path:
        return self._root / check_key(key)

    def _put(self, place: Path, path: Path) -> None:
        with path.open("rb") as source, _room_or_507(), self._temporary() as temporary:
            with temporary.open("wb") as target:
                shutil.copyfileobj(source, target, COPIED_AT_ONCE)
                target.flush()
                self._sync(target.fileno())
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(place)
            self._sync_folders(place.parent)

    @contextmanager
    def _temporary(self) -> Iterator[Path]:
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        os.close(descriptor)
        temporary = Path(name)
        try:
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)

    def _sync_folders(self, folder: Path) -> None:
        # All of them, not only those made here: another call may have made one and not synced yet.
        for above in (folder, *folder.parents):
            self._sync_folder(above)
            if above == self._root:
                return

    def _sync_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._sync(descriptor)
        finally:
            os.close(descriptor)

    def _walk(self, folder: Path) -> Iterator[Stored]:
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path))
            elif entry.is_file(follow_symlinks=False) and (status := _status(entry.path)):
                key = Path(entry.path).relative_to(self._root).as_posix()
                modified_at = datetime.fromtimestamp(status.st_mtime, UTC)
                yield Stored(key, status.st_size, modified_at)

    def _sweep(self, older_than: float) -> int:
        swept = 0
        for file in self._incoming.iterdir():
            status = _status(file)
            if status and status.st_mtime < older_than:
                file.unlink(missing_ok=True)
                swept += 1
        return swept


@contextmanager
def _room_or_507() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if errors.is_no_room(error):
            raise errors.disk_full() from error
        raise


def _size(place: Path) -> int:
    status = _status(place)
    if status is None or not stat.S_ISREG(status.st_mode):
        raise errors.not_found("File")
    return status.st_size


def _open(place: Path) -> BinaryIO:
    try:
        return place.open("rb", buffering=CHUNK_BYTES)
    except NOTHING_THERE:
        raise errors.not_found("File") from None


def _delete(place: Path) -> None:
    with suppress(*NOTHING_THERE):
        place.unlink()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if is_key_part(entry.name)]
    except NOTHING_THERE:
        return []


def _status(place: Path | str) -> os.stat_result | None:
    """What the system knows of a file that may go at any moment."""
    try:
        return Path(place).stat()
    except NOTHING_THERE:
        return None
