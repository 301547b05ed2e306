"""Multipart forms with a file: fields checked as a model, the file spooled in the data folder."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from emberline.kit.bodies import validated
from emberline.kit.errors import AppError, invalid, unsupported_type
from emberline.kit.runtime import runtime_of

F = TypeVar("F", bound=BaseModel)

_MAX_FIELDS = 1100  # an audience of 1,000 repeats its field


def is_multipart(request: Request) -> bool:
    """Whether the body is a form. AppError 415 when it is neither that nor JSON."""
    content_type = request.headers.get("content-type", "application/json").partition(";")[0]
    if content_type.strip().lower() == "multipart/form-data":
        return True
    if not content_type.strip().lower().endswith("json"):
        raise unsupported_type("Send application/json or multipart/form-data.")
    return False


@asynccontextmanager
async def multipart_form(
    request: Request,
    shape: type[F],
    *,
    file_field: str,
    lists: Collection[str] = (),
    no_file: AppError | None = None,
) -> AsyncIterator[tuple[F, UploadFile | None]]:
    """The form's fields as `shape` and its file, spooled to disk; closed at the end.

    The fields in `lists` may be repeated; everything is text, so that numbers and switches are
    read from it. AppError 400 for two files, and for text in the file's place (`no_file`, if that
    is given).
    """
    folder = runtime_of(request).scratch
    parser = _Parser(request, folder, file_field)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise invalid("body", f"The form could not be read: {error.message}") from None
    try:
        upload = _file(form, file_field, no_file)
        fields = _fields(form, lists, leave_out=file_field)
        yield validated(shape, fields, strict=False), upload
    finally:
        await form.close()


class _Parser(MultiPartParser):
    """Starlette's parser, but one file a form, and that in the data folder.

    Starlette spools to the system's temporary folder, which is often memory or too small for an
    upload. Its parser takes no folder, and `tempfile.tempdir` would move everything else as well,
    the sockets of subprocesses among it, whose paths must be short.
    """

    def __init__(self, request: Request, folder: Path, file_field: str) -> None:
        super().__init__(
            request.headers, cast(Any, request.stream()), max_files=2, max_fields=_MAX_FIELDS
        )
        self._folder = folder
        self._file_field = file_field

    def on_headers_finished(self) -> None:
        """A part begins: give its file a place of ours, before the first byte is written."""
        super().on_headers_finished()
        upload = self._current_part.file
        if upload is None:
            return
        if self._current_files > 1:
            raise invalid(self._file_field, "Send one file.")
        upload.file.close()
        spool = SpooledTemporaryFile(max_size=self.spool_max_size, dir=str(self._folder))  # noqa: SIM115
        self._files_to_close_on_error.append(spool)
        upload.file = cast(Any, spool)


def _file(form: FormData, name: str, no_file: AppError | None) -> UploadFile | None:
    value = form.get(name)
    if isinstance(value, str) and value:
        raise no_file or invalid(name, f"Send `{name}` as a file.")
    # A browser sends an empty part for a file input that nobody filled.
    return value if isinstance(value, UploadFile) and value.filename else None


def _fields(form: FormData, lists: Collection[str], *, leave_out: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in form:
        values = form.getlist(name)
        if name == leave_out:
            continue
        if any(not isinstance(value, str) for value in values):
            raise invalid(name, f"`{name}` is no file.")
        fields[name] = [value for value in values if value != ""] if name in lists else values[-1]
    return fields
