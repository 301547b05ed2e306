"""Taking moves back: the play again from its beginning, without the last ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Identifier, hot
from emberline.kit.errors import conflict, invalid
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import begin, make_move
from emberline.stories.engine.state import RefusedError, State
from emberline.stories.models.plays import PlayMove
from emberline.stories.queries.plays import MoveRow, PlayRow, Reader, standing_moves
from emberline.stories.schemas.plays import Rewind, StartedPlay
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import (
    engine_move,
    log_of,
    play_for,
    state_before,
)
from emberline.stories.service.plays.showing import started
from emberline.stories.service.plays.storing import save
from emberline.stories.service.plays.turns import refuse_repeat, seconds_since


class Rewound(NamedTuple):
    """A play as it was: its row then, the state, and the first move that is to be taken back."""

    play: PlayRow
    state: State
    first_undone: int
    undone: int


def rewound(
    conn: Connection, reader: Reader, story_id: str, form: Rewind, now: datetime
) -> Rewound:
    """What the play was so many moves ago, for `take_back`. Reads only; replaying may take long.

    AppError 404 as `play_for`, 400 for more steps than can be taken back, 409 with the true state
    where the play has gone on.
    """
    play, steps = play_for(conn, reader, story_id, form.progress_id), form.steps
    refuse_repeat(play, playable_of(play.version_id), form.turn, now)
    moves = list(standing_moves(conn, play.id))
    counted = [move for move in moves if move.number > play.base_number]
    if steps > len(counted):
        message = f"Only {len(counted)} moves can be taken back."
        raise invalid("steps", message)
    kept = counted[: len(counted) - steps]
    state = replayed(play, playable_of(play.version_id), kept)
    return Rewound(play, state, counted[len(kept)].number, steps)


def take_back(conn: Connection, reader: Reader, back: Rewound, now: datetime) -> StartedPlay:
    """Let the play stand where it was. AppError 409 when it has gone on since it was read."""
    play, playable = back.play, playable_of(back.play.version_id)
    after = play._replace(
        state=msgspec.json.encode(back.state),
        node_key=back.state.node,
        moves_count=play.moves_count - back.undone,
        revision=play.revision + 1,
        arrived_at=now,
        seconds=play.seconds + seconds_since(play, now),
        # What was found stays found (`ending_key`), but the play goes on.
        is_completed=False,
        updated_at=now,
    )
    save(conn, reader, play, after, now)
    hot(conn, _UNDO, of_play=play.id, first=back.first_undone)
    return started(after, playable, back.state, now)


def replayed(play: PlayRow, playable: Playable, moves: Sequence[MoveRow]) -> State:
    """The state that these moves lead to from where the play's moves count."""
    base = state_before(play)
    state = begin(playable, log_of(play, [])) if base is None else base
    try:
        for move in moves:
            state = make_move(playable, state, engine_move(move)).state
    except RefusedError as refused:
        raise conflict("Play cannot be replayed", str(refused)) from refused
    return state


_UNDO = (
    update(PlayMove)
    .where(
        PlayMove.play_id == bindparam("of_play", type_=Identifier),
        PlayMove.number >= bindparam("first"),
        PlayMove.is_undone.is_(False),
    )
    .values(is_undone=True)
)
