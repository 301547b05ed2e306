"""A table with one of every kind of column and constraint, and the calls that the tests make."""

import asyncio
import threading
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
)

from emberline.kit.db import Identifier, Instant, Json, after_commit
from emberline.kit.db.base import NAMING
from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.ids import new_id

# Apart from the application's metadata, which migrations are compared with.
metadata = MetaData(naming_convention=NAMING)

entries = Table(
    "entries",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("amount", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("at", Instant),
    Column("data", Json),
    # Checked at the commit, so that a commit can fail.
    Column(
        "parent_id",
        Identifier,
        ForeignKey("entries.id", deferrable=True, initially="DEFERRED"),
    ),
    CheckConstraint("amount >= 0", name="amount"),
)

INSERT = insert(entries).values({c.name: bindparam(c.name, type_=c.type) for c in entries.c})
NAMES = select(entries.c.name).order_by(entries.c.name)
BY_NAME = select(entries).where(entries.c.name == bindparam("wanted"))


def row(name: str, **values: Any) -> dict[str, Any]:
    """A whole row, where a test says only what matters to it."""
    unsaid = {"amount": 0, "is_open": False, "at": None, "data": None, "parent_id": None}
    return {"id": new_id(), "name": name, **unsaid, **values}


def add(conn: Connection, /, name: str, **values: Any) -> str:
    """Insert an entry, and say so once it is committed."""
    conn.execute(INSERT, row(name, **values))
    after_commit(conn, name)
    return name


def add_orphan(conn: Connection, name: str) -> None:
    """Insert an entry whose parent does not exist, which only the commit notices."""
    add(conn, name, parent_id=new_id())


def names(conn: Connection) -> list[str]:
    """Every entry's name, sorted."""
    return list(conn.execute(NAMES).scalars())


def entry(conn: Connection, name: str) -> dict[str, Any]:
    """One entry as it comes back."""
    return dict(conn.execute(BY_NAME, {"wanted": name}).mappings().one())


class Gate:
    """Keeps SQLite's writer busy, so that the calls behind it come to one batch."""

    def __init__(self) -> None:
        self._opened = threading.Event()
        self._reached = threading.Event()

    async def close(self, database: SqliteDatabase) -> "asyncio.Task[None]":
        """Return once the writer stands at the gate; the task ends after `open`."""
        task = asyncio.create_task(database.write(self._wait))
        await asyncio.to_thread(self._reached.wait, 10)
        return task

    def open(self) -> None:
        """Let the writer go on."""
        self._opened.set()

    def _wait(self, conn: Connection) -> None:
        self._reached.set()
        assert self._opened.wait(10)


def instant(text: str) -> datetime:
    """An aware datetime from ISO 8601."""
    return datetime.fromisoformat(text)
