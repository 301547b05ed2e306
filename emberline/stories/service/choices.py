"""Choices of a draft: made, changed and deleted by the story's people."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from emberline.kit.db import hot
from emberline.kit.errors import conflict, not_found
from emberline.kit.revisions import Revised, check_revision
from emberline.stories.engine.document import Choice
from emberline.stories.queries import authoring
from emberline.stories.queries.drafts import ChoiceRow
from emberline.stories.rules.part_ids import choice_id as id_of_choice
from emberline.stories.rules.part_ids import node_id as id_of_node
from emberline.stories.rules.parts import choice_body, choice_from
from emberline.stories.rules.renaming import Renaming
from emberline.stories.rules.roles import Role
from emberline.stories.rules.wire_names import WireError, choice_with, free_key
from emberline.stories.schemas import nodes as schemas
from emberline.stories.schemas.nodes import CHOICES_MOST, CreateChoice, EditChoice
from emberline.stories.service.access import draft_for
from emberline.stories.service.activity import record
from emberline.stories.service.drafts import Caller, key_taken, refused, touch
from emberline.stories.service.nodes import node_of, shown_choices
from emberline.stories.service.part_rows import (
    DELETE_CHOICES,
    INSERT_CHOICES,
    PLACE_CHOICES,
    UPDATE_CHOICES,
)
from emberline.stories.service.renaming import rename_choice


def create_choice(
    conn: Connection, caller: Caller, story_id: str, node_id: str, form: CreateChoice
) -> schemas.Choice:
    """Add a choice to a node, the last one unless the form says its place.

    AppError 404 for no such node, 400 for a target that is none, 409 for a key that is taken or a
    node that is full.
    """
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    node = node_of(conn, story_id, node_id)
    others = authoring.choices_at(conn, node_id)
    if len(others) >= CHOICES_MOST:
        raise conflict("Too many choices", f"A node has at most {CHOICES_MOST:,} choices.")
    sent = form.model_dump(exclude_unset=True)
    keys = {choice.key for choice in others}
    key = sent.pop("key", "") or free_key(form.choice_text, keys, "choice")
    if key in keys:
        raise key_taken(key)
    choice = _with(conn, story_id, Choice(key=key, text=form.choice_text), sent)
    row = ChoiceRow(
        id=id_of_choice(story_id, node.key, key),
        node_id=node_id,
        key=key,
        position=others[-1].position + 1 if others else 0,
        body=choice_body(choice),
        revision=1,
        changed_by=caller.user_id,
        changed_at=caller.now,
    )
    conn.execute(INSERT_CHOICES, {**row._asdict(), "story_id": story_id})
    if "place" in sent:
        _place(conn, [*others, row], row.id, form.place)
    _changed(conn, caller, story_id, "choice.created", row)
    return _shown(conn, story_id, node.key, row)


def edit_choice(
    conn: Connection, caller: Caller, story_id: str, choice_id: str, form: EditChoice
) -> schemas.Choice:
    """Change what the form names. What changes nothing counts no revision; nor does its place.

    AppError 404 for no such choice, 409 for a stale revision or a key that is taken, 428 for a
    missing one, 400 for a target that is none.
    """
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    row = _choice_of(conn, story_id, choice_id)
    node_key = node_of(conn, story_id, row.node_id).key
    _check(conn, caller, story_id, node_key, row)
    sent = form.model_dump(exclude_unset=True)
    key = sent.pop("key", row.key)
    choice = _with(conn, story_id, choice_from(row.body), sent)
    is_placed = "place" in sent and _place(
        conn, authoring.choices_at(conn, row.node_id), choice_id, form.place
    )
    if choice_body(choice) == row.body and key == row.key and not is_placed:
        return _shown(conn, story_id, node_key, row)
    if key != row.key:
        renaming = Renaming(node_key, row.key, key)
        choice_id = _rename(conn, caller, story_id, row, choice, renaming)
    elif choice_body(choice) != row.body:
        _update(conn, caller, choice_id, choice)
    _changed(conn, caller, story_id, "choice.changed", row)
    return _shown(conn, story_id, node_key, _choice_of(conn, story_id, choice_id))


def delete_choice(conn: Connection, caller: Caller, story_id: str, choice_id: str) -> None:
    """Delete a choice. AppError as `edit_choice`."""
    draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    row = _choice_of(conn, story_id, choice_id)
    node_key = node_of(conn, story_id, row.node_id).key
    _check(conn, caller, story_id, node_key, row)
    hot(conn, DELETE_CHOICES, of_id=choice_id)
    _changed(conn, caller, story_id, "choice.deleted", row)


def _choice_of(conn: Connection, story_id: str, choice_id: str) -> ChoiceRow:
    row = authoring.choice_row(conn, story_id, choice_id)
    if row is None:
        raise not_found("Choice")
    return row


def _shown(conn: Connection, story_id: str, node_key: str, row: ChoiceRow) -> schemas.Choice:
    """The choice as a read of its node answers it: its letter depends on the others'."""
    choices = shown_choices(story_id, node_key, authoring.choices_at(conn, row.node_id))
    return next(choice for choice in choices if choice.choice_id == row.id)


def _check(conn: Connection, caller: Caller, story_id: str, node_key: str, row: ChoiceRow) -> None:
    check_revision(
        caller.if_match,
        Revised(row.revision, row.changed_by),
        caller.user_id,
        lambda: _shown(conn, story_id, node_key, row),
    )


def _with(conn: Connection, story_id: str, choice: Choice, sent: Mapping[str, Any]) -> Choice:
    # Where it leads already it may go on leading, whether that node is there or not.
    keys = {id_of_node(story_id, choice.to): choice.to} if choice.to else {}
    target = sent.get("to_node_id")
    if target is not None and target not in keys:
        keys |= authoring.keys_of(conn, story_id, target)
    try:
        return choice_with(choice, sent, keys)
    except WireError as error:
        raise refused(error) from None


def _update(conn: Connection, caller: Caller, choice_id: str, choice: Choice) -> None:
    hot(
        conn,
        UPDATE_CHOICES,
        of_id=choice_id,
        new_body=choice_body(choice),
        by=caller.user_id,
        at=caller.now,
    )


def _rename(
    conn: Connection,
    caller: Caller,
    story_id: str,
    row: ChoiceRow,
    choice: Choice,
    renaming: Renaming,
) -> str:
    if any(other.key == renaming.new for other in authoring.choices_at(conn, row.node_id)):
        raise key_taken(renaming.new)
    return rename_choice(
        conn, story_id, row, choice, renaming, {"by": caller.user_id, "at": caller.now}
    )


def _place(conn: Connection, rows: Sequence[ChoiceRow], choice_id: str, place: int) -> bool:
    """Put the choice at `place` among all choices of its node; whether that moved any."""
    others = [row.id for row in rows if row.id != choice_id]
    order = [*others[:place], choice_id, *others[place:]]
    were = {row.id: row.position for row in rows}
    moved = [
        {"of_id": each, "new_position": at} for at, each in enumerate(order) if were[each] != at
    ]
    if moved:
        conn.execute(PLACE_CHOICES, moved)
    return order != [row.id for row in rows]


def _changed(conn: Connection, caller: Caller, story_id: str, action: str, row: ChoiceRow) -> None:
    touch(conn, story_id, caller.user_id, caller.now)
    record(
        conn,
        story_id,
        caller.user_id,
        action,
        node_id=row.node_id,
        detail={"key": row.key},
        now=caller.now,
    )
