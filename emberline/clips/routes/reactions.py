"""Reactions to a clip, on the face `/stories`."""

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.reactions import React, Reacted, Reaction
from emberline.clips.service import reactions
from emberline.kit.answers import Listing, documented, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])

_CURSOR = "reactions"
_VIEWER_ID = "0197a1b2-7c4e-7000-8000-0000000000b2"
_REACTION: dict[str, Any] = {
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    "user_id": _VIEWER_ID,
    "emoji": "❤️",
    "reacted_at": "2026-03-01T12:03:07Z",
    "first_reaction": True,
}
_REACTED: dict[str, Any] = {
    "user_id": _VIEWER_ID,
    "username": "jonas",
    "display_name": "Jonas",
    "avatar_url": None,
    "emoji": "❤️",
    "reacted_at": "2026-03-01T12:03:07Z",
}
_REACTIONS = {"data": [_REACTED], "meta": {"next_cursor": None}}


@router.post(
    "/{clip_id}/reactions",
    status_code=201,
    responses={
        **documented(Reaction, _REACTION, status=201, description="Your first reaction."),
        **documented(
            Reaction,
            {**_REACTION, "first_reaction": False},
            description="In place of the one before, or the same again.",
        ),
    },
)
async def react(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, clip_id: Id, form: React
) -> Response:
    """React with one emoji. Another one takes its place; the same again changes nothing."""
    response = await idempotency.create(
        viewer.user_id,
        [clip_id, form.emoji],
        reactions.react,
        viewer.user_id,
        clip_id,
        form.emoji,
        runtime.clock.now(),
    )
    # The answer may be the one that an earlier request with the same key had.
    if not msgspec.json.decode(response.body, type=Reaction).first_reaction:
        response.status_code = 200
    return response


@router.get("/{clip_id}/reactions", responses=documented(Listing[Reacted], _REACTIONS))
async def list_reactions(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The reactions to your clip, newest first; of those to another's only your own."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(
        reactions.list_reactions, viewer.user_id, clip_id, asked, runtime.clock.now()
    )
    # A reaction has its person's id.
    return listed(runtime, _CURSOR, [Reacted(*row[1:]) for row in page.rows], page.next)


@router.delete("/{clip_id}/reactions", status_code=204, response_class=Response)
async def take_back(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Take your reaction back. Without one nothing changes."""
    now = runtime.clock.now()
    await runtime.database.write(reactions.take_back, viewer.user_id, clip_id, now)
    return Response(status_code=204)
