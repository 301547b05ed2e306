"""What posting has in common on both faces: the rate, and the file's way beside the row's."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import Response

from emberline.accounts.auth import Viewer
from emberline.kit.idempotency import Idempotency
from emberline.kit.limits import Rate, enforce
from emberline.kit.runtime import Runtime
from emberline.media.uploads import StoredFile, stored_file

POSTS = Rate("clips", 60, 3600)

Post = Callable[..., Any]


async def allow_another(runtime: Runtime, viewer: Viewer) -> None:
    """Count a post. AppError 429 past 60 an hour."""
    await enforce(runtime.limits, POSTS, viewer.user_id)


async def create_with_file(
    runtime: Runtime,
    viewer: Viewer,
    idempotency: Idempotency,
    upload: UploadFile | None,
    post: Post,
    form: BaseModel,
    *,
    field: str,
) -> Response:
    """Store the file, if there is one, then run `post(conn, form, stored)` and answer its value."""
    sent = form.model_dump(mode="json")
    if upload is None:
        return await idempotency.create(viewer.user_id, sent, post, form, None)
    async with stored_file(runtime, upload, field=field) as stored:
        fingerprint: list[StoredFile | Any] = [sent, stored.content]
        return await idempotency.create(viewer.user_id, fingerprint, post, form, stored)
