"""Composition of the jobs: which handlers there are, and a bell to wake them."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial

import msgspec
from sqlalchemy import Connection

from emberline.adapters import open_runtime
from emberline.clips.jobs import announce, sweep_expired
from emberline.clips.service.announcements import ANNOUNCE
from emberline.clips.service.processing import follow_media
from emberline.generations.jobs.rendering import render
from emberline.generations.jobs.sweeping import sweep_generations
from emberline.generations.queries import RENDER
from emberline.generations.service.running import give_up as give_up_generation
from emberline.kit.bus import Bus
from emberline.kit.clock import SystemClock
from emberline.kit.housekeeping import sweep_kit
from emberline.kit.jobs import (
    Answer,
    Bell,
    GivenUp,
    Handler,
    MemoryBell,
    Ring,
    Runner,
    RunningJob,
    ensure_periodic,
    sweep_until,
)
from emberline.kit.runtime import Runtime
from emberline.media.jobs import fail_given_up, process, sweep_media
from emberline.media.service.media import PROCESS
from emberline.media.service.outcomes import give_up
from emberline.notifications.jobs import deliver as deliver_to_webhook
from emberline.notifications.jobs import push, sweep_notifications
from emberline.notifications.service.deliveries import DELIVER
from emberline.notifications.service.telling import PUSH
from emberline.settings import Settings
from emberline.stories.jobs.claims import count_claimed_plays
from emberline.stories.jobs.guests import sweep_guests
from emberline.stories.jobs.importing import import_stories, sweep_imports
from emberline.stories.jobs.leaderboards import sweep_leaderboards
from emberline.stories.jobs.people import sweep_people
from emberline.stories.jobs.playtests import sweep_playtests
from emberline.stories.queries.imports import IMPORT
from emberline.stories.service.plays.guests import CLAIMED
from emberline.stories.service.transfer.importing import give_up as give_up_import

Sweep = Callable[[Runtime], Awaitable[int]]
Work = Callable[[Runtime, RunningJob], Awaitable[None]]

# Work that repeats every `sweep_seconds`, each as a row of its own: one may fail without the rest.
SWEEPS: Mapping[str, Sweep] = {
    "clips.sweep": sweep_expired,
    "media.sweep": sweep_media,
    "media.given_up": partial(fail_given_up, tell=follow_media),
    "notifications.sweep": sweep_notifications,
    "stories.imports": sweep_imports,
    "stories.playtests": sweep_playtests,
    "stories.guests": sweep_guests,
    "stories.people": sweep_people,
    "stories.leaderboards": sweep_leaderboards,
    "generations.sweep": sweep_generations,
    "kit.sweep": sweep_kit,
}

# Work that was asked for, whether sweeps are on or off, and how much of it may run at once.
WORK: Mapping[str, tuple[Work, int]] = {
    PROCESS: (partial(process, tell=follow_media), 1),
    ANNOUNCE: (announce, 4),
    PUSH: (push, 4),
    DELIVER: (deliver_to_webhook, 16),
    IMPORT: (import_stories, 1),
    CLAIMED: (count_claimed_plays, 1),
    # A person has two of them at most, which leaves one for the others.
    RENDER: (render, 3),
}

# What follows, in the same transaction, when work fails for good.
GIVEN_UP: Mapping[str, GivenUp] = {
    PROCESS: partial(give_up, tell=follow_media),
    IMPORT: give_up_import,
    RENDER: give_up_generation,
}


@asynccontextmanager
async def running_jobs(
    runtime: Runtime, kinds: Mapping[str, int], deliver: Callable[[Bell, object], None]
) -> AsyncIterator[None]:
    """Run jobs of `kinds` (with how many at once) until the end.

    Every message of a commit goes to `deliver`, with the bell to ring. At the end runs are asked
    to stop and awaited; what was not finished is due again.
    """
    stop = asyncio.Event()
    handlers = {kind: handler for kind, handler in _handlers(runtime).items() if kind in kinds}
    runner = Runner(runtime.database, runtime.clock, handlers, stop, given_up=GIVEN_UP)
    bell = make_bell(runtime, runner.answer, kinds)
    runtime.database.on_commit(partial(deliver, bell))
    if any(kind in kinds for kind in SWEEPS):
        await runtime.database.write(_ensure_sweeps, runtime)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(bell.run(stop))
        tasks.create_task(sweep_until(stop, runtime.database, bell, runtime.clock, kinds))
        try:
            yield
        finally:
            stop.set()


async def run_worker(settings: Settings, kinds: Mapping[str, int]) -> None:
    """What `emberline worker` does: run jobs of `kinds` until SIGTERM or SIGINT."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with (
        open_runtime(settings, SystemClock()) as runtime,
        running_jobs(runtime, kinds, partial(hand_on, runtime.bus)),
    ):
        await stopped.wait()


def hand_on(bus: Bus, bell: Bell, message: object) -> None:
    """Hand on what a commit released: rings to who runs jobs, all else to every process."""
    match message:
        case Ring(kind, job_id, attempt):
            bell.ring(kind, job_id, attempt)
        case msgspec.Struct():
            bus.publish(message)


def all_kinds(settings: Settings) -> dict[str, int]:
    """Every kind of job that `settings` leave on, with how many may run at once."""
    work = {kind: slots for kind, (_, slots) in WORK.items()}
    return work | (dict.fromkeys(SWEEPS, 1) if settings.sweep_seconds else {})


def served_kinds(settings: Settings) -> dict[str, int]:
    """The kinds that `serve` runs itself: none where workers do it."""
    return all_kinds(settings) if settings.jobs == "embedded" else {}


def make_bell(runtime: Runtime, answer: Answer, kinds: Mapping[str, int]) -> Bell:
    """The bell that reaches those who run jobs: this process, or all on one PostgreSQL."""
    url = runtime.settings.database_url
    if runtime.settings.jobs == "embedded":
        return MemoryBell(answer, kinds)
    if url is None:
        return SweptBell(answer, kinds)
    from emberline.kit.jobs.pg_bell import PgBell  # noqa: PLC0415 (the extra `postgres`)

    return PgBell(url, answer, kinds)


class SweptBell(MemoryBell):
    """The bell between processes on one SQLite file: none; the workers' sweep finds the rows."""

    def ring(self, kind: str, subject: str, attempt: int) -> None:
        """See `Bell.ring`; a ring for another process's kind is left to its sweep."""
        if kind in self._slots:
            super().ring(kind, subject, attempt)


def _handlers(runtime: Runtime) -> dict[str, Handler]:
    work = {kind: partial(handle, runtime) for kind, (handle, _) in WORK.items()}
    return work | {kind: _sweeping(runtime, sweep) for kind, sweep in SWEEPS.items()}


def _sweeping(runtime: Runtime, sweep: Sweep) -> Handler:
    async def handle(job: RunningJob) -> None:  # noqa: ARG001 (sweeps need no fence: see `Sweep`s)
        await sweep(runtime)

    return handle


def _ensure_sweeps(conn: Connection, runtime: Runtime) -> None:
    for kind in SWEEPS:
        ensure_periodic(conn, kind, runtime.settings.sweep_seconds, runtime.clock.now())
