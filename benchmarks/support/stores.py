"""Databases for measurements: made with the product's own tables, filled fast, on a real disk."""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, Protocol, TypeVar

import asyncpg
import psutil
import pysqlite3
from sqlalchemy import Connection, Dialect, create_mock_engine, insert, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import DDL, CreateIndex, CreateTable

from benchmarks.support.population import Row
from emberline.accounts.service.signing_keys import ensure_signing_key, signing_keys
from emberline.accounts.tokens import AccessTokens
from emberline.kit.db import Database, embedded_path, open_database
from emberline.kit.db.types import Micros
from emberline.kit.events import EventCounter
from emberline.kit.ids import new_id
from emberline.migrations import HEAD
from emberline.stories.models.searching import Words
from emberline.tables import metadata
from tests.servers import PostgresServer

T = TypeVar("T")

SECRET_KEY = "a secret of the measurements, long enough for everyone"

DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
}
"""PostgreSQL as an operator runs it, where the tests' server trades safety for speed."""

_CHUNK = 20_000


@dataclass(frozen=True)
class Store:
    """A database with its data folder, as settings name it."""

    name: str
    folder: Path
    url: str | None

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a server on this store. A load test would only measure the limits."""
        settings = {
            "EMBERLINE_DATA_DIR": str(self.folder),
            "EMBERLINE_SECRET_KEY": SECRET_KEY,
            "EMBERLINE_RATE_LIMITS": "off",
            "EMBERLINE_SWEEP_SECONDS": "0",
        }
        return settings if self.url is None else {**settings, "EMBERLINE_DATABASE_URL": self.url}

    def tokens(self, user_ids: Sequence[str], now: datetime) -> list[str]:
        """An access token for each user, good for fifteen minutes from `now`."""
        keys = asyncio.run(self._signing_keys(now))
        tokens = AccessTokens(SECRET_KEY)
        tokens.know(keys)
        return [tokens.issue(user_id, new_id(), now) for user_id in user_ids]

    def mark_current(self) -> None:
        """Note the schema's revision, as `emberline migrate` does; `serve` looks for it."""

        def note(conn: Connection) -> None:
            conn.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            conn.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})

        self.write(note)

    def count_events(self, lasts: Mapping[str, int]) -> None:
        """Give users who have had no events the numbers of their last ones."""
        rows = [{"user_id": name, "last": n, "is_watched": False} for name, n in lasts.items()]

        def count(conn: Connection) -> None:
            conn.execute(insert(EventCounter), rows)

        self.write(count)

    def write(self, work: Callable[[Connection], None]) -> None:
        """Run one transaction on this store."""
        asyncio.run(self.run(lambda database: database.write(work)))

    async def run(self, work: Callable[[Database], Awaitable[T]]) -> T:
        """What `work` comes to with this store opened as the product opens it."""
        database = await open_database(self.url, self.folder)
        try:
            return await work(database)
        finally:
            await database.close()

    async def _signing_keys(self, now: datetime) -> Any:
        database = await open_database(self.url, self.folder)
        await database.write(ensure_signing_key, now)
        keys = await database.read(signing_keys)
        await database.close()
        return keys


class Rows(Protocol):
    """What fills a store."""

    def rows(self) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
        """Each table's name, its columns and its rows, the tables that others refer to first."""
        ...


@contextmanager
def stores(names: Sequence[str], parent: Path) -> Iterator[list[Store]]:
    """An empty store for each of `names` (`sqlite`, `postgresql`), gone at the end."""
    with tempfile.TemporaryDirectory(prefix="emberline-bench-", dir=parent) as folder:
        made = [Store("sqlite", _subfolder(folder, "sqlite"), None)] if "sqlite" in names else []
        if "postgresql" not in names:
            yield made
            return
        with PostgresServer(settings=DURABLE, parent=parent) as server:
            url = server.create_database("emberline")
            yield [*made, Store("postgresql", _subfolder(folder, "postgresql"), url)]


def _subfolder(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


def fill(store: Store, population: Rows) -> None:
    """Make the tables and put `population` into them; indexes and statistics come last."""
    if store.url is None:
        _fill_sqlite(embedded_path(store.folder), population)
    else:
        asyncio.run(_fill_postgres(store.url, population))


def _fill_sqlite(path: Path, population: Rows) -> None:
    raw = pysqlite3.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-200000"):
        raw.execute(f"PRAGMA {pragma}").fetchall()
    for statement in _statements("sqlite://", CreateTable):
        raw.execute(statement)
    raw.execute("BEGIN")
    for table, columns, rows in population.rows():
        named, marks = ", ".join(columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({named}) VALUES ({marks})"
        raw.executemany(statement, map(_values(table, columns, sqlite.dialect()), rows))
    raw.execute("COMMIT")
    for kind in (CreateIndex, DDL):
        for statement in _statements("sqlite://", kind):
            raw.execute(statement)
    # Its rows came before the triggers that fill it.
    raw.execute("INSERT INTO catalogue_search (catalogue_search) VALUES ('rebuild')")
    # No ANALYZE: the product does not run it either.
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()


def _values(table: str, columns: Sequence[str], dialect: Dialect) -> Callable[[Row], Sequence[Any]]:
    """Turns a row's instants and words into what the product stores."""
    turned = []
    for index, name in enumerate(columns):
        kind = metadata.tables[table].c[name].type.dialect_impl(dialect)
        if isinstance(kind, Micros | Words):
            turned.append((index, kind.bind_processor(dialect)))

    def values(row: Row) -> Sequence[Any]:
        cells = list(row)
        for index, process in turned:
            cells[index] = process(cells[index])
        return cells

    return values


async def _fill_postgres(url: str, population: Rows) -> None:
    raw = await asyncpg.connect(url)
    for statement in _statements("postgresql+asyncpg://", CreateTable):
        await raw.execute(statement)
    # The rows are whole; checking each reference would take longer than writing them.
    await raw.execute("SET session_replication_role = replica")
    for table, columns, rows in population.rows():
        if any(isinstance(metadata.tables[table].c[name].type, Words) for name in columns):
            await _insert_words(raw, table, columns, rows)
        else:
            await raw.copy_records_to_table(table, columns=list(columns), records=rows)
    for kind in (CreateIndex, DDL):
        for statement in _statements("postgresql+asyncpg://", kind):
            await raw.execute(statement)
    await raw.execute("VACUUM ANALYZE")
    await raw.execute("CHECKPOINT")
    await raw.close()


async def _insert_words(raw: Any, table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """A `tsvector` cannot be copied in binary, only written as text."""
    marks = ", ".join(f"${number}" for number, _ in enumerate(columns, start=1))
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    turned = map(_values(table, columns, dialect), rows)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    await raw.executemany(statement, turned)


def _statements(url: str, kind: Any) -> list[str]:
    """The DDL of the product's tables, or that of their indexes and triggers, made last."""
    made: list[str] = []

    def take(element: Any, *_: Any, **__: Any) -> None:
        if isinstance(element, kind):
            made.append(str(element.compile(dialect=engine.dialect)))

    engine = create_mock_engine(url, take)
    metadata.create_all(engine, checkfirst=False)
    return made


def real_disk(wished: Path | None) -> Path:
    """The folder to measure in. SystemExit when it lies in memory, where nothing is durable."""
    folder = wished or Path("/var/tmp")
    mounts = [
        m for m in psutil.disk_partitions(all=True) if folder.resolve().is_relative_to(m.mountpoint)
    ]
    mount = max(mounts, key=lambda m: len(m.mountpoint), default=None)
    if mount is not None and mount.fstype in {"tmpfs", "ramfs"}:
        raise SystemExit(f"{folder} lies in memory. Name a folder on a disk with --folder.")
    return folder


def fsync_milliseconds(folder: Path) -> float:
    """The median time that 4 KB more in a file take to be durable in `folder`."""
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(200):
            started = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    return median(times) * 1000
