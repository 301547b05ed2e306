"""What takes a clip out of a reader's sight, for tests."""

from datetime import timedelta
from typing import Any

from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.clips.answering_factories import change_clip
from tests.clips.factories import hold

CHANGES = (
    "held",
    "hidden",
    "blocked",
    "unfollowed",
    "removed",
    "no friend",
    "narrowed",
    "expired",
)


def visibility_before(change: str) -> str:
    """For whom the clip is that the change will take out of a follower's and friend's sight."""
    return "CLOSE_FRIENDS" if change == "no friend" else "FOLLOWERS"


async def take_out_of_sight(
    server: Server, change: str, author: Person, reader: Person, clip: dict[str, Any]
) -> None:
    """Do what `change` of CHANGES says, as the author, the reader or the house does it."""
    match change:
        case "held":
            await hold(server, clip["id"])
        case "hidden" | "blocked":
            verb = "hide" if change == "hidden" else "block"
            path = f"/api/users/{reader.id}/{verb}"
            assert (await author.http.post(path)).status_code == 200
        case "unfollowed":
            path = f"/api/users/{author.id}/follow"
            assert (await reader.http.delete(path)).status_code == 200
        case "removed":
            path = f"/api/users/{reader.id}/follower"
            assert (await author.http.delete(path)).status_code == 200
        case "no friend":
            none: dict = {"user_ids": []}
            assert (await author.http.put("/api/close-friends", json=none)).status_code == 200
        case "narrowed":
            await change_clip(author, clip, visibility="PRIVATE")
        case "expired":
            server.clock.advance(timedelta(hours=24))
