"""One person's data in this slice, to take away. It goes by itself with the user's row."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Identifier
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.people import StoryActivity, SuggestionUse


def export_work(conn: Connection, user_id: str) -> dict[str, Any]:
    """The user's stories (their text is in `GET …/export` of each), those of others on which they
    work, what they did to them, and how many suggestions they asked for lately; oldest first.
    """
    binds = {"of_user": user_id}
    return {
        name: [dict(row) for row in conn.execute(statement, binds).mappings()]
        for name, statement in _EXPORTED.items()
    }


_USER = bindparam("of_user", type_=Identifier)
_EXPORTED = {
    "stories": (
        select(
            Story.id,
            Story.title,
            Story.description,
            Story.difficulty_level,
            Story.category,
            Story.language,
            Story.tags,
            Story.content_notes,
            Story.is_published,
            Story.is_listed,
            Story.version,
            Story.created_at,
            Story.updated_at,
        )
        .where(Story.owner_id == _USER)
        .order_by(Story.id)
    ),
    "story_collaborations": (
        select(Collaborator.story_id, Collaborator.role, Collaborator.added_at)
        .where(Collaborator.user_id == _USER)
        .order_by(Collaborator.added_at, Collaborator.story_id)
    ),
    "story_activities": (
        select(
            StoryActivity.story_id,
            StoryActivity.action,
            StoryActivity.node_id,
            StoryActivity.detail,
            StoryActivity.times,
            StoryActivity.began_at,
            StoryActivity.at,
        )
        .where(StoryActivity.user_id == _USER)
        .order_by(StoryActivity.at, StoryActivity.id)
    ),
    "story_suggestions": (
        select(SuggestionUse.day, SuggestionUse.asked)
        .where(SuggestionUse.user_id == _USER)
        .order_by(SuggestionUse.day)
    ),
}
