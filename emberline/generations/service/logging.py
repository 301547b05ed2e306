"""The log of a generation, which its owner reads."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import postgresql, sqlite

from emberline.generations.models import RENDERED, GenerationLog
from emberline.generations.queries import SCENE_RENDERED, GenerationRow
from emberline.kit.ids import new_id

MESSAGE_MOST = 2000


class Entry(NamedTuple):
    """What is to be read; event: a stable slug."""

    level: str
    event: str
    message: str


def record(conn: Connection, row: GenerationRow, now: datetime, entry: Entry) -> None:
    """Write an entry."""
    conn.execute(_RECORD, _values(row, now, entry))


def record_rendered(
    conn: Connection,
    row: GenerationRow,
    now: datetime,
    scenes: Iterable[tuple[int, str]],
) -> None:
    """Write that scenes, each a number and a message, are rendered; one that is noted already is
    not noted again."""
    entries = [
        {
            **_values(row, now, Entry("info", SCENE_RENDERED, message)),
            "scene": number,
        }
        for number, message in scenes
    ]
    if entries:
        conn.execute(_RECORD_RENDERED[conn.dialect.name], entries)


def _values(row: GenerationRow, now: datetime, entry: Entry) -> dict[str, object]:
    return {
        "id": new_id(),
        "generation_id": row.id,
        "user_id": row.user_id,
        "at": now,
        "attempt": row.attempts,
        **entry._asdict(),
        "message": entry.message[:MESSAGE_MOST],
    }


_RECORD = insert(GenerationLog)
_ONCE: dict[str, Any] = {"index_elements": ["generation_id", "scene"], "index_where": RENDERED}
_RECORD_RENDERED = {
    "sqlite": sqlite.insert(GenerationLog).on_conflict_do_nothing(**_ONCE),
    "postgresql": postgresql.insert(GenerationLog).on_conflict_do_nothing(**_ONCE),
}
