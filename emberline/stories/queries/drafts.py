"""Drafts as they are stored, a row a node and a row a choice."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, select

from emberline.kit.db import Identifier
from emberline.stories.models.drafts import Story, StoryChoice, StoryNode

STORY_ID = bindparam("story_id", type_=Identifier)


class StoryRow(NamedTuple):
    """The columns of a draft that its document is made of."""

    title: str
    description: str
    difficulty_level: str
    category: str
    language: str
    tags: list[str]
    content_notes: list[str]
    cover_media_id: str | None
    declarations: bytes


class NodeRow(NamedTuple):
    """A stored node; body: JSON of the document's node without its choices."""

    id: str
    key: str
    position: int
    body: bytes
    revision: int
    changed_by: str | None
    changed_at: datetime


class ChoiceRow(NamedTuple):
    """A stored choice; body: JSON of the document's choice."""

    id: str
    node_id: str
    key: str
    position: int
    body: bytes
    revision: int
    changed_by: str | None
    changed_at: datetime


NODE_COLUMNS = (
    StoryNode.id,
    StoryNode.key,
    StoryNode.position,
    StoryNode.body,
    StoryNode.revision,
    StoryNode.changed_by,
    StoryNode.changed_at,
)
CHOICE_COLUMNS = (
    StoryChoice.id,
    StoryChoice.node_id,
    StoryChoice.key,
    StoryChoice.position,
    StoryChoice.body,
    StoryChoice.revision,
    StoryChoice.changed_by,
    StoryChoice.changed_at,
)


def story_row(conn: Connection, story_id: str) -> StoryRow | None:
    """The draft's own columns; None when there is no such story."""
    row = conn.execute(_STORY, {"story_id": story_id}).first()
    return None if row is None else StoryRow._make(row)


def nodes_of(conn: Connection, story_id: str) -> Sequence[NodeRow]:
    """All nodes of the draft, in their order."""
    return [NodeRow._make(row) for row in conn.execute(_NODES, {"story_id": story_id})]


def choices_of(conn: Connection, story_id: str) -> Sequence[ChoiceRow]:
    """All choices of the draft, those of a node in their order."""
    return [ChoiceRow._make(row) for row in conn.execute(_CHOICES, {"story_id": story_id})]


def node_bodies(conn: Connection, story_id: str) -> Sequence[Row[str, str, bytes]]:
    """The `id`, `key` and `body` of all nodes of the draft, in their order."""
    return conn.execute(_NODE_BODIES, {"story_id": story_id}).all()


def choice_bodies(conn: Connection, story_id: str) -> Sequence[Row[str, bytes]]:
    """The `node_id` and `body` of all choices of the draft, those of a node in their order."""
    return conn.execute(_CHOICE_BODIES, {"story_id": story_id}).all()


_STORY = select(
    Story.title,
    Story.description,
    Story.difficulty_level,
    Story.category,
    Story.language,
    Story.tags,
    Story.content_notes,
    Story.cover_media_id,
    Story.declarations,
).where(Story.id == STORY_ID)
_NODES = (
    select(*NODE_COLUMNS)
    .where(StoryNode.story_id == STORY_ID)
    .order_by(StoryNode.position, StoryNode.id)
)
# Of a large draft these are read often, and the rest of a row takes longer to read than its body.
_NODE_BODIES = (
    select(StoryNode.id, StoryNode.key, StoryNode.body)
    .where(StoryNode.story_id == STORY_ID)
    .order_by(StoryNode.position, StoryNode.id)
)
_CHOICE_BODIES = (
    select(StoryChoice.node_id, StoryChoice.body)
    .where(StoryChoice.story_id == STORY_ID)
    .order_by(StoryChoice.node_id, StoryChoice.position, StoryChoice.id)
)
_CHOICES = (
    select(*CHOICE_COLUMNS)
    .where(StoryChoice.story_id == STORY_ID)
    .order_by(StoryChoice.node_id, StoryChoice.position, StoryChoice.id)
)
