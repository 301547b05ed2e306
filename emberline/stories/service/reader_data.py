"""What the export holds of what somebody earned by reading."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Identifier
from emberline.stories.models.readers import (
    LeaderboardScore,
    ReaderAchievement,
    ReaderArtifact,
    ReaderEnding,
    ReaderStats,
    ReaderStory,
)


def rewards_of(conn: Connection, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """All that the reader earned, table by table, for the export."""
    return {
        name: [dict(row) for row in conn.execute(statement, {"of_user": user_id}).mappings()]
        for name, statement in _EXPORT.items()
    }


def _rows(model: Any, *order: str) -> Any:
    columns = model.__table__.c
    shown = [column for column in columns if column.name != "user_id"]
    of_user = columns.user_id == bindparam("of_user", type_=Identifier)
    return select(*shown).where(of_user).order_by(*[columns[name] for name in order])


_EXPORT = {
    "figures": _rows(ReaderStats, "xp"),
    "stories": _rows(ReaderStory, "completed_at", "story_id"),
    "endings": _rows(ReaderEnding, "found_at", "story_id", "ending_key"),
    "artifacts": _rows(ReaderArtifact, "collected_at", "story_id", "item_key"),
    "achievements": _rows(ReaderAchievement, "unlocked_at", "story_id", "key"),
    "leaderboard_scores": _rows(LeaderboardScore, "bucket"),
}
