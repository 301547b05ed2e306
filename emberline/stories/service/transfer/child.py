"""Files of stories read in the sandbox: archives opened, stories judged, the result in a file.

All of it runs in a child process without rights, whatever it is given to read.
"""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from emberline.stories.formats.registry import BYTES_MOST, read
from emberline.stories.formats.report import Finding, UnreadableError
from emberline.stories.rules.importing import STORIES_MOST, Judged, judged, unread

ENTRIES_MOST = 2_000
"""Files in one archive."""
UNPACKED_MOST = 200 * 1024 * 1024
"""Bytes in one archive, unpacked."""

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


class Part(msgspec.Struct, frozen=True):
    """A file as it was sent: its place in the bundle."""

    name: str
    start: int
    bytes: int


class File(msgspec.Struct, frozen=True):
    """A file to read: a part of the bundle, or an entry of the archive that the part is.

    refused: why it is not read.
    """

    name: str
    part: int
    entry: int | None
    bytes: int
    refused: Finding | None = None


class Line(msgspec.Struct, frozen=True):
    """One story of the result: the number of its file among those asked for, and its place there.

    count: of all stories of that file.
    """

    file: int
    place: int
    count: int
    story: Judged


def listed(payload: dict[str, Any]) -> Any:
    """The files in the bundle at `path`, whose parts are `parts`, archives opened."""
    with _opened(payload) as bundle:
        files = [file for number in range(len(bundle.parts)) for file in _files(bundle, number)]
    return msgspec.to_builtins(files)


def read_files(payload: dict[str, Any]) -> Any:
    """Read `files` of the bundle at `path` and write a `Line` a story to `result`; how many."""
    files = msgspec.convert(payload["files"], list[File])
    encoder = msgspec.json.Encoder()
    count = 0
    with _opened(payload) as bundle, Path(payload["result"]).open("wb") as result:
        for line in _lines(bundle, files):
            result.write(encoder.encode(line) + b"\n")
            count += 1
    return count


def stories_at(path: Path) -> Iterator[tuple[str, Judged]]:
    """The stories of a file of one's own, or of the archive that it is, and where each was.

    For commands, which need no sandbox for what their user gives them. OSError.
    """
    with path.open("rb") as file:
        bundle = _Bundle(file, [Part(path.name, 0, path.stat().st_size)])
        files = list(_files(bundle, 0))
        for line in _lines(bundle, files):
            yield files[line.file].name, line.story


def is_archive(name: str, head: bytes) -> bool:
    """Whether a file is an archive, by its name or its first bytes."""
    return name.lower().endswith(".zip") or head.startswith(_ZIP_STARTS)


def _lines(bundle: "_Bundle", files: Sequence[File]) -> Iterator[Line]:
    for number, file in enumerate(files):
        stories = _stories(bundle, file)
        for place, story in enumerate(stories):
            yield Line(number, place, len(stories), story)


def _files(bundle: "_Bundle", number: int) -> Iterator[File]:
    part = bundle.parts[number]
    if not is_archive(part.name, bundle.head(number)):
        yield File(part.name, number, None, part.bytes)
        return
    try:
        entries = bundle.entries(number)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        yield _refused(part, number, "archive", f"The archive cannot be opened: {error}.")
        return
    if len(entries) > ENTRIES_MOST:
        message = f"The archive has {len(entries):,} files; {ENTRIES_MOST:,} are read at most."
        yield _refused(part, number, "too_large", message)
    elif sum(each.file_size for each in entries) > UNPACKED_MOST:
        message = f"Unpacked the archive has more than {UNPACKED_MOST // 1024**2} MB: part it."
        yield _refused(part, number, "too_large", message)
    elif not entries:
        yield _refused(part, number, "no_story", "The archive is empty.")
    else:
        yield from (_entry(each, number, place) for place, each in enumerate(entries))


def _entry(entry: zipfile.ZipInfo, part: int, place: int) -> File:
    reason = None
    if entry.filename.lower().endswith(".zip"):
        reason = Finding(None, "archive", "Archives in archives are not opened: send it by itself.")
    elif entry.flag_bits & _ENCRYPTED:
        reason = Finding(None, "archive", "The file is locked with a password: unlock it.")
    elif entry.compress_type not in _PLAIN_METHODS:
        reason = Finding(None, "archive", "The file is packed in an unusual way: use `deflate`.")
    elif entry.file_size > BYTES_MOST:
        reason = _too_large()
    return File(entry.filename[:200], part, place, entry.file_size, reason)


def _refused(part: Part, number: int, code: str, message: str) -> File:
    return File(part.name, number, None, part.bytes, Finding(None, code, message))


def _is_junk(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what file managers put beside people's files."""
    parts = entry.filename.split("/")
    last = parts[-1]
    return not last or "__MACOSX" in parts or last.startswith("._") or last in _JUNK


_JUNK = {".DS_Store", "Thumbs.db", "desktop.ini"}


def _stories(bundle: "_Bundle", file: File) -> list[Judged]:
    """What the file comes to; at least one."""
    if file.refused is not None:
        return [unread(file.name, (file.refused,))]
    try:
        imported = read(file.name, _bytes(bundle, file))
    except UnreadableError as error:
        return [unread(file.name, error.findings)]
    if len(imported) > STORIES_MOST:
        message = f"The file has {len(imported):,} stories; {STORIES_MOST:,} are read at most."
        return [unread(file.name, (Finding(None, "too_large", message),))]
    return [judged(file.name, each) for each in imported]


def _bytes(bundle: "_Bundle", file: File) -> bytes:
    """What the file holds. UnreadableError: more than is read, or a broken archive."""
    if file.entry is None:
        data = bundle.whole(file.part)
    else:
        try:
            data = bundle.unpacked(file.part, file.entry)
        # A broken entry makes zlib say so in its own words.
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            message = f"The file cannot be unpacked: {error}."
            raise UnreadableError((Finding(None, "archive", message),)) from error
    if len(data) > BYTES_MOST:
        raise UnreadableError((_too_large(),))
    return data


def _too_large() -> Finding:
    return Finding(None, "too_large", f"A file may have {BYTES_MOST // 1024**2} MB: part it.")


class _Bundle:
    """The files that were sent, one behind the other, and the archives among them."""

    def __init__(self, file: BinaryIO, parts: Sequence[Part]) -> None:
        self._file = file
        self.parts = parts
        self._archives: dict[int, tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]] = {}

    def head(self, number: int) -> bytes:
        """The first bytes of a part."""
        return self._window(number).read(4)

    def whole(self, number: int) -> bytes:
        """What a part holds, or more of it than is read."""
        return self._window(number).read(BYTES_MOST + 1)

    def entries(self, number: int) -> list[zipfile.ZipInfo]:
        """The files in the archive that a part is, without the junk."""
        return self._opened(number)[1]

    def unpacked(self, number: int, place: int) -> bytes:
        """What a file of an archive holds, or more of it than is read."""
        archive, entries = self._opened(number)
        # What the archive says of its sizes may be a lie.
        with archive.open(entries[place]) as packed:
            return packed.read(BYTES_MOST + 1)

    def _opened(self, number: int) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
        if number not in self._archives:
            archive = zipfile.ZipFile(cast(Any, self._window(number)))
            entries = [entry for entry in archive.infolist() if not _is_junk(entry)]
            self._archives[number] = archive, entries
        return self._archives[number]

    def _window(self, number: int) -> "_Window":
        return _Window(self._file, self.parts[number])


class _Window:
    """A part of the bundle, read as a file of its own."""

    def __init__(self, bundle: BinaryIO, part: Part) -> None:
        self._bundle = bundle
        self._part = part
        self._at = 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        at = (0, self._at, self._part.bytes)[whence] + offset
        if at < 0:
            raise OSError("it ends before it begins")
        self._at = at
        return at

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._part.bytes - self._at)
        self._bundle.seek(self._part.start + self._at)
        data = self._bundle.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data


@contextmanager
def _opened(payload: dict[str, Any]) -> Iterator[_Bundle]:
    with Path(payload["path"]).open("rb") as file:
        yield _Bundle(file, msgspec.convert(payload["parts"], list[Part]))
