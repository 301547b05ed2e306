"""Who is connected to this process, and what each of them has been told so far."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from itertools import chain, count
from typing import Any

import msgspec
import structlog
from sqlalchemy import Connection

from emberline.accounts.service.revocations import Revoked
from emberline.kit.bus import Bus
from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.errors import AppError
from emberline.kit.events import Emitted, Event, ensure_epoch
from emberline.kit.ids import new_id
from emberline.realtime import wire
from emberline.realtime.listeners import CONNECTIONS, DELIVERED, Listener
from emberline.realtime.protocol.socket import WriteTurns
from emberline.realtime.queries import (
    connected,
    events_after,
    last_numbers,
    numbers,
)
from emberline.realtime.rules import (
    OVER,
    REPLACED,
    RESTART,
    SUSPENDED,
    Close,
    can_replay,
)
from emberline.realtime.service.devices import Replaced

InSight = Callable[[Connection, str, Sequence[Event], datetime], Sequence[Event]]
"""Those of a user's events that they may still be told, at an instant."""

TICK_SECONDS = 0.5
"""Between looks for what time ends and what the bus missed."""

TICKS_A_LOOK = 30
"""After so many the tables are read in any case: for what nobody knows to be missed."""

DRAIN_SECONDS = 5.0
"""All connections are ended within this time when the server stops."""

_DRAINED_A_SECOND = 400
# Readers that catch up take turns, so that the others' reads find a thread.
_READERS_AT_ONCE = 4

log = structlog.get_logger()


class Hub:
    """The connections of one process. All of it runs on the event loop.

    A listener whose next event comes is given it at once; one that finds a gap reads the outbox.
    So order, the seam after a replay, and what a bus loses are all one mechanism.
    """

    def __init__(self, database: Database, clock: Clock, in_sight: InSight, epoch: str) -> None:
        self.epoch = epoch
        self.turns = WriteTurns(asyncio.get_running_loop())
        self._database = database
        self._clock = clock
        self._in_sight = in_sight
        self._by_user: dict[str, dict[str, Listener]] = {}
        self._readers = asyncio.Semaphore(_READERS_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_draining = False

    def __len__(self) -> int:
        return sum(len(listeners) for listeners in self._by_user.values())

    def of(self, user_id: str) -> Iterable[Listener]:
        """The user's connections to this process."""
        return self._by_user.get(user_id, {}).values()

    def add(self, listener: Listener) -> bool:
        """Take the connection in: from now on it can be ended, and learns what it misses.

        Whether it may begin; when the server stops it is ended at once.
        """
        self._by_user.setdefault(listener.viewer.user_id, {})[listener.id] = listener
        CONNECTIONS.labels(listener.peer.kind).inc()
        if self._is_draining:
            self._end(listener, RESTART)
        return not self._is_draining

    async def begin(self, listener: Listener, since: int | None, epoch: str | None) -> None:
        """Greet, replay what came after number `since` where that is whole, and go on live."""
        user_id = listener.viewer.user_id
        found = await self._database.read(numbers, user_id, since or 0)
        now = self._clock.now()
        is_whole = since is None or (
            epoch in {None, self.epoch} and can_replay(since, found.last, found.oldest, now)
        )
        listener.position = since if since is not None and is_whole else found.last
        listener.known = max(listener.known, found.last)
        listener.is_reading = False
        self._greet(listener, now, is_whole=is_whole)
        if listener.is_behind:
            self._read_on(listener)

    def remove(self, listener: Listener) -> None:
        """Let go of a connection that has ended; a second call does nothing."""
        listeners = self._by_user.get(listener.viewer.user_id, {})
        if listeners.pop(listener.id, None) is None:
            return
        if not listeners:
            del self._by_user[listener.viewer.user_id]
        CONNECTIONS.labels(listener.peer.kind).dec()

    def take(self, message: msgspec.Struct) -> None:
        """Do what a message of the bus means for the connections here.

        What was revoked comes from the gate, which learns it without a bus too.
        """
        match message:
            case Emitted():
                self.take_emitted(message)
            case Replaced():
                self.take_replaced(message)

    def take_emitted(self, emitted: Emitted) -> None:
        """Hand committed events to those of their users who are here."""
        is_over = emitted.until is not None and emitted.until <= self._clock.now()
        for parcel in emitted.parcels:
            # The fewer of both are gone through: an author's readers, or the people here.
            here = parcel.ids if len(parcel.ids) <= len(self._by_user) else list(self._by_user)
            start = None
            given = 0
            for user_id in here:
                number, listeners = parcel.ids.get(user_id), self._by_user.get(user_id)
                if number is None or listeners is None:
                    continue
                if start is None:
                    start = wire.frame_start(emitted.type, parcel.data, emitted.timestamp)
                message = None if is_over else b"%b%d}" % (start, number)
                for listener in listeners.values():
                    if listener.take(number, message):
                        given += 1
                    elif listener.is_behind:
                        self._read_on(listener)
            DELIVERED.inc(given)

    def take_revoked(self, revoked: Revoked) -> None:
        """End the connections whose session, API token or user is over."""
        close = SUSPENDED if revoked.reason == "suspended" else OVER
        for listener in list(self.of(revoked.user_id)):
            if revoked.whole_user or listener.viewer.credential_id == revoked.subject:
                self._end(listener, close)

    def take_replaced(self, replaced: Replaced) -> None:
        """End the connections that a newer one has taken the place of."""
        for listener in list(self.of(replaced.user_id)):
            if listener.id in replaced.connection_ids:
                self._end(listener, REPLACED)

    async def tend(self, missed: Callable[[], bool]) -> None:
        """End what time has ended, and look for what was `missed`, until cancelled."""
        is_missing = False
        for tick in count(1):
            await asyncio.sleep(TICK_SECONDS)
            # What was missed stays so until a look succeeded.
            is_missing = missed() or is_missing or tick % TICKS_A_LOOK == 0
            try:
                await self.look_after(is_missing=is_missing)
                is_missing = False
            except AppError as error:
                log.warning("missed_events_not_read", reason=error.detail)
            except Exception:
                log.exception("connections_not_tended")

    async def look_after(self, *, is_missing: bool) -> None:
        """One look: expired connections, and those behind; `is_missing`: in the tables too."""
        now = self._clock.now()
        for listener in list(self._all()):
            if listener.viewer.expires_at is not None and listener.viewer.expires_at <= now:
                self._end(listener, OVER)
        if is_missing:
            await self._learn_what_was_missed()
        for listener in list(self._all()):
            if listener.is_behind:
                self._read_on(listener)

    def begin_to_drain(self) -> None:
        """End all connections, spread over some seconds, so that not all come back at once."""
        if not self._is_draining:
            self._is_draining = True
            self._start(self._drain())

    async def close(self) -> None:
        """Stop reading for anybody."""
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self) -> None:
        listeners = list(self._all())
        pause = min(1 / _DRAINED_A_SECOND, DRAIN_SECONDS / max(1, len(listeners)))
        for listener in listeners:
            self._end(listener, RESTART)
            await asyncio.sleep(pause)

    def _all(self) -> Iterator[Listener]:
        return chain.from_iterable(listeners.values() for listeners in self._by_user.values())

    def _greet(self, listener: Listener, now: datetime, *, is_whole: bool) -> None:
        number = listener.position
        user_id = listener.viewer.user_id
        listener.peer.tell(wire.hello(user_id, self.epoch, number, now), number)
        if not is_whole:
            listener.peer.tell(wire.sync_lost(number, now), number)

    def _end(self, listener: Listener, close: Close) -> None:
        self.remove(listener)
        listener.peer.end(close)

    def _read_on(self, listener: Listener) -> None:
        listener.is_reading = True
        self._start(self._read(listener))

    async def _read(self, listener: Listener) -> None:
        """Give it from the outbox what it missed, until it stands where the live events are.

        When the outbox cannot be read it stays behind, and the next look tries again.
        """
        try:
            async with self._readers:
                while self._is_here(listener) and listener.position < listener.known:
                    await self._read_batch(listener)
        except AppError as error:
            log.warning("events_not_read", reason=error.detail)
        except Exception:
            log.exception("events_not_read")
        finally:
            listener.is_reading = False

    async def _read_batch(self, listener: Listener) -> None:
        now = self._clock.now()
        user_id, position = listener.viewer.user_id, listener.position
        events, told = await self._database.read(self._next_events, user_id, position, now)
        if not events or events[0].id != position + 1:
            # Forgotten before they were given: it was away, or waited, for too long.
            listener.position = max(listener.known, events[-1].id if events else 0)
            listener.peer.tell(wire.sync_lost(listener.position, now), listener.position)
            return
        for event in told:
            start = wire.frame_start(event.type, event.data, event.timestamp)
            listener.peer.tell(b"%b%d}" % (start, event.id), event.id)
        DELIVERED.inc(len(told))
        listener.position = events[-1].id

    def _next_events(
        self, conn: Connection, user_id: str, position: int, now: datetime
    ) -> tuple[list[Event], Sequence[Event]]:
        """The next events above `position`, and those of them that may still be told."""
        events = events_after(conn, user_id, position)
        return events, self._in_sight(conn, user_id, events, now) if events else ()

    def _is_here(self, listener: Listener) -> bool:
        return listener.id in self._by_user.get(listener.viewer.user_id, {})

    async def _learn_what_was_missed(self) -> None:
        """Read the last numbers and the devices of all users who are here."""
        user_ids = list(self._by_user)
        with_devices = [listener for listener in self._all() if listener.has_device]
        lasts = await self._database.read(last_numbers, user_ids)
        still = await self._database.read(connected, user_ids)
        for listener in with_devices:
            if listener.id not in still and self._is_here(listener):
                self._end(listener, REPLACED)
        for listener in self._all():
            listener.known = max(listener.known, lasts.get(listener.viewer.user_id, 0))


@asynccontextmanager
async def open_hub(
    database: Database, clock: Clock, bus: Bus, in_sight: InSight
) -> AsyncIterator[Hub]:
    """A hub that takes what the bus brings, tended until the end."""
    epoch = await database.write(ensure_epoch, new_id())
    hub = Hub(database, clock, in_sight, epoch)
    bus.subscribe(hub.take)
    tending = asyncio.create_task(hub.tend(bus.missed))
    try:
        yield hub
    finally:
        tending.cancel()
        with suppress(asyncio.CancelledError):
            await tending
        await hub.close()
