"""How generations end otherwise: cancelled, deleted, expired, given up, gone with their story."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, update

from emberline.generations.models import GenerationResult, StoryGeneration
from emberline.generations.queries import (
    RENDER,
    abandoned,
    keys_of,
    spent,
    unused_scene_keys,
)
from emberline.generations.rules import LIVE, MOVES
from emberline.generations.service.running import fail, give_up
from emberline.generations.service.showing import own_generation
from emberline.kit.db import Identifier, Instant, act_for_house
from emberline.kit.errors import conflict
from emberline.kit.jobs import cancel_about
from emberline.media.service.kept_files import let_go


def cancel_generation(
    conn: Connection, user_id: str, generation_id: str, now: datetime
) -> list[str]:
    """Stop a generation of the user's that waits or runs; the keys of files to bury.

    AppError 404 for another's, 409 when it has ended.
    """
    # The job's row first, as a run that writes takes it.
    cancel_about(conn, RENDER, [generation_id], now)
    row = own_generation(conn, user_id, generation_id, now)
    if row.status not in LIVE:
        raise conflict("Generation has ended", "There is nothing left to be stopped.")
    fail(conn, row, "cancelled", "You stopped it.", now)
    return let_go(conn, keys_of(conn, [row.id]), now)


def delete_generation(
    conn: Connection, user_id: str, generation_id: str, now: datetime
) -> list[str]:
    """Delete a generation of the user's that has ended, with its files; their keys, to bury.

    AppError 404 for another's, 409 while it waits or runs.
    """
    row = own_generation(conn, user_id, generation_id, now)
    if row.status in LIVE:
        raise conflict(
            "Cannot delete in-progress generation", "Cancel it first, or wait until it has ended."
        )
    return _delete(conn, [generation_id], now)


def give_up_abandoned(conn: Connection, now: datetime) -> int:
    """Fail a batch of the generations that no job will go on with; how many."""
    act_for_house(conn)
    found = abandoned(conn)
    for generation_id, _ in found:
        give_up(conn, generation_id, now)
    return len(found)


def fail_lost(conn: Connection, now: datetime) -> int:
    """Fail the generations that succeeded and of whose files none is left; how many."""
    act_for_house(conn)
    return conn.execute(_FAIL_LOST, {"now": now, "new_error": _LOST}).rowcount


def delete_spent(conn: Connection, now: datetime) -> list[str] | None:
    """Delete a batch of generations that have expired or whose story is gone, and of scenes that
    none uses any more; the keys of their files, to bury. None when there is none.
    """
    act_for_house(conn)
    found = spent(conn, now)
    keys = _delete(conn, list(found), now)
    unused = let_go(conn, unused_scene_keys(conn), now)
    return [*keys, *unused] if found or unused else None


def _delete(conn: Connection, generation_ids: list[str], now: datetime) -> list[str]:
    keys = let_go(conn, keys_of(conn, generation_ids), now)
    conn.execute(_DELETE, {"generation_ids": generation_ids})
    return keys


_LOST = {"code": "lost", "message": "The server has lost its files. Ask for it again."}
_FAIL_LOST = (
    update(StoryGeneration)
    .where(
        StoryGeneration.status.in_(sorted(MOVES["lose"][0])),
        ~exists().where(GenerationResult.generation_id == StoryGeneration.id),
    )
    .values(
        status=MOVES["lose"][1],
        error=bindparam("new_error", type_=StoryGeneration.error.type),
        finished_at=bindparam("now", type_=Instant),
    )
)
_DELETE = delete(StoryGeneration).where(
    StoryGeneration.id.in_(bindparam("generation_ids", type_=Identifier, expanding=True))
)
