"""A play's row as it is stored: conditionally, so that of two moves at once one loses."""

from datetime import datetime

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
    stored = hot(
        conn,
        _SAVE,
        of_play=play.id,
        of_revision=play.revision,
        new_state=after.state,
        new_node=after.node_key,
        new_moves=after.moves_count,
        new_revision=after.revision,
        new_arrival=after.arrived_at,
        new_seconds=after.seconds,
        new_completed=after.is_completed,
        new_ending=after.ending_key,
        new_version=after.version_id,
        new_base=after.base,
        new_base_number=after.base_number,
        at=after.updated_at,
    )
    if stored:
        return
    current = one_play(conn, reader, play.id)
    if current is None:
        raise not_found("Progress")
    playable = playable_of(current.version_id)
    raise elsewhere(current, playable, now, "Another device was first: see `current`.")


_SAVE = (
    update(Play)
    .where(
        Play.id == bindparam("of_play", type_=Identifier),
        Play.revision == bindparam("of_revision"),
    )
    .values(
        state=bindparam("new_state"),
        node_key=bindparam("new_node"),
        moves_count=bindparam("new_moves"),
        revision=bindparam("new_revision"),
        arrived_at=bindparam("new_arrival", type_=Instant),
        seconds=bindparam("new_seconds"),
        is_completed=bindparam("new_completed"),
        ending_key=bindparam("new_ending"),
        version_id=bindparam("new_version", type_=Identifier),
        base=bindparam("new_base"),
        base_number=bindparam("new_base_number"),
        updated_at=bindparam("at", type_=Instant),
    )
    .returning(Play.id)
)
