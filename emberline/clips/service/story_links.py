"""What a clip may lead to: interactive stories that are out and that its author may read."""

from collections.abc import Iterable

from sqlalchemy import Connection

from emberline.kit.errors import invalid
from emberline.stories.queries.access import readable


def check_story_link(conn: Connection, author_id: str, story_id: str | None) -> None:
    """AppError 400 unless the clip leads nowhere, or to a story that its author may read."""
    if story_id is not None and readable(conn, author_id, story_id) is None:
        raise invalid("story_link", "Link to a published story that you may read.")


def check_story_stickers(conn: Connection, author_id: str, story_ids: Iterable[str]) -> None:
    """The same of the stories on its stickers, of which there are ten at most."""
    if any(readable(conn, author_id, story_id) is None for story_id in story_ids):
        raise invalid("stickers", "Lay on published stories that you may read.")
