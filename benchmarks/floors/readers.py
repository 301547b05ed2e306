"""Where the floor's rows come from: pysqlite3 in one thread, or a pool of raw asyncpg."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

import asyncpg
import pysqlite3

from benchmarks.floors.statement import POSTGRESQL, SQLITE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEYS = "SELECT kid, active_from FROM signing_keys ORDER BY active_from"


class Reader(Protocol):
    """Reads rows in the order of the statement's columns."""

    async def rows(self, name: str, viewer_id: str, now: datetime, *more: int) -> Sequence[Any]:
        """The rows of the statement called `name`."""
        ...

    async def keys(self) -> Sequence[Any]:
        """The signing keys: name and the instant from which each signs."""
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...


class SqliteReader:
    """One thread with one connection; a queue leads in, the loop's own wake-up leads out."""

    def __init__(self, path: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self._calls: SimpleQueue[Any] = SimpleQueue()
        self._raw = pysqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        for pragma in ("query_only=ON", "mmap_size=268435456", "cache_size=-16000"):
            self._raw.execute(f"PRAGMA {pragma}").fetchall()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    async def rows(self, name: str, viewer_id: str, now: datetime, *more: int) -> Sequence[Any]:
        """See `Reader.rows`."""
        micros = (now - _EPOCH) // _MICROSECOND
        future: asyncio.Future[Sequence[Any]] = self._loop.create_future()
        self._calls.put((future, SQLITE[name], (viewer_id, micros, *more)))
        return await future

    async def keys(self) -> Sequence[Any]:
        """See `Reader.keys`."""
        future: asyncio.Future[Sequence[Any]] = self._loop.create_future()
        self._calls.put((future, _KEYS, ()))
        return [(kid, instant(at)) for kid, at in await future]

    async def close(self) -> None:
        """See `Reader.close`."""
        self._calls.put(None)
        await asyncio.to_thread(self._thread.join)
        self._raw.close()

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            future, statement, binds = call
            rows = self._raw.execute(statement, binds).fetchall()
            self._loop.call_soon_threadsafe(future.set_result, rows)


def instant(micros: int) -> datetime:
    """What SQLite keeps as microseconds."""
    return _EPOCH + timedelta(microseconds=micros)


class PostgresReader:
    """A pool whose connections keep the statement prepared."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @staticmethod
    async def open(url: str) -> "PostgresReader":
        """Make the pool. A plan for any reader would be a bad one for each."""
        settings = {"plan_cache_mode": "force_custom_plan", "jit": "off"}
        pool = asyncpg.create_pool(url, min_size=8, max_size=8, server_settings=settings)
        return PostgresReader(await pool)

    async def rows(self, name: str, viewer_id: str, now: datetime, *more: int) -> Sequence[Any]:
        """See `Reader.rows`."""
        rows: Sequence[Any] = await self._pool.fetch(POSTGRESQL[name], viewer_id, now, *more)
        return rows

    async def keys(self) -> Sequence[Any]:
        """See `Reader.keys`."""
        rows: Sequence[Any] = await self._pool.fetch(_KEYS)
        return rows

    async def close(self) -> None:
        """See `Reader.close`."""
        await self._pool.close()
