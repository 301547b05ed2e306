"""Other people: their profiles, and finding them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import enveloped, listed_in_envelope
from emberline.kit.forms import check_text
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.people.routes.answers import (
    AT,
    CARD_EXAMPLE,
    in_envelope,
    people_documented,
)
from emberline.people.schemas import PublicProfile
from emberline.people.service import profiles, search

router = APIRouter()

_EXAMPLE = {
    **CARD_EXAMPLE,
    "bio": "Poetical science.",
    "created_at": AT,
    "is_locked": False,
    "followers_count": 12,
    "following_count": 3,
    "is_following": True,
    "follow_requested": False,
    "clips_count": 3,
    "follows_you": False,
    "is_muted": False,
    "is_hidden": False,
}


# Before the profile's route, whose identifier would otherwise be "search".
@router.get("/api/users/search", responses=people_documented("People found."))
async def search_people(
    runtime: InRuntime,
    viewer: InViewer,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=100,
            description="The beginning of a username or of a word of a display name, in any case.",
        ),
        AfterValidator(check_text),
    ],
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Find people by the beginning of a name, in alphabetical order."""
    prefix = search.search_prefix(q)
    name = f"people-search {prefix}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, search.Found))
    page = await runtime.database.read(search.search, viewer, prefix, asked)
    return listed_in_envelope(runtime, name, page.rows, page.next, "People found.")


@router.get("/api/users/{user_id}", responses=in_envelope(PublicProfile, _EXAMPLE, "Profile."))
async def read_profile(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
    """What the caller may know of a person, and what the two are to each other.

    404 `User not found` also for a block either way and for a suspended account.
    """
    now = runtime.clock.now()
    profile = await runtime.database.read(profiles.public_profile, viewer, user_id, now)
    return enveloped(profile, "Profile.", now)
