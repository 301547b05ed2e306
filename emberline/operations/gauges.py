"""The state of the instance for Prometheus: room, queue and sweeps, a few seconds old at most."""

import asyncio
import shutil
from datetime import datetime, timedelta
from typing import NamedTuple
from weakref import WeakKeyDictionary

from prometheus_client import Gauge
from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.errors import AppError
from emberline.kit.jobs import JobStatus
from emberline.kit.jobs.upkeep import KindFigures, queue_figures
from emberline.kit.runtime import Runtime
from emberline.operations.service.storage import database_bytes

ASKED_EVERY = timedelta(seconds=5)

DATABASE_UP = Gauge("emberline_database_up", "1 while the database answers, else 0.")
DATABASE_BYTES = Gauge("emberline_database_bytes", "Size of the database.")
DISK_FREE_BYTES = Gauge("emberline_disk_free_bytes", "Free room on the disk of the data folder.")
JOBS = Gauge("emberline_jobs", "Jobs, by kind and state.", ["kind", "status"])
OLDEST_DUE_SECONDS = Gauge(
    "emberline_jobs_oldest_due_seconds", "How long the longest waiting job is overdue.", ["kind"]
)
LAST_SWEEP = Gauge("emberline_last_sweep_timestamp_seconds", "When a sweep began last.", ["kind"])

_asked_at: WeakKeyDictionary[Database, datetime] = WeakKeyDictionary()


class _State(NamedTuple):
    database_bytes: int
    queue: list[KindFigures]


async def show_state(runtime: Runtime) -> None:
    """Bring the gauges up to date, unless they were a moment ago; never an error."""
    now = runtime.clock.now()
    last = _asked_at.get(runtime.database)
    if last is not None and now - last < ASKED_EVERY:
        return
    _asked_at[runtime.database] = now
    free = await asyncio.to_thread(shutil.disk_usage, runtime.settings.data_dir)
    DISK_FREE_BYTES.set(free.free)
    try:
        state = await runtime.database.read(_read_state)
    except AppError:
        # Whoever reads metrics wants to see just this.
        DATABASE_UP.set(0)
        return
    DATABASE_UP.set(1)
    DATABASE_BYTES.set(state.database_bytes)
    _show_queue(state.queue, now)


def _read_state(conn: Connection) -> _State:
    return _State(database_bytes(conn), queue_figures(conn))


def _show_queue(queue: list[KindFigures], now: datetime) -> None:
    for gauge in (JOBS, OLDEST_DUE_SECONDS, LAST_SWEEP):
        gauge.clear()
    last_sweeps: dict[str, datetime] = {}
    for row in queue:
        JOBS.labels(row.kind, row.status).set(row.jobs)
        if row.status == JobStatus.PENDING:
            overdue = max(0.0, (now - row.oldest_due_at).total_seconds())
            OLDEST_DUE_SECONDS.labels(row.kind).set(overdue)
        if row.period_seconds is not None and row.last_started_at is not None:
            before = last_sweeps.get(row.kind, row.last_started_at)
            last_sweeps[row.kind] = max(before, row.last_started_at)
    for kind, at in last_sweeps.items():
        LAST_SWEEP.labels(kind).set(at.timestamp())
