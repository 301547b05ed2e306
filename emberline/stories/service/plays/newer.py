"""Moving a play on to the newest version of its story."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from emberline.kit.errors import conflict
from emberline.stories.engine.migrate import Blocked, Moved, migrate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, RefusedError, State
from emberline.stories.queries.plays import PlayRow, Reader, standing_moves
from emberline.stories.schemas.plays import StartedPlay
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import log_of, play_for
from emberline.stories.service.plays.showing import read_state, started
from emberline.stories.service.plays.storing import save


class Ready(NamedTuple):
    """A play as it was read, and as it would stand; moved: None where it has nowhere to go."""

    play: PlayRow
    moved: Moved | None


def look_ahead(conn: Connection, reader: Reader, progress_id: str) -> Ready:
    """What moving a play to the newest version comes to. Reads only; replaying may take long.

    AppError 404 as `play_for`; 409 with the reason where it has to stay on its version.
    """
    play = play_for(conn, reader, None, progress_id)
    if play.version is None or play.newest_id is None or play.newest_id == play.version_id:
        return Ready(play, None)
    # Its story is over; what it would be in another version is nobody's question.
    if play.is_completed:
        raise conflict("Story is over", "This play has come to its ending. Start a new one.")
    old, new = playable_of(play.version_id), playable_of(play.newest_id)
    moved = _moved(old, new, read_state(play.state), _log(conn, play))
    if isinstance(moved, Blocked):
        raise conflict("Play cannot move", moved.message, reason=moved.reason)
    return Ready(play, moved)


def move_on(conn: Connection, reader: Reader, ready: Ready, now: datetime) -> StartedPlay:
    """Let a play go on in the newest version of its story; the notes say what had to change.

    What came before cannot be taken back any more. A play of the newest version stays as it is.
    AppError 409 with the true state when the play has gone on since it was looked at.
    """
    play, moved = ready
    if moved is None:
        return started(play, playable_of(play.version_id), read_state(play.state), now)
    assert play.newest_id is not None
    old, new = playable_of(play.version_id), playable_of(play.newest_id)
    encoded = msgspec.json.encode(moved.state)
    after = play._replace(
        version_id=play.newest_id,
        version=play.newest,
        state=encoded,
        base=encoded,
        base_number=play.revision,
        revision=play.revision + 1,
        # Time that ran before runs on: moving is no way to win some.
        arrived_at=play.arrived_at if _is_timed_alike(old, new, moved.state.node) else now,
        updated_at=now,
    )
    save(conn, reader, play, after, now)
    return started(after, new, moved.state, now, notes=moved.notes)


def _moved(old: Playable, new: Playable, state: State, log: Log | None) -> Moved | Blocked:
    """`migrate`; moves that do not replay are left aside, as if they were not known."""
    try:
        return migrate(old, new, state, log)
    except RefusedError:
        return migrate(old, new, state)


def _is_timed_alike(old: Playable, new: Playable, key: str) -> bool:
    """Whether the node has the same timers in both versions."""
    timers = [
        {choice.key: choice.timer for choice in playable.nodes[key].choices if choice.timer}
        for playable in (old, new)
    ]
    return timers[0] == timers[1]


def _log(conn: Connection, play: PlayRow) -> Log | None:
    """The moves from the beginning; None where they do not count from there."""
    if play.base is not None:
        return None
    return log_of(play, standing_moves(conn, play.id))
