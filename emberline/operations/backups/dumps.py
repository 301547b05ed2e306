"""A database as files: a consistent copy taken while it is in use, as of one moment."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pysqlite3
from sqlalchemy import Connection, func, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from emberline.kit.db import act_for_house, embedded_path
from emberline.media.service.inventory import all_keys
from emberline.operations.backups.archive import SQLITE
from emberline.operations.databases import (
    postgres_engine,
    postgres_revision,
    sqlite_engine,
    sqlite_faults,
    sqlite_revision,
)
from emberline.operations.progress import Note
from emberline.settings import Settings
from emberline.stories.queries import imports

_PAGES_A_STEP = 4096


class DumpFailed(Exception):  # noqa: N818 (reads as what is the case)
    """The database cannot be copied as it is; the text says why and what to do."""


class Dump(NamedTuple):
    """A copied database: its files in the order of the archive, by member name.

    keys: a file with a line for each stored file that the copy names.
    """

    dialect: str
    revision: str
    files: dict[str, Path]
    rows: dict[str, int]
    columns: dict[str, list[str]]
    keys: Path


async def dump(settings: Settings, folder: Path, note: Note) -> Dump:
    """Copy the database that `settings` name into `folder`, as it is at one moment.

    Readers and writers go on meanwhile. DumpFailed when it is damaged or has no schema; the
    driver's errors when it does not answer.
    """
    if settings.database_url is None:
        path = embedded_path(settings.data_dir)
        return await asyncio.to_thread(_dump_sqlite, path, folder, note)
    return await _dump_postgres(settings.database_url, folder, note)


def _dump_sqlite(path: Path, folder: Path, note: Note) -> Dump:
    target = folder / SQLITE
    _copy_sqlite(path, target, note)
    engine = sqlite_engine(target)
    try:
        with engine.connect() as conn:
            faults = sqlite_faults(conn)
            if faults:
                raise DumpFailed(f"The database is damaged: {faults[0]}. Run `emberline doctor`.")
            keys = _write_keys(_named_files(conn), folder)
            revision = _checked_revision(sqlite_revision(conn))
            return Dump("sqlite", revision, {SQLITE: target}, sqlite_rows(conn), {}, keys)
    finally:
        engine.dispose()


def _copy_sqlite(path: Path, target: Path, note: Note) -> None:
    source, copy = (
        pysqlite3.connect(str(path), isolation_level=None),
        pysqlite3.connect(str(target)),
    )
    try:
        source.execute("PRAGMA query_only=ON")
        # A backup begins anew whenever another connection writes between two of its steps; inside
        # a transaction of its own it goes on with what was there when it began.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(
            copy,
            pages=_PAGES_A_STEP,
            progress=lambda _, left, total: note("Copying the database", total - left, total),
        )
        source.execute("ROLLBACK")
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        copy.close()
        source.close()


def sqlite_rows(conn: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = conn.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' "
        "ESCAPE '!' ORDER BY name"
    ).scalars()
    return {
        name: conn.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in names.all()
    }


async def _dump_postgres(url: str, folder: Path, note: Note) -> Dump:
    engine = postgres_engine(url)
    try:
        async with engine.connect() as conn:
            await conn.execution_options(isolation_level="REPEATABLE READ")
            # However long it takes: the server's own connections keep their deadlines.
            await conn.execute(text("SET TRANSACTION READ ONLY"))
            await conn.execute(text("SET LOCAL statement_timeout = 0"))
            await conn.run_sync(act_for_house)
            revision = _checked_revision(await postgres_revision(conn))
            columns = await postgres_columns(conn)
            files, rows = await _copy_tables(conn, columns, folder, note)
            keys = await conn.run_sync(lambda sync: _write_keys(_named_files(sync), folder))
            return Dump("postgresql", revision, files, rows, columns, keys)
    finally:
        await engine.dispose()


async def _copy_tables(
    conn: AsyncConnection, columns: dict[str, list[str]], folder: Path, note: Note
) -> tuple[dict[str, Path], dict[str, int]]:
    raw = await raw_connection(conn)
    files, rows = {}, {}
    for number, (name, names) in enumerate(columns.items()):
        path = folder / f"{name}.copy"
        status = await raw.copy_from_table(name, columns=names, output=path)
        files[f"database/{name}.copy"] = path
        rows[name] = int(status.rpartition(" ")[2])
        note("Copying the database", number + 1, len(columns))
    return files, rows


async def raw_connection(conn: AsyncConnection) -> Any:
    """asyncpg's own connection beneath, inside the same transaction."""
    return (await conn.get_raw_connection()).driver_connection


async def postgres_columns(conn: AsyncConnection) -> dict[str, list[str]]:
    """The columns that hold something, of each table of the schema."""
    rows = await conn.execute(text(_COLUMNS))
    return {row.name: list(row.columns) for row in rows}


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _checked_revision(revision: str | None) -> str:
    if revision is None:
        raise DumpFailed("The database has no schema yet. Run `emberline migrate` first.")
    return revision


def _named_files(conn: Connection) -> Iterator[str]:
    yield from all_keys(conn)
    yield from imports.all_keys(conn)


def _write_keys(keys: Iterable[str], folder: Path) -> Path:
    path = folder / "keys"
    with path.open("w") as file:
        for key in keys:
            file.write(f"{key}\n")
    return path


_COLUMNS = """
SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
