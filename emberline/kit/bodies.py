"""Bodies read by the routes themselves: where FastAPI cannot, or is too slow."""

import json
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from emberline.kit.errors import invalid, unsupported_type

F = TypeVar("F", bound=BaseModel)


async def json_form(request: Request, shape: type[F]) -> F:
    """The JSON body as `shape`, with the errors that FastAPI gives. AppError 400 or 415."""
    media_type = request.headers.get("content-type", "application/json").partition(";")[0].strip()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise unsupported_type("Send the body as application/json.")
    try:
        # Decoded here, for `json` would take bytes as UTF-16 or UTF-32 too.
        value = json.loads((await request.body()).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise invalid("body", "Send well-formed JSON in UTF-8.") from None
    return validated(shape, value)


def validated(shape: type[F], value: Any, *, strict: bool | None = None) -> F:
    """`value` as `shape`, with the errors that FastAPI gives."""
    try:
        return shape.model_validate(value, strict=strict)
    except ValidationError as error:
        raise RequestValidationError(
            [{**entry, "loc": ("body", *entry["loc"])} for entry in error.errors()]
        ) from None


def documented_body(shape: type[BaseModel], *path_ids: str) -> dict[str, Any]:
    """The `openapi_extra=` of a route that reads its body, and these ids of its path, itself."""
    content = {"application/json": {"schema": shape.model_json_schema()}}
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
        for name in path_ids
    ]
    return {"requestBody": {"required": True, "content": content}, "parameters": parameters}
