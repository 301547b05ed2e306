"""Following, and the requests of those who ask to."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import enveloped, listed_in_envelope
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.people.routes.answers import USER_ID, in_envelope, people_documented
from emberline.people.schemas import FollowerState, FollowState
from emberline.people.service import follows

router = APIRouter()

_FOLLOWERS, _FOLLOWING, _REQUESTS = "followers", "following", "follow-requests"

_STATES = {
    "following": "You follow them now.",
    "requested": "They are asked whether you may follow them.",
    "none": "You do not follow them.",
}


def _state(state: str) -> dict[str, str]:
    return {"user_id": USER_ID, "state": state}


@router.post(
    "/api/users/{user_id}/follow",
    responses=in_envelope(FollowState, _state("following"), _STATES["following"]),
)
async def follow(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """Follow a person, or ask to where the account is locked. Again: nothing changes."""
    now = runtime.clock.now()
    standing = await runtime.database.write(follows.follow, viewer, user_id, now)
    return enveloped(standing, _STATES[standing.state], now)


@router.delete(
    "/api/users/{user_id}/follow",
    responses=in_envelope(FollowState, _state("none"), _STATES["none"]),
)
async def unfollow(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """Follow a person no more, or take the request back. Again: nothing changes."""
    now = runtime.clock.now()
    standing = await runtime.database.write(follows.unfollow, viewer, user_id, now)
    return enveloped(standing, _STATES[standing.state], now)


@router.delete(
    "/api/users/{user_id}/follower",
    responses=in_envelope(
        FollowerState, {"user_id": USER_ID, "follows_you": False}, "They do not follow you."
    ),
)
async def remove_follower(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """Remove one of the caller's followers, who is not told. Again: nothing changes."""
    now = runtime.clock.now()
    standing = await runtime.database.write(follows.remove_follower, viewer, user_id, now)
    return enveloped(standing, "They do not follow you.", now)


@router.get("/api/users/{user_id}/followers", responses=people_documented("Followers."))
async def read_followers(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Who follows a person, newest first. 403 where the account is locked, but for followers."""
    asked = PageRequest(limit, runtime.cursors.read(_FOLLOWERS, cursor))
    page = await runtime.database.read(follows.followers, viewer, user_id, asked)
    return listed_in_envelope(runtime, _FOLLOWERS, page.rows, page.next, "Followers.")


@router.get("/api/users/{user_id}/following", responses=people_documented("Following."))
async def read_following(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Whom a person follows, newest first. 403 where the account is locked, but for followers."""
    asked = PageRequest(limit, runtime.cursors.read(_FOLLOWING, cursor))
    page = await runtime.database.read(follows.following, viewer, user_id, asked)
    return listed_in_envelope(runtime, _FOLLOWING, page.rows, page.next, "Following.")


@router.get("/api/follow-requests", responses=people_documented("Follow requests."))
async def read_follow_requests(
    runtime: InRuntime,
    viewer: InViewer,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Who asks to follow the caller, newest first."""
    asked = PageRequest(limit, runtime.cursors.read(_REQUESTS, cursor))
    page = await runtime.database.read(follows.requests, viewer, asked)
    return listed_in_envelope(runtime, _REQUESTS, page.rows, page.next, "Follow requests.")


@router.post(
    "/api/follow-requests/{user_id}/accept",
    responses=in_envelope(
        FollowerState, {"user_id": USER_ID, "follows_you": True}, "They follow you now."
    ),
)
async def accept_follow_request(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """Let a person who asked follow the caller. Again: nothing changes."""
    now = runtime.clock.now()
    standing = await runtime.database.write(follows.accept, viewer, user_id, now)
    return enveloped(standing, "They follow you now.", now)


@router.post(
    "/api/follow-requests/{user_id}/reject",
    responses=in_envelope(
        FollowerState, {"user_id": USER_ID, "follows_you": False}, "Request turned down."
    ),
)
async def reject_follow_request(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """Turn down a person who asked; they are not told."""
    standing = await runtime.database.write(follows.reject, viewer, user_id)
    return enveloped(standing, "Request turned down.", runtime.clock.now())
