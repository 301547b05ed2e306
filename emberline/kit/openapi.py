"""The OpenAPI document: what FastAPI knows of requests, with our answers and our problems."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from emberline.kit.answers import struct_components

PROBLEM_TYPE = "application/problem+json"

_METHODS = frozenset({"get", "post", "put", "patch", "delete"})
_FIELD_ERROR = {
    "type": "object",
    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
    "required": ["field", "message"],
}
_TEXTS = ("type", "title", "detail", "error", "message", "request_id")
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `error` repeats `title` and `message` repeats `detail`, which says "
    "what to do.",
    "properties": {
        **{name: {"type": "string"} for name in _TEXTS},
        "status": {"type": "integer"},
        "details": {"type": "array", "items": _FIELD_ERROR},
    },
    "required": [*_TEXTS, "status"],
}

_WORDS = {
    "400": ("validation", "Validation error", "Correct `limit`: at most 100."),
    "401": ("unauthorized", "Unauthorized", "Sign in and send the access token."),
    "404": ("not-found", "Resource not found", "Check the address; it may be gone."),
    "429": ("too-many-requests", "Too many requests", "Wait 12 seconds."),
    "4XX": ("conflict", "Conflict", "Read it again and retry."),
    "5XX": ("unavailable", "Service unavailable", "Try again in a moment."),
}
_STATUS = {"4XX": 409, "5XX": 503}


def install_openapi(app: FastAPI) -> None:
    """Let `app.openapi()` give the whole document, made once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(struct_components())
    schemas["Problem"] = _PROBLEM
    for path, operation in _operations(document):
        _describe_problems(path, operation)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, operation


def _describe_problems(path: str, operation: dict[str, Any]) -> None:
    """Instead of FastAPI's 422 the problems that this call may really answer."""
    answers = operation["responses"]
    answers.pop("422", None)
    statuses = ["4XX", "5XX"]
    if operation.get("parameters") or "requestBody" in operation:
        statuses.append("400")
    if operation.get("security"):
        statuses += ["401", "429"]
    if "{" in path:
        statuses.append("404")
    for status in statuses:
        answers[status] = _problem_answer(status)


def _problem_answer(status: str) -> dict[str, Any]:
    slug, title, detail = _WORDS[status]
    example = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": _STATUS.get(status) or int(status),
        "detail": detail,
        "error": title,
        "message": detail,
        "request_id": "0197a1b2-7c4e-7000-8000-00000000feed",
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": title, "content": {PROBLEM_TYPE: {"schema": schema, "example": example}}}
