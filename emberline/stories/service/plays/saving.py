"""Saving a game: the choices that a client says were made, replayed before they count."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from emberline.accounts.queries import lock_user
from emberline.kit.db import Identifier
from emberline.kit.errors import AppError, conflict, invalid, not_found
from emberline.kit.ids import new_id
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import begin, make_move
from emberline.stories.engine.state import Move, RefusedError, State
from emberline.stories.engine.step import choose as engine_choose
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.queries.plays import (
    AUTO,
    PLAYTEST,
    SAVED,
    MoveRow,
    PlayRow,
    Reader,
    one_play,
    standing_moves,
)
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas.plays import ChoiceMade, MadeChoice, Progress, SaveProgress
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import (
    elsewhere,
    engine_move,
    log_of,
    play_for,
    state_before,
)
from emberline.stories.service.plays.outcomes import note_outcomes
from emberline.stories.service.plays.showing import progress, read_state, timers_of
from emberline.stories.service.plays.storing import save
from emberline.stories.service.plays.turns import elapsed, seconds_since

MAX_SLOTS = 50
"""So many saved games a reader may keep of one story."""


class Replayed(NamedTuple):
    """A saved game that could have happened.

    play: the one that it was replayed with. kept: its moves that the game has too, from the first
    on; more: what the game has beyond, each with the node where it led.
    made: all of the game's choices, as they were sent.
    """

    play: PlayRow
    state: State
    kept: Sequence[MoveRow]
    more: Sequence[tuple[Move, str]]
    made: list[MadeChoice]


def replay_save(conn: Connection, reader: Reader, form: SaveProgress, now: datetime) -> Replayed:
    """Replay the choices of `form` with the seed and the answers of the reader's play. Reads only.

    AppError 404 without a play; 400 where the choices could not have happened, or do not lead to
    `current_node_id`.
    """
    # Under that name a reader could set the variables.
    if form.slot == PLAYTEST:
        raise invalid("slot", f"`{PLAYTEST}` is no name for a saved game. Choose another.")
    play = play_for(conn, reader, form.story_id, form.progress_id)
    if play.slot == PLAYTEST:
        raise conflict("Playtest cannot be saved", "Save the game of a published story.")
    playable = playable_of(play.version_id)
    moves = standing_moves(conn, play.id)
    kept = _in_common(play.story_id, form.choices_made, moves)
    fixed = sum(1 for move in moves if move.number <= play.base_number)
    if len(kept) < fixed:
        raise _impossible("the play was moved to another version after it began otherwise")
    state = state_before(play) or begin(playable, log_of(play, []))
    try:
        for move in kept[fixed:]:
            state = make_move(playable, state, engine_move(move)).state
        beyond = form.choices_made[len(kept) :]
        if beyond and len(kept) == len(moves):
            _refuse_late(play, playable, state, beyond[0], now)
        state, more = _beyond(play.story_id, playable, state, beyond)
    except RefusedError as refused:
        raise _impossible(str(refused)) from refused
    if node_id(play.story_id, state.node) != form.current_node_id:
        raise _impossible("they lead to another node than `current_node_id`")
    made = [MadeChoice(choice.node_id, choice.choice_id) for choice in form.choices_made]
    return Replayed(play, state, kept, more, made)


def store_save(
    conn: Connection, reader: Reader, replayed: Replayed, slot: str | None, now: datetime
) -> Progress:
    """Keep the replayed game: under the name `slot`, or without a new one as the play itself.

    A saved game under the name `auto` becomes a new play that goes on from it, and stays.
    AppError 409 when the play has gone on since, or there are too many saved games.
    """
    if slot in {None, replayed.play.slot}:
        play = _onto_the_play(conn, reader, replayed, now)
    else:
        assert slot is not None
        play = _into_slot(conn, reader, replayed, slot, now)
    return progress(play, playable_of(play.version_id), replayed.made)


def _onto_the_play(conn: Connection, reader: Reader, replayed: Replayed, now: datetime) -> PlayRow:
    play, state = replayed.play, replayed.state
    if not replayed.more and len(replayed.kept) == play.moves_count:
        # Nothing happened, but on another device it may have.
        save(conn, reader, play, play, now)
        return play
    last_kept = replayed.kept[-1].number if replayed.kept else 0
    playable = playable_of(play.version_id)
    is_ending = playable.nodes[state.node].is_ending
    after = play._replace(
        state=msgspec.json.encode(state),
        node_key=state.node,
        moves_count=len(replayed.kept) + len(replayed.more),
        revision=play.revision + max(1, len(replayed.more)),
        arrived_at=now if state.node != play.node_key else play.arrived_at,
        seconds=play.seconds + seconds_since(play, now),
        is_completed=is_ending,
        ending_key=state.node if is_ending else play.ending_key,
        updated_at=now,
    )
    save(conn, reader, play, after, now)
    conn.execute(_UNDO_AFTER, {"of_play": play.id, "last": last_kept})
    rows = _move_rows(play.id, play.version_id, play.revision + 1, replayed.more, now)
    if rows:
        conn.execute(_INSERT_MOVES, rows)
    if replayed.more:
        before = read_state(play.state)
        fresh = tuple(key for key in state.achievements if key not in before.achievements)
        note_outcomes(conn, play, after, fresh, now)
    return after


def _into_slot(
    conn: Connection, reader: Reader, replayed: Replayed, slot: str, now: datetime
) -> PlayRow:
    play, state = replayed.play, replayed.state
    assert reader.user_id is not None
    lock_user(conn, reader.user_id)
    if slot != AUTO:
        _make_room(conn, reader.user_id, play.story_id, slot)
    is_ending = playable_of(play.version_id).nodes[state.node].is_ending
    play_id = new_id()
    row = {
        "id": play_id,
        "story_id": play.story_id,
        "version_id": play.version_id,
        "reader_id": reader.user_id,
        "guest_hash": None,
        "slot": slot,
        "source": SAVED,
        "source_id": None,
        "protagonist": play.protagonist,
        "base": play.base,
        "base_number": play.base_number,
        "state": msgspec.json.encode(state),
        "node_key": state.node,
        "moves_count": len(replayed.kept) + len(replayed.more),
        # Above every move's number, as in any play.
        "revision": play.revision + len(replayed.more),
        "arrived_at": now,
        "seconds": 0,
        "is_completed": is_ending,
        "ending_key": state.node if is_ending else None,
        "started_at": play.started_at,
        "updated_at": now,
        "day_ends_at": None,
        "timers": None,
    }
    conn.execute(_INSERT_PLAY, row)
    _copy_moves(conn, reader, replayed, play_id, now)
    rows = _move_rows(play_id, None, play.revision + 1, replayed.more, now)
    if rows:
        conn.execute(_INSERT_MOVES, rows)
    stored = one_play(conn, reader, play_id)
    if stored is None:
        raise not_found("Story")
    return stored


def _make_room(conn: Connection, user_id: str, story_id: str, slot: str) -> None:
    """Empty the slot. AppError 409 when there are too many others."""
    names = {"reader_id": user_id, "of_story": story_id}
    conn.execute(_CLEAR_SLOT, {**names, "of_slot": slot})
    if conn.execute(_COUNT_SLOTS, names).scalar_one() >= MAX_SLOTS:
        detail = f"You keep {MAX_SLOTS} saved games of this story. Delete one first."
        raise conflict("Too many saved games", detail)


def _copy_moves(
    conn: Connection, reader: Reader, replayed: Replayed, play_id: str, now: datetime
) -> None:
    """Give the new play the kept moves, with their numbers. AppError 409 if one was taken back.

    The database copies them, for there may be thousands. A number is never used twice, so that as
    many moves are the same moves.
    """
    play, kept = replayed.play, replayed.kept
    last = kept[-1].number if kept else 0
    names = {"of_play": play.id, "new_play": play_id, "last": last}
    if conn.execute(_COPY_MOVES, names).rowcount == len(kept):
        return
    current = one_play(conn, reader, play.id)
    if current is None:
        raise not_found("Progress")
    playable = playable_of(current.version_id)
    raise elsewhere(current, playable, now, "The play has changed since: see `current`.")


def _in_common(
    story_id: str, made: Sequence[ChoiceMade], moves: Sequence[MoveRow]
) -> list[MoveRow]:
    """The first moves of the play that are those of the saved game."""
    common = []
    for choice, move in zip(made, moves, strict=False):
        key = move.choice_key
        own = None if key is None else choice_id(story_id, move.node_key, key)
        if choice.node_id != node_id(story_id, move.node_key) or choice.choice_id != own:
            break
        common.append(move)
    return common


def _beyond(
    story_id: str, playable: Playable, state: State, made: Sequence[ChoiceMade]
) -> tuple[State, list[tuple[Move, str]]]:
    """Make the choices that the play has not. RefusedError for one that is not open there."""
    more: list[tuple[Move, str]] = []
    for choice in made:
        if choice.node_id != node_id(story_id, state.node):
            raise RefusedError("not_here", "a choice is made at a node where the play is not")
        if choice.choice_id is None:
            raise RefusedError("no_answer", "this play has no such answer to a puzzle")
        key = _key_of(story_id, playable, state, choice)
        if key is None:
            raise RefusedError("no_choice", "a choice is none of its node")
        move = Move(node=state.node, choice=key)
        state = make_move(playable, state, move).state
        more.append((move, state.node))
    return state, more


def _refuse_late(
    play: PlayRow, playable: Playable, state: State, choice: ChoiceMade, now: datetime
) -> None:
    """RefusedError for a choice where the play stands now, if its time there is over.

    How long the reader was at the nodes after it is nothing that the server has seen.
    """
    key = _key_of(play.story_id, playable, state, choice)
    if key is None:
        return
    step = engine_choose(playable, state, key, elapsed(play, now), timers_of(play))
    if step.move.outcome == "lapsed":
        raise RefusedError("lapsed", "the time at a node was over before its choice")


def _key_of(story_id: str, playable: Playable, state: State, choice: ChoiceMade) -> str | None:
    """The key of the choice at the node where the play stands; None where it is none of it."""
    keys = playable.scene(state.node).options
    return next((k for k in keys if choice_id(story_id, state.node, k) == choice.choice_id), None)


def _impossible(why: str) -> AppError:
    return invalid("choices_made", f"These choices could not have happened: {why}.")


def _move_rows(
    play_id: str,
    version_id: str | None,
    first: int,
    more: Sequence[tuple[Move, str]],
    now: datetime,
) -> list[dict[str, Any]]:
    return [
        {
            "play_id": play_id,
            "number": number,
            "version_id": version_id,
            "node_key": move.node,
            "choice_key": move.choice,
            "answer": None,
            "outcome": None,
            "to_key": to_key,
            "seconds": 0,
            "is_undone": False,
            "made_at": now,
        }
        for number, (move, to_key) in enumerate(more, first)
    ]


_INSERT_PLAY = insert(Play)
_INSERT_MOVES = insert(PlayMove)
_OF_PLAY = bindparam("of_play", type_=Identifier)
_COPIED = {
    "play_id": bindparam("new_play", type_=Identifier),
    "version_id": null(),
    "seconds": literal(0),
}
_COPY_MOVES = insert(PlayMove).from_select(
    [column.name for column in PlayMove.__table__.columns],
    select(*[_COPIED.get(column.name, column) for column in PlayMove.__table__.columns]).where(
        PlayMove.play_id == _OF_PLAY,
        PlayMove.number <= bindparam("last"),
        PlayMove.is_undone.is_(False),
    ),
)
_UNDO_AFTER = (
    update(PlayMove)
    .where(
        PlayMove.play_id == _OF_PLAY,
        PlayMove.number > bindparam("last"),
        PlayMove.is_undone.is_(False),
    )
    .values(is_undone=True)
)
_SLOTS_OF = (
    Play.reader_id == bindparam("reader_id", type_=Identifier),
    Play.story_id == bindparam("of_story", type_=Identifier),
)
_CLEAR_SLOT = delete(Play).where(*_SLOTS_OF, Play.slot == bindparam("of_slot"))
_COUNT_SLOTS = (
    select(func.count()).select_from(Play).where(*_SLOTS_OF, Play.slot.not_in((AUTO, PLAYTEST)))
)
