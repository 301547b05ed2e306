"""The edge of the application: request ids, body limits, problems, metrics; one ASGI layer."""

import re
from collections.abc import Collection, Mapping
from time import perf_counter
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emberline.kit import metrics
from emberline.kit.answers import encode
from emberline.kit.db import violated
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import (
    AppError,
    conflict,
    disk_full,
    invalid,
    is_no_room,
    not_found,
    too_large,
    unsupported_type,
)
from emberline.kit.ids import new_id

MAX_JSON_BYTES = 1_000_000
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_FILE_BYTES = 100 * 1024 * 1024
# Room for a form's other fields and its boundaries around the largest file.
MAX_FORM_BYTES = MAX_FILE_BYTES + 1024 * 1024
# A piece of a file that arrives in several, as tus calls it.
PIECE_TYPE = "application/offset+octet-stream"

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_SAFETY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
]

log = structlog.get_logger()


def install_edge(
    app: FastAPI,
    *,
    file_paths: Collection[str] = (),
    piece_paths: Collection[str] = (),
    document_paths: re.Pattern[str] | None = None,
) -> None:
    """Put the edge around `app`, and turn every error into a problem.

    file_paths: the calls whose forms may be as large as a file. piece_paths: the calls that take
    pieces of a file, each and below it. document_paths: the calls whose JSON may be a document of
    20 MB. No other body may be as large.
    """
    app.add_middleware(
        Edge,
        file_paths=frozenset(file_paths),
        piece_paths=tuple(piece_paths),
        document_paths=document_paths,
    )
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_error)
    for kind in IntegrityError:
        app.add_exception_handler(kind, _constraint_failed)


class Edge:
    """Gives a request its id, bounds its body, forgives a trailing slash, counts the answer.

    HEAD is answered as GET without the body wherever no route answers it itself.
    """

    def __init__(
        self,
        app: ASGIApp,
        file_paths: frozenset[str],
        piece_paths: tuple[str, ...] = (),
        document_paths: re.Pattern[str] | None = None,
    ) -> None:
        self._app = app
        self._document_paths = document_paths
        self._file_paths = file_paths
        self._piece_paths = piece_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI call."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path[-1:] == "/" and path != "/":
            scope["path"] = path.rstrip("/") or "/"
        if scope["type"] == "websocket":
            await self._upgrade(scope, receive, send)
            return
        exchange = _Exchange(scope, send)
        scope = exchange.scope
        structlog.contextvars.bind_contextvars(request_id=exchange.request_id)
        try:
            body = receive
            if scope["method"] not in _BODILESS:
                scope["takes_file"] = self._takes_file(scope)
                body = _bounded(scope, receive, self._limit(scope))
            await self._app(scope, body, exchange.send)
        except AppError as refusal:
            _count_refusal(scope, refusal)
            await problem_response(refusal, exchange.request_id)(scope, receive, exchange.send)
        except Exception as error:
            log.exception("request_failed", path=path)
            if exchange.status:
                raise  # the answer is half out: only cutting the connection tells the client
            failure = disk_full() if is_no_room(error) else _internal_error()
            _count_refusal(scope, failure)
            await problem_response(failure, exchange.request_id)(scope, receive, exchange.send)
        finally:
            structlog.contextvars.clear_contextvars()
            exchange.count()

    async def _upgrade(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a WebSocket in; what refuses it becomes the answer to its upgrade."""
        upgrade = _Upgrade(scope, send)
        structlog.contextvars.bind_contextvars(request_id=upgrade.request_id)
        try:
            await self._app(scope, receive, upgrade.send)
        except OSError:
            raise  # the client has left: so ASGI says it
        except Exception:
            log.exception("connection_failed", path=scope["path"])
            if upgrade.is_answered:
                raise
            failure = problem_response(_internal_error(), upgrade.request_id)
            await failure(scope, receive, upgrade.send)
        finally:
            structlog.contextvars.clear_contextvars()

    def _limit(self, scope: Scope) -> int:
        """How many bytes the body may have."""
        if scope["takes_file"]:
            return MAX_FORM_BYTES
        is_document = self._document_paths and self._document_paths.fullmatch(scope["path"])
        return MAX_DOCUMENT_BYTES if is_document else MAX_JSON_BYTES

    def _takes_file(self, scope: Scope) -> bool:
        path, media_type = scope["path"], _media_type(scope)
        if media_type == PIECE_TYPE:
            return any(path == whole or path.startswith(f"{whole}/") for whole in self._piece_paths)
        return path in self._file_paths and media_type == "multipart/form-data"


_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class _Exchange:
    """One request and its answer on the way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = scope["request_id"] = _request_id(scope)
        self.status = 0
        self.scope = scope
        self._method = scope["method"]
        self._is_head_of_get = self._method == "HEAD" and _only_read(scope)
        if self._is_head_of_get:
            # A copy, because the server looks at its own to know that no body will come.
            self.scope = {**scope, "method": "GET"}
        self._send = send
        self._started = perf_counter()

    async def send(self, message: Message) -> None:
        """Pass a message on, the first with the headers that every answer carries."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *_every(self.request_id)]
        elif self._is_head_of_get:
            message = {**message, "body": b""}
        await self._send(message)

    def count(self) -> None:
        """Count the answer under the route's template, so that ids do not become labels."""
        route = getattr(self.scope.get("route"), "path", "unmatched")
        metrics.count_answer(self._method, route, self.status, perf_counter() - self._started)


class _Upgrade:
    """The request for a WebSocket, and whether it was answered."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = scope["request_id"] = _request_id(scope)
        self.is_answered = False
        self._send = send

    async def send(self, message: Message) -> None:
        """Pass a message on, a refusal with the headers that every answer carries."""
        self.is_answered = True
        if message["type"] == "websocket.http.response.start":
            message["headers"] = [*message.get("headers", ()), *_every(self.request_id)]
        await self._send(message)


def _every(request_id: str) -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries."""
    return [(b"x-request-id", request_id.encode("ascii")), *_SAFETY_HEADERS]


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return str(value, "ascii")
    return new_id()


def _only_read(scope: Scope) -> bool:
    """Whether the path's routes answer GET, but not HEAD themselves."""
    methods = _methods(scope)
    return "GET" in methods and "HEAD" not in methods


def _methods(scope: Scope) -> set[str]:
    """The methods of all routes that the path leads to; a mounted folder is read."""
    found: set[str] = set()
    for route in iter_route_contexts(scope["app"].routes):
        path = getattr(route, "path_regex", None)
        # Without one it leads to routes that stand behind it, or to files that know HEAD.
        if path is not None and path.match(scope["path"]):
            is_folder = isinstance(route.original_route, Mount)
            found |= {"GET", "HEAD"} if is_folder else route.methods or set()
    return found


def _media_type(scope: Scope) -> str:
    return Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()


def _bounded(scope: Scope, receive: Receive, limit: int) -> Receive:
    """`receive` that refuses a body over the limit, by its declared length or while it streams.

    JSON with a NUL is refused too: it is UTF-16, UTF-32 or no JSON, and `json` would read those.
    """
    is_json = _media_type(scope).endswith("json")
    declared = Headers(scope=scope).get("content-length", "0")
    # `int` refuses numbers of thousands of digits.
    if declared.isdecimal() and (len(declared) > 20 or int(declared) > limit):
        raise _body_too_large(limit)
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            # An HTTPException is the one error that FastAPI's body parsing lets through.
            raise HTTPException(413) from _body_too_large(limit)
        if is_json and b"\0" in message.get("body", b""):
            raise HTTPException(400) from invalid("body", "Send well-formed JSON in UTF-8.")
        return message

    return receive_bounded


def _body_too_large(limit: int) -> AppError:
    if limit == MAX_FORM_BYTES:
        return file_too_large()
    return too_large("Request too large", f"Send at most {limit // 1_000_000} MB.")


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
    _count_refusal(request.scope, error)
    return problem_response(error, request.scope["request_id"])


def _count_refusal(scope: Scope, refusal: AppError) -> None:
    if scope.get("takes_file"):
        metrics.REFUSED_UPLOADS.labels(refusal.code).inc()


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
    message = _SENTENCES.get(entry["type"]) or str(entry["msg"])
    for start, better in _STARTS.items():
        if message.startswith(start):
            message = better + message.removeprefix(start)
            break
    return message.encode("utf-8", "replace").decode()[:300]


# By pydantic's types, what the caller can do about it.
_SENTENCES = {
    "extra_forbidden": "remove it; this call does not know the field",
    "missing": "send it",
    "json_invalid": "send well-formed JSON",
    "dict_type": "send a JSON object",
    "model_attributes_type": "send a JSON object",
    "model_type": "send a JSON object",
    "string_type": "send text",
    "bool_type": "send true or false",
    "bool_parsing": "send true or false",
    "int_type": "send a whole number",
    "int_parsing": "send a whole number",
    "int_from_float": "send a whole number",
}
# How pydantic's other sentences begin, the longer before the shorter.
_STARTS = {
    "Value error, ": "",
    "String should have ": "use ",
    "Input should be greater": "send a number greater",
    "Input should be less": "send a number less",
    "Input should be ": "send ",
    "String should ": "send text that should ",
}


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, AppError):
        return await _refused(request, error.__cause__)
    if error.status_code == 405:
        return await _refused(request, _wrong_method(request.scope))
    return await _refused(request, _named_http_error(error))


def _wrong_method(scope: Scope) -> AppError:
    methods = _methods(scope)
    if "GET" in methods:
        methods.add("HEAD")
    allowed = ", ".join(sorted(methods))
    return AppError(
        "method-not-allowed",
        405,
        "Method not allowed",
        f"Use one of: {allowed}.",
        headers={"Allow": allowed},
    )


def _named_http_error(error: HTTPException) -> AppError:
    if error.status_code == 404:
        return not_found()
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
