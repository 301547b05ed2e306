"""Multipart forms with many files: all of them spooled into one, one behind the other."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from emberline.kit.errors import invalid, too_large
from emberline.kit.runtime import runtime_of

_NAME_MOST = 200


class Sent(NamedTuple):
    """A file of a form: what its sender calls it, and its place in the bundle."""

    name: str
    start: int
    bytes: int


class Bundle(NamedTuple):
    """The files of a form, at `path` as long as it is being answered.

    digest: SHA-256 of all bytes.
    """

    path: Path
    files: tuple[Sent, ...]
    digest: str


@asynccontextmanager
async def bundled_files(
    request: Request, *, file_field: str, most_files: int, most_bytes: Callable[[str], int]
) -> AsyncIterator[Bundle]:
    """The files of a form without other fields, in a folder that goes in the end.

    most_bytes: of a file by its name. However many files there are, they take one open file and no
    memory. AppError 400 for no file, more than `most_files`, another field or a broken form; 413
    for a file that is too large, as soon as it is.
    """
    with tempfile.TemporaryDirectory(dir=runtime_of(request).scratch) as folder:
        path = Path(folder) / "bundle"
        with path.open("wb") as file:
            parser = _Parser(request, _Spool(file), file_field, most_files, most_bytes)
            try:
                form = await parser.parse()
            except MultiPartException as error:
                raise invalid("body", f"The form could not be read: {error.message}") from None
        uploads = cast(list[UploadFile], form.getlist(file_field))
        yield Bundle(path, tuple(map(_sent, uploads)), parser.spool.digest.hexdigest())


class _Spool:
    """Where all files go, as they come in."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.bytes = 0
        self.digest = sha256()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.bytes += len(data)


class _Slice:
    """One file of the bundle, to be written only; the next begins after it has ended."""

    def __init__(self, spool: _Spool, most: int) -> None:
        self._spool = spool
        self._most = most
        self.start = -1
        self.bytes = 0

    def write(self, data: bytes) -> int:
        if self.start < 0:
            self.start = self._spool.bytes
        self.bytes += len(data)
        if self.bytes > self._most:
            megabytes = self._most // 1024**2
            raise too_large(f"File size exceeds {megabytes}MB", f"Send files of {megabytes} MB.")
        self._spool.write(data)
        return len(data)

    def seek(self, offset: int) -> int:
        """The parser would let it be read from the beginning; the bundle is read instead."""
        return offset

    def close(self) -> None:
        """The bundle is closed, once for all."""


class _Parser(MultiPartParser):
    """Starlette's parser, whose files are slices of one bundle in the data folder."""

    def __init__(
        self,
        request: Request,
        spool: _Spool,
        file_field: str,
        most_files: int,
        most_bytes: Callable[[str], int],
    ) -> None:
        # One file more is let begin, so that it can be refused in our words.
        super().__init__(
            request.headers, cast(Any, request.stream()), max_files=most_files + 1, max_fields=1
        )
        self.spool = spool
        self._file_field = file_field
        self._most_files = most_files
        self._most_bytes = most_bytes

    def on_headers_finished(self) -> None:
        """A part begins: let its file be a slice of the bundle."""
        super().on_headers_finished()
        name, upload = self._current_part.field_name, self._current_part.file
        if name != self._file_field:
            raise invalid(name[:100], "Remove it; this call does not know the field.")
        if upload is None:
            raise invalid(name, f"Send `{name}` as a file.")
        if self._current_files > self._most_files:
            raise invalid(name, f"Send at most {self._most_files:,} files, or put them in a zip.")
        upload.file.close()
        upload.file = cast(Any, _Slice(self.spool, self._most_bytes(upload.filename or "")))


def _sent(upload: UploadFile) -> Sent:
    written = cast(_Slice, upload.file)
    name = (upload.filename or "").replace("\x00", "").encode(errors="replace").decode()
    return Sent(name[-_NAME_MOST:], max(written.start, 0), written.bytes)
