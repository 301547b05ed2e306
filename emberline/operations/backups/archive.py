"""The file of a backup: a tar written in one go and read in one go, in constant memory.

Members, in this order: the database, the secret key, the media below `blobs/`, then `SHA256SUMS`
(as `sha256sum` writes it) and `manifest.json`, with which a backup ends: without it, it is none.
"""

import os
import re
import tarfile
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from emberline.kit.blobs import check_key
from emberline.kit.blobs.disk import sync
from emberline.operations.progress import Note

FORMAT = 1
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
SECRET_KEY = "secret_key"  # noqa: S105 (the name of a member)
SQLITE = "database.sqlite"
BLOBS = "blobs/"

COPIED_AT_ONCE = 1024 * 1024
_BLOCK = tarfile.BLOCKSIZE
_MAX_MANIFEST_BYTES = 1024 * 1024
_DAMAGED_SHOWN = 20
_TABLE = re.compile(r"database/[a-z0-9_]{1,63}\.copy")


class BackupDamaged(Exception):  # noqa: N818 (reads as what is the case)
    """The file is no whole backup; the text says what is wrong with it."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself.

    rows, columns: of each table, as dumped; columns are named for PostgreSQL alone. vanished:
    files that were deleted between the copy of the database and theirs. sums: SHA-256 of the
    member SHA256SUMS.
    """

    format: int
    version: str
    dialect: str
    revision: str
    made_at: datetime
    files: int
    bytes: int
    vanished: int
    secret_key: bool
    rows: dict[str, int]
    columns: dict[str, list[str]]
    sums: str


class ArchiveWriter:
    """Writes members to a new file at `path`, which only its owner may read.

    An error of the file system comes through as OSError. `path` must not exist.
    """

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb", buffering=COPIED_AT_ONCE)
        self._sums = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115 (closed with the file)

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._sums.close()
        self._file.close()

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a member with this content."""
        with self._member(name, len(content)) as write:
            write(content)

    def add_file(self, name: str, path: Path) -> None:
        """Add the file at `path`, which nobody changes meanwhile."""
        with path.open("rb") as source, self._member(name, path.stat().st_size) as write:
            while chunk := source.read(COPIED_AT_ONCE):
                write(chunk)

    async def add_stream(self, name: str, size: int, chunks: AsyncIterator[bytes]) -> None:
        """Add what comes from `chunks`. BackupDamaged when these are not `size` bytes."""
        with self._member(name, size) as write:
            async for chunk in chunks:
                write(chunk)

    def finish(self, manifest: Manifest) -> None:
        """Write the sums and the manifest, and return when all of it is on the medium."""
        self._sums.seek(0)
        digest = sha256()
        size = os.fstat(self._sums.fileno()).st_size
        self._file.write(_header(SUMS, size))
        while chunk := self._sums.read(COPIED_AT_ONCE):
            digest.update(chunk)
            self._file.write(chunk)
        self._file.write(_padding(size))
        told = msgspec.structs.replace(manifest, sums=digest.hexdigest())
        content = msgspec.json.format(msgspec.json.encode(told), indent=2)
        self._file.write(_header(MANIFEST, len(content)) + content + _padding(len(content)))
        self._file.write(bytes(2 * _BLOCK))
        self._file.flush()
        sync(self._file.fileno())

    @contextmanager
    def _member(self, name: str, size: int) -> Iterator[Callable[[bytes], None]]:
        digest = sha256()
        written = 0

        def write(chunk: bytes) -> None:
            nonlocal written
            digest.update(chunk)
            self._file.write(chunk)
            written += len(chunk)

        self._file.write(_header(name, size))
        yield write
        if written != size:
            raise BackupDamaged(f"{name} changed while it was copied: make the backup once more.")
        self._file.write(_padding(size))
        self._sums.write(_line(digest.hexdigest(), name))


class Member:
    """One member of a backup, to be read once, before the next is asked for."""

    def __init__(self, name: str, size: int, source: IO[bytes]) -> None:
        self.name = name
        self.size = size
        self.digest = sha256()
        self._source = source

    def chunks(self) -> Iterator[bytes]:
        """The content. BackupDamaged where the file ends too early."""
        left = self.size
        while left:
            try:
                chunk = self._source.read(min(left, COPIED_AT_ONCE))
            except tarfile.ReadError:
                chunk = b""
            if not chunk:
                raise BackupDamaged(f"The file ends in the middle of {self.name}.")
            self.digest.update(chunk)
            left -= len(chunk)
            yield chunk

    def copy_to(self, path: Path) -> str:
        """Write the content to a new file that only its owner may read; its SHA-256."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            for chunk in self.chunks():
                target.write(chunk)
        return self.digest.hexdigest()


def members(path: Path) -> Iterator[Member]:
    """The members of the backup at `path`, in order; a name that no backup has is BackupDamaged."""
    try:
        with tarfile.open(path, "r:") as tar:
            while (info := tar.next()) is not None:
                # It would keep them all, a kilobyte each.
                tar.members.clear()  # type: ignore[attr-defined]
                plain = info.type == tarfile.REGTYPE and not info.issparse()
                source = tar.extractfile(info) if plain else None
                if source is None:
                    raise BackupDamaged(f"{info.name!r:.200} is no file.")
                yield Member(_checked_name(info.name), info.size, source)
    except (tarfile.TarError, EOFError) as error:
        raise BackupDamaged(f"It cannot be read to its end: {error}.") from None


def verified(path: Path, note: Note) -> Manifest:
    """Read the whole backup and compare every byte with its sums; what it says of itself.

    BackupDamaged names what is not as it was written.
    """
    total = path.stat().st_size
    done = 0
    with tempfile.TemporaryFile() as found, tempfile.TemporaryFile() as told:
        sums, manifest = "", b""
        for member in members(path):
            if manifest:
                raise BackupDamaged("Something follows its manifest.")
            if member.name == MANIFEST:
                manifest = _small(member)
                continue
            for chunk in member.chunks():
                if member.name == SUMS:
                    told.write(chunk)
            if member.name == SUMS:
                sums = member.digest.hexdigest()
            else:
                found.write(_line(member.digest.hexdigest(), member.name))
            done += member.size
            note("Verifying", done, total)
        _compare(found, told)
    return _checked_manifest(manifest, sums)


def _compare(found: IO[bytes], told: IO[bytes]) -> None:
    found.seek(0)
    told.seek(0)
    damaged: list[str] = []
    for is_so, should_be in zip_longest(found, told, fillvalue=b""):
        if is_so == should_be:
            continue
        name, told_name = _name_in(is_so), _name_in(should_be)
        if name != told_name:
            raise BackupDamaged(
                f"Where it has {name or 'nothing'}, {told_name or 'nothing'} should be."
            )
        damaged.append(name)
        if len(damaged) == _DAMAGED_SHOWN:
            break
    if damaged:
        raise BackupDamaged(f"Not as it was written: {', '.join(damaged)}.")


def _name_in(line: bytes) -> str:
    return line.decode(errors="replace").strip().partition("  ")[2]


def _checked_manifest(content: bytes, sums: str) -> Manifest:
    if not content:
        raise BackupDamaged("It is not whole: its manifest, with which a backup ends, is missing.")
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise BackupDamaged(f"Its manifest cannot be read: {error}.") from None
    if manifest.format != FORMAT:
        raise BackupDamaged(f"It is of format {manifest.format}; this release reads {FORMAT}.")
    if manifest.sums != sums:
        raise BackupDamaged(f"{SUMS} is not the one that it was written with.")
    return manifest


def _small(member: Member) -> bytes:
    if member.size > _MAX_MANIFEST_BYTES:
        raise BackupDamaged(f"{member.name} is too large.")
    return b"".join(member.chunks())


def _checked_name(name: str) -> str:
    if name in (MANIFEST, SUMS, SECRET_KEY, SQLITE) or _TABLE.fullmatch(name):
        return name
    try:
        if name.startswith(BLOBS):
            check_key(name.removeprefix(BLOBS))
            return name
    except ValueError:
        raise BackupDamaged(f"No backup has a member called {name!r:.200}.") from None
    raise BackupDamaged(f"No backup has a member called {name!r:.200}.")


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


def _line(digest: str, name: str) -> bytes:
    return f"{digest}  {name}\n".encode()
