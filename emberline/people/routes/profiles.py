"""One's own profile and avatar."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer, require_session
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import enveloped
from emberline.kit.files import BYTES, serve
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.media.jobs import bury
from emberline.people.routes.answers import AT, CARD_EXAMPLE, in_envelope
from emberline.people.schemas import AvatarChoice, OwnProfile, ProfileChanges
from emberline.people.service import avatars, profiles

router = APIRouter(route_class=PrivateRoute)

_EXAMPLE = {
    **CARD_EXAMPLE,
    "email": "ada@example.org",
    "bio": "Poetical science.",
    "time_zone": "Europe/London",
    "language": "en-GB",
    "is_locked": False,
    "role": "user",
    "followers_count": 12,
    "following_count": 3,
    "follow_requests_count": 0,
    "created_at": AT,
    "last_active": AT,
}


@router.get("/api/auth/profile", responses=in_envelope(OwnProfile, _EXAMPLE, "Your profile."))
async def read_own_profile(runtime: InRuntime, viewer: InViewer) -> Response:
    """The caller's own profile."""
    profile = await runtime.database.read(profiles.own_profile, viewer)
    return enveloped(profile, "Your profile.", runtime.clock.now())


@router.put("/api/auth/profile", responses=in_envelope(OwnProfile, _EXAMPLE, "Profile changed."))
async def change_profile(runtime: InRuntime, viewer: InViewer, changes: ProfileChanges) -> Response:
    """Change the fields that are sent; the others stay.

    409 names the field, `username` or `email`, that another account has. Unlocking the account
    accepts everyone who is waiting to follow it. The email, to which a new password can be mailed,
    needs a session: an API token cannot change it (403).
    """
    if "email" in changes.model_fields_set:
        require_session(viewer, "An API token cannot change the email. Sign in for that.")
    now = runtime.clock.now()
    profile = await runtime.database.write(profiles.change_profile, viewer, changes, now)
    return enveloped(profile, "Profile changed.", now)


@router.put("/api/auth/avatar", responses=in_envelope(OwnProfile, _EXAMPLE, "Avatar changed."))
async def change_avatar(runtime: InRuntime, viewer: InViewer, choice: AvatarChoice) -> Response:
    """Show a picture of the caller's own media, or with null none. The one before is deleted."""
    now = runtime.clock.now()
    change = await runtime.database.write(avatars.change_avatar, viewer, choice.media_id, now)
    await bury(runtime, change.doomed_keys)
    return enveloped(change.profile, "Avatar changed.", now)


@router.head("/files/avatar/{user_id}/{media_id}", include_in_schema=False)
@router.get("/files/avatar/{user_id}/{media_id}", responses=BYTES, response_class=Response)
async def read_avatar_file(
    runtime: InRuntime, request: Request, user_id: Id, media_id: Id
) -> Response:
    """An avatar's bytes. Open to all; gone when another is shown."""
    file = await runtime.database.read(avatars.avatar_file, user_id, media_id)
    return await serve(runtime.blobs, file, request)
