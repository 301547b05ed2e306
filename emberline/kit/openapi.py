"""The OpenAPI document: what FastAPI knows of requests, with our answers and our problems."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

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
    "403": ("forbidden", "Forbidden", "Ask its owner to let you do it."),
    "404": ("not-found", "Resource not found", "Check the address; it may be gone."),
    "409": ("conflict", "Conflict", "Read it again and retry."),
    "410": ("gone", "Link gone", "Ask for a new one."),
    "412": ("tus-version", "Precondition failed", "Send `Tus-Resumable: 1.0.0`."),
    "413": ("too-large", "Too large", "Send fewer bytes."),
    "415": ("unsupported-media-type", "Unsupported media type", "Send it as another type."),
    "426": ("upgrade-required", "Upgrade required", "Connect with a WebSocket client."),
    "428": ("precondition-required", "Precondition required", "Send its ETag as `If-Match`."),
    "429": ("too-many-requests", "Too many requests", "Wait 12 seconds."),
    "460": ("checksum-mismatch", "Checksum mismatch", "Send this piece again."),
    "502": ("bad-gateway", "Bad gateway", "Try again in a moment."),
    "4XX": ("conflict", "Conflict", "Read it again and retry."),
    "5XX": ("unavailable", "Service unavailable", "Try again in a moment."),
}
_FASTAPIS_DEFAULT = "Successful Response"
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
        title=app.title,
        version=app.version,
        summary=app.summary,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    _restore_examples(app, document)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    _add_schemas(schemas, struct_components())
    _add_schemas(schemas, {"Problem": _PROBLEM})
    for path, operation in _operations(document):
        _describe_problems(path, operation)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document


def _restore_examples(app: FastAPI, document: dict[str, Any]) -> None:
    """The answers' examples as they were given: FastAPI leaves out what is null in them."""
    for route in iter_route_contexts(app.routes):
        if not isinstance(route.original_route, APIRoute) or not route.include_in_schema:
            continue
        for method in _METHODS & {name.lower() for name in route.methods or ()}:
            answers = document["paths"][route.path_format][method]["responses"]
            for status, answer in route.responses.items():
                for kind, given in answer.get("content", {}).items():
                    if "example" in given:
                        answers[str(status)]["content"][kind]["example"] = given["example"]


def _add_schemas(schemas: dict[str, Any], more: Mapping[str, Any]) -> None:
    """ValueError where two shapes have one name: one of them would be lost."""
    for name, schema in more.items():
        if schemas.setdefault(name, schema) != schema:
            raise ValueError(f"a request and an answer are both called {name}: rename one")


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, operation


def _describe_problems(path: str, operation: dict[str, Any]) -> None:
    """Instead of FastAPI's 422 the problems that this call may really answer."""
    answers = operation["responses"]
    answers.pop("422", None)
    if "204" in answers and answers["204"]["description"] == _FASTAPIS_DEFAULT:
        answers["204"]["description"] = "Done; there is nothing more to say."
    statuses = ["4XX", "5XX", *(status for status in answers if status >= "400")]
    if operation.get("parameters") or "requestBody" in operation:
        statuses.append("400")
    if operation.get("security"):
        statuses += ["401", "429"]
    if "{" in path:
        statuses.append("404")
    for status in statuses:
        said = answers.get(status, {}).get("description")
        answers[status] = _problem_answer(status, said)


def _problem_answer(status: str, description: str | None) -> dict[str, Any]:
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
    content = {PROBLEM_TYPE: {"schema": schema, "example": example}}
    return {"description": description or title, "content": content}
