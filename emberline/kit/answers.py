"""Answers: msgspec structs encoded once, bare or enveloped, and how OpenAPI describes them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

T = TypeVar("T")

SCHEMA_REFERENCE = "#/components/schemas/{name}"

encode = msgspec.json.Encoder().encode


class Done(msgspec.Struct, frozen=True):
    """The enveloped data of a call whose answer is only its message."""


class Envelope(msgspec.Struct, Generic[T], frozen=True):
    """The answers under `/api` that no seed shaped otherwise."""

    success: bool
    data: T
    message: str
    timestamp: datetime
    meta: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class Meta(msgspec.Struct, frozen=True):
    """What a list says of itself: the cursor of the next page, null at the end."""

    next_cursor: str | None
    total: int | msgspec.UnsetType = msgspec.UNSET


class Listing(msgspec.Struct, Generic[T], frozen=True):
    """A bare list: its page and where the next begins."""

    data: list[T]
    meta: Meta


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """`value` as JSON. Instants become RFC 3339 with `Z`."""
    return Response(
        encode(value), status_code=status, media_type="application/json", headers=headers
    )


def is_known(request: Request, etag: str) -> bool:
    """Whether the caller has what `etag` names already, so that a 304 is enough (RFC 9110, 13)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in known


def enveloped(
    data: Any, message: str, now: datetime, status: int = 200, meta: Meta | None = None
) -> Response:
    """`data` in the envelope of `/api`."""
    body: dict[str, Any] = {"success": True, "data": data, "message": message, "timestamp": now}
    if meta is not None:
        body["meta"] = meta
    return answer(body, status)


def documented(
    shape: Any, example: Any, *, status: int = 200, description: str = "Done."
) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that answers `shape`, a msgspec type, such as `example`.

    `example` is checked against `shape` here, at import: documentation cannot drift from code.
    The schemas of named structs are collected by `struct_components`.
    """
    msgspec.convert(example, shape)
    (schema,), components = msgspec.json.schema_components([shape], ref_template=SCHEMA_REFERENCE)
    _components.update(components)
    content = {"application/json": {"schema": schema, "example": example}}
    return {status: {"description": description, "content": content}}


_components: dict[str, Any] = {}


def struct_components() -> dict[str, Any]:
    """The OpenAPI component schemas of every struct that a documented answer uses."""
    return dict(sorted(_components.items()))
