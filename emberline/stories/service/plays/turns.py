"""Moves of a play: a choice, an answer, and what time decides."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, insert

from emberline.kit.db import hot
from emberline.kit.errors import forbidden, not_found
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import RefusedError, State, Step
from emberline.stories.engine.step import answer as engine_answer
from emberline.stories.engine.step import choose as engine_choose
from emberline.stories.engine.step import lapse
from emberline.stories.models.plays import PlayMove
from emberline.stories.queries.plays import PlayRow, Reader
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas.plays import AnswerPuzzle, Choose, PlayedTurn
from emberline.stories.service.playables import Version, playable_of
from emberline.stories.service.plays.finding import elsewhere, play_for, refuse
from emberline.stories.service.plays.outcomes import note_outcomes
from emberline.stories.service.plays.showing import read_state, timers_of, turn
from emberline.stories.service.plays.storing import save

GRACE = timedelta(seconds=2)
"""So much later than its timer a choice is still taken: the way over the network is not counted."""
LONGEST_PAUSE = timedelta(minutes=5)
"""A longer gap between two moves is a pause, and not time at play."""


class Taken(NamedTuple):
    """A move that was made. is_lapsed: time was over, and the choice was not the reader's."""

    turn: PlayedTurn
    is_lapsed: bool


def choose(conn: Connection, reader: Reader, story_id: str, form: Choose, now: datetime) -> Taken:
    """Take a choice in the reader's play.

    Where its time is over, what time decides is done instead (`is_lapsed`). AppError 403 for a
    `user_id` that is not the reader's; 404 for no such play or choice; 409 with the true state
    where the play stands elsewhere, or the choice is not open.
    """
    if form.user_id is not None and form.user_id != reader.user_id:
        raise forbidden("You can only play as yourself: leave `user_id` out, or send your own.")
    play = play_for(conn, reader, story_id, form.progress_id)
    playable = playable_of(play.version_id)
    state = read_state(play.state)
    if form.current_node_id != node_id(story_id, state.node):
        raise elsewhere(play, playable, now, "The play stands at another node: see `current`.")
    refuse_repeat(play, playable, form.turn, now)
    key = _choice_key(playable, state, story_id, form.choice_id)
    return _made(
        conn,
        reader,
        play,
        state,
        lambda: engine_choose(playable, state, key, elapsed(play, now), timers_of(play)),
        now,
    )


def answer(
    conn: Connection, reader: Reader, story_id: str, form: AnswerPuzzle, now: datetime
) -> Taken:
    """Answer the puzzle of the node where the reader's play stands.

    AppError 400 for an answer of the wrong kind; 404 and 409 as `choose`.
    """
    play = play_for(conn, reader, story_id, form.progress_id)
    playable = playable_of(play.version_id)
    state = read_state(play.state)
    refuse_repeat(play, playable, form.turn, now)

    def answered() -> Step:
        late = lapse(playable, state, elapsed(play, now), timers_of(play))
        return late or engine_answer(playable, state, form.answer)

    return _made(conn, reader, play, state, answered, now)


def refuse_repeat(play: PlayRow, playable: Version, seen: int | None, now: datetime) -> None:
    """AppError 409 with the true state where the play has gone on since the turn that was seen."""
    if seen is not None and seen != read_state(play.state).turn:
        raise elsewhere(play, playable, now, "The play has gone on since: see `current`.")


def lapsed(conn: Connection, reader: Reader, play: PlayRow, now: datetime) -> Taken | None:
    """Do what time has decided since the play was last seen; None where it has not."""
    playable = playable_of(play.version_id)
    state = read_state(play.state)
    if play.is_completed:
        return None
    step = lapse(playable, state, elapsed(play, now), timers_of(play))
    return None if step is None else _made(conn, reader, play, state, lambda: step, now)


def _made(
    conn: Connection,
    reader: Reader,
    play: PlayRow,
    state: State,
    move: Callable[[], Step],
    now: datetime,
) -> Taken:
    playable = playable_of(play.version_id)
    try:
        step = move()
    except RefusedError as refused:
        refuse(refused, play, playable, now)
    after = _after(play, playable, step, now)
    _store(conn, reader, play, after, step, now)
    note_outcomes(conn, play, after, step.unlocked, now)
    shown = turn(after, playable, state, step, now)
    return Taken(shown, step.move.outcome == "lapsed")


def _after(play: PlayRow, playable: Playable, step: Step, now: datetime) -> PlayRow:
    """The play's row once the step is stored."""
    state = step.state
    stays = step.correct is False and state.node == play.node_key
    is_ending = playable.nodes[state.node].is_ending
    return play._replace(
        state=msgspec.json.encode(state),
        node_key=state.node,
        moves_count=play.moves_count + 1,
        revision=play.revision + 1,
        # A wrong answer leaves the reader where they are, with the timers running.
        arrived_at=play.arrived_at if stays else now,
        seconds=play.seconds + seconds_since(play, now),
        is_completed=is_ending,
        ending_key=state.node if is_ending else play.ending_key,
        updated_at=now,
    )


def _store(
    conn: Connection, reader: Reader, play: PlayRow, after: PlayRow, step: Step, now: datetime
) -> None:
    """Store the play and the move that changed it."""
    save(conn, reader, play, after, now)
    move = step.move
    answered = None if move.choice is not None else msgspec.json.encode(move.answer)
    hot(
        conn,
        _INSERT_MOVE,
        play_id=play.id,
        number=after.revision,
        version_id=play.version_id,
        node_key=move.node,
        choice_key=move.choice,
        answer=answered,
        outcome=_outcome(step),
        to_key=after.node_key,
        seconds=seconds_since(play, now),
        is_undone=False,
        made_at=now,
    )


def seconds_since(play: PlayRow, now: datetime) -> int:
    """How long the reader was at it since the last move; 0 for a pause."""
    gap = now - play.updated_at
    return int(gap.total_seconds()) if timedelta() < gap <= LONGEST_PAUSE else 0


def elapsed(play: PlayRow, now: datetime) -> float:
    """How long the timers of the reader's node have run, in seconds, after what is forgiven."""
    return max(0.0, (now - play.arrived_at - GRACE).total_seconds())


def _outcome(step: Step) -> str | None:
    if step.move.outcome is not None:
        return step.move.outcome
    verdict = step.roll.success if step.roll is not None else step.correct
    return None if verdict is None else ("success" if verdict else "failure")


def _choice_key(playable: Playable, state: State, story_id: str, wanted: str) -> str:
    for key in playable.scene(state.node).options:
        if choice_id(story_id, state.node, key) == wanted:
            return key
    raise not_found("Choice")


_INSERT_MOVE = insert(PlayMove).values(
    {column.name: bindparam(column.name) for column in PlayMove.__table__.columns}
)
