"""The tray on the face `/stories`, and how far an author's clips are seen."""

from hashlib import blake2b

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.schemas.tray import Mark, SeenUpTo, TrayEntry
from emberline.clips.service import seen, tray
from emberline.kit.answers import Listing, Meta, answer, documented, encode, is_known
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime, runtime_of

router = APIRouter(prefix="/stories", tags=["clips"])

_AUTHOR = "0197a1b2-7c4e-7000-8000-0000000000a1"
_CLIP = "0197a1b2-7c4e-7000-8000-0000000000c1"
_TRAY = {
    "data": [
        {
            "user": {
                "user_id": _AUTHOR,
                "username": "mara",
                "display_name": "Mara",
                "avatar_url": f"/files/avatar/{_AUTHOR}/0197a1b2-0000-7000-8000-00000000c0de",
            },
            "clips_count": 3,
            "unseen_count": 1,
            "latest_at": "2026-03-01T12:00:00Z",
            "ends_at": "2026-03-02T11:00:00Z",
            "first_unseen_id": _CLIP,
        }
    ],
    "meta": {"next_cursor": None},
}
_TAG_BYTES = 16


@router.get("/tray", responses=documented(Listing[TrayEntry], _TRAY))
async def read_tray(viewer: InViewer, request: Request) -> Response:
    """Whose active clips there are to see: your own, then what is unseen, then the newest.

    An entry an author whom you follow, all at once, at most 500. Ask again with `If-None-Match`:
    the answer is 304 while nothing has changed.
    """
    runtime = runtime_of(request)
    now = runtime.clock.now()
    entries = await runtime.database.read_hot(tray.read_tray, viewer.user_id, now)
    body = encode(Listing(entries, Meta(None)))
    etag = f'"{blake2b(body, digest_size=_TAG_BYTES).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.put("/seen/{user_id}", responses=documented(Mark, {"user_id": _AUTHOR, "up_to": _CLIP}))
async def mark_seen(runtime: InRuntime, viewer: InViewer, user_id: Id, form: SeenUpTo) -> Response:
    """Say on which clip of a person you are, for your other devices; the clips before are seen.

    It never goes back: the answer says up to which clip all is seen. It counts no view.
    """
    now = runtime.clock.now()
    up_to = await runtime.database.write(seen.mark_seen, viewer.user_id, user_id, form.up_to, now)
    return answer(Mark(user_id, up_to))
