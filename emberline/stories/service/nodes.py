"""Nodes of a draft: listed, made, changed and deleted by the story's people."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from emberline.kit.db import hot
from emberline.kit.errors import conflict, not_found
from emberline.kit.paging import Page, PageRequest
from emberline.kit.revisions import Revised, check_revision
from emberline.stories.engine.document import Media, Node
from emberline.stories.engine.playable import letters_of
from emberline.stories.queries import authoring
from emberline.stories.queries.authoring import NodePlace
from emberline.stories.queries.drafts import ChoiceRow, NodeRow
from emberline.stories.rules.part_ids import node_id as id_of_node
from emberline.stories.rules.parts import choice_from, node_body, node_from
from emberline.stories.rules.renaming import Renaming
from emberline.stories.rules.roles import Role
from emberline.stories.rules.storable import NODES_MOST
from emberline.stories.rules.wire_names import (
    WireError,
    choice_fields,
    free_key,
    node_fields,
    node_with,
)
from emberline.stories.schemas import nodes as schemas
from emberline.stories.schemas.nodes import CreateNode, EditNode
from emberline.stories.service.access import draft_for
from emberline.stories.service.activity import record
from emberline.stories.service.drafts import Caller, attach_media, key_taken, refused, touch
from emberline.stories.service.part_rows import DELETE_NODES, INSERT_NODES, UPDATE_NODES
from emberline.stories.service.renaming import rename_node
from emberline.stories.service.story_media import media_url

_T = TypeVar("_T", bound=msgspec.Struct)
_START = b'"start":true'


def list_nodes(
    conn: Connection, caller: Caller, story_id: str, asked: PageRequest[NodePlace]
) -> Page[schemas.Node]:
    """A page of the draft's nodes in their order, with their choices. AppError as `draft_for`."""
    draft_for(conn, caller.user_id, story_id, Role.VIEWER)
    page = authoring.nodes_page(conn, story_id, asked)
    choices = authoring.choices_at_all(conn, [row.id for row in page.rows])
    return Page([_shown(caller, story_id, row, choices[row.id]) for row in page.rows], page.next)


def read_node(conn: Connection, caller: Caller, story_id: str, node_id: str) -> schemas.Node:
    """A node of the draft. AppError 404 for none, else as `draft_for`."""
    draft_for(conn, caller.user_id, story_id, Role.VIEWER)
    return shown_node(conn, caller, story_id, node_of(conn, story_id, node_id))


def create_node(conn: Connection, caller: Caller, story_id: str, form: CreateNode) -> schemas.Node:
    """Add a node at the end; the first of a draft is its start, unless the form says otherwise.

    AppError 400 for fields at odds, 409 for a key that is taken or a draft that is full.
    """
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    extent = authoring.extent_of(conn, story_id)
    if extent.nodes >= NODES_MOST:
        raise conflict("Too many nodes", f"A story has at most {NODES_MOST:,} nodes.")
    sent = form.model_dump(exclude_unset=True)
    key = _new_key(conn, story_id, sent.pop("key", ""), form.node_title)
    node = _with(Node(key=key, start=extent.nodes == 0), sent)
    if node.start and extent.nodes:
        _take_start(conn, caller, story_id)
    attach_media(conn, caller, story_id, node)
    row = _insert(conn, caller, story_id, node, extent.last_position + 1)
    touch(conn, story_id, caller.user_id, caller.now)
    _record(conn, caller, story_id, "node.created", row.id, key)
    return _shown(caller, story_id, row, ())


def edit_node(
    conn: Connection, caller: Caller, story_id: str, node_id: str, form: EditNode
) -> schemas.Node:
    """Change what the form names. What changes nothing counts no revision.

    AppError 404 for no such node, 409 for a stale revision or a key that is taken, 428 for a
    missing one, 400 for fields at odds.
    """
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    row = node_of(conn, story_id, node_id)
    _check(conn, caller, story_id, row)
    sent = form.model_dump(exclude_unset=True)
    key = sent.pop("key", row.key)
    before = node_from(row.body, ())
    node = _with(before, sent)
    if node_body(node) == row.body and key == row.key:
        return shown_node(conn, caller, story_id, row)
    if node.start and not before.start:
        _take_start(conn, caller, story_id)
    if node.media != before.media:
        attach_media(conn, caller, story_id, node)
    if key == row.key:
        _update(conn, caller, node_id, node)
    else:
        node_id = _rename(conn, caller, story_id, row, node, key)
    touch(conn, story_id, caller.user_id, caller.now)
    _record(conn, caller, story_id, "node.changed", node_id, key)
    return shown_node(conn, caller, story_id, node_of(conn, story_id, node_id))


def delete_node(conn: Connection, caller: Caller, story_id: str, node_id: str) -> None:
    """Delete a node and its choices. What led to it leads nowhere now: a finding of the check.

    AppError as `edit_node`.
    """
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    row = node_of(conn, story_id, node_id)
    _check(conn, caller, story_id, row)
    hot(conn, DELETE_NODES, of_id=node_id)
    touch(conn, story_id, caller.user_id, caller.now)
    _record(conn, caller, story_id, "node.deleted", node_id, row.key)


def node_of(conn: Connection, story_id: str, node_id: str) -> NodeRow:
    """The node's row. AppError 404 when the draft has none of that id."""
    row = authoring.node_row(conn, story_id, node_id)
    if row is None:
        raise not_found("Node")
    return row


def shown_node(conn: Connection, caller: Caller, story_id: str, row: NodeRow) -> schemas.Node:
    """The node with its choices, as a read answers it."""
    return _shown(caller, story_id, row, authoring.choices_at(conn, row.id))


def shown_choices(story_id: str, node_key: str, rows: Sequence[ChoiceRow]) -> list[schemas.Choice]:
    """All choices of a node in their order; each letter depends on the others'."""
    choices = [choice_from(row.body) for row in rows]
    letters = letters_of(tuple(choices))
    return [
        schemas.Choice(
            **choice_fields(story_id, node_key, choice, letter),
            timer=_whole(schemas.ChoiceTimer, choice.timer),
            roll=_whole(schemas.ChoiceRoll, choice.roll),
            revision=row.revision,
        )
        for row, choice, letter in zip(rows, choices, letters, strict=True)
    ]


def _shown(
    caller: Caller, story_id: str, row: NodeRow, choices: Sequence[ChoiceRow]
) -> schemas.Node:
    node = node_from(row.body, ())
    return schemas.Node(
        **node_fields(story_id, node),
        media=[_media(caller, story_id, media) for media in node.media],
        position=_whole(schemas.NodePosition, node.position),
        puzzle=_whole(schemas.NodePuzzle, node.puzzle),
        ending=_whole(schemas.NodeEnding, node.ending),
        choices=shown_choices(story_id, row.key, choices),
        revision=row.revision,
    )


def _whole(kind: type[_T], part: msgspec.Struct | None) -> _T | None:
    """The part of a document with what it leaves out there."""
    return None if part is None else kind(**msgspec.structs.asdict(part))


def _media(caller: Caller, story_id: str, media: Media) -> schemas.NodeMedia:
    url = media_url(story_id, media.source, caller.signer)
    return schemas.NodeMedia(media.kind, media.source, media.alt_text, url)


def _check(conn: Connection, caller: Caller, story_id: str, row: NodeRow) -> None:
    check_revision(
        caller.if_match,
        Revised(row.revision, row.changed_by),
        caller.user_id,
        lambda: shown_node(conn, caller, story_id, row),
    )


def _with(node: Node, sent: dict[str, Any]) -> Node:
    try:
        return node_with(node, sent)
    except WireError as error:
        raise refused(error) from None


def _new_key(conn: Connection, story_id: str, key: str, title: str) -> str:
    if key:
        if authoring.has_key(conn, story_id, key):
            raise key_taken(key)
        return key
    return free_key(title, authoring.keys_like(conn, story_id, free_key(title, (), "node")), "node")


def _insert(conn: Connection, caller: Caller, story_id: str, node: Node, position: int) -> NodeRow:
    row = NodeRow(
        id=id_of_node(story_id, node.key),
        key=node.key,
        position=position,
        body=node_body(node),
        revision=1,
        changed_by=caller.user_id,
        changed_at=caller.now,
    )
    conn.execute(INSERT_NODES, {**row._asdict(), "story_id": story_id, "is_ending": node.is_ending})
    return row


def _update(conn: Connection, caller: Caller, node_id: str, node: Node) -> None:
    hot(
        conn,
        UPDATE_NODES,
        of_id=node_id,
        new_body=node_body(node),
        new_is_ending=node.is_ending,
        by=caller.user_id,
        at=caller.now,
    )


def _rename(
    conn: Connection, caller: Caller, story_id: str, row: NodeRow, node: Node, key: str
) -> str:
    """Give the node its new key, everywhere; its new id."""
    if authoring.has_key(conn, story_id, key):
        raise key_taken(key)
    renaming = Renaming(row.key, None, key)
    return rename_node(
        conn, story_id, row, node, renaming, {"by": caller.user_id, "at": caller.now}
    )


def _take_start(conn: Connection, caller: Caller, story_id: str) -> None:
    """Let no node be the start any more."""
    for row in authoring.nodes_with(conn, story_id, _START):
        node = node_from(row.body, ())
        if node.start:
            _update(conn, caller, row.id, msgspec.structs.replace(node, start=False))


def _record(
    conn: Connection, caller: Caller, story_id: str, action: str, node_id: str, key: str
) -> None:
    detail = {"key": key}
    record(conn, story_id, caller.user_id, action, node_id=node_id, detail=detail, now=caller.now)
