"""Private replies to a clip, on the face `/stories`."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.replies import Reply, WriteReply
from emberline.clips.service import replies
from emberline.kit.answers import Listing, documented, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "replies"
_REPLY: dict[str, Any] = {
    "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
    "username": "jonas",
    "display_name": "Jonas",
    "avatar_url": None,
    "text": "Save me a bowl!",
    "created_at": "2026-03-01T12:03:07Z",
}
_REPLIES = {"data": [_REPLY], "meta": {"next_cursor": None}}


@router.post(
    "/{clip_id}/replies",
    status_code=201,
    responses=documented(Reply, _REPLY, status=201, description="Sent."),
)
async def write_reply(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, clip_id: Id, form: WriteReply
) -> Response:
    """Reply to another's clip. Only its author and you read it, also after the clip's end."""
    return await idempotency.create(
        viewer.user_id,
        [clip_id, form.text],
        replies.write_reply,
        viewer.user_id,
        clip_id,
        form.text,
        runtime.clock.now(),
    )


@router.get("/{clip_id}/replies", responses=documented(Listing[Reply], _REPLIES))
async def list_replies(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The replies to your clip, newest first; of those to another's only your own."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(
        replies.list_replies, viewer.user_id, clip_id, asked, runtime.clock.now()
    )
    shown = [Reply(row.id, clip_id, *row[1:]) for row in page.rows]
    return listed(runtime, _CURSOR, shown, page.next)
