"""The database of a backup, put where a database is to be: whole, or not at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pysqlite3
from sqlalchemy import Connection, Select, column, func, literal, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from emberline.kit.blobs.disk import sync
from emberline.kit.db import embedded_path
from emberline.kit.events import end_epoch
from emberline.operations.backups.archive import BackupDamaged, Manifest
from emberline.operations.backups.dumps import (
    postgres_columns,
    quoted,
    raw_connection,
    sqlite_rows,
)
from emberline.operations.databases import (
    REVISIONS,
    postgres_engine,
    postgres_revision,
    sqlite_engine,
    sqlite_faults,
    sqlite_revision,
)
from emberline.operations.progress import Note

Upgrade = Callable[[Connection, str], None]
"""`upgrade(conn, revision)` makes the schema of that revision in an empty database."""


class TargetInUse(Exception):  # noqa: N818 (reads as what is the case)
    """There is something where the backup is to go; the text says what to do."""


@dataclass(frozen=True)
class Target:
    """Where a backup goes. force: what is there may go, a SQLite database after a copy."""

    database_url: str | None
    data_dir: Path
    force: bool
    now: datetime


def check_sqlite(target: Target) -> None:
    """TargetInUse unless the target has no database, or may lose the one it has."""
    path = embedded_path(target.data_dir)
    if not path.exists():
        return
    if not target.force:
        raise TargetInUse(
            f"There is a database in {target.data_dir}. Restore into an empty folder "
            "(--data-dir), or replace it with --force."
        )
    with _alone(path):
        pass


def put_sqlite(target: Target, snapshot: Path, manifest: Manifest) -> Path | None:
    """Make `snapshot`, a file in the data folder, the database; where the one before lies now.

    BackupDamaged when it is not sound or not what the manifest says; TargetInUse when a server
    uses the one that it replaces.
    """
    check_snapshot(snapshot, manifest)
    _end_epoch(snapshot)
    path = embedded_path(target.data_dir)
    aside = None
    if path.exists():
        with _alone(path):
            aside = target.data_dir / "backups" / f"before-restore-{target.now:%Y%m%dT%H%M%SZ}.db"
            aside.parent.mkdir(mode=0o700, exist_ok=True)
            path.rename(aside)
    _sync(snapshot)
    snapshot.rename(path)
    _sync(target.data_dir)
    return aside


def check_snapshot(snapshot: Path, manifest: Manifest) -> None:
    """BackupDamaged unless the SQLite file is sound and has the rows that the manifest counts."""
    engine = sqlite_engine(snapshot)
    try:
        with engine.connect() as conn:
            faults = sqlite_faults(conn)
            if faults:
                raise BackupDamaged(f"Its database is damaged: {faults[0]}.")
            _compare_rows(sqlite_rows(conn), manifest)
            if sqlite_revision(conn) != manifest.revision:
                raise BackupDamaged("Its database is of another revision than its manifest says.")
    finally:
        engine.dispose()


def _end_epoch(snapshot: Path) -> None:
    engine = sqlite_engine(snapshot)
    try:
        with engine.begin() as conn:
            end_epoch(conn)
    finally:
        engine.dispose()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the database at `path` so that nobody else has it open, its log folded back."""
    raw = pysqlite3.connect(str(path), isolation_level=None, timeout=1)
    try:
        # Leaving the write-ahead log takes the only connection there is.
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()
        raw.execute("BEGIN EXCLUSIVE")
        yield
    except pysqlite3.OperationalError as error:
        raise TargetInUse(
            f"The database in {path.parent} is in use ({error}). Stop the server first."
        ) from None
    finally:
        raw.close()


async def check_postgres(target: Target) -> None:
    """TargetInUse unless the database at the target is empty, or may be emptied and is unused."""
    assert target.database_url is not None
    engine = postgres_engine(target.database_url)
    try:
        async with engine.connect() as conn:
            await _check_postgres(conn, force=target.force)
    finally:
        await engine.dispose()


async def put_postgres(
    target: Target, folder: Path, manifest: Manifest, upgrade: Upgrade, note: Note
) -> None:
    """Make the dumped tables in `folder` the database, in one transaction.

    A schema of the backup's revision is used as it is; any other is dropped and made anew. Raises
    TargetInUse; BackupDamaged when the rows do not hold together or are not as many as told.
    """
    assert target.database_url is not None
    engine = postgres_engine(target.database_url)
    try:
        async with engine.begin() as conn:
            await conn.execute(text("SET LOCAL statement_timeout = 0"))
            await _check_postgres(conn, force=target.force)
            await _empty(conn, manifest.revision, upgrade)
            _check_columns(await postgres_columns(conn), manifest)
            await _load(conn, folder, manifest, note)
            await conn.run_sync(end_epoch)
    finally:
        await engine.dispose()


async def _check_postgres(conn: AsyncConnection, *, force: bool) -> None:
    others = (await conn.execute(text(_SERVERS))).scalar_one()
    if others:
        raise TargetInUse("A server uses this database. Stop every process of Emberline first.")
    if force:
        return
    for name in await postgres_columns(conn):
        there = await conn.execute(select(literal(1)).select_from(table(name)).limit(1))
        if name != REVISIONS and there.first() is not None:
            raise TargetInUse(
                f"The database is not empty: {name} has rows. Restore into an empty one, or "
                "replace what is there with --force."
            )


async def _empty(conn: AsyncConnection, revision: str, upgrade: Upgrade) -> None:
    tables = [quoted(name) for name in await postgres_columns(conn)]
    if tables and await postgres_revision(conn) == revision:
        await conn.execute(text(f"TRUNCATE {', '.join(tables)}"))
        return
    if tables:
        await conn.execute(text(f"DROP TABLE {', '.join(tables)} CASCADE"))
    await conn.run_sync(upgrade, revision)
    await conn.execute(text(f"TRUNCATE {REVISIONS}"))


def _check_columns(there: dict[str, list[str]], manifest: Manifest) -> None:
    for name, columns in manifest.columns.items():
        if not set(columns) <= set(there.get(name, ())):
            raise BackupDamaged(
                f"Its table {name} is none of revision {manifest.revision} as this release knows "
                "it. Restore it with the release that made it."
            )


async def _load(conn: AsyncConnection, folder: Path, manifest: Manifest, note: Note) -> None:
    # Without the foreign keys the tables can be filled in any order; putting them back checks
    # every row.
    keys = (await conn.execute(text(_FOREIGN_KEYS))).all()
    for key in keys:
        await conn.execute(text(f"ALTER TABLE {key.owner} DROP CONSTRAINT {quoted(key.name)}"))
    await _switch_triggers(conn, manifest, "DISABLE")
    # Rows cannot be copied into a table whose rows are locked against its own owner, nor are they
    # found there when foreign keys are put back.
    secured = (await conn.execute(text(_SECURED))).scalars().all()
    await _switch_security(conn, secured, "NO FORCE")
    raw = await raw_connection(conn)
    rows = {}
    for number, (name, columns) in enumerate(manifest.columns.items(), 1):
        status = await raw.copy_to_table(name, columns=columns, source=folder / f"{name}.copy")
        rows[name] = int(status.rpartition(" ")[2])
        note("Restoring the database", number, len(manifest.columns))
    _compare_rows(rows, manifest)
    await _switch_triggers(conn, manifest, "ENABLE")
    for key in keys:
        await conn.execute(
            text(f"ALTER TABLE {key.owner} ADD CONSTRAINT {quoted(key.name)} {key.definition}")
        )
    await _switch_security(conn, secured, "FORCE")
    for sequence in (await conn.execute(text(_SEQUENCES))).all():
        largest: Select[int | None] = select(func.max(column(sequence.column))).select_from(
            table(sequence.owner)
        )
        last = (await conn.execute(largest)).scalar()
        await conn.execute(
            text("SELECT setval(:name, :last, :used)"),
            {"name": sequence.name, "last": last or 1, "used": last is not None},
        )


async def _switch_triggers(conn: AsyncConnection, manifest: Manifest, switch: str) -> None:
    """What triggers counted is in the backup too: to count again while loading would double it."""
    for name in manifest.columns:
        await conn.execute(text(f"ALTER TABLE {quoted(name)} {switch} TRIGGER USER"))


async def _switch_security(conn: AsyncConnection, names: Sequence[str], switch: str) -> None:
    for name in names:
        await conn.execute(text(f"ALTER TABLE {quoted(name)} {switch} ROW LEVEL SECURITY"))


def _compare_rows(found: dict[str, int], manifest: Manifest) -> None:
    for name, rows in manifest.rows.items():
        if found.get(name) != rows:
            raise BackupDamaged(
                f"Its table {name} has {found.get(name)} rows, where its manifest counts {rows}."
            )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


# What servers and workers call themselves; see `kit.db.postgres`.
_SERVERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'emberline'
"""
_FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS owner, conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
ORDER BY 1, 2
"""
_SECURED = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relforcerowsecurity
"""
_SEQUENCES = """
SELECT c.relname AS owner, a.attname AS column,
       pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS name
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped
  AND pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL
"""
