"""Data access: a transaction is a plain function `fn(conn, *args)`, run by `read` or `write`."""

from pathlib import Path

from emberline.kit.db.base import Base
from emberline.kit.db.calls import Database, after_commit
from emberline.kit.db.faults import violated
from emberline.kit.db.hot import hot, hot_many
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.db.row_security import act_for, act_for_house
from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.db.types import Identifier, Instant, Json

__all__ = [
    "Base",
    "Database",
    "Identifier",
    "Instant",
    "Json",
    "act_for",
    "act_for_house",
    "after_commit",
    "hot",
    "hot_many",
    "open_database",
    "violated",
]


async def open_database(url: str | None, data_dir: Path) -> Database:
    """The database at `url` (`postgresql://…`), or the embedded one in `data_dir`.

    Its schema is not looked at. AppError 503 when an external one does not answer.
    """
    if url is None:
        return SqliteDatabase(embedded_path(data_dir))
    database = PostgresDatabase(url)
    await database.open()
    return database


def embedded_path(data_dir: Path) -> Path:
    """Where the embedded database's file lies."""
    return data_dir / "emberline.db"
