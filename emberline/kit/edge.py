"""The edge of the application: request ids, body limits, problems, metrics; one ASGI layer."""

import re
from collections.abc import Mapping
from time import perf_counter
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import IntegrityError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emberline.kit import metrics
from emberline.kit.answers import encode
from emberline.kit.db import violated
from emberline.kit.errors import (
    AppError,
    conflict,
    disk_full,
    is_no_room,
    not_found,
    too_large,
    unsupported_type,
)
from emberline.kit.ids import new_id

MAX_JSON_BYTES = 1_000_000
MAX_FILE_BYTES = 100 * 1024 * 1024
# Room for a form's other fields and its boundaries around the largest file.
MAX_FORM_BYTES = MAX_FILE_BYTES + 1024 * 1024

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_SAFETY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
]

log = structlog.get_logger()


def install_edge(app: FastAPI) -> None:
    """Put the edge around `app`, and turn every error into a problem."""
    app.add_middleware(Edge)
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(IntegrityError, _constraint_failed)


class Edge:
    """Gives a request its id, bounds its body, forgives a trailing slash, counts the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path[-1:] == "/" and path != "/":
            scope["path"] = path.rstrip("/") or "/"
        exchange = _Exchange(scope, send)
        structlog.contextvars.bind_contextvars(request_id=exchange.request_id)
        try:
            body = _bounded(scope, receive) if scope["method"] not in _BODILESS else receive
            await self._app(scope, body, exchange.send)
        except AppError as refusal:
            await problem_response(refusal, exchange.request_id)(scope, receive, exchange.send)
        except Exception as error:
            log.exception("request_failed", path=path)
            if exchange.status:
                raise  # the answer is half out: only cutting the connection tells the client
            failure = disk_full() if is_no_room(error) else _internal_error()
            await problem_response(failure, exchange.request_id)(scope, receive, exchange.send)
        finally:
            structlog.contextvars.clear_contextvars()
            exchange.count()


_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class _Exchange:
    """One request and its answer on the way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = scope["request_id"] = _request_id(scope)
        self.status = 0
        self._scope = scope
        self._send = send
        self._started = perf_counter()

    async def send(self, message: Message) -> None:
        """Pass a message on, the first with the headers that every answer carries."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [
                *message.get("headers", ()),
                (b"x-request-id", self.request_id.encode("ascii")),
                *_SAFETY_HEADERS,
            ]
        await self._send(message)

    def count(self) -> None:
        """Count the answer under the route's template, so that ids do not become labels."""
        route = getattr(self._scope.get("route"), "path", "unmatched")
        metrics.count_answer(
            self._scope["method"], route, self.status, perf_counter() - self._started
        )


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return str(value, "ascii")
    return new_id()


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """`receive` that refuses a body over the limit, by its declared length or while it streams."""
    headers = Headers(scope=scope)
    is_form = headers.get("content-type", "").startswith("multipart/form-data")
    limit = MAX_FORM_BYTES if is_form else MAX_JSON_BYTES
    declared = headers.get("content-length", "0")
    # `int` refuses numbers of thousands of digits.
    if declared.isdecimal() and (len(declared) > 20 or int(declared) > limit):
        raise _body_too_large(is_form=is_form)
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            # An HTTPException is the one error that FastAPI's body parsing lets through.
            raise HTTPException(413) from _body_too_large(is_form=is_form)
        return message

    return receive_bounded


def _body_too_large(*, is_form: bool) -> AppError:
    if is_form:
        return file_too_large()
    return too_large("Request too large", "Send at most 1 MB of JSON.")


def file_too_large() -> AppError:
    """413 for a file past the limit, in the seed's words."""
    return too_large("File size exceeds 100MB", "Send a file of at most 100 MB.")


def problem_response(error: AppError, request_id: str) -> Response:
    """The `application/problem+json` answer for `error`."""
    return Response(
        encode(error.problem(request_id)),
        status_code=error.status,
        media_type="application/problem+json",
        headers=error.headers,
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    return problem_response(error, request.scope["request_id"])


async def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    content_type = request.headers.get("content-type", "")
    whole_body = all(tuple(entry["loc"]) == ("body",) for entry in error.errors())
    if whole_body and content_type and "json" not in content_type:
        refusal = unsupported_type("Send the body as application/json.")
    else:
        refusal = validation_error(error.errors())
    return await _refused(request, refusal)


def validation_error(entries: Any) -> AppError:
    """400 for pydantic's findings: a sentence a field, without the values that were sent."""
    details = [
        {"field": _field_name(entry["loc"]), "message": _sentence(entry)} for entry in entries
    ]
    first = details[0]
    return AppError(
        "validation",
        400,
        "Validation error",
        f"Correct `{first['field']}`: {first['message']}.",
        details=details[:20],
    )


def _field_name(location: tuple[str | int, ...]) -> str:
    parts = [str(part) for part in location]
    if len(parts) > 1 and parts[0] in {"body", "query", "path", "header"}:
        # A JSON syntax error's location ends in its offset.
        parts = parts[1:] if not parts[1].isdecimal() else parts[:1]
    return ".".join(parts)[:200].encode("utf-8", "replace").decode()


def _sentence(entry: Mapping[str, Any]) -> str:
    message = str(entry["msg"]).removeprefix("Value error, ")
    return message.encode("utf-8", "replace").decode()[:300]


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, AppError):
        return await _refused(request, error.__cause__)
    # FastAPI takes it for the form's fault when the form cannot be spooled.
    if is_no_room(error.__cause__):
        return await _refused(request, disk_full())
    return await _refused(request, _named_http_error(error))


def _named_http_error(error: HTTPException) -> AppError:
    if error.status_code == 404:
        return not_found()
    if error.status_code == 405:
        headers = dict(error.headers or {})
        return AppError(
            "method-not-allowed",
            405,
            "Method not allowed",
            f"Use one of: {headers.get('Allow', 'the documented methods')}.",
            headers=headers,
        )
    if error.status_code == 400:
        detail = "The body could not be read. Send it as the documentation shows."
        return AppError(
            "validation",
            400,
            "Validation error",
            detail,
            details=[{"field": "body", "message": detail}],
        )
    return AppError(
        "http-error", error.status_code, "Request refused", str(error.detail or "Try another way.")
    )


async def _constraint_failed(request: Request, error: Exception) -> Response:
    """A business rule kept by the database alone: a conflict, never a 500."""
    log.warning("constraint_failed", constraint=violated(error))
    refusal = conflict(
        "Conflict", "Something else changed this at the same time. Read it again and retry."
    )
    return await _refused(request, refusal)


def _internal_error() -> AppError:
    return AppError(
        "internal",
        500,
        "Internal server error",
        "Something went wrong on the server. Try again; if it stays, tell the operator the "
        "request_id.",
    )
