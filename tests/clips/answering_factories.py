"""What is answered to clips, for tests."""

from datetime import timedelta
from typing import Any

from tests.accounts.factories import Person, block, hide, make_person
from tests.app_fixtures import Server
from tests.clips.factories import hold, post_text

POLL = {"type": "poll", "x": 0.5, "y": 0.25, "question": "Soup?", "options": ["Yes", "No", "Tea"]}
LINK = {"type": "link", "x": 1, "y": 0.1, "url": "https://example.org/soup?size=2#top"}
QUESTION = {"type": "question", "x": 0, "y": 1, "prompt": "What shall I draw?"}


async def post_stickers(author: Person, *stickers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A text clip with these stickers."""
    return await post_text(author, stickers=list(stickers), **fields)


def answers_of(clip: dict[str, Any], number: int = 0) -> str:
    """The address of the answers to one of a clip's stickers."""
    return f"/stories/{clip['id']}/stickers/{clip['stickers'][number]['id']}/answers"


async def unseen_clips(server: Server, reader: Person) -> dict[str, dict[str, Any]]:
    """Clips with a poll that `reader` may not see or not answer any more, by the reason.

    The last one expired; its time has passed for all of them.
    """
    clips: dict[str, dict[str, Any]] = {}
    special: dict[str, dict[str, Any]] = {
        "draft": {"draft": True},
        "followers": {"visibility": "FOLLOWERS"},
    }
    for reason in ("blocked", "blocks", "hidden", "narrowed", "followers", "held", "draft", "over"):
        author = await make_person(server)
        asked = special.get(reason, {})
        # The others outlive the one whose time is over.
        lives = 60 if reason == "over" else 3600
        clips[reason] = await post_stickers(author, POLL, expires_in=lives, **asked)
        match reason:
            case "blocked":
                await block(server, author, reader)
            case "blocks":
                await block(server, reader, author)
            case "hidden":
                await hide(server, author, reader)
            case "narrowed":
                await change_clip(author, clips[reason], visibility="PRIVATE")
            case "held":
                await hold(server, clips[reason]["id"])
    server.clock.advance(timedelta(seconds=60))
    return clips


async def change_clip(author: Person, clip: dict[str, Any], **fields: Any) -> None:
    """Change a clip through the front door."""
    answer = await author.http.patch(f"/stories/{clip['id']}", json=fields)
    assert answer.status_code == 200, answer.text
