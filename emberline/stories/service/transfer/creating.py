"""New drafts made of whole documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from emberline.kit.db import hot_many
from emberline.kit.ids import new_id
from emberline.stories.engine.document import Story as Document
from emberline.stories.models.drafts import Story
from emberline.stories.service.documents import Parts, parts_of
from emberline.stories.service.part_rows import INSERT_CHOICES, INSERT_NODES

Row = dict[str, Any]


class NewStory(NamedTuple):
    """A draft to be: its rows."""

    id: str
    story: Row
    nodes: Sequence[Row]
    choices: Sequence[Row]


def new_story(document: Document, owner_id: str, now: datetime) -> NewStory:
    """`document` as an unpublished draft to be of `owner_id`, at revision 1.

    Pure work, for a thread where it is large. The document is one that can be stored:
    `rules.storable.problems_of` has nothing to say of it.
    """
    story_id = new_id()
    return parted_story(story_id, parts_of(story_id, document), owner_id, now)


def parted_story(story_id: str, parts: Parts, owner_id: str, now: datetime) -> NewStory:
    """As `new_story`, of a document that was parted for this id."""
    story = {
        "id": story_id,
        "owner_id": owner_id,
        **parts.heading._asdict(),
        "cover_media_id": None,
        "declarations": parts.declarations,
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
    about = {"story_id": story_id, "revision": 1, "changed_by": owner_id, "changed_at": now}
    nodes = [{**part._asdict(), **about} for part in parts.nodes]
    choices = [{**part._asdict(), **about} for part in parts.choices]
    return NewStory(story_id, story, nodes, choices)


def create_story_from(conn: Connection, owner_id: str, document: Document, now: datetime) -> str:
    """Make a small `document` a draft of `owner_id`, as `new_story` says; its id."""
    story = new_story(document, owner_id, now)
    create_stories(conn, [story])
    return story.id


def create_stories(conn: Connection, stories: Sequence[NewStory]) -> None:
    """Make drafts: three statements, however many."""
    hot_many(conn, _INSERT, [each.story for each in stories])
    hot_many(conn, INSERT_NODES, [row for each in stories for row in each.nodes])
    hot_many(conn, INSERT_CHOICES, [row for each in stories for row in each.choices])


_INSERT = insert(Story)
