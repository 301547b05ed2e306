"""Which play a call is about, and what is refused of moves in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn

import msgspec
from sqlalchemy import Connection

from emberline.kit.errors import AppError, conflict, forbidden, invalid, not_found
from emberline.stories.engine.state import Log, Move, Outcome, RefusedError, State
from emberline.stories.queries.plays import (
    PLAYTEST,
    MoveRow,
    PlayRow,
    Reader,
    newest_play,
    one_play,
)
from emberline.stories.service.playables import Version
from emberline.stories.service.plays.showing import read_state, started

_BAD_REQUEST = {"bad_answer": "answer", "too_far": "steps", "no_protagonist": "protagonist"}
_TITLES = {
    "over": "Story is over",
    "locked": "Choice is locked",
    "lapsed": "Time is over",
    "no_puzzle": "Nothing to answer",
}


def play_for(
    conn: Connection, reader: Reader, story_id: str | None, progress_id: str | None
) -> PlayRow:
    """The play that a call is about: the one named, or the newest of the story.

    AppError 404 without one, for another's, and where the reader may not read the story any more.
    """
    if progress_id is not None:
        play = one_play(conn, reader, progress_id)
        if play is None or (story_id is not None and play.story_id != story_id):
            raise not_found("Progress")
        return play
    assert story_id is not None
    play = newest_play(conn, reader, story_id)
    if play is None:
        raise not_found("Progress", title="Progress not found")
    return play


def playtest_for(
    conn: Connection, reader: Reader, story_id: str, progress_id: str | None
) -> PlayRow:
    """The playtest that a call is about. AppError 403 for any other: a reader may not cheat."""
    play = play_for(conn, reader, story_id, progress_id)
    if play.slot != PLAYTEST:
        raise forbidden("Only a playtest takes this. Begin one, and name its `progress_id`.")
    return play


def elsewhere(play: PlayRow, playable: Version, now: datetime, detail: str) -> AppError:
    """409 with where the play truly stands, as `current`."""
    shown = started(play, playable, read_state(play.state), now)
    return conflict("Play has moved", detail, current=msgspec.to_builtins(shown))


def refuse(refused: RefusedError, play: PlayRow, playable: Version, now: datetime) -> NoReturn:
    """Raise what a move that the engine refused means to the reader.

    400 for what could never be right, 409 with the true state for what is not possible now.
    """
    if refused.code in _BAD_REQUEST:
        raise invalid(_BAD_REQUEST[refused.code], str(refused)) from refused
    shown = started(play, playable, read_state(play.state), now)
    title = _TITLES.get(refused.code, "Not possible here")
    current: Any = msgspec.to_builtins(shown)
    raise conflict(title, str(refused), reason=refused.code, current=current) from refused


def log_of(play: PlayRow, moves: Sequence[MoveRow]) -> Log:
    """The moves that count from where the play began, or from its base, for the engine.

    moves: those that stand, in order.
    """
    state = read_state(play.state)
    counted = [move for move in moves if move.number > play.base_number]
    return Log(
        seed=state.seed,
        protagonist=play.protagonist,
        moves=tuple(engine_move(move) for move in counted),
    )


def engine_move(move: MoveRow) -> Move:
    """A stored move as the engine replays it: the seed settles dice and answers again."""
    if move.choice_key is None:
        answer = msgspec.json.decode(move.answer or b"null")
        return Move(node=move.node_key, choice=None, answer=answer)
    lapsed: Outcome | None = "lapsed" if move.outcome == "lapsed" else None
    return Move(node=move.node_key, choice=move.choice_key, outcome=lapsed)


def state_before(play: PlayRow) -> State | None:
    """The state from which the play's moves count; None where that is the story's beginning."""
    return None if play.base is None else read_state(play.base)
