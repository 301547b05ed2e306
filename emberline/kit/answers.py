"""Answers: msgspec structs encoded once, bare or enveloped, and how OpenAPI describes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from emberline.kit.answer_schemas import schemas_of
from emberline.kit.paging import Place
from emberline.kit.runtime import Runtime

T = TypeVar("T")

encode = msgspec.json.Encoder().encode

UtcTime = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant in an answer: the documentation says `date-time`, RFC 3339."""


def one_of(words: Iterable[str]) -> msgspec.Meta:
    """For `Annotated[str, one_of(…)]`: a text that is one of these, as the documentation says it.

    The field stays a plain string, and nothing is checked when it is written.
    """
    return msgspec.Meta(extra_json_schema={"enum": [str(word) for word in words]})


class Done(msgspec.Struct, frozen=True):
    """The enveloped data of a call whose answer is only its message."""


class Envelope(msgspec.Struct, Generic[T], frozen=True):
    """The answers under `/api` that no seed shaped otherwise."""

    success: bool
    data: T
    message: str
    timestamp: UtcTime


class Meta(msgspec.Struct, frozen=True):
    """What a list says of itself: the cursor of the next page, null at the end."""

    next_cursor: str | None
    total: int | msgspec.UnsetType = msgspec.UNSET


class EnvelopedPage(msgspec.Struct, Generic[T], frozen=True):
    """A page of a list in the envelope of `/api`, and where the next begins."""

    success: bool
    data: T
    message: str
    timestamp: UtcTime
    meta: Meta


class Listing(msgspec.Struct, Generic[T], frozen=True):
    """A bare list: its page and where the next begins."""

    data: Sequence[T]
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
    data: Any,
    message: str,
    now: datetime,
    status: int = 200,
    meta: Meta | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`data` in the envelope of `/api`."""
    body: dict[str, Any] = {"success": True, "data": data, "message": message, "timestamp": now}
    if meta is not None:
        body["meta"] = meta
    return answer(body, status, headers)


def listed(runtime: Runtime, name: str, data: Sequence[Any], after: Place | None) -> Response:
    """A bare page of the list called `name`; `after` is where the next begins, None at the end."""
    return answer(Listing(data, Meta(runtime.cursors.write(name, after))))


def listed_in_envelope(
    runtime: Runtime, name: str, data: Any, after: Place | None, message: str
) -> Response:
    """What a page of the list called `name` shows, in the envelope of `/api`."""
    meta = Meta(runtime.cursors.write(name, after))
    return enveloped(data, message, runtime.clock.now(), meta=meta)


def documented(
    shape: Any,
    example: Any,
    *,
    status: int = 200,
    description: str | None = None,
    errors: Mapping[int, str] | None = None,
) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that answers `shape`, a msgspec type, such as `example`.

    `example` is checked against `shape` here, at import: documentation cannot drift from code.
    The schemas of named structs are collected by `struct_components`.
    description: what the shape says of itself when it is left out.
    errors: when each status is answered that is particular to this call, a sentence each.
    """
    content = {"application/json": {"schema": _schema(shape, example), "example": example}}
    answers: dict[int | str, dict[str, Any]] = {
        status: {"description": description or _described(shape, example), "content": content}
    }
    return answers | refused(errors or {})


def documented_either(*cases: tuple[Any, Any], description: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that answers one of several shapes, each with its example.

    All are checked as by `documented`; the first example is shown.
    """
    schemas = [_schema(shape, example) for shape, example in cases]
    content = {"schema": {"oneOf": schemas}, "example": cases[0][1]}
    return {200: {"description": description, "content": {"application/json": content}}}


def refused(errors: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of refusals by their status: when each is answered, in a sentence.

    What is common to all calls is added to every one of them by `install_openapi`.
    """
    return {status: {"description": sentence} for status, sentence in errors.items()}


def _schema(shape: Any, example: Any) -> dict[str, Any]:
    msgspec.convert(example, shape)
    schema, components = schemas_of(shape)
    for name, component in components.items():
        if _components.setdefault(name, component) != component:
            raise ValueError(f"two shapes of answers are called {name}: rename one")
    return schema


def _described(shape: Any, example: Any) -> str:
    """What the data of an answer are, by the first line of their shape's docstring."""
    origin, arguments = get_origin(shape), get_args(shape)
    if arguments == (Done,):
        return str(example["message"])
    if origin in (Envelope, EnvelopedPage):
        return _described(arguments[0], None)
    if origin in (list, Listing):
        return f"A list; an entry: {_described(arguments[0], None)}"
    return str(shape.__doc__).partition("\n")[0]


_components: dict[str, Any] = {}


def struct_components() -> dict[str, Any]:
    """The OpenAPI component schemas of every struct that a documented answer uses."""
    return dict(sorted(_components.items()))
