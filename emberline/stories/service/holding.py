"""What moderators do with stories: hidden while they look at them, shown again, removed."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, update

from emberline.kit.db import Identifier, Instant
from emberline.notifications.service.telling import forget_stories
from emberline.stories.models.drafts import Story
from emberline.stories.service.entries import relist
from emberline.stories.service.story_media import doom_media_of


def hold_story(conn: Connection, story_id: str, now: datetime) -> bool:
    """Hide the story from all but its people and administrators; whether there is such a story.

    It is out of all lists, is played by nobody else, and cannot be deleted by its people.
    """
    return _hold(conn, story_id, now)


def release_story(conn: Connection, story_id: str) -> None:
    """Let the story be as its people have it."""
    _hold(conn, story_id, None)


def remove_story(conn: Connection, story_id: str, now: datetime) -> list[str]:
    """Delete the story with all of it, held or not; the keys of its doomed files.

    What readers earned with it stays theirs.
    """
    doomed = doom_media_of(conn, story_id, now)
    forget_stories(conn, [story_id])
    conn.execute(_DELETE, {"of_story": story_id})
    return doomed


def _hold(conn: Connection, story_id: str, at: datetime | None) -> bool:
    if conn.execute(_HOLD, {"of_story": story_id, "at": at}).first() is None:
        return False
    relist(conn, story_id)
    return True


_OF_STORY = Story.id == bindparam("of_story", type_=Identifier)
_HOLD = (
    update(Story)
    .where(_OF_STORY)
    .values(held_at=bindparam("at", type_=Instant))
    .returning(Story.id)
)
_DELETE = delete(Story).where(_OF_STORY)
