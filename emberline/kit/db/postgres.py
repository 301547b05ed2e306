"""PostgreSQL: asyncpg pools made at start-up; a transaction function runs under `run_sync`."""

import asyncio
import re
from typing import Any, ParamSpec, TypeVar

import msgspec
from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from emberline.kit.db.calls import (
    DEADLINE_SECONDS,
    Call,
    Deliver,
    Transaction,
    closed,
    commit_at_edge,
    guard_edges,
    nobody_listens,
    rollback_at_edge,
)
from emberline.kit.db.faults import lost_connection, translated, worth_retrying
from emberline.kit.db.hot import RAW

P = ParamSpec("P")
T = TypeVar("T")

POOL_SIZE = 8
_POOL_WAIT_SECONDS = 5.0
_CONNECT_SECONDS = 5.0
_TRIES = 4


class PostgresDatabase:
    """Two pools, of readers (read-only by default) and of writers; one transaction a call.

    A write runs in a task of its own: a request that goes away does not take it back half-done. A
    deadlock or a serialisation failure reruns the function, and a read whose pooled connection was
    dead is tried once more.
    """

    dialect = "postgresql"

    def __init__(self, url: str, *, deadline: float = DEADLINE_SECONDS, size: int = POOL_SIZE):
        self._readers = _engine(url, deadline, size, read_only=True)
        self._writers = _engine(url, deadline, size, read_only=False)
        self._deliver: Deliver = nobody_listens
        self._under_way: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def open(self) -> None:
        """Make a connection of each pool now, so that the first requests need not wait.

        AppError 503 when the server does not answer.
        """
        try:
            for engine in (self._readers, self._writers):
                await (await engine.connect()).close()
        except Exception as error:
            raise translated(error) from error

    async def read(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.read`."""
        if self._closed:
            raise closed()
        call = _call(fn, args, kwargs)
        await self._read_once(call)
        if lost_connection(call.error):
            # The pool has dropped what died with it, so one more try is answered, or says 503.
            await self._read_once(call)
        if call.error is not None:
            raise translated(call.error)
        outcome: T = call.outcome
        return outcome

    async def read_hot(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.read_hot`."""
        return await self.read(fn, *args, **kwargs)

    async def write(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Database.write`."""
        if self._closed:
            raise closed()
        call = _call(fn, args, kwargs)
        task = asyncio.create_task(self._write(call))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        # A cancelled awaiter cancels its future, never the task: `settle` publishes all the same.
        outcome: T = await call.future
        return outcome

    def on_commit(self, deliver: Deliver) -> None:
        """See `Database.on_commit`."""
        self._deliver = deliver

    async def close(self) -> None:
        """Refuse new calls, finish the writes under way, close the connections."""
        self._closed = True
        await asyncio.gather(*self._under_way)
        await self._readers.dispose()
        await self._writers.dispose()

    async def _write(self, call: Call) -> None:
        for _ in range(_TRIES):
            await self._write_once(call)
            if call.error is None or not worth_retrying(call.error):
                break
        if call.error is not None:
            call.error = translated(call.error)
        call.settle(self._deliver)

    async def _read_once(self, call: Call) -> None:
        try:
            async with self._readers.connect() as connection:
                await connection.run_sync(_run_read, call)
        except Exception as error:  # noqa: BLE001 (the awaiter gets it)
            call.error = error
        if call.error is not None and isinstance(call.error.__cause__, asyncio.CancelledError):
            raise call.error.__cause__  # the request went away, and its read with it

    async def _write_once(self, call: Call) -> None:
        try:
            async with self._writers.connect() as connection:
                await connection.run_sync(_run_write, call)
        except Exception as error:  # noqa: BLE001 (the awaiter gets it)
            call.error = error


def _call(fn: Transaction[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
    return Call(fn, args, kwargs, asyncio.get_running_loop().create_future())


def _run_read(conn: Connection, call: Call) -> None:
    call.run(conn)
    rollback_at_edge(conn)


def _run_write(conn: Connection, call: Call) -> None:
    transaction = conn.begin()
    call.run(conn)
    if call.error is None and not transaction.is_active:
        call.error = RuntimeError(f"{call.fn.__qualname__} ended its transaction")
    if call.error is None:
        commit_at_edge(conn)
    else:
        rollback_at_edge(conn)


def _engine(url: str, deadline: float, size: int, *, read_only: bool) -> AsyncEngine:
    settings = {
        "application_name": "emberline",
        "statement_timeout": str(int(deadline * 1000)),
        "idle_in_transaction_session_timeout": str(int(deadline * 2000)),
        # A plan for the bound values: a generic one cannot know who follows five and who thousands.
        "plan_cache_mode": "force_custom_plan",
        # Statements here take milliseconds; compiling one of many conditions took 60 of them.
        "jit": "off",
        "default_transaction_read_only": "on" if read_only else "off",
        "timezone": "UTC",
    }
    engine = create_async_engine(
        async_url(url),
        pool_size=size,
        max_overflow=0,
        pool_timeout=_POOL_WAIT_SECONDS,
        json_deserializer=msgspec.json.decode,
        # An error's text goes into the log, and parameters hold hashes and what people wrote.
        hide_parameters=True,
        connect_args={"server_settings": settings, "timeout": _CONNECT_SECONDS},
    )
    guard_edges(engine.sync_engine)
    event.listen(engine.sync_engine, "handle_error", _notice_death)
    if read_only:
        event.listen(engine.sync_engine, "connect", _offer_raw)
    return engine


def _offer_raw(dbapi_connection: Any, record: Any) -> None:
    """Let `hot` reach asyncpg itself on a reader, where no transaction has to be begun."""
    record.info[RAW] = dbapi_connection.driver_connection


def _notice_death(context: ExceptionContext) -> None:
    """asyncpg says `InternalClientError` where the server's farewell came, but not yet its end."""
    if type(context.original_exception).__name__ == "InternalClientError":
        context.is_disconnect = True


def async_url(url: str) -> str:
    """The operator's `postgresql://…` as SQLAlchemy wants it for asyncpg."""
    return re.sub(r"^postgres(ql)?://", "postgresql+asyncpg://", url)
