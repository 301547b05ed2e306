"""New drafts made of whole documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from emberline.kit.ids import new_id
from emberline.stories.engine.document import Story as Document
from emberline.stories.models.drafts import Story
from emberline.stories.rules.parts import ChoicePart, NodePart
from emberline.stories.service.documents import Parts, parts_of
from emberline.stories.service.part_rows import INSERT_CHOICES, INSERT_NODES


class NewStory(NamedTuple):
    """A draft to be, in the parts that are stored."""

    id: str
    parts: Parts


def new_story(document: Document) -> NewStory:
    """`document` as a draft to be: pure work, for a thread where it is large.

    The document is one that can be stored: `rules.storable.problems_of` has nothing to say of it.
    """
    story_id = new_id()
    return NewStory(story_id, parts_of(story_id, document))


def create_story_from(conn: Connection, owner_id: str, document: Document, now: datetime) -> str:
    """Make `document`, of which `new_story` may be made, a draft of `owner_id`; its id."""
    story = new_story(document)
    create_stories(conn, owner_id, [story], now)
    return story.id


def create_stories(
    conn: Connection, owner_id: str, stories: Sequence[NewStory], now: datetime
) -> None:
    """Make new, unpublished drafts of `owner_id`, at revision 1: three statements, however many."""
    if not stories:
        return
    conn.execute(_INSERT, [_row(story, owner_id, now) for story in stories])
    stamp = {"revision": 1, "changed_by": owner_id, "changed_at": now}
    nodes = [_part(part, story, stamp) for story in stories for part in story.parts.nodes]
    if nodes:
        conn.execute(INSERT_NODES, nodes)
    choices = [_part(part, story, stamp) for story in stories for part in story.parts.choices]
    if choices:
        conn.execute(INSERT_CHOICES, choices)


def _row(story: NewStory, owner_id: str, now: datetime) -> dict[str, Any]:
    return {
        "id": story.id,
        "owner_id": owner_id,
        **story.parts.heading._asdict(),
        "cover_media_id": None,
        "declarations": story.parts.declarations,
        "is_listed": True,
        "is_published": False,
        "version": 0,
        "revision": 1,
        "draft_revision": 1,
        "changed_by": owner_id,
        "created_at": now,
        "updated_at": now,
        "held_at": None,
    }


def _part(part: NodePart | ChoicePart, story: NewStory, stamp: dict[str, Any]) -> dict[str, Any]:
    return {**part._asdict(), "story_id": story.id, **stamp}


_INSERT = insert(Story)
