"""The whole draft of a story: its document, and its flow as a graph or a picture."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.errors import unsupported_type
from emberline.kit.ids import Id
from emberline.kit.revisions import InIfMatch, etag
from emberline.kit.runtime import InRuntime
from emberline.stories.engine.document import FORMAT
from emberline.stories.routes.asking import CHANGE_ERRORS, IN_ENVELOPE, caller_of
from emberline.stories.schemas.flow import FLOW_EXAMPLE, Flow
from emberline.stories.service import flow, whole
from emberline.stories.service.documents import assembled

router = APIRouter(prefix="/api/admin/stories/{story_id}", tags=["authoring"])

_DOCUMENT: dict[str, Any] = {
    "format": FORMAT,
    "title": "The well",
    "nodes": [
        {
            "key": "well",
            "start": True,
            "choices": [{"key": "down", "text": "Climb down", "to": "bottom"}],
        },
        {"key": "bottom", "type": "ending"},
    ],
}
_WHOLE = {**IN_ENVELOPE, "data": _DOCUMENT, "message": "The whole draft."}
_STORED = {**_WHOLE, "message": "Draft replaced."}
_MEDIA_TYPES = {
    "mermaid": "text/plain; charset=utf-8",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "svg": "image/svg+xml",
}
_NOTHING_RUNS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"
}
_BODY = {
    "requestBody": {
        "required": True,
        "description": "An `emberline-story/1` document, at most 20 MB.",
        "content": {
            "application/json": {
                "schema": {"type": "object", "additionalProperties": True},
                "example": _DOCUMENT,
            }
        },
    }
}


@router.get(
    "/document",
    responses=documented(
        Envelope[dict[str, Any]], _WHOLE, description="An `emberline-story/1` document."
    ),
)
async def read_document(runtime: InRuntime, viewer: InViewer, story_id: Id) -> Response:
    """The whole draft as one document; the ETag is the revision of everything in it."""
    draft = await runtime.database.read(whole.read_draft, viewer.user_id, story_id)

    def shown() -> Response:
        return enveloped(assembled(draft.rows), "The whole draft.", runtime.clock.now())

    response = await asyncio.to_thread(shown)
    response.headers.update(etag(draft.revision))
    return response


@router.put(
    "/document",
    openapi_extra=_BODY,
    responses=documented(
        Envelope[dict[str, Any]],
        _STORED,
        description="The document as it is stored.",
        errors={
            **CHANGE_ERRORS,
            400: "No document, or one that cannot be kept: `details`, and "
            "`findings` with line and column, say why.",
        },
    ),
)
async def replace_document(
    runtime: InRuntime, viewer: InViewer, story_id: Id, request: Request, if_match: InIfMatch
) -> Response:
    """Put a document in place of the draft. What is as before keeps its revision and its ids.

    It may be unsound, as drafts may: `validate` tells. It may not be longer than is kept.
    """
    if not request.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
        raise unsupported_type("Send the document as application/json.")
    body = await request.body()
    caller = caller_of(runtime, viewer, if_match)
    document, beginning = await asyncio.to_thread(whole.parsed, story_id, body)
    revision = await runtime.database.write(whole.replace_document, caller, beginning)
    response = await asyncio.to_thread(enveloped, document, "Draft replaced.", caller.now)
    response.headers.update(etag(revision))
    return response


def _flow_documented() -> dict[int | str, dict[str, Any]]:
    answers = documented(
        Envelope[Flow],
        {**IN_ENVELOPE, "data": FLOW_EXAMPLE, "message": "The flow."},
        description="The graph; or the picture, as text of the format that was asked for.",
        errors={413: "Too many nodes for an SVG; ask for another format."},
    )
    for media_type in _MEDIA_TYPES.values():
        content = {"schema": {"type": "string"}, "example": "(the picture)"}
        answers[200]["content"][media_type.partition(";")[0]] = content
    return answers


@router.get("/flow", responses=_flow_documented())
async def read_flow(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    format: Annotated[
        Literal["json", "mermaid", "dot", "svg"],
        Query(description="json is enveloped; the others are the bare text of a picture."),
    ] = "json",
    with_: Annotated[
        Literal["analytics"] | None,
        Query(alias="with", description="Also what readers of the newest version did."),
    ] = None,
) -> Response:
    """How the nodes of a draft lead to each other."""
    now = runtime.clock.now()
    asked = await runtime.database.read(
        flow.read_flow, viewer.user_id, story_id, now, with_analytics=with_ is not None
    )

    def shown() -> Response:
        document = assembled(asked.draft.rows)
        if format == "json":
            return enveloped(flow.flow_of(story_id, document, asked.counted), "The flow.", now)
        text = flow.drawn(document, asked.counted, format)
        return Response(text, media_type=_MEDIA_TYPES[format], headers=_NOTHING_RUNS)

    response = await asyncio.to_thread(shown)
    response.headers.update(etag(asked.draft.revision))
    return response
