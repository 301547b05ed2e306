"""What the activity feed tells of, and what clips that share stories say."""

from emberline.clips.rules.visibility import Visibility
from emberline.kit.errors import invalid

PUBLISHED, UPDATED, FINISHED, REVIEWED = "published", "updated", "finished", "reviewed"
ACTIVITIES = (PUBLISHED, UPDATED, FINISHED, REVIEWED)
"""The kinds of what people do with stories."""


def clip_visibility(to: str, visibility: Visibility | None) -> Visibility:
    """For whom the clip is. AppError 400 where a link is asked for, or named people."""
    if visibility is None:
        return Visibility.PUBLIC
    if to != "clip":
        raise invalid(
            "visibility", "Send a visibility only for a clip; a link is for whoever has it."
        )
    if visibility is Visibility.CUSTOM:
        raise invalid("visibility", "Post a clip with a story_link to name who may see it.")
    return visibility


def read_address(story_id: str, code: str) -> str:
    """Where the web app opens the story for somebody who followed a link."""
    return f"/read/{story_id}?via={code}"
