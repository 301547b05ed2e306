"""Nodes and choices of drafts, one by one and by the page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    String,
    bindparam,
    func,
    select,
    tuple_,
)
from sqlalchemy.sql import Executable

from emberline.kit.db import Identifier, hot
from emberline.kit.paging import FIRST_ID, Page, PageRequest, cut
from emberline.stories.models.drafts import StoryChoice, StoryNode
from emberline.stories.queries.drafts import CHOICE_COLUMNS, NODE_COLUMNS, ChoiceRow, NodeRow


class NodePlace(NamedTuple):
    """A place among the nodes of a draft."""

    position: int
    id: str


class Extent(NamedTuple):
    """How many nodes a draft has, and the position of the last (-1 without one)."""

    nodes: int
    last_position: int


_START = NodePlace(-1, FIRST_ID)


def node_row(conn: Connection, story_id: str, node_id: str) -> NodeRow | None:
    """The node of the draft; None when it has none of that id."""
    rows = hot(conn, _NODE, story_id=story_id, node_id=node_id)
    return NodeRow._make(rows[0]) if rows else None


def nodes_page(conn: Connection, story_id: str, asked: PageRequest[NodePlace]) -> Page[NodeRow]:
    """A page of the draft's nodes, in their order."""
    position, after_id = asked.after or _START
    binds = {"story_id": story_id, "position": position, "after_id": after_id, "size": asked.size}
    rows = [NodeRow._make(row) for row in conn.execute(_NODES_PAGE, binds)]
    return cut(rows, asked.limit, lambda row: NodePlace(row.position, row.id))


def extent_of(conn: Connection, story_id: str) -> Extent:
    """How far the draft's nodes go."""
    nodes, last = hot(conn, _EXTENT, story_id=story_id)[0]
    return Extent(nodes, -1 if last is None else last)


def choice_row(conn: Connection, story_id: str, choice_id: str) -> ChoiceRow | None:
    """The choice of the draft; None when it has none of that id."""
    rows = hot(conn, _CHOICE, story_id=story_id, choice_id=choice_id)
    return ChoiceRow._make(rows[0]) if rows else None


def choices_at(conn: Connection, node_id: str) -> list[ChoiceRow]:
    """The choices of a node, in their order."""
    return [ChoiceRow._make(row) for row in hot(conn, _CHOICES_AT, node_id=node_id)]


def choices_at_all(conn: Connection, node_ids: Sequence[str]) -> dict[str, list[ChoiceRow]]:
    """The choices of several nodes by the ids of these, in their order."""
    found: dict[str, list[ChoiceRow]] = {node_id: [] for node_id in node_ids}
    for row in conn.execute(_CHOICES_AT_ALL, {"node_ids": list(node_ids)}):
        choice = ChoiceRow._make(row)
        found[choice.node_id].append(choice)
    return found


def keys_of(conn: Connection, story_id: str, node_id: str) -> Mapping[str, str]:
    """The key of the node by its id; nothing when the draft has none of that id."""
    return dict(hot(conn, _KEY_OF, story_id=story_id, node_id=node_id))


def has_key(conn: Connection, story_id: str, key: str) -> bool:
    """Whether a node of the draft has this key."""
    return bool(hot(conn, _HAS_KEY, story_id=story_id, of_key=key))


def keys_like(conn: Connection, story_id: str, slug: str) -> set[str]:
    """The keys of the draft's nodes that begin with `slug` (of letters, digits and `-`)."""
    found = conn.execute(_KEYS_LIKE, {"story_id": story_id, "pattern": f"{slug}%"})
    return set(found.scalars())


def nodes_with(conn: Connection, story_id: str, needle: bytes) -> list[NodeRow]:
    """The draft's nodes whose stored body holds these bytes."""
    binds = {"story_id": story_id, "needle": needle}
    found = conn.execute(_NODES_WITH[conn.dialect.name], binds)
    return [NodeRow._make(row) for row in found]


def choices_with(conn: Connection, story_id: str, needle: bytes) -> list[ChoiceRow]:
    """The draft's choices whose stored body holds these bytes."""
    binds = {"story_id": story_id, "needle": needle}
    found = conn.execute(_CHOICES_WITH[conn.dialect.name], binds)
    return [ChoiceRow._make(row) for row in found]


def needle_of(key: str) -> bytes:
    """Bytes that every stored body that names `key` holds, as text or in a quoted expression."""
    # A quote or backslash is written in one way as text, in another inside of an expression.
    encoded = msgspec.json.encode(key)[1:-1]
    return max(encoded.replace(b"\\", b'"').split(b'"'), key=len)


_STORY_ID = bindparam("story_id", type_=Identifier)
_NODE_ID = bindparam("node_id", type_=Identifier)
_NEEDLE = bindparam("needle", type_=LargeBinary)
_NODE = select(*NODE_COLUMNS).where(StoryNode.id == _NODE_ID, StoryNode.story_id == _STORY_ID)
_NODES_PAGE = (
    select(*NODE_COLUMNS)
    .where(
        StoryNode.story_id == _STORY_ID,
        tuple_(StoryNode.position, StoryNode.id)
        > tuple_(bindparam("position", type_=Integer), bindparam("after_id", type_=Identifier)),
    )
    .order_by(StoryNode.position, StoryNode.id)
    .limit(bindparam("size"))
)
_EXTENT = select(func.count(), func.max(StoryNode.position)).where(StoryNode.story_id == _STORY_ID)
_CHOICE = select(*CHOICE_COLUMNS).where(
    StoryChoice.id == bindparam("choice_id", type_=Identifier), StoryChoice.story_id == _STORY_ID
)
_CHOICES_AT = (
    select(*CHOICE_COLUMNS)
    .where(StoryChoice.node_id == _NODE_ID)
    .order_by(StoryChoice.position, StoryChoice.id)
)
_CHOICES_AT_ALL = (
    select(*CHOICE_COLUMNS)
    .where(StoryChoice.node_id.in_(bindparam("node_ids", type_=Identifier, expanding=True)))
    .order_by(StoryChoice.node_id, StoryChoice.position, StoryChoice.id)
)
_KEY_OF = select(StoryNode.id, StoryNode.key).where(
    StoryNode.id == _NODE_ID, StoryNode.story_id == _STORY_ID
)
_HAS_KEY = select(StoryNode.id).where(
    StoryNode.story_id == _STORY_ID, StoryNode.key == bindparam("of_key", type_=String)
)
_KEYS_LIKE = select(StoryNode.key).where(
    StoryNode.story_id == _STORY_ID, StoryNode.key.like(bindparam("pattern", type_=String))
)


def _holding(
    table: type[StoryNode] | type[StoryChoice], columns: Sequence[object]
) -> dict[str, Executable]:
    """The rows whose body holds the needle, once a dialect."""
    statement = select(*columns).where(table.story_id == _STORY_ID)  # type: ignore[call-overload]
    return {
        "sqlite": statement.where(func.instr(table.body, _NEEDLE) > 0),
        "postgresql": statement.where(func.position(_NEEDLE.op("IN")(table.body)) > 0),
    }


_NODES_WITH = _holding(StoryNode, NODE_COLUMNS)
_CHOICES_WITH = _holding(StoryChoice, CHOICE_COLUMNS)
