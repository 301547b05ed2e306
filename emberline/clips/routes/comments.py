"""Comments under a clip, on the face `/stories`."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.comments import Comment, WriteComment
from emberline.clips.service import comments
from emberline.kit.answers import Listing, documented, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "comments"
_COMMENT: dict[str, Any] = {
    "id": "0197a1b2-7c4e-7000-8000-0000000000e1",
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
    "username": "jonas",
    "display_name": "Jonas",
    "avatar_url": None,
    "text": "That lighthouse again!",
    "created_at": "2026-03-01T12:03:07Z",
}
_COMMENTS = {"data": [_COMMENT], "meta": {"next_cursor": None}}


@router.post(
    "/{clip_id}/comments",
    status_code=201,
    responses=documented(Comment, _COMMENT, status=201, description="Written."),
)
async def write_comment(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    clip_id: Id,
    form: WriteComment,
) -> Response:
    """Comment on a clip that is for everyone, if its author lets comments be."""
    return await idempotency.create(
        viewer.user_id,
        [clip_id, form.text],
        comments.write_comment,
        viewer.user_id,
        clip_id,
        form.text,
        runtime.clock.now(),
    )


@router.get("/{clip_id}/comments", responses=documented(Listing[Comment], _COMMENTS))
async def list_comments(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The comments under a clip, oldest first."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(
        comments.list_comments, viewer.user_id, clip_id, asked, runtime.clock.now()
    )
    shown = [Comment(row.id, clip_id, *row[1:]) for row in page.rows]
    return listed(runtime, _CURSOR, shown, page.next)


@router.delete("/{clip_id}/comments/{comment_id}", status_code=204, response_class=Response)
async def delete_comment(
    runtime: InRuntime, viewer: InViewer, clip_id: Id, comment_id: Id
) -> Response:
    """Delete your comment, or any under your clip."""
    now = runtime.clock.now()
    await runtime.database.write(comments.delete_comment, viewer.user_id, clip_id, comment_id, now)
    return Response(status_code=204)
