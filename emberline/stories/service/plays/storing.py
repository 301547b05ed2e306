"""A play's row as it is stored: conditionally, so that of two moves at once one loses."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Identifier, Instant, hot
from emberline.kit.errors import not_found
from emberline.stories.models.plays import Play
from emberline.stories.queries.plays import PlayRow, Reader, one_play
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import elsewhere


def save(conn: Connection, reader: Reader, play: PlayRow, after: PlayRow, now: datetime) -> None:
    """Store `after` where the play is still as `play` was read.

    AppError 409 with the true state where it is not: another device was first.
    """
    binds = {
        "of_play": play.id,
        "of_revision": play.revision,
        "new_state": after.state,
        "new_node": after.node_key,
        "new_moves": after.moves_count,
        "new_revision": after.revision,
        "new_arrival": after.arrived_at,
        "new_seconds": after.seconds,
        "at": after.updated_at,
    }
    if _rest_of(play) == _rest_of(after):
        stored = hot(conn, _MOVE, **binds)
    else:
        rest = zip(_REST, _rest_of(after), strict=True)
        stored = hot(conn, _SAVE, **binds, **{f"new_{name}": value for name, value in rest})
    if stored:
        return
    current = one_play(conn, reader, play.id)
    if current is None:
        raise not_found("Progress")
    playable = playable_of(current.version_id)
    raise elsewhere(current, playable, now, "Another device was first: see `current`.")


def _rest_of(play: PlayRow) -> tuple[Any, ...]:
    return (play.is_completed, play.ending_key, play.version_id, play.base, play.base_number)


# What few moves change: SQLite rewrites an index and looks a key up for each that is named.
_REST = ("is_completed", "ending_key", "version_id", "base", "base_number")
_HERE = update(Play).where(
    Play.id == bindparam("of_play", type_=Identifier), Play.revision == bindparam("of_revision")
)
_MOVED = {
    "state": bindparam("new_state"),
    "node_key": bindparam("new_node"),
    "moves_count": bindparam("new_moves"),
    "revision": bindparam("new_revision"),
    "arrived_at": bindparam("new_arrival", type_=Instant),
    "seconds": bindparam("new_seconds"),
    "updated_at": bindparam("at", type_=Instant),
}
_MOVE = _HERE.values(_MOVED).returning(Play.id)
_SAVE = _HERE.values(
    {**_MOVED, **{name: bindparam(f"new_{name}", type_=getattr(Play, name).type) for name in _REST}}
).returning(Play.id)
