"""The schema's history, and bringing a database up to date."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pysqlite3
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from emberline.kit.db import embedded_path
from emberline.kit.db.postgres import async_url

# The newest revision; a test holds it against the files.
HEAD = "0017"

_CONNECT_SECONDS = 5.0

# Two migrating processes at once: the second waits on this lock and finds the work done.
_ADVISORY_LOCK = 0x656D6265726C696E  # "emberlin"


class SchemaNotCurrent(Exception):  # noqa: N818 (reads as what is the case)
    """A database whose schema this release cannot serve as it is; the text says what to do."""


def prepare_embedded(data_dir: Path, now: datetime) -> Path | None:
    """Bring the embedded database up to date, made when missing; the backup taken before, if any.

    A database that has to change is copied first, to `backups/` in the data folder. One of a newer
    release is SchemaNotCurrent and stays as it is.
    """
    path = embedded_path(data_dir)
    if not path.exists():
        _migrate_embedded(path)
        return None
    revision = _embedded_revision(path)
    if revision == HEAD:
        return None
    refuse_newer(revision)
    backup = _back_up(path, data_dir / "backups" / f"before-{HEAD}-{now:%Y%m%dT%H%M%SZ}.db")
    _migrate_embedded(path)
    return backup


async def check_external(url: str) -> None:
    """SchemaNotCurrent unless the schema at `url` is the newest."""
    engine = _engine(url)
    try:
        async with engine.connect() as connection:
            revision = await connection.run_sync(_external_revision)
    finally:
        await engine.dispose()
    if revision != HEAD:
        refuse_newer(revision)
        found = f"revision {revision}" if revision else "empty"
        raise SchemaNotCurrent(
            f"The database's schema is {found}, this release needs {HEAD}. Back it up, then run "
            "`emberline migrate`."
        )


async def migrate_external(url: str) -> None:
    """Bring the schema at `url` up to date, and with it the queue of the job bell.

    SchemaNotCurrent, changing nothing, when a newer release made it.
    """
    from emberline.kit.jobs.pg_bell import install  # noqa: PLC0415 (the extra `postgres`)

    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
            refuse_newer(await connection.run_sync(_external_revision))
            await connection.run_sync(upgrade)
    finally:
        await engine.dispose()
    await install(url)


def upgrade(conn: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` on `conn`, which the caller commits."""
    command.upgrade(config(conn), revision)


def config(conn: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.attributes["connection"] = conn
    return found


def refuse_newer(revision: str | None) -> None:
    """SchemaNotCurrent when a newer release made the schema of this revision."""
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaNotCurrent(
            f"This release is older than the data: it knows the schema up to revision {HEAD}, and "
            f"finds {revision}. Install the release that the data is from, or put back a copy from "
            "before it."
        )


def _engine(url: str) -> AsyncEngine:
    return create_async_engine(async_url(url), connect_args={"timeout": _CONNECT_SECONDS})


def _migrate_embedded(path: Path) -> None:
    raw = pysqlite3.connect(str(path), isolation_level=None)
    try:
        # Batch migrations rebuild tables: foreign keys would delete what points there.
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA journal_mode=WAL").fetchall()
        engine = create_engine(
            "sqlite+pysqlite://", module=pysqlite3, creator=lambda: raw, poolclass=StaticPool
        )
        with engine.connect() as conn:
            conn.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(conn)
            broken = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"the migration broke {len(broken)} references")
            conn.commit()
    finally:
        raw.close()


def _embedded_revision(path: Path) -> str | None:
    raw = pysqlite3.connect(str(path))
    try:
        return _revision(lambda sql: raw.execute(sql).fetchone())
    finally:
        raw.close()


def _external_revision(conn: Connection) -> str | None:
    found = conn.execute(text("SELECT to_regclass('alembic_version')")).scalar()
    if found is None:
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _revision(fetch: Any) -> str | None:
    if fetch("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'") is None:
        return None
    row = fetch("SELECT version_num FROM alembic_version")
    return None if row is None else str(row[0])


def _back_up(path: Path, target: Path) -> Path:
    """A consistent copy through SQLite's own backup, whatever the WAL holds."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    source, copy = pysqlite3.connect(str(path)), pysqlite3.connect(str(target))
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    return target
