"""Clips as they are sent: JSON, or a multipart form with a file."""

from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.requests import Request

from emberline.kit.errors import AppError, invalid
from emberline.media import forms

F = TypeVar("F", bound=BaseModel)

_LISTS = frozenset({"audience_user_ids", "stickers"})
_OLDER_FILE = "clip"


def multipart_form(
    request: Request, shape: type[F], *, file_field: str
) -> AbstractAsyncContextManager[tuple[F, UploadFile | None]]:
    """The form's fields as `shape` and its file; see `media.forms`."""
    return forms.multipart_form(
        request,
        shape,
        file_field=file_field,
        lists=_LISTS,
        no_file=no_file() if file_field == _OLDER_FILE else None,
    )


def no_file() -> AppError:
    """400 of the older face for a form without its file."""
    message = "No clip file provided"
    return invalid(_OLDER_FILE, message, title=message)
