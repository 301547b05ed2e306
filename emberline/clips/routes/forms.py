"""Clips as they are sent: JSON, or a multipart form with a file."""

import json
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.requests import Request

from emberline.kit.errors import AppError, invalid
from emberline.media import forms
from emberline.media.forms import validated

F = TypeVar("F", bound=BaseModel)

_LISTS = frozenset({"audience_user_ids", "stickers"})
_OLDER_FILE = "clip"


async def json_form(request: Request, shape: type[F]) -> F:
    """The JSON body as `shape`, with the errors that FastAPI gives."""
    try:
        # Decoded here, for `json` would take bytes as UTF-16 or UTF-32 too.
        value = json.loads((await request.body()).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise invalid("body", "Send well-formed JSON in UTF-8.") from None
    return validated(shape, value)


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
