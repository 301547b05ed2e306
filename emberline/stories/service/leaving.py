"""What goes with somebody's stories when they leave, and does not hang on their account."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Identifier
from emberline.notifications.service.telling import forget_stories
from emberline.stories.models.drafts import Story
from emberline.stories.service.story_media import doom_media_of


def leave_stories(conn: Connection, owner_id: str, now: datetime) -> list[str]:
    """Delete the media of all the user's stories, whoever uploaded them, and what others were told
    of these stories; the keys of the doomed files. Call it before the account goes.
    """
    story_ids = list(conn.execute(_OF_OWNER, {"owner_id": owner_id}).scalars())
    forget_stories(conn, story_ids)
    return doom_media_of(conn, story_ids, now)


_OF_OWNER = select(Story.id).where(Story.owner_id == bindparam("owner_id", type_=Identifier))
