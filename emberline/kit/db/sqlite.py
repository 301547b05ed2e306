"""SQLite: reader threads, and one writer thread that commits in groups."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, ParamSpec, TypeVar

import msgspec
import pysqlite3
import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from emberline.kit.db.calls import (
    DEADLINE_SECONDS,
    Call,
    Deliver,
    Transaction,
    begin_at_edge,
    close_at_edge,
    closed,
    commit_at_edge,
    guard_edges,
    nobody_listens,
    rollback_at_edge,
)
from emberline.kit.db.faults import translated
from emberline.kit.db.hot import RAW

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 64
READERS = 2
WAL_LIMIT_BYTES = 64 * 1024 * 1024
_BUSY_SLEEP_SECONDS = 0.0005
_BUSY_SECONDS = 5.0
_INSTRUCTIONS_A_CHECK = 20_000
# Calls between looks at the WAL's size, which costs a system call.
_CALLS_A_WAL_CHECK = 512

log = structlog.get_logger()


class SqliteDatabase:
    """One file: `READERS` threads for reads, one for hot reads, one writer with group commit.

    A write is acknowledged after a commit with `synchronous=FULL`. Waiting writes share one: up to
    `BATCH` calls, each in its savepoint, in one `BEGIN IMMEDIATE`.
    """

    dialect = "sqlite"

    def __init__(self, path: Path, *, deadline: float = DEADLINE_SECONDS) -> None:
        self._loop = asyncio.get_running_loop()
        self._deliver: Deliver = nobody_listens
        self._closed = False
        self._path = path
        self._read_calls: SimpleQueue[Call | None] = SimpleQueue()
        self._hot_calls: SimpleQueue[Call | None] = SimpleQueue()
        self._write_calls: SimpleQueue[Call | None] = SimpleQueue()
        writer = _Connection(path, deadline, read_only=False)
        self._threads = [self._start("db-writer", self._write_loop, writer)]
        for index in range(READERS):
            reader = _Connection(path, deadline, read_only=True)
            self._threads.append(
                self._start(f"db-reader-{index}", self._read_loop, reader, self._read_calls)
            )
        hot_reader = _Connection(path, deadline, read_only=True)
        self._threads.append(
            self._start("db-reader-hot", self._read_loop, hot_reader, self._hot_calls)
        )

    async def read(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.read`."""
        return await self._submit(self._read_calls, fn, args, kwargs)

    async def read_hot(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.read_hot`."""
        return await self._submit(self._hot_calls, fn, args, kwargs)

    async def write(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.write`."""
        return await self._submit(self._write_calls, fn, args, kwargs)

    def on_commit(self, deliver: Deliver) -> None:
        """See `Database.on_commit`."""
        self._deliver = deliver

    async def close(self) -> None:
        """Refuse new calls, finish those queued, close the connections."""
        self._closed = True
        for calls in (self._write_calls, self._hot_calls, *[self._read_calls] * READERS):
            calls.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)
        # The threads' last outcomes were posted to this loop before they ended.
        await asyncio.sleep(0)

    async def _submit(
        self,
        calls: SimpleQueue[Call | None],
        fn: Transaction[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> T:
        if self._closed:
            raise closed()
        future: asyncio.Future[T] = self._loop.create_future()
        calls.put(Call(fn, args, kwargs, future))
        # A cancelled awaiter cancels its future, never the call: `settle` publishes all the same.
        return await future

    def _start(self, name: str, target: Callable[..., None], *args: Any) -> threading.Thread:
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)
        thread.start()
        return thread

    def _read_loop(self, connection: "_Connection", calls: SimpleQueue[Call | None]) -> None:
        while (call := calls.get()) is not None:
            if not call.future.cancelled():
                connection.read(call, snapshot=calls is self._read_calls)
                self._post([call])
        connection.close()

    def _write_loop(self, connection: "_Connection") -> None:
        written = 0
        stopping = False
        while not stopping:
            batch, stopping = _take(self._write_calls)
            if batch:
                connection.write(batch)
                self._post(batch)
                written += len(batch)
            if written >= _CALLS_A_WAL_CHECK:
                written = 0
                connection.truncate_large_wal()
        connection.close()

    def _post(self, calls: Sequence[Call]) -> None:
        """Wake the loop once for all of `calls`."""
        self._loop.call_soon_threadsafe(self._settle, calls)

    def _settle(self, calls: Sequence[Call]) -> None:
        for call in calls:
            call.settle(self._deliver)


def _take(calls: "SimpleQueue[Call | None]") -> tuple[list[Call], bool]:
    """Wait for a call, then take what else waits, up to BATCH; and whether the end was met."""
    batch: list[Call] = []
    item = calls.get()
    while item is not None:
        batch.append(item)
        if len(batch) == BATCH:
            return batch, False
        try:
            item = calls.get_nowait()
        except Empty:
            return batch, False
    return batch, True


class _Connection:
    """One SQLite connection, used by one thread, with its deadline and its transactions."""

    def __init__(self, path: Path, deadline: float, *, read_only: bool) -> None:
        self._wal = path.with_name(path.name + "-wal")
        self._deadline_seconds = deadline
        self._deadline = float("inf")
        self.raw = self._open(path, read_only=read_only)
        self._engine = _engine(self.raw, immediate=not read_only)
        self.conn = self._engine.connect()
        self.conn.info[RAW] = self.raw

    def read(self, call: Call, *, snapshot: bool) -> None:
        """Run one read; with `snapshot` all its statements see the same moment."""
        self._deadline = monotonic() + self._deadline_seconds
        if snapshot:
            self.raw.execute("BEGIN")
        call.run(self.conn)
        self._deadline = float("inf")
        if self.conn.in_transaction():
            rollback_at_edge(self.conn)
        if self.raw.in_transaction:
            self.raw.rollback()
        if call.error is not None:
            call.error = translated(call.error)

    def write(self, batch: Sequence[Call]) -> None:
        """Commit all calls at once; when that cannot be, each alone, so that one fails alone."""
        if len(batch) == 1:
            self._write_alone(batch[0])
        elif not self._write_together(batch):
            for call in batch:
                self._write_alone(call)

    def _write_together(self, batch: Sequence[Call]) -> bool:
        """Whether the whole batch was committed; a call that failed was taken back alone."""
        try:
            with _no_longer_than(self):
                transaction = begin_at_edge(self.conn)
        except Exception as error:  # noqa: BLE001 (the awaiters get it)
            # Another process holds the file: alone, each call would wait for it as long again.
            self._abandon()
            for call in batch:
                call.error = translated(error)
            return True
        try:
            with _no_longer_than(self):
                for call in batch:
                    self._deadline = monotonic() + self._deadline_seconds
                    self.raw.execute("SAVEPOINT one_call")
                    call.run(self.conn)
                    if not (transaction.is_active and self.raw.in_transaction):
                        raise _BatchLost  # SQLite itself, or a stray commit, ended it
                    if self.conn.in_nested_transaction():
                        raise _BatchLost
                    if call.error is not None:
                        self.raw.execute("ROLLBACK TO one_call")
                        call.error = translated(call.error)
                    self.raw.execute("RELEASE one_call")
                self._deadline = float("inf")
                commit_at_edge(self.conn)
        except Exception as error:  # noqa: BLE001 (the calls run again, alone)
            self._abandon()
            if not isinstance(error, _BatchLost):
                log.info("batch_rerun", calls=len(batch), reason=str(error))
            return False
        return True

    def _write_alone(self, call: Call) -> None:
        try:
            with _no_longer_than(self):
                begin_at_edge(self.conn)
                call.run(self.conn)
                self._deadline = float("inf")
                if call.error is None and not self.raw.in_transaction:
                    raise RuntimeError(f"{call.fn.__qualname__} ended its transaction")
                if call.error is None:
                    commit_at_edge(self.conn)
        except Exception as error:  # noqa: BLE001 (the awaiter gets it)
            call.error = error
        if call.error is not None:
            self._abandon()
            call.error = translated(call.error)

    def _abandon(self) -> None:
        """Take everything back, whatever state SQLAlchemy or SQLite were left in."""
        self._deadline = float("inf")
        # Closing is the only way out of a transaction object that a stray commit broke; the
        # pool keeps the connection beneath.
        close_at_edge(self.conn)
        if self.raw.in_transaction:
            self.raw.rollback()
        self.conn = self._engine.connect()

    def truncate_large_wal(self) -> None:
        """Give the WAL's disk space back once readers kept it from being reused for long."""
        try:
            if self._wal.stat().st_size > WAL_LIMIT_BYTES:
                self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (OSError, pysqlite3.Error) as error:
            log.warning("wal_not_truncated", reason=str(error))

    def close(self) -> None:
        """Let the connection go; the last one to close folds the WAL back."""
        self.conn.close()
        self.raw.close()

    def _open(self, path: Path, *, read_only: bool) -> Any:
        raw = pysqlite3.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16000",
            "mmap_size=268435456",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        # After the pragmas: `journal_mode` replaces the handler. SQLite's own waits up to 100 ms
        # between tries; half a millisecond cut the worst wait beside another process 30-fold.
        raw.set_busy_handler(_wait_busy)
        raw.set_progress_handler(self._past_deadline, _INSTRUCTIONS_A_CHECK)
        return raw

    def _past_deadline(self) -> bool:
        return monotonic() > self._deadline


class _no_longer_than:  # noqa: N801 (reads as a statement)
    """Begin with the connection's deadline set, and lift it at the end."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection._deadline = monotonic() + self._connection._deadline_seconds

    def __exit__(self, *_: object) -> None:
        self._connection._deadline = float("inf")


class _BatchLost(Exception):  # noqa: N818 (not an error: the signal to rerun)
    """The batch's transaction is gone before its commit."""


def _wait_busy(tries: int) -> bool:
    time.sleep(_BUSY_SLEEP_SECONDS)
    return tries * _BUSY_SLEEP_SECONDS < _BUSY_SECONDS


def _engine(raw: Any, *, immediate: bool) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=pysqlite3,
        creator=lambda: raw,
        poolclass=StaticPool,
        json_deserializer=msgspec.json.decode,
        # An error's text goes into the log, and parameters hold hashes and what people wrote.
        hide_parameters=True,
    )
    guard_edges(engine)
    if immediate:

        @event.listens_for(engine, "begin")
        def _begin(conn: Connection) -> None:
            conn.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
