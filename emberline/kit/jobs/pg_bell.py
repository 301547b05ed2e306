"""The bell of many processes: PgQueuer over PostgreSQL, in a schema of its own.

PgQueuer only carries rings. A ring counts as delivered when a task here begins to answer it: rows
with leases, not the queue, say what has been done, so its retries, cron and cancel are unused.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import islice
from typing import Any

import asyncpg
import pgqueuer
import structlog
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import QueueEntrypoint
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from emberline.kit.jobs.bell import Answer, answered

SCHEMA = "jobs"
LOG_AGE = timedelta(days=7)

_CLEAN_SECONDS = 3600.0
_CONNECT_SECONDS = 5.0
_COMMAND_SECONDS = 10.0
_RETRY_SECONDS = 1.0
_DEQUEUE_TIMEOUT = timedelta(seconds=2)
_RINGS_AT_ONCE = 200
# Kept while PostgreSQL is away; beyond that the oldest are left to the sweep.
_RINGS_KEPT = 10_000
# The last is what asyncpg says where the server's farewell came, but not yet its end.
_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)

log = structlog.get_logger()


async def install(url: str) -> None:
    """Make PgQueuer's tables in their schema, or bring them to this version; repeatable.

    Belongs after our own migrations. Raises asyncpg's errors.
    """
    async with _connected(url) as connection:
        queries = _queries(connection)
        async with queries.schema_lock():
            if not await queries.schema_is_installed():
                await queries.install()
        await queries.apply_upgrade()


class PgBell:
    """Rings through PgQueuer; answers the rings for `slots`, of whatever process.

    A process that only rings (a web process beside workers) has no slots. When PostgreSQL goes
    away it is tried again every second.
    """

    def __init__(self, url: str, answer: Answer, slots: Mapping[str, int]) -> None:
        """`answer` is called in up to `slots[kind]` tasks at once in this process."""
        self._url = url
        self._answer = answer
        self._slots = dict(slots)
        self._rings: deque[tuple[str, str, int]] = deque(maxlen=_RINGS_KEPT)
        self._rung = asyncio.Event()

    def ring(self, kind: str, subject: str, attempt: int) -> None:
        """See `Bell.ring`."""
        self._rings.append((kind, subject, attempt))
        self._rung.set()

    async def run(self, stop: asyncio.Event) -> None:
        """See `Bell.run`."""
        last_answer_ended = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._send_until(last_answer_ended))
            if self._slots:
                tasks.create_task(self._clean_until(stop))
                await self._listen_until(stop)
            else:
                await stop.wait()
            # Runs that gave back their rows on the way out have rung for others.
            last_answer_ended.set()
            self._rung.set()

    async def _listen_until(self, stop: asyncio.Event) -> None:
        slots = _Slots(self._answer, self._slots)
        await pgqueuer.run(
            lambda: self._manager(slots),
            dequeue_timeout=_DEQUEUE_TIMEOUT,
            batch_size=1,
            restart_on_failure=True,
            restart_delay=timedelta(seconds=_RETRY_SECONDS),
            shutdown_on_listener_failure=True,
            shutdown=stop,
        )
        await slots.all_ended()

    @asynccontextmanager
    async def _manager(self, slots: "_Slots") -> AsyncIterator["_Manager"]:
        async with _connected(self._url) as connection:
            manager = _Manager(_queries(connection), channel=_SETTINGS.channel)
            manager.slots = slots
            for kind in self._slots:
                manager.entrypoint(kind)(_delivered)
            yield manager

    async def _send_until(self, end: asyncio.Event) -> None:
        while not (end.is_set() and not self._rings):
            try:
                async with _connected(self._url) as connection:
                    await self._send(_queries(connection), end)
            except _AWAY as error:
                log.warning("rings_not_sent", waiting=len(self._rings), reason=str(error))
                if end.is_set():
                    return  # what is left is found by others' sweeps
                with suppress(TimeoutError):
                    async with asyncio.timeout(_RETRY_SECONDS):
                        await end.wait()

    async def _send(self, queries: pgqueuer.Queries, end: asyncio.Event) -> None:
        while True:
            while self._rings:
                batch = list(islice(self._rings, _RINGS_AT_ONCE))
                await self._enqueue(queries, batch)
                for _ in range(min(len(batch), len(self._rings))):
                    self._rings.popleft()
            if end.is_set():
                return
            await self._rung.wait()
            self._rung.clear()

    async def _enqueue(
        self, queries: pgqueuer.Queries, batch: Sequence[tuple[str, str, int]]
    ) -> None:
        await queries.enqueue(
            [kind for kind, _, _ in batch],
            [subject.encode() for _, subject, _ in batch],
            [0] * len(batch),
            # The attempt is in the key because a row that lapsed or was given back must ring
            # although the ring for its last attempt may not be gone yet.
            dedupe_key=[f"{kind}:{subject}:{attempt}" for kind, subject, attempt in batch],
            on_conflict="skip",
        )

    async def _clean_until(self, stop: asyncio.Event) -> None:
        """Delete PgQueuer's old log, which it keeps for ever."""
        names = _SETTINGS.qualified
        while not stop.is_set():
            try:
                async with _connected(self._url) as connection:
                    for table in (names.queue_table_log, names.statistics_table):
                        await connection.execute(
                            f"DELETE FROM {table} WHERE created < now() - $1::interval",  # noqa: S608
                            LOG_AGE,
                        )
            except _AWAY as error:
                log.warning("bell_log_not_cleaned", reason=str(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLEAN_SECONDS):
                    await stop.wait()


class _Slots:
    """The answers under way in this process, and the kinds that have room for another."""

    def __init__(self, answer: Answer, slots: Mapping[str, int]) -> None:
        self._answer = answer
        self._free = dict(slots)
        self._tasks: set[asyncio.Task[None]] = set()

    def free_kinds(self) -> set[str]:
        return {kind for kind, free in self._free.items() if free > 0}

    def start(self, kind: str, subject: str) -> None:
        self._free[kind] -= 1
        task = asyncio.create_task(self._serve(kind, subject))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def one_free(self, shutdown: asyncio.Event) -> None:
        """Wait until some kind has room, or `shutdown` is set."""
        stopped = asyncio.create_task(shutdown.wait())
        try:
            while not self.free_kinds() and not stopped.done():
                await asyncio.wait({*self._tasks, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()

    async def all_ended(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve(self, kind: str, subject: str) -> None:
        try:
            await answered(self._answer, kind, subject)
        finally:
            self._free[kind] += 1


class _Manager(pgqueuer.QueueManager):
    """Takes a ring from the queue only when this process has a free slot for its kind.

    PgQueuer's own limits are either common to all processes or to all kinds.
    """

    slots: _Slots

    def entrypoints_below_capacity_limits(self) -> set[QueueEntrypoint]:
        """The kinds to take rings of."""
        return {QueueEntrypoint(kind) for kind in self.slots.free_kinds()}

    async def fetch_jobs(self, *args: Any, **kwargs: Any) -> AsyncGenerator[pgqueuer.Job, None]:
        """Take rings, one at a time, and begin to answer each before it counts as delivered."""
        async for ring in super().fetch_jobs(*args, **kwargs):
            self.slots.start(ring.entrypoint, (ring.payload or b"").decode())
            yield ring
            await self.slots.one_free(self.shutdown)


async def _delivered(ring: pgqueuer.Job) -> None:
    """What PgQueuer runs for a ring: nothing, since its answer is under way already."""


class _Settings(DBSettings):
    """PgQueuer's names of things, from here alone and not from the environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (the base class's signature)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments only."""
        return (init_settings,)


_SETTINGS = _Settings(db_schema=SCHEMA)


def _queries(connection: Any) -> pgqueuer.Queries:
    return pgqueuer.Queries(
        pgqueuer.AsyncpgDriver(connection),
        QueryBuilderEnvironment(_SETTINGS),
        QueryQueueBuilder(_SETTINGS),
        QuerySchedulerBuilder(_SETTINGS),
    )


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(
        url,
        timeout=_CONNECT_SECONDS,
        command_timeout=_COMMAND_SECONDS,
        server_settings={"application_name": "emberline bell"},
    )
    try:
        yield connection
    finally:
        # Without the farewell that `close` waits for, which a dead connection never hears.
        connection.terminate()
