"""Processes that work jobs off as `serve` and `worker` do, and the handlers that they run."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
)

from emberline.kit.clock import SystemClock
from emberline.kit.db import Database
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.jobs import (
    Bell,
    Job,
    LeaseLost,
    MemoryBell,
    Ring,
    Runner,
    RunningJob,
    sweep_until,
)
from emberline.kit.jobs.pg_bell import PgBell, install

LEASE_SECONDS = 1.0
SWEEP_SECONDS = 0.1
SCENES = 4
WAIT_SECONDS = 60.0

metadata = MetaData()
scenes = Table(
    "scenes",
    metadata,
    Column("job_id", String, primary_key=True),
    Column("scene", Integer, primary_key=True),
    Column("attempt", Integer),
)
# Without a key: a second end of a job would be seen.
ends = Table("ends", metadata, Column("job_id", String), Column("attempt", Integer))

ADD_SCENE = insert(scenes).values({c.name: bindparam(c.name) for c in scenes.c})
ADD_END = insert(ends).values({c.name: bindparam(c.name) for c in ends.c})
SCENES_OF = select(scenes.c.scene).where(scenes.c.job_id == bindparam("of_job"))
ALL_SCENES = select(scenes.c.job_id, scenes.c.scene)
ALL_ENDS = select(ends.c.job_id, ends.c.attempt)

Say = Callable[[str, str, int], Awaitable[None]]


async def opened(url: str | None, folder: Path) -> Database:
    """The data layer on the test's database."""
    return SqliteDatabase(folder / "jobs.db") if url is None else PostgresDatabase(url)


async def make_tables(database: Database, url: str | None) -> None:
    """The jobs, what the handlers write, and PgQueuer's own where it is used."""
    await database.write(_create)
    if url is not None:
        await install(url)


def _create(conn: Connection) -> None:
    Job.metadata.create_all(conn, tables=[Job.metadata.tables["jobs"]])
    metadata.create_all(conn)


def deliver_to(bell: Bell) -> Callable[[object], None]:
    """What a composition gives to `on_commit`."""

    def deliver(message: object) -> None:
        assert isinstance(message, Ring)
        bell.ring(message.kind, message.job_id, message.attempt)

    return deliver


class Worker:
    """A process with handlers, which tells what they do."""

    def __init__(
        self,
        url: str | None,
        folder: Path,
        *,
        kind: str,
        slots: int = 2,
        lease: float = LEASE_SECONDS,
        paced: bool = False,
    ) -> None:
        """`paced` handlers wait for `answer` after each thing they tell."""
        context = multiprocessing.get_context("forkserver")
        # Imported once: a process then starts in a fortieth of the time.
        context.set_forkserver_preload([__name__])
        self._news, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(url, folder, kind, slots, lease, theirs, paced), daemon=True
        )
        self._process.start()
        theirs.close()

    async def hear(self) -> tuple[str, str, int]:
        """What a handler tells next: a word, the job's id, the attempt. EOFError when it died."""
        ready = await asyncio.to_thread(self._news.poll, WAIT_SECONDS)
        assert ready, "the worker says nothing"
        news: tuple[str, str, int] = self._news.recv()
        return news

    async def until(self, word: str) -> tuple[str, int]:
        """The job and the attempt of the next news with that word; what comes before is dropped."""
        while (news := await self.hear())[0] != word:
            pass
        return news[1], news[2]

    def answer(self) -> None:
        """Let a paced handler go on."""
        self._news.send("go on")

    def kill(self) -> None:
        """End it without a chance to clean up."""
        self._process.kill()
        self._process.join()

    def go_on(self) -> None:
        """Let a process that stopped itself go on."""
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGCONT)


def _work(
    url: str | None,
    folder: Path,
    kind: str,
    slots: int,
    lease: float,
    news: Pipe,
    paced: bool,
) -> None:
    async def say(word: str, job_id: str, attempt: int) -> None:
        news.send((word, job_id, attempt))
        if paced:
            await asyncio.to_thread(news.recv)

    handler = {"render": _render, "stall": _stall, "count": _count}[kind]

    async def handle(job: RunningJob) -> None:
        await handler(job, say)

    asyncio.run(_serve(url, folder, {kind: handle}, slots, lease))


async def _serve(url: str | None, folder: Path, handlers: Any, slots: int, lease: float) -> None:
    database = await opened(url, folder)
    clock, stop = SystemClock(), asyncio.Event()
    runner = Runner(
        database,
        clock,
        handlers,
        stop,
        lease=timedelta(seconds=lease),
        renew_seconds=lease / 4,
    )
    by_kind = dict.fromkeys(handlers, slots)
    bell: Bell = (
        MemoryBell(runner.answer, by_kind) if url is None else PgBell(url, runner.answer, by_kind)
    )
    database.on_commit(deliver_to(bell))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(bell.run(stop))
        tasks.create_task(sweep_until(stop, database, bell, clock, handlers, seconds=SWEEP_SECONDS))


async def _render(job: RunningJob, say: Say) -> None:
    """Scene by scene, leaving out what an earlier attempt has done; then one end."""
    await say("claimed", job.id, job.attempt)
    for scene in range(SCENES):
        if await job.write(_add_scene, job.id, scene, job.attempt):
            await say("scene", job.id, job.attempt)
            await job.progress((scene + 1) * 100 // SCENES)
    await say("ending", job.id, job.attempt)
    await job.finish(add_end, job.id, job.attempt)
    await say("ended", job.id, job.attempt)


async def _stall(job: RunningJob, say: Say) -> None:
    """The first attempt's process stands still before it writes."""
    await say("claimed", job.id, job.attempt)
    if job.attempt == 1:
        os.kill(os.getpid(), signal.SIGSTOP)
    try:
        await job.finish(add_end, job.id, job.attempt)
    except LeaseLost:
        await say("refused", job.id, job.attempt)
        raise
    await say("ended", job.id, job.attempt)


async def _count(job: RunningJob, say: Say) -> None:
    await job.write(add_end, job.id, job.attempt)
    await say("ended", job.id, job.attempt)


def _add_scene(conn: Connection, job_id: str, scene: int, attempt: int) -> bool:
    if scene in conn.execute(SCENES_OF, {"of_job": job_id}).scalars().all():
        return False
    conn.execute(ADD_SCENE, {"job_id": job_id, "scene": scene, "attempt": attempt})
    return True


def add_end(conn: Connection, job_id: str, attempt: int) -> None:
    """Note that this attempt came to the end."""
    conn.execute(ADD_END, {"job_id": job_id, "attempt": attempt})
