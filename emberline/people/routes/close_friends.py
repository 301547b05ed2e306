"""The caller's close friends."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import enveloped
from emberline.kit.runtime import InRuntime
from emberline.people.routes.answers import CARD_EXAMPLE, USER_ID, in_envelope
from emberline.people.schemas import CloseFriends, CloseFriendsChoice
from emberline.people.service import close_friends

router = APIRouter()

_EXAMPLE = {"user_ids": [USER_ID], "users": [CARD_EXAMPLE]}


@router.get(
    "/api/close-friends", responses=in_envelope(CloseFriends, _EXAMPLE, "Your close friends.")
)
async def read_close_friends(runtime: InRuntime, viewer: InViewer) -> Response:
    """Whom the caller counts among the close friends. Nobody else can see this."""
    chosen = await runtime.database.read(close_friends.close_friends, viewer)
    return enveloped(chosen, "Your close friends.", runtime.clock.now())


@router.put(
    "/api/close-friends", responses=in_envelope(CloseFriends, _EXAMPLE, "Close friends chosen.")
)
async def choose_close_friends(
    runtime: InRuntime, viewer: InViewer, choice: CloseFriendsChoice
) -> Response:
    """Replace the whole list; nobody is told. 400 names a user who is not there."""
    now = runtime.clock.now()
    chosen = await runtime.database.write(
        close_friends.choose_close_friends, viewer, choice.user_ids, now
    )
    return enveloped(chosen, "Close friends chosen.", now)
