"""A database as maintenance opens it, beside the server: engines, revisions, what is broken."""

from pathlib import Path

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from emberline.kit.db.postgres import async_url

REVISIONS = "alembic_version"
"""The table with the revision of the schema."""

_CONNECT_SECONDS = 5.0


def sqlite_engine(path: Path) -> Engine:
    """An engine on the file at `path`, which nobody else uses."""
    raw = pysqlite3.connect(str(path), isolation_level=None)
    return create_engine(
        "sqlite+pysqlite://", module=pysqlite3, creator=lambda: raw, poolclass=StaticPool
    )


def sqlite_faults(conn: Connection) -> list[str]:
    """What `integrity_check` and `foreign_key_check` find, a sentence each; empty when sound."""
    found = [
        str(row[0]) for row in conn.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"
    ]
    broken = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
    return found + [f"a row of {row[0]} names a missing row of {row[2]}" for row in broken]


def sqlite_revision(conn: Connection) -> str | None:
    """The revision of the schema; None for a database without one."""
    there = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if conn.exec_driver_sql(there).first() is None:
        return None
    return conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def postgres_engine(url: str) -> AsyncEngine:
    """An engine without the deadlines of the server's own connections."""
    settings = {"application_name": "emberline maintenance", "timezone": "UTC"}
    return create_async_engine(
        async_url(url),
        hide_parameters=True,
        connect_args={"timeout": _CONNECT_SECONDS, "server_settings": settings},
    )


async def postgres_revision(conn: AsyncConnection) -> str | None:
    """The revision of the schema; None for a database without one."""
    if (await conn.execute(text("SELECT to_regclass('alembic_version')"))).scalar() is None:
        return None
    found = await conn.execute(text("SELECT version_num FROM alembic_version"))
    revision: str | None = found.scalar()
    return revision
