"""The whole document of a draft: read, and put in place of what was there."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from emberline.kit.db import Identifier
from emberline.kit.errors import not_found
from emberline.stories.engine.document import Story
from emberline.stories.models import drafts as models
from emberline.stories.queries.drafts import (
    ChoiceRow,
    NodeRow,
    choices_of,
    nodes_of,
    story_row,
)
from emberline.stories.rules.parts import (
    ChoicePart,
    Heading,
    NodePart,
    choice_parts,
    declarations_of,
    heading_of,
    node_from,
    node_parts,
    story_from,
)


def load_document(conn: Connection, story_id: str) -> Story:
    """The draft as a document. AppError 404 when there is no such story.

    Whoever calls has decided that the viewer may have it.
    """
    row = story_row(conn, story_id)
    if row is None:
        raise not_found("Story")
    bodies: dict[str, list[bytes]] = defaultdict(list)
    for choice in choices_of(conn, story_id):
        bodies[choice.node_id].append(choice.body)
    nodes = [node_from(node.body, bodies[node.id]) for node in nodes_of(conn, story_id)]
    heading = Heading._make(row[:7])
    return story_from(heading, row.declarations, nodes)


def store_document(
    conn: Connection, story_id: str, document: Story, by: str, now: datetime
) -> None:
    """Make `document` the draft; what it has as before keeps its revision and who changed it.

    The story's row is locked (`draft_for(…, lock=True)`) or new. Its revisions are counted up here.
    """
    _store_heading(conn, story_id, document, by, now)
    nodes = node_parts(story_id, document.nodes)
    choices = choice_parts(story_id, document.nodes)
    were_nodes = {row.id: row for row in nodes_of(conn, story_id)}
    were_choices = {row.id: row for row in choices_of(conn, story_id)}
    _delete(conn, _DELETE_CHOICES, were_choices.keys() - {part.id for part in choices})
    _delete(conn, _DELETE_NODES, were_nodes.keys() - {part.id for part in nodes})
    stamp = {"changed_by": by, "changed_at": now}
    fresh = [part for part in nodes if part.id not in were_nodes]
    if fresh:
        rows = [{**part._asdict(), "story_id": story_id, "revision": 1, **stamp} for part in fresh]
        conn.execute(_INSERT_NODES, rows)
    changed = [part for part in nodes if _node_changed(part, were_nodes.get(part.id))]
    if changed:
        conn.execute(_UPDATE_NODES, [_node_binds(part, by, now) for part in changed])
    moved = [part for part in nodes if _moved(part, were_nodes.get(part.id))]
    if moved:
        conn.execute(_PLACE_NODES, [{"of_id": p.id, "new_position": p.position} for p in moved])
    _store_choices(conn, story_id, choices, were_choices, stamp)


def _store_choices(
    conn: Connection,
    story_id: str,
    choices: Sequence[ChoicePart],
    were: dict[str, ChoiceRow],
    stamp: dict[str, Any],
) -> None:
    fresh = [part for part in choices if part.id not in were]
    if fresh:
        rows = [{**part._asdict(), "story_id": story_id, "revision": 1, **stamp} for part in fresh]
        conn.execute(_INSERT_CHOICES, rows)
    changed = [p for p in choices if p.id in were and p.body != were[p.id].body]
    if changed:
        binds = [{"of_id": part.id, "new_body": part.body, **_new(stamp)} for part in changed]
        conn.execute(_UPDATE_CHOICES, binds)
    moved = [part for part in choices if _moved(part, were.get(part.id))]
    if moved:
        conn.execute(_PLACE_CHOICES, [{"of_id": p.id, "new_position": p.position} for p in moved])


def _store_heading(
    conn: Connection, story_id: str, document: Story, by: str, now: datetime
) -> None:
    values = {f"new_{name}": value for name, value in heading_of(document)._asdict().items()}
    declarations = declarations_of(document)
    conn.execute(
        _UPDATE_STORY,
        {**values, "of_id": story_id, "new_declarations": declarations, "by": by, "at": now},
    )


def _node_changed(part: NodePart, was: NodeRow | None) -> bool:
    return was is not None and part.body != was.body


def _moved(part: NodePart | ChoicePart, was: NodeRow | ChoiceRow | None) -> bool:
    return was is not None and part.position != was.position


def _node_binds(part: NodePart, by: str, now: datetime) -> dict[str, Any]:
    return {
        "of_id": part.id,
        "new_body": part.body,
        "new_is_ending": part.is_ending,
        "by": by,
        "at": now,
    }


def _new(stamp: dict[str, Any]) -> dict[str, Any]:
    return {"by": stamp["changed_by"], "at": stamp["changed_at"]}


def _delete(conn: Connection, statement: Any, ids: set[str]) -> None:
    if ids:
        conn.execute(statement, [{"of_id": each} for each in sorted(ids)])


_OF_ID = bindparam("of_id", type_=Identifier)
_BY = bindparam("by", type_=Identifier)
_INSERT_NODES = insert(models.StoryNode)
_INSERT_CHOICES = insert(models.StoryChoice)
_DELETE_NODES = delete(models.StoryNode).where(models.StoryNode.id == _OF_ID)
_DELETE_CHOICES = delete(models.StoryChoice).where(models.StoryChoice.id == _OF_ID)
_UPDATE_NODES = (
    update(models.StoryNode)
    .where(models.StoryNode.id == _OF_ID)
    .values(
        body=bindparam("new_body"),
        is_ending=bindparam("new_is_ending"),
        revision=models.StoryNode.revision + 1,
        changed_by=_BY,
        changed_at=bindparam("at"),
    )
)
_UPDATE_CHOICES = (
    update(models.StoryChoice)
    .where(models.StoryChoice.id == _OF_ID)
    .values(
        body=bindparam("new_body"),
        revision=models.StoryChoice.revision + 1,
        changed_by=_BY,
        changed_at=bindparam("at"),
    )
)
_PLACE_NODES = (
    update(models.StoryNode)
    .where(models.StoryNode.id == _OF_ID)
    .values(position=bindparam("new_position"))
)
_PLACE_CHOICES = (
    update(models.StoryChoice)
    .where(models.StoryChoice.id == _OF_ID)
    .values(position=bindparam("new_position"))
)
_UPDATE_STORY = (
    update(models.Story)
    .where(models.Story.id == _OF_ID)
    .values(
        **{name: bindparam(f"new_{name}") for name in (*Heading._fields, "declarations")},
        revision=models.Story.revision + 1,
        draft_revision=models.Story.draft_revision + 1,
        changed_by=_BY,
        updated_at=bindparam("at"),
    )
)
