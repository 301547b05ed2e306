"""Clips as they are sent: JSON, or a multipart form with a file."""

import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from emberline.kit.errors import AppError, invalid, unsupported_type

F = TypeVar("F", bound=BaseModel)

_MAX_FIELDS = 1100  # an audience of 1,000 repeats its field
_LISTS = frozenset({"audience_user_ids"})


def is_multipart(request: Request) -> bool:
    """Whether the body is a form. AppError 415 when it is neither that nor JSON."""
    content_type = request.headers.get("content-type", "application/json").partition(";")[0]
    if content_type.strip().lower() == "multipart/form-data":
        return True
    if not content_type.strip().lower().endswith("json"):
        raise unsupported_type("Send application/json or multipart/form-data.")
    return False


async def json_form(request: Request, shape: type[F]) -> F:
    """The JSON body as `shape`, with the errors that FastAPI gives."""
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise invalid("body", "Send well-formed JSON in UTF-8.") from None
    return _validated(shape, value)


@asynccontextmanager
async def multipart_form(
    request: Request, shape: type[F], *, file_field: str
) -> AsyncIterator[tuple[F, UploadFile | None]]:
    """The form's fields as `shape` and its file, spooled to disk; closed at the end.

    Repeated fields make a list; everything is text, so that numbers and switches are read from it.
    """
    try:
        form = await request.form(max_files=1, max_fields=_MAX_FIELDS)
    except MultiPartException as error:
        raise invalid("body", f"The form could not be read: {error.message}") from None
    try:
        upload = _file(form, file_field)
        fields = _fields(form, leave_out=file_field)
        yield _validated(shape, fields, strict=False), upload
    finally:
        await form.close()


def _file(form: FormData, name: str) -> UploadFile | None:
    value = form.get(name)
    if isinstance(value, str) and value:
        raise invalid(name, f"Send `{name}` as a file.")
    # A browser sends an empty part for a file input that nobody filled.
    return value if isinstance(value, UploadFile) and value.filename else None


def _fields(form: FormData, *, leave_out: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in form:
        values = form.getlist(name)
        if name == leave_out:
            continue
        if any(not isinstance(value, str) for value in values):
            raise invalid(name, f"`{name}` is no file.")
        fields[name] = _listed(values) if name in _LISTS else values[-1]
    return fields


def _listed(values: Collection[Any]) -> list[Any]:
    return [value for value in values if value != ""]


def _validated(shape: type[F], value: Any, *, strict: bool | None = None) -> F:
    try:
        return shape.model_validate(value, strict=strict)
    except ValidationError as error:
        raise RequestValidationError(
            [{**entry, "loc": ("body", *entry["loc"])} for entry in error.errors()]
        ) from None


def no_file() -> AppError:
    """400 of the older face for a form without its file."""
    message = "No clip file provided"
    return invalid("clip", message, title=message)
