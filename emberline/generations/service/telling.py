"""What a generation's owner is told while it is rendered, by the socket and by its stream."""

import math
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, update

from emberline.generations.models import StoryGeneration
from emberline.generations.queries import GENERATION_ID, GenerationRow
from emberline.kit.db import Instant
from emberline.kit.events import emit

PROGRESS = "generation.progress"
FINISHED = "generation.finished"


def report(row: GenerationRow, now: datetime) -> dict[str, Any]:
    """How far a generation is: `{"id", "status", "progress", "eta_seconds"}`.

    eta_seconds: null while nobody can tell, and after the end.
    """
    left = None
    if row.expected_at is not None and row.finished_at is None:
        left = max(0, math.ceil((row.expected_at - now).total_seconds()))
    return {"id": row.id, "status": row.status, "progress": row.progress, "eta_seconds": left}


def tell(conn: Connection, row: GenerationRow, now: datetime) -> None:
    """Tell the owner of the generation as it is now."""
    event = PROGRESS if row.finished_at is None else FINISHED
    emit(conn, [row.user_id], event, report(row, now), now)
    conn.execute(_TOLD, {"generation_id": row.id, "now": now})


_TOLD = (
    update(StoryGeneration)
    .where(StoryGeneration.id == GENERATION_ID)
    .values(told_at=bindparam("now", type_=Instant))
)
