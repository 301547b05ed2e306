"""Suggestions for the next scene, streamed from the operator's language model."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import structlog
from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from emberline.accounts.auth import InViewer
from emberline.kit.answers import encode, refused
from emberline.kit.errors import AppError
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.stories.rules.suggesting import SuggestionKind, choices_in
from emberline.stories.schemas.suggestions import Suggest
from emberline.stories.service import suggestions

router = APIRouter(prefix="/api/admin/stories/{story_id}", tags=["story people"])

log = structlog.get_logger()

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold the text back
}
_EXAMPLE = (
    'event: text\ndata: {"text":"The rope"}\n\n'
    'event: text\ndata: {"text":" gives."}\n\n'
    'event: done\ndata: {"text":"The rope gives.","choices":null}\n\n'
)
_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: `text` for each piece, then `done` with the whole and, "
        "where choices were asked for, a list of them; or `error` with a problem.",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}


@router.post(
    "/suggest",
    response_class=Response,
    responses=_DOCUMENTED
    | refused(
        {
            404: "There is no such story or node for you; `Suggestions are off`.",
            429: "You had all suggestions of this day.",
            502: "The language model gave no proper answer.",
        }
    ),
)
async def suggest(runtime: InRuntime, viewer: InViewer, story_id: Id, form: Suggest) -> Response:
    """How the story could go on at a node, or which choices it could offer there.

    For those who may write in the draft, into which nothing is written. What leads to the node
    goes to the endpoint that the operator has set; so many suggestions a day and person as they
    say.
    """
    endpoint = suggestions.endpoint_of(runtime.settings)
    database, now = runtime.database, runtime.clock.now()
    story = await database.read(suggestions.draft_to_continue, viewer.user_id, story_id)
    body = await asyncio.to_thread(
        suggestions.request_body, endpoint, story_id, story, form.node_id, form.kind
    )
    await database.write(suggestions.take_one, viewer.user_id, endpoint.daily, now)
    texts = suggestions.texts(runtime.outbound, endpoint, body)
    try:
        first = await anext(texts, "")
    except AppError:
        await database.write(suggestions.give_back, viewer.user_id, now)
        raise
    return StreamingResponse(
        _events(first, texts, form.kind), media_type="text/event-stream", headers=_HEADERS
    )


async def _events(
    first: str, more: AsyncGenerator[str], kind: SuggestionKind
) -> AsyncIterator[bytes]:
    whole = [first]
    try:
        # Whoever leaves ends the call to the model, too.
        async with aclosing(more):
            if first:
                yield _event("text", {"text": first})
            async for text in more:
                whole.append(text)
                yield _event("text", {"text": text})
    except AppError as error:
        # The answer has begun, so that its status cannot tell any more.
        log.warning("suggestion_broke_off", reason=error.detail)
        told = {"type": f"/problems/{error.code}", "status": error.status, "detail": error.detail}
        yield _event("error", {**told, "title": error.title})
        return
    text = "".join(whole)
    yield _event("done", {"text": text, "choices": choices_in(text) if kind == "choices" else None})


def _event(name: str, data: dict[str, Any]) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name.encode(), encode(data))
