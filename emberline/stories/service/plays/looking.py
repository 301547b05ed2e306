"""Looking at a play without moving it: a node that was reached, the inventory, the variables."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from emberline.kit.errors import invalid, not_found
from emberline.stories.engine.chance import SeededFate, parse_dice
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import NO_SEED, State
from emberline.stories.engine.view import view
from emberline.stories.queries.access import draft_row
from emberline.stories.queries.authoring import choices_at, node_row
from emberline.stories.queries.drafts import story_row
from emberline.stories.queries.plays import (
    PlayRow,
    Reader,
    newest_play,
    reached_keys,
)
from emberline.stories.rules.part_ids import node_id
from emberline.stories.rules.parts import Heading, node_from, story_from
from emberline.stories.rules.roles import Role, role_of
from emberline.stories.schemas.plays import HeldItem, PlayedNode, PlayedRoll, PlayState, RollDice
from emberline.stories.schemas.plays import SetVariables as Values
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.beginning import with_variables
from emberline.stories.service.plays.finding import play_for, playtest_for
from emberline.stories.service.plays.showing import (
    elapsed_since,
    read_state,
    shown_items,
    shown_node,
    shown_state,
    timers_of,
)
from emberline.stories.service.plays.storing import save
from emberline.stories.service.story_media import picture_sizes


def look_at_node(
    conn: Connection,
    reader: Reader,
    story_id: str,
    progress_id: str | None,
    wanted: str,
    now: datetime,
) -> PlayedNode:
    """A node that the reader has reached, as it looks with what they carry now.

    The story's people see every node of a version that they play, and those of the draft while they
    play none. AppError 404 as `play_for`, for a node that the story does not have, or that the
    reader has not reached.
    """
    if progress_id is None and newest_play(conn, reader, story_id) is None:
        return _node_of_draft(conn, reader, story_id, wanted)
    play = play_for(conn, reader, story_id, progress_id)
    playable = playable_of(play.version_id)
    key = _key_of(conn, reader, play, playable, wanted)
    state = read_state(play.state)
    if key != play.node_key:
        # Wrong answers to one puzzle earn no hints of another.
        state = msgspec.structs.replace(state, node=key, attempts=0)
    seen = view(playable, state, timers_of(play))
    return shown_node(story_id, seen, elapsed_since(play, now), playable.sizes)


def _node_of_draft(conn: Connection, reader: Reader, story_id: str, wanted: str) -> PlayedNode:
    """A node of the draft as it looks where a play begins, for the story's people only.

    What its choices ask of other nodes is not known here: such a condition does not hold.
    """
    if not _is_of_its_people(conn, reader, story_id):
        raise not_found("Progress")
    row, story = node_row(conn, story_id, wanted), story_row(conn, story_id)
    if row is None or story is None:
        raise not_found("Node")
    node = node_from(row.body, [choice.body for choice in choices_at(conn, wanted)])
    playable = Playable(story_from(Heading._make(story[:7]), story.declarations, [node]))
    state = State(node=node.key, seed=NO_SEED, variables=playable.initial)
    return shown_node(story_id, view(playable, state), 0, picture_sizes(conn, story_id))


def inventory(
    conn: Connection, reader: Reader, story_id: str, progress_id: str | None
) -> list[HeldItem]:
    """What the reader carries. AppError 404 as `play_for`."""
    play = play_for(conn, reader, story_id, progress_id)
    return shown_items(playable_of(play.version_id), read_state(play.state).items)


def variables(
    conn: Connection, reader: Reader, story_id: str, progress_id: str | None
) -> dict[str, Any]:
    """The values of the story's variables in the reader's play. AppError 404 as `play_for`."""
    play = play_for(conn, reader, story_id, progress_id)
    return dict(read_state(play.state).variables)


def set_variables(
    conn: Connection, reader: Reader, story_id: str, form: Values, now: datetime
) -> PlayState:
    """Put other values in place of those of a playtest.

    AppError 403 for any other play, 400 for a value that the story does not have.
    """
    play = playtest_for(conn, reader, story_id, form.progress_id)
    playable = playable_of(play.version_id)
    state = with_variables(playable, read_state(play.state), form.variables)
    _rebase(conn, reader, play, msgspec.json.encode(state), now)
    return shown_state(playable, state)


def roll_dice(
    conn: Connection, reader: Reader, story_id: str, form: RollDice, now: datetime
) -> PlayedRoll:
    """Roll dice with the chance of a playtest, which goes on from there.

    AppError 403 for any other play, 400 for what is no dice.
    """
    play = playtest_for(conn, reader, story_id, form.progress_id)
    try:
        dice = parse_dice(form.dice)
    except ValueError as error:
        raise invalid("dice", str(error)) from None
    state = read_state(play.state)
    fate = SeededFate(state.seed, state.drawn)
    fallen = fate.roll(dice)
    state = msgspec.structs.replace(state, drawn=fate.drawn)
    _rebase(conn, reader, play, msgspec.json.encode(state), now)
    return PlayedRoll(form.dice, list(fallen.rolls), fallen.total, None, None)


def _rebase(conn: Connection, reader: Reader, play: PlayRow, state: bytes, now: datetime) -> None:
    """Let a playtest go on from a state that no move led to: what was before cannot be replayed."""
    after = play._replace(
        state=state,
        base=state,
        base_number=play.revision,
        revision=play.revision + 1,
        updated_at=now,
    )
    save(conn, reader, play, after, now)


def _key_of(
    conn: Connection, reader: Reader, play: PlayRow, playable: Playable, wanted: str
) -> str:
    """The key of a node that the reader may look at. AppError 404 for any other."""
    # Making the ids of a large story's nodes takes long: a reader's own are few.
    keys: Iterable[str] = (play.node_key, *reached_keys(conn, reader, play.story_id))
    key = next((key for key in keys if node_id(play.story_id, key) == wanted), None)
    if key is None and _is_of_its_people(conn, reader, play.story_id):
        key = next((key for key in playable.nodes if node_id(play.story_id, key) == wanted), None)
    if key is None or key not in playable.nodes:
        raise not_found("Node")
    return key


def _is_of_its_people(conn: Connection, reader: Reader, story_id: str) -> bool:
    if reader.user_id is None:
        return False
    row = draft_row(conn, reader.user_id, story_id)
    if row is None:
        return False
    role = role_of(reader.user_id, row.owner_id, row.collaborates_as, is_admin=bool(row.is_admin))
    return role >= Role.VIEWER
