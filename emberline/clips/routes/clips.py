"""The face `/api/clips`: the older clients' upload, lists, deletion and clean-up."""

from typing import Annotated

from fastapi import APIRouter, Header
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer, InViewer, require_role
from emberline.clips.jobs import clean_up_expired
from emberline.clips.routes import examples
from emberline.clips.routes.forms import multipart_form, no_file
from emberline.clips.routes.posting import create_clip
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas import older
from emberline.clips.schemas.posting import UploadClip
from emberline.clips.service import deletion, reading
from emberline.kit.answers import answer, documented
from emberline.kit.errors import AppError, not_found, unauthorized
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime, Runtime
from emberline.kit.signing import same_secret
from emberline.media.forms import is_multipart
from emberline.media.jobs import bury

router = APIRouter(prefix="/api/clips", tags=["clips (older clients)"])

_CURSOR_OF_USER = "clips-of"
_CURSOR_OF_FOLLOWED = "clips-all"


@router.post(
    "/upload",
    status_code=201,
    responses=documented(older.Uploaded, examples.UPLOADED, status=201, description="Posted."),
    openapi_extra=examples.UPLOAD_CLIP,
)
async def upload_clip(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, request: Request
) -> Response:
    """Post a file for 24 hours."""
    if not is_multipart(request):
        raise no_file()
    async with multipart_form(request, UploadClip, file_field="clip") as (form, upload):
        if upload is None:
            raise no_file()
        return await create_clip(
            runtime, viewer, idempotency, form.as_post(), upload, _show, file_field="clip"
        )


def _show(presenter: Presenter, page: reading.ClipPage) -> older.Uploaded:
    return older.Uploaded("Clip uploaded successfully", presenter.uploaded(page.rows[0]))


@router.get("/user/{user_id}", responses=documented(older.ClipsOfUser, examples.CLIPS_OF_USER))
async def list_clips_of(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """One person's active clips, newest first; an empty list where there is none."""
    now = runtime.clock.now()
    page = await runtime.database.read(
        reading.list_clips_of,
        viewer.user_id,
        user_id,
        newest_first=True,
        asked=PageRequest(limit, runtime.cursors.read(_CURSOR_OF_USER, cursor)),
        now=now,
    )
    presenter = Presenter(runtime, viewer.user_id, now)
    clips = [presenter.uploaded(row) for row in page.rows]
    next_cursor = runtime.cursors.write(_CURSOR_OF_USER, page.next)
    body = older.ClipsOfUser(user_id, clips, len(clips), older.NextCursor(next_cursor))
    return answer(body)


@router.get("/all", responses=documented(older.FollowedClips, examples.FOLLOWED_CLIPS))
async def list_followed(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The active clips of those whom you follow, newest first."""
    now = runtime.clock.now()
    page = await runtime.database.read_hot(
        reading.list_feed,
        viewer.user_id,
        "following",
        author_id=None,
        unseen=False,
        asked=PageRequest(limit, runtime.cursors.read(_CURSOR_OF_FOLLOWED, cursor)),
        now=now,
    )
    presenter = Presenter(runtime, viewer.user_id, now)
    clips = [presenter.followed(row) for row in page.rows]
    next_cursor = runtime.cursors.write(_CURSOR_OF_FOLLOWED, page.next)
    return answer(older.FollowedClips(clips, len(clips), older.NextCursor(next_cursor)))


@router.delete("/{clip_id}", responses=documented(older.Deleted, examples.DELETED))
async def delete_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id) -> Response:
    """Delete your clip, its media too."""
    now = runtime.clock.now()
    try:
        doomed = await runtime.database.write(deletion.delete_clip, viewer.user_id, clip_id, now)
    except AppError as refusal:
        if refusal.status not in {403, 404}:
            raise
        # This face tells nobody whether another's clip exists.
        raise not_found("Clip", title="Clip not found or unauthorized") from None
    await bury(runtime, doomed)
    return answer(older.Deleted("Clip deleted successfully"))


@router.post("/cleanup/expired", responses=documented(older.CleanedUp, examples.CLEANED_UP))
async def clean_up(
    runtime: InRuntime,
    viewer: InOptionalViewer,
    x_api_key: Annotated[
        str | None, Header(description="The operator's EMBERLINE_ADMIN_API_KEY.")
    ] = None,
) -> Response:
    """Put expired clips away, and erase those past their author's archive. For admins."""
    # Either is enough: a cron job may send its key beside somebody's token.
    if not _is_api_key(runtime, x_api_key):
        if viewer is None:
            raise unauthorized("Send the operator's key as X-API-Key, or an admin's token.")
        await require_role(runtime, viewer, "admin")
    count = await clean_up_expired(runtime)
    return answer(older.CleanedUp("Cleanup completed", count))


def _is_api_key(runtime: Runtime, given: str | None) -> bool:
    expected = runtime.settings.admin_api_key
    return given is not None and expected is not None and same_secret(given, expected)
