"""Votes and answers to a clip's stickers, on the face `/stories`."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.queries.answers import AnswerPage
from emberline.clips.schemas.stickers import (
    AnswerSticker,
    PollResult,
    QuestionAnswer,
    StickerAnswer,
)
from emberline.clips.service import stickers
from emberline.kit.answers import Listing, Meta, answer, documented
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page
from emberline.kit.runtime import InRuntime, Runtime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSORS = "sticker-answers"
_ANSWER: dict[str, Any] = {
    "id": "0197a1b2-7c4e-7000-8000-0000000000f1",
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    "sticker_id": "0197a1b2-7c4e-7000-8000-0000000000f0",
    "option": 1,
    "text": None,
    "answered_at": "2026-03-01T12:03:07Z",
}
_RESULT: dict[str, Any] = {"counts": [3, 5], "total": 8, "mine": 1}
_ANSWERS: dict[str, Any] = {
    "data": [
        {
            "id": "0197a1b2-7c4e-7000-8000-0000000000f1",
            "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
            "username": "jonas",
            "display_name": "Jonas",
            "text": "More lighthouses, please.",
            "answered_at": "2026-03-01T12:03:07Z",
        }
    ],
    "meta": {"next_cursor": None},
}


def _either() -> dict[int | str, dict[str, Any]]:
    """A poll's answer or a question's, for the documentation."""
    poll = documented(PollResult, _RESULT)[200]["content"]["application/json"]
    question = documented(Listing[QuestionAnswer], _ANSWERS)[200]["content"]["application/json"]
    content = {"schema": {"oneOf": [poll["schema"], question["schema"]]}, "example": _RESULT}
    description = "A poll's result, or a question's answers."
    return {200: {"description": description, "content": {"application/json": content}}}


@router.post(
    "/{clip_id}/stickers/{sticker_id}/answers",
    status_code=201,
    responses=documented(StickerAnswer, _ANSWER, status=201, description="Voted, or answered."),
)
async def answer_sticker(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    clip_id: Id,
    sticker_id: Id,
    form: AnswerSticker,
) -> Response:
    """Vote in a poll with `option`, once; answer a question with `text`, at most ten times."""
    return await idempotency.create(
        viewer.user_id,
        [clip_id, sticker_id, form.model_dump(mode="json")],
        stickers.answer_sticker,
        viewer.user_id,
        clip_id,
        sticker_id,
        form,
        runtime.clock.now(),
    )


@router.get("/{clip_id}/stickers/{sticker_id}/answers", responses=_either())
async def read_answers(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    sticker_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """How a poll stands, once you voted or if it is yours; what was answered to your question."""
    asked = Page(limit, runtime.cursors.read(_CURSORS, cursor))
    found = await runtime.database.read(
        stickers.read_answers, viewer.user_id, clip_id, sticker_id, asked, runtime.clock.now()
    )
    return answer(_listing(runtime, found) if isinstance(found, AnswerPage) else found)


def _listing(runtime: Runtime, page: AnswerPage) -> Listing[QuestionAnswer]:
    next_cursor = page.next and runtime.cursors.write(_CURSORS, page.next)
    return Listing([QuestionAnswer(*row) for row in page.rows], Meta(next_cursor))
