"""Votes and answers to a clip's stickers, on the face `/stories`."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.stickers import (
    AnswerSticker,
    PollResult,
    QuestionAnswer,
    StickerAnswer,
)
from emberline.clips.service import stickers
from emberline.kit.answers import Listing, answer, documented, documented_either, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "sticker-answers"
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
            "avatar_url": None,
            "text": "More lighthouses, please.",
            "answered_at": "2026-03-01T12:03:07Z",
        }
    ],
    "meta": {"next_cursor": None},
}


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


@router.get(
    "/{clip_id}/stickers/{sticker_id}/answers",
    responses=documented_either(
        (PollResult, _RESULT),
        (Listing[QuestionAnswer], _ANSWERS),
        description="A poll's result, or a question's answers.",
    ),
)
async def read_answers(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    sticker_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """How a poll stands, once you voted or if it is yours; what was answered to your question."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    found = await runtime.database.read(
        stickers.read_answers, viewer.user_id, clip_id, sticker_id, asked, runtime.clock.now()
    )
    if not isinstance(found, Page):
        return answer(found)
    return listed(runtime, _CURSOR, [QuestionAnswer(*row) for row in found.rows], found.next)
