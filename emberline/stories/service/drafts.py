"""What every change of a draft has in common."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import hot
from emberline.kit.errors import AppError, conflict, invalid
from emberline.kit.files import FileSigner
from emberline.kit.revisions import IfMatch
from emberline.stories.engine.document import FORMAT, Node
from emberline.stories.engine.document import Story as Document
from emberline.stories.models.drafts import Story
from emberline.stories.rules.wire_names import WireError
from emberline.stories.service.part_rows import BY, OF_ID
from emberline.stories.service.story_media import attach, media_in


class Caller(NamedTuple):
    """Who asks for something of a draft, and when.

    signer: signs addresses of media for them. if_match: the revisions that they would change.
    """

    user_id: str
    signer: FileSigner
    now: datetime
    if_match: IfMatch | None = None


def touch(conn: Connection, story_id: str, by: str, now: datetime) -> None:
    """Say that something in the draft was changed; its row is locked."""
    hot(conn, _TOUCH, of_id=story_id, by=by, at=now)


def attach_media(conn: Connection, caller: Caller, story_id: str, node: Node) -> None:
    """Let the story show the media of `node`. AppError 400 or 409 for what it may not."""
    if node.media:
        media_ids = media_in(Document(format=FORMAT, title="", nodes=(node,)))
        attach(conn, story_id, caller.user_id, media_ids, caller.now)


def attach_cover(conn: Connection, caller: Caller, story_id: str, media_id: str | None) -> None:
    """Let the story show a picture (None: nothing) on its cover. AppError as `attach_media`."""
    if media_id is not None:
        attach(
            conn,
            story_id,
            caller.user_id,
            [media_id],
            caller.now,
            kinds=("image",),
            field="cover_media_id",
        )


def refused(error: WireError) -> AppError:
    """400 for what was sent of a node or choice."""
    return invalid(error.field, error.message)


def key_taken(key: str) -> AppError:
    """409 for a key that another one has."""
    return conflict("Key taken", f"There is `{key[:40]}` already. Choose another key.", field="key")


_TOUCH = (
    update(Story)
    .where(Story.id == OF_ID)
    .values(
        draft_revision=Story.draft_revision + 1,
        changed_by=BY,
        updated_at=bindparam("at"),
    )
)
