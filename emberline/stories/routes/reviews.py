"""What readers say of stories: rated, read, answered by their authors."""

from typing import Any

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer, InViewer
from emberline.accounts.queries import avatar_url
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.pages import (
    DEFAULT_PAGE_SIZE,
    FIRST_PAGE,
    Numbered,
    PagedEnvelope,
    PageNumber,
    PageSize,
    paged_in_envelope,
)
from emberline.kit.runtime import InRuntime
from emberline.stories.queries.reviews import ReviewRow
from emberline.stories.schemas.reviews import (
    AnswerReview,
    AuthorsAnswer,
    OwnReview,
    RateStory,
    Review,
)
from emberline.stories.service import reviews

router = APIRouter(prefix="/api/stories", tags=["reviews"])

_AT = "2026-03-01T12:00:00Z"
_REVIEW: dict[str, Any] = {
    "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
    "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
    "username": "jonas",
    "display_name": "Jonas",
    "avatar_url": None,
    "rating": 4,
    "review": "I went down the well twice.",
    "created_at": _AT,
    "updated_at": _AT,
    "answer": {"text": "There is a third way. Look up.", "answered_at": _AT},
}
_RATED, _AGAIN = "Rated.", "Rated again."
_MINE: dict[str, Any] = {
    "success": True,
    "data": {**_REVIEW, "answer": None, "first_rating": True},
    "message": _RATED,
    "timestamp": _AT,
}
_MINE_AGAIN = {**_MINE, "data": {**_MINE["data"], "first_rating": False}, "message": _AGAIN}
_ANSWERED = {**_MINE, "data": _REVIEW, "message": "Answered."}
_UNANSWERED = {**_ANSWERED, "data": {**_REVIEW, "answer": None}, "message": "Taken back."}
_REVIEWS = {
    **_ANSWERED,
    "data": [_REVIEW],
    "message": "Reviews.",
    "meta": {"page": 1, "pageSize": 10, "total": 1},
}
_TAKEN_BACK = {**_ANSWERED, "data": {}, "message": "Taken back."}


@router.post(
    "/{story_id}/rate",
    status_code=201,
    responses={
        **documented(Envelope[OwnReview], _MINE, status=201, description="Your first rating."),
        **documented(
            Envelope[OwnReview],
            _MINE_AGAIN,
            description="In place of the one that you gave before.",
        ),
    },
)
async def rate_story(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    form: RateStory,
) -> Response:
    """Rate a story that you have played, with words if you like; another takes its place.

    403 for a story that you write on, and before you have made a choice in it. 409 while moderators
    look at your review.
    """
    now = runtime.clock.now()

    def rate(conn: Connection) -> Envelope[OwnReview]:
        row, is_first = reviews.rate_story(conn, viewer.user_id, story_id, form, now)
        return Envelope(True, _own(row, is_first), _RATED if is_first else _AGAIN, now)

    sent = [story_id, form.model_dump(mode="json")]
    response = await idempotency.create(viewer.user_id, sent, rate)
    # The answer may be the one that an earlier request with the same key had.
    if not msgspec.json.decode(response.body, type=Envelope[OwnReview]).data.first_rating:
        response.status_code = 200
    return response


@router.delete("/{story_id}/rate", responses=documented(Envelope[Done], _TAKEN_BACK))
async def take_back_rating(runtime: InRuntime, viewer: InViewer, story_id: Id) -> Response:
    """Take your rating and review back. Without one nothing changes."""
    await runtime.database.write(reviews.take_back_rating, viewer.user_id, story_id)
    return enveloped(Done(), "Taken back.", runtime.clock.now())


@router.get("/{story_id}/reviews", responses=documented(PagedEnvelope[list[Review]], _REVIEWS))
async def list_reviews(
    runtime: InRuntime,
    viewer: InOptionalViewer,
    story_id: Id,
    page: PageNumber = FIRST_PAGE,
    page_size: PageSize = DEFAULT_PAGE_SIZE,
) -> Response:
    """What readers say of a story: your own review first, then the newest. Open to all."""
    asked = Numbered(page, page_size)
    viewer_id = viewer.user_id if viewer else None
    found = await runtime.database.read(reviews.list_reviews, viewer_id, story_id, asked)
    shown = [_shown(row) for row in found.rows]
    return paged_in_envelope(shown, "Reviews.", runtime.clock.now(), asked, found.total)


@router.post(
    "/{story_id}/reviews/{review_id}/answer",
    status_code=201,
    responses=documented(Envelope[Review], _ANSWERED, status=201, description="Answered."),
)
async def answer_review(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    review_id: Id,
    form: AnswerReview,
) -> Response:
    """Answer a review of your story, for all who read it. Another answer takes its place."""
    now = runtime.clock.now()

    def answer(conn: Connection) -> Envelope[Review]:
        row = reviews.answer_review(conn, viewer.user_id, story_id, review_id, form.text, now)
        return Envelope(True, _shown(row), "Answered.", now)

    return await idempotency.create(viewer.user_id, [story_id, review_id, form.text], answer)


@router.delete(
    "/{story_id}/reviews/{review_id}/answer", responses=documented(Envelope[Review], _UNANSWERED)
)
async def take_back_answer(
    runtime: InRuntime, viewer: InViewer, story_id: Id, review_id: Id
) -> Response:
    """Take your answer to a review back. Without one nothing changes."""
    row = await runtime.database.write(
        reviews.take_back_answer, viewer.user_id, story_id, review_id
    )
    return enveloped(_shown(row), "Taken back.", runtime.clock.now())


def _shown(row: ReviewRow) -> Review:
    return Review(**_fields(row))


def _own(row: ReviewRow, is_first: bool) -> OwnReview:
    return OwnReview(**_fields(row), first_rating=is_first)


def _fields(row: ReviewRow) -> dict[str, Any]:
    answer = None
    if row.answer is not None and row.answered_at is not None:
        answer = AuthorsAnswer(row.answer, row.answered_at)
    return {
        "review_id": row.id,
        "story_id": row.story_id,
        "user_id": row.reader_id,
        "username": row.username,
        "display_name": row.display_name,
        "avatar_url": avatar_url(row.reader_id, row.avatar_id),
        "rating": row.rating,
        "review": row.text,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "answer": answer,
    }
