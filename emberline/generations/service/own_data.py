"""One person's generations, to take away; all of them go with the user's row."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.generations.models import GenerationLog, GenerationResult, StoryGeneration
from emberline.generations.queries import USER_ID
from emberline.kit.db import Identifier, act_for


def export_generations(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The user's generations with what they came to and their logs; the oldest first."""
    act_for(conn, user_id)
    rows = [dict(row) for row in conn.execute(_GENERATIONS, {"user_id": user_id}).mappings()]
    ids = {"generation_ids": [row["id"] for row in rows]}
    results, logs = _by_generation(conn, _RESULTS, ids), _by_generation(conn, _LOGS, ids)
    return [{**row, "results": results[row["id"]], "log": logs[row["id"]]} for row in rows]


def _by_generation(
    conn: Connection, statement: Any, binds: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in conn.execute(statement, binds).mappings():
        values = dict(row)
        found[values.pop("generation_id")].append(values)
    return found


def _columns(model: Any, *names: str) -> list[Any]:
    return [getattr(model, name) for name in names]


_IDS = bindparam("generation_ids", type_=Identifier, expanding=True)
_TOLD = ("id", "story_id", "kind", "voice", "options", "status", "progress", "error")
_TIMES = ("created_at", "started_at", "finished_at", "expires_at")
_GENERATIONS = (
    select(*_columns(StoryGeneration, *_TOLD, *_TIMES))
    .where(StoryGeneration.user_id == USER_ID)
    .order_by(StoryGeneration.id)
)
_RESULTS = (
    select(*_columns(GenerationResult, "generation_id", "name", "media_type", "bytes"))
    .where(GenerationResult.generation_id.in_(_IDS))
    .order_by(GenerationResult.position)
)
_LOGS = (
    select(
        *_columns(
            GenerationLog,
            *("generation_id", "at", "attempt", "level", "event", "message", "scene"),
        )
    )
    .where(GenerationLog.generation_id.in_(_IDS))
    .order_by(GenerationLog.id)
)
