"""Identifiers: UUIDv7 strings (RFC 9562), in order of creation; and secrets from the system."""

import re
import secrets
from typing import Annotated
from uuid import UUID

import uuid_utils
from pydantic import AfterValidator, WithJsonSchema
from starlette.requests import Request

from emberline.kit.errors import invalid

_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id() -> str:
    """A new UUIDv7, lower case with hyphens; later ones sort after earlier ones."""
    return str(uuid_utils.uuid7())


def new_secret(size: int = 32) -> str:
    """An unguessable URL-safe string of `size` random bytes."""
    return secrets.token_urlsafe(size)


def new_seed() -> str:
    """An unguessable seed of 128 bits, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def canonical_id(text: str) -> str:
    """`text` as a canonical UUID string. ValueError when it is none."""
    if _CANONICAL.fullmatch(text) is not None:
        return text
    if len(text) != 36:
        raise ValueError("an identifier is a UUID of 36 characters")
    try:
        return str(UUID(text))
    except ValueError:
        raise ValueError("an identifier is a UUID of 36 characters") from None


def path_id(request: Request, name: str) -> str:
    """The identifier in the path of `request`, for a route that reads its path itself.

    AppError 400 for a malformed one.
    """
    try:
        return canonical_id(request.path_params[name])
    except ValueError as error:
        raise invalid(name, str(error)) from None


def is_id(text: str) -> bool:
    """Whether `text` is a canonical UUID string."""
    try:
        return canonical_id(text) == text
    except ValueError:
        return False


Id = Annotated[
    str,
    AfterValidator(canonical_id),
    WithJsonSchema({"type": "string", "format": "uuid"}),
]
"""A request's identifier: a malformed one is a validation error."""
