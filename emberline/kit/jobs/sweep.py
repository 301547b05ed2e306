"""The sweep: what is due is found again, whatever became of its ring."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

import structlog
from sqlalchemy import Connection

from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.errors import AppError
from emberline.kit.jobs.bell import Bell
from emberline.kit.jobs.intents import Ring, due

SWEEP_SECONDS = 5.0

log = structlog.get_logger()


async def sweep_until(
    stop: asyncio.Event,
    database: Database,
    bell: Bell,
    clock: Clock,
    kinds: Iterable[str],
    *,
    seconds: float = SWEEP_SECONDS,
) -> None:
    """Sweep at once and then every `seconds`, until `stop` is set; every process does."""
    kinds = tuple(kinds)
    while not stop.is_set():
        await sweep(database, bell, clock, kinds)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await stop.wait()


async def sweep(database: Database, bell: Bell, clock: Clock, kinds: Sequence[str]) -> int:
    """Ring for the rows of `kinds` that are due or whose lease has lapsed; how many they were.

    A database that is down is logged; the next sweep finds the same rows.
    """
    try:
        rings = await database.read(_due_of_all, kinds, clock.now())
    except AppError as error:
        log.warning("sweep_failed", reason=error.detail)
        return 0
    for ring in rings:
        bell.ring(ring.kind, ring.job_id, ring.attempt)
    return len(rings)


def _due_of_all(conn: Connection, kinds: Sequence[str], now: datetime) -> list[Ring]:
    return [ring for kind in kinds for ring in due(conn, kind, now)]
