"""A key that becomes another in a stored draft: the row, its id, and every reference to it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Identifier
from emberline.stories.engine.document import Choice, Node
from emberline.stories.models.drafts import StoryChoice
from emberline.stories.queries import authoring
from emberline.stories.queries.drafts import ChoiceRow, NodeRow
from emberline.stories.rules.part_ids import choice_id as id_of_choice
from emberline.stories.rules.part_ids import node_id as id_of_node
from emberline.stories.rules.parts import choice_body, choice_from, node_body, node_from
from emberline.stories.rules.renaming import Renaming, renamed_choice, renamed_node
from emberline.stories.service.part_rows import (
    BY,
    DELETE_NODES,
    INSERT_NODES,
    OF_ID,
    UPDATE_CHOICES,
    UPDATE_NODES,
)


def rename_node(
    conn: Connection,
    story_id: str,
    row: NodeRow,
    node: Node,
    renaming: Renaming,
    stamp: Mapping[str, Any],
) -> str:
    """Put `node`, changed but for its key, in place of `row` under the new key; its new id.

    Its choices get new ids with it. What leads or refers to it follows, each with a new revision.
    stamp: the binds `by` and `at`. The story's row is locked, and no node has the new key.
    """
    named = renamed_node(node, renaming)
    new_id = id_of_node(story_id, named.key)
    fresh = row._replace(
        id=new_id,
        key=named.key,
        body=node_body(named),
        revision=row.revision + 1,
        changed_by=stamp["by"],
        changed_at=stamp["at"],
    )
    stored = {**fresh._asdict(), "story_id": story_id, "is_ending": named.is_ending}
    conn.execute(INSERT_NODES, stored)
    own = authoring.choices_at(conn, row.id)
    moved = [_moved(story_id, new_id, choice, row.key, renaming) for choice in own]
    if moved:
        conn.execute(_MOVE_CHOICES, [{**binds, **stamp} for binds in moved])
    conn.execute(DELETE_NODES, {"of_id": row.id})
    _follow(conn, story_id, renaming, {new_id}, {binds["new_id"] for binds in moved}, stamp)
    return new_id


def rename_choice(
    conn: Connection,
    story_id: str,
    row: ChoiceRow,
    choice: Choice,
    renaming: Renaming,
    stamp: Mapping[str, Any],
) -> str:
    """The same for a choice of the node `renaming.node`; its new id."""
    new_id = id_of_choice(story_id, renaming.node, renaming.new)
    named = renamed_choice(choice, renaming.node, renaming)
    binds = {"of_id": row.id, "new_id": new_id, "new_node": row.node_id, "new_key": named.key}
    conn.execute(_MOVE_CHOICES, {**binds, "new_body": choice_body(named), **stamp})
    _follow(conn, story_id, renaming, set(), {new_id}, stamp)
    return new_id


def _moved(
    story_id: str, node_id: str, row: ChoiceRow, node_key: str, renaming: Renaming
) -> dict[str, Any]:
    choice = renamed_choice(choice_from(row.body), node_key, renaming)
    return {
        "of_id": row.id,
        "new_id": id_of_choice(story_id, renaming.new, choice.key),
        "new_node": node_id,
        "new_key": choice.key,
        "new_body": choice_body(choice),
    }


def _follow(
    conn: Connection,
    story_id: str,
    renaming: Renaming,
    nodes_done: set[str],
    choices_done: set[str],
    stamp: Mapping[str, Any],
) -> None:
    """Change what refers to the key in the rest of the draft. Only rows that name it are read."""
    needle = authoring.needle_of(renaming.choice or renaming.node)
    nodes = []
    for row in authoring.nodes_with(conn, story_id, needle):
        node = node_from(row.body, ())
        body = node_body(renamed_node(node, renaming))
        if row.id not in nodes_done and body != row.body:
            nodes.append({"of_id": row.id, "new_body": body, "new_is_ending": node.is_ending})
    if nodes:
        conn.execute(UPDATE_NODES, [{**binds, **stamp} for binds in nodes])
    # Timers' defaults are keys of siblings: of all nodes only this one's matter.
    at_node = id_of_node(story_id, renaming.node)
    choices = []
    for choice in authoring.choices_with(conn, story_id, needle):
        at = renaming.node if choice.node_id == at_node else ""
        body = choice_body(renamed_choice(choice_from(choice.body), at, renaming))
        if choice.id not in choices_done and body != choice.body:
            choices.append({"of_id": choice.id, "new_body": body})
    if choices:
        conn.execute(UPDATE_CHOICES, [{**binds, **stamp} for binds in choices])


_MOVE_CHOICES = (
    update(StoryChoice)
    .where(StoryChoice.id == OF_ID)
    .values(
        id=bindparam("new_id", type_=Identifier),
        node_id=bindparam("new_node", type_=Identifier),
        key=bindparam("new_key"),
        body=bindparam("new_body"),
        revision=StoryChoice.revision + 1,
        changed_by=BY,
        changed_at=bindparam("at"),
    )
)
