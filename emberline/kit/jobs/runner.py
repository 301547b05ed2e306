"""Runs jobs: claims a row, keeps its lease while the handler works, records how it ended."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Connection

from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.errors import AppError
from emberline.kit.ids import new_id
from emberline.kit.jobs import runs
from emberline.kit.jobs.lifecycle import LEASE, RENEW_SECONDS, JobStatus
from emberline.kit.jobs.runs import Claim, GivenUp, LeaseLost, Renewal

P = ParamSpec("P")
T = TypeVar("T")

GRACE_SECONDS = 0.5
"""How long a handler has to end by itself, once its row is lost, before it is cancelled."""

log = structlog.get_logger()


class Stopped(Exception):  # noqa: N818 (a handler's way to say so; nothing is wrong)
    """Raised by a handler that saw `job.stop` and did not finish; its row is due again."""


class RunningJob:
    """What a handler is given: the row as it was claimed, and the doors through its fence."""

    def __init__(self, database: Database, clock: Clock, held: Claim) -> None:
        self._database = database
        self._clock = clock
        self._held = held
        self.stop = asyncio.Event()
        """Set when the handler should end: the process stops, or the row is no longer its own."""
        self.is_finished = False
        """Whether `finish` has recorded the success."""

    @property
    def id(self) -> str:
        """The row's id."""
        return self._held.id

    @property
    def subject(self) -> str:
        """What the job is about."""
        return self._held.subject

    @property
    def user_id(self) -> str | None:
        """Whose work it is; None for the house's own."""
        return self._held.user_id

    @property
    def payload(self) -> Any:
        """The JSON value that came with the request."""
        return self._held.payload

    @property
    def attempt(self) -> int:
        """Which claim of the row this is, from 1."""
        return self._held.attempt

    async def progress(self, percent: int) -> None:
        """Note how far the work is, 0 to 100. LeaseLost when the row is no longer this run's."""
        await self._database.write(runs.progress, self._held, percent)

    async def write(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`database.write` under the fence: every write of a handler goes through here.

        LeaseLost when the row is no longer this run's; then nothing was written.
        """
        return await self._database.write(_fenced, self._held, fn, args, kwargs)

    async def gain(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`write` of what no later run does again: attempts that failed before are forgotten."""
        return await self._database.write(_gaining, self._held, fn, args, kwargs)

    async def finish(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`write`, and record in the same transaction that the job succeeded.

        What `fn` writes happens once, even if the process dies right after the commit.
        """
        now = self._clock.now()
        result = await self._database.write(_finishing, self._held, now, fn, args, kwargs)
        self.is_finished = True
        return result

    async def unless_stopped(self, work: Awaitable[T]) -> T:
        """What `work` gives. Stopped when the job is to stop before: `work` has ended by then.

        It is cancelled, and waited for, so that neither it nor its children outlive the run.
        """
        task = asyncio.ensure_future(work)
        stopped = asyncio.ensure_future(self.stop.wait())
        try:
            await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Stopped
            return task.result()
        finally:
            stopped.cancel()
            task.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives: it is done whole, however often a handler is cancelled meanwhile.

    For storing files: what was half stored could appear after its deletion.
    """
    task = asyncio.ensure_future(work)
    cancelled = False
    while not task.done():
        try:
            # Unlike `gather`, it hands on no cancel.
            await asyncio.wait({task})
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        # Looked at, lest asyncio says that nobody did.
        _ = task.cancelled() or task.exception()
        raise asyncio.CancelledError
    return task.result()


Handler = Callable[[RunningJob], Awaitable[None]]
"""`async def handler(job)`: returning means the work is done.

It may run several times, and beside a run of itself that was overtaken, so it writes only through
`job.write` and `job.finish`. When `job.stop` is set it kills its children and raises Stopped; soon
after it is cancelled if the row was lost. An AppError below 500 fails the job for good, with its
sentence for the user; any other error is tried again.
"""


class Runner:
    """Answers rings: at most one run of a row counts, however often and wherever it is rung."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handlers: Mapping[str, Handler],
        stop: asyncio.Event,
        *,
        given_up: Mapping[str, GivenUp] | None = None,
        lease: timedelta = LEASE,
        renew_seconds: float = RENEW_SECONDS,
    ) -> None:
        """`handlers` by kind; `stop` is the process's: set, runs are asked to give back rows.

        given_up: by kind, what follows in the transaction that fails a job for good.
        """
        self._database = database
        self._clock = clock
        self._handlers = handlers
        self._stop = stop
        self._given_up = given_up or {}
        self._lease = lease
        self._renew_seconds = renew_seconds

    async def answer(self, kind: str, job_id: str) -> None:
        """Claim the row and run it to an end; nothing when it is not to be had.

        A database that is down is logged: the row stays as it is, and the sweep finds it.
        """
        handler = self._handlers[kind]
        if self._stop.is_set():
            return
        try:
            now, given_up = self._clock.now(), self._given_up.get(kind)
            held = await self._database.write(
                runs.claim, job_id, new_id(), now, self._lease, given_up
            )
            if held is not None:
                await self._run(handler, RunningJob(self._database, self._clock, held), held)
        except AppError as error:
            log.warning("job_not_recorded", kind=kind, job=job_id, reason=error.detail)

    async def _run(self, handler: Handler, job: RunningJob, held: Claim) -> None:
        logger = log.bind(kind=held.kind, job=held.id, attempt=held.attempt)
        logger.info("job_started")
        work = asyncio.ensure_future(handler(job))
        keeper = asyncio.create_task(self._keep(job, held, work))
        try:
            await asyncio.wait({work, keeper}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            # Also when this task is cancelled itself, or the keeper failed: neither outlives it.
            keeper.cancel()
            work.cancel()
            await asyncio.wait({keeper, work})
        lost = None if keeper.cancelled() else keeper.result()
        error = asyncio.CancelledError() if work.cancelled() else work.exception()
        try:
            await self._record(job, held, error, lost, logger)
        except LeaseLost:
            logger.info("job_lost")

    async def _record(
        self,
        job: RunningJob,
        held: Claim,
        error: BaseException | None,
        lost: Renewal | None,
        logger: Any,
    ) -> None:
        gave_way = isinstance(error, (Stopped, LeaseLost, asyncio.CancelledError))
        if job.is_finished or lost is not None:
            outcome = "job_cancelled" if lost is Renewal.CANCELLED else "job_lost"
            logger.info("job_succeeded" if job.is_finished else outcome)
            if error is not None and not gave_way:
                logger.error("job_failed_after_its_end", exc_info=error)
        elif error is None:
            await self._database.write(runs.succeed, held, self._clock.now())
            logger.info("job_succeeded")
        elif isinstance(error, LeaseLost):
            raise error
        elif gave_way and self._stop.is_set():
            await self._database.write(runs.release, held, self._clock.now())
            logger.info("job_released")
        elif gave_way and job.stop.is_set():
            # It ended before its keeper, who knew that the row was lost.
            raise LeaseLost(held.id)
        else:
            await self._record_failure(held, error, logger)

    async def _record_failure(self, held: Claim, error: BaseException, logger: Any) -> None:
        now = self._clock.now()
        if isinstance(error, AppError):
            code, message, for_good = error.code, error.detail, error.status < 500
            logger.warning("job_attempt_failed", code=code, reason=message)
        else:
            code, for_good = "internal", False
            message = (
                "Something went wrong on the server. Try again; tell the operator if it stays."
            )
            logger.error("job_attempt_failed", exc_info=error)
        given_up = self._given_up.get(held.kind)
        status = await self._database.write(
            runs.fail, held, code, message, now, for_good=for_good, given_up=given_up
        )
        if status is JobStatus.FAILED:
            logger.error("job_failed", code=code)

    async def _keep(
        self, job: RunningJob, held: Claim, work: asyncio.Future[None]
    ) -> Renewal | None:
        """Renew until the row is lost, then end the work; asks it to stop with the process.

        Returns why the row was lost. Cancelled when the work ends first.
        """
        lease_until = self._clock.now() + self._lease
        while True:
            await self._until_renewal(job)
            now = self._clock.now()
            renewal = await self._renewed(held, past_lease=now >= lease_until)
            if job.is_finished:
                await asyncio.wait({work})
                return None
            if renewal is Renewal.OURS:
                lease_until = now + self._lease
            elif renewal is not None:
                job.stop.set()
                await asyncio.wait({work}, timeout=GRACE_SECONDS)
                return renewal

    async def _until_renewal(self, job: RunningJob) -> None:
        """Wait until it is time to renew; once, earlier, to pass on that the process stops."""
        if job.stop.is_set():
            await asyncio.sleep(self._renew_seconds)
            return
        # Not `wait_for`: before Python 3.12 it loses a cancel that comes with the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(self._renew_seconds):
                await self._stop.wait()
            job.stop.set()

    async def _renewed(self, held: Claim, *, past_lease: bool) -> Renewal | None:
        """The renewal; None when the database is down but the lease still holds."""
        try:
            return await self._database.write(runs.renew, held, self._clock.now(), self._lease)
        except AppError as error:
            log.warning("lease_not_renewed", job=held.id, reason=error.detail)
            return Renewal.LOST if past_lease else None


def _fenced(
    conn: Connection,
    held: Claim,
    fn: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    runs.hold(conn, held)
    return fn(conn, *args, **kwargs)


def _gaining(
    conn: Connection,
    held: Claim,
    fn: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    result = _fenced(conn, held, fn, args, kwargs)
    runs.gain(conn, held)
    return result


def _finishing(
    conn: Connection,
    held: Claim,
    now: Any,
    fn: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    result = _fenced(conn, held, fn, args, kwargs)
    runs.succeed(conn, held, now)
    return result
