"""Posting on both faces: a file is stored before the transaction that names it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import UploadFile
from starlette.responses import Response

from emberline.accounts.auth import Viewer
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.posting import PostClip
from emberline.clips.service.limits import POSTS
from emberline.clips.service.posting import check_form, post_clip
from emberline.clips.service.reading import ClipPage
from emberline.kit.idempotency import Idempotency
from emberline.kit.limits import Rate
from emberline.kit.runtime import Runtime
from emberline.media.service.media import check_any_room
from emberline.media.uploads import StoredFile, stored_file

Show = Callable[[Presenter, ClipPage], Any]


def posting_rate(runtime: Runtime) -> Rate | None:
    """How many clips a time somebody may post; None where the operator holds nobody to it."""
    return POSTS if runtime.settings.rate_limits == "on" else None


async def create_clip(
    runtime: Runtime,
    viewer: Viewer,
    idempotency: Idempotency,
    form: PostClip,
    upload: UploadFile | None,
    show: Show,
    *,
    file_field: str,
) -> Response:
    """Store the file, if there is one, write the clip, and answer what `show` makes of it.

    What can be refused without the database, and what no quota has room for, is refused before
    anything is decoded.
    """
    check_form(form, runtime.clock.now())
    rate = posting_rate(runtime)

    def post(conn: Connection, stored: StoredFile | None, now: datetime) -> Any:
        page = post_clip(conn, viewer.user_id, form, stored, rate, now)
        return show(Presenter(runtime, viewer.user_id, now), page)

    # The face is part of what was sent: the same key on the other one is another request.
    sent = [file_field, form.model_dump(mode="json")]
    if upload is None:
        now = runtime.clock.now()
        return await idempotency.create(viewer.user_id, sent, post, None, now)
    quota_bytes = runtime.settings.media_quota_bytes
    await idempotency.check_first(viewer.user_id, check_any_room, viewer.user_id, quota_bytes)
    async with stored_file(runtime, upload, field=file_field) as stored:
        # Not the time before decoding: who has seen a text posted meanwhile would miss this clip.
        now = runtime.clock.now()
        return await idempotency.create(viewer.user_id, [*sent, stored.content], post, stored, now)
