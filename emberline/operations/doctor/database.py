"""Whether the database is sound: its pages, and the references between its rows."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import column, func, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from emberline.kit.db import act_for_house, embedded_path
from emberline.kit.runtime import Runtime
from emberline.operations.databases import (
    postgres_engine,
    postgres_revision,
    sqlite_engine,
    sqlite_faults,
    sqlite_revision,
)
from emberline.operations.doctor.findings import Finding
from emberline.operations.progress import Note
from emberline.settings import Settings

BROKEN_DATABASE = "broken_database"


class DatabaseIsSound:
    """The database's own checks. Nothing here mends: a backup does."""

    what = "Checking the database"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        note(self.what, 0, 0)
        if runtime.settings.database_url is None:
            path = embedded_path(runtime.settings.data_dir)
            faults = await asyncio.to_thread(_sqlite, path)
        else:
            faults = await _postgres(runtime.settings.database_url)
        return [Finding(BROKEN_DATABASE, detail=fault) for fault in faults]

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: what broke the database may have lost more than can be seen."""


async def schema_revision(settings: Settings) -> str | None:
    """The revision of the schema; None for a database without one."""
    if settings.database_url is None:
        return await asyncio.to_thread(_sqlite_revision, embedded_path(settings.data_dir))
    engine = postgres_engine(settings.database_url)
    try:
        async with engine.connect() as conn:
            return await postgres_revision(conn)
    finally:
        await engine.dispose()


def _sqlite_revision(path: Path) -> str | None:
    engine = sqlite_engine(path)
    try:
        with engine.connect() as conn:
            return sqlite_revision(conn)
    finally:
        engine.dispose()


def _sqlite(path: Path) -> list[str]:
    engine = sqlite_engine(path)
    try:
        with engine.connect() as conn:
            conn.exec_driver_sql("PRAGMA query_only=ON")
            return sqlite_faults(conn)
    finally:
        engine.dispose()


async def _postgres(url: str) -> list[str]:
    engine = postgres_engine(url)
    try:
        async with engine.connect() as conn:
            await conn.execution_options(isolation_level="REPEATABLE READ")
            await conn.execute(text("SET TRANSACTION READ ONLY"))
            await conn.execute(text("SET LOCAL statement_timeout = 0"))
            await conn.run_sync(act_for_house)
            return await _broken_references(conn)
    finally:
        await engine.dispose()


async def _broken_references(conn: AsyncConnection) -> list[str]:
    """References that do not hold, which a restored copy or switched-off triggers can leave."""
    faults = []
    for key in (await conn.execute(text(_FOREIGN_KEYS))).all():
        child, parent = table(key.child).alias("child"), table(key.parent).alias("parent")
        pairs = [
            column(theirs, _selectable=parent) == column(ours, _selectable=child)
            for ours, theirs in zip(key.columns, key.parents, strict=True)
        ]
        held = select(text("1")).select_from(parent).where(*pairs).correlate(child)
        whole = [column(name, _selectable=child).is_not(None) for name in key.columns]
        broken = select(func.count()).select_from(child).where(*whole, ~held.exists())
        count = (await conn.execute(broken)).scalar_one()
        if count:
            faults.append(f"{count} rows of {key.child} name a missing row of {key.parent}")
    return faults


_FOREIGN_KEYS = """
SELECT child.relname AS child, parent.relname AS parent,
       (SELECT array_agg(a.attname::text ORDER BY place)
        FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = number) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY place)
        FROM unnest(confkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = number) AS parents
FROM pg_constraint
JOIN pg_class child ON child.oid = conrelid
JOIN pg_class parent ON parent.oid = confrelid
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
ORDER BY 1, 2
"""
