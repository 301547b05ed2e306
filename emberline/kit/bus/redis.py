"""The bus of many processes: one channel of a Redis, which all of them publish to and hear."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import structlog
from redis.asyncio import Connection

from emberline.kit.bus import Subscriber
from emberline.kit.bus.memory import MemoryBus
from emberline.kit.ids import new_secret
from emberline.kit.redis_server import AWAY, close, connect, namespace

# What may wait for Redis; beyond that all of it is dropped, and everybody is told of the gap.
QUEUE_BYTES = 16 * 1024 * 1024
# What leaves at once: as much as came up during the last round trip, but no more than this.
BATCH_BYTES = 1024 * 1024
BATCH_MESSAGES = 100

# After so long a silence Redis is asked for a sign of life; after as long again it counts as gone.
SILENCE_SECONDS = 2.0
RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
CLOSE_SECONDS = 1.0
CANCEL_AGAIN_SECONDS = 0.1

_SENDER_BYTES = 16

log = structlog.get_logger()


@asynccontextmanager
async def open_redis_bus(url: str, message_type: Any) -> AsyncIterator["RedisBus"]:
    """A bus over the Redis at `url`, for messages of `message_type`, a union of tagged structs.

    It opens whether Redis answers or not, and connects when it is first needed. At the end it
    sends what waits, for a second at most. ValueError for a URL that redis-py does not read.
    """
    bus = RedisBus(url, message_type)
    # No task group: it would wrap every error that passes through here.
    work = [asyncio.create_task(bus.send()), asyncio.create_task(bus.hear())]
    try:
        yield bus
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await bus.all_sent()
        await _ended(work)


class RedisBus:
    """Carries messages through one channel; what Redis or a connection loses is missed.

    A message on the channel is the sender's id, whether it missed to send something before, and as
    many messages as came up in a round trip. A lost connection is made again within a second of
    Redis being back; one that hangs is noticed within twice SILENCE_SECONDS.
    """

    def __init__(self, url: str, message_type: Any) -> None:
        """See `open_redis_bus`, whose tasks send and hear."""
        self._url = url
        self._channel = f"{namespace(url)}:bus"
        self._here = MemoryBus(alone=True)
        self._has_subscriber = asyncio.Event()
        self._outgoing = _Outgoing()
        self._decode = msgspec.msgpack.Decoder(tuple[bool, list[message_type]]).decode
        self._me = new_secret(_SENDER_BYTES * 3 // 4).encode()
        self._is_heard = False
        self._has_missed = True

    def publish(self, message: msgspec.Struct) -> None:
        """See `Bus.publish`."""
        self._here.publish(message)
        self._outgoing.add(message)

    def subscribe(self, subscriber: Subscriber) -> None:
        """See `Bus.subscribe`."""
        self._here.subscribe(subscriber)
        self._has_subscriber.set()

    def missed(self) -> bool:
        """See `Bus.missed`."""
        missed = self._has_missed or not self._is_heard
        self._has_missed = False
        return missed

    async def all_sent(self) -> None:
        """Return when nothing waits to be sent."""
        await self._outgoing.is_empty.wait()

    async def send(self) -> None:
        """Send what is published, until cancelled."""
        await self._keep_at("send", self._outgoing.has_some, self._send_through)

    async def hear(self) -> None:
        """Hand on what others publish, until cancelled; begins with the first subscriber."""
        await self._keep_at("hear", self._has_subscriber, self._hear_from)

    async def _keep_at(
        self,
        way: str,
        wanted: asyncio.Event,
        work: "Callable[[Connection, _Link], Awaitable[None]]",
    ) -> None:
        """Do `work` over one connection after the other, whenever it is wanted."""
        link = _Link(way)
        while True:
            await wanted.wait()
            try:
                connection = await connect(self._url)
                try:
                    await work(connection, link)
                finally:
                    await close(connection)
            except AWAY as error:
                await link.lost(error)
            except Exception as error:
                log.exception("bus_failed", way=way)
                await link.lost(error)

    async def _send_through(self, connection: Connection, link: "_Link") -> None:
        while True:
            if not self._outgoing.has_some.is_set():
                await self._outgoing.has_some.wait()
                await _check(connection)
            batch = self._outgoing.take()
            # At most once: should this fail, it may have arrived all the same, and counts as lost.
            await connection.send_command("PUBLISH", self._channel, self._me + batch)
            await connection.read_response()
            self._outgoing.arrived()
            link.works()

    async def _hear_from(self, connection: Connection, link: "_Link") -> None:
        await connection.send_command("SUBSCRIBE", self._channel)
        await connection.read_response()
        link.works()
        # In this order: who asks in between reads the tables once too often, not too seldom.
        self._has_missed = True
        self._is_heard = True
        try:
            await self._take_from(connection)
        finally:
            self._is_heard = False

    async def _take_from(self, connection: Connection) -> None:
        was_asked = False
        while True:
            said = await connection.read_response(timeout=SILENCE_SECONDS)
            if said is not None:
                was_asked = False
                self._take(said)
                # Else a full socket would keep the loop from everything else.
                await asyncio.sleep(0)
            elif was_asked:
                raise TimeoutError(f"nothing was heard for {2 * SILENCE_SECONDS:g} seconds")
            else:
                await connection.send_command("PING")
                was_asked = True

    def _take(self, said: list[Any]) -> None:
        kind, _, content = said if len(said) == 3 else (*said, None)
        if kind != b"message" or content.startswith(self._me):
            return
        try:
            is_gap, messages = self._decode(memoryview(content)[_SENDER_BYTES:])
        except msgspec.DecodeError as error:
            # Of another release, during an upgrade, most likely.
            log.warning("bus_message_not_understood", reason=str(error))
            self._has_missed = True
            return
        self._has_missed |= is_gap
        for message in messages:
            self._here.publish(message)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel `tasks` until they have ended.

    Once is not always enough: Python 3.11's `wait_for`, which redis-py sends with, forgets a
    cancellation that comes as it finishes.
    """
    going_on = set(tasks)
    while going_on:
        for task in going_on:
            task.cancel()
        _, going_on = await asyncio.wait(going_on, timeout=CANCEL_AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)


async def _check(connection: Connection) -> None:
    """Raise AWAY when the other side closed while nothing was sent: what is sent would be lost."""
    was_closed = await connection.can_read_destructive()  # type: ignore[no-untyped-call]
    if was_closed:
        raise ConnectionError("the connection was closed")


class _Outgoing:
    """What waits to be sent, encoded once; and whether something could not be."""

    def __init__(self) -> None:
        self.has_some = asyncio.Event()
        self.is_empty = asyncio.Event()
        self.is_empty.set()
        self._encode = msgspec.msgpack.Encoder().encode
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._has_gap = False
        self._is_under_way = False

    def add(self, message: msgspec.Struct) -> None:
        """Take up a message, or note the gap where it cannot be."""
        try:
            encoded = self._encode(message)
        except Exception:
            log.exception("bus_message_not_encoded", message=type(message).__name__)
            self._has_gap = True
        else:
            self._waiting.append(encoded)
            self._waiting_bytes += len(encoded)
        if self._waiting_bytes > QUEUE_BYTES:
            log.warning("bus_queue_full", dropped=len(self._waiting))
            self._waiting.clear()
            self._waiting_bytes = 0
            self._has_gap = True
        self.has_some.set()
        self.is_empty.clear()

    def take(self) -> bytes:
        """The next batch, encoded with whether there is a gap before it.

        Until `arrived` is called it is under way; if it never is, that is a gap too.
        """
        batch: list[msgspec.Raw] = []
        size = 0
        while self._waiting and size < BATCH_BYTES and len(batch) < BATCH_MESSAGES:
            encoded = self._waiting.popleft()
            batch.append(msgspec.Raw(encoded))
            size += len(encoded)
        self._waiting_bytes -= size
        taken = self._encode((self._has_gap or self._is_under_way, batch))
        self._has_gap = False
        self._is_under_way = True
        return taken

    def arrived(self) -> None:
        """Redis has what was taken last."""
        self._is_under_way = False
        if not self._waiting and not self._has_gap:
            self.has_some.clear()
            self.is_empty.set()


class _Link:
    """One way to Redis: when to try again after it was lost, told of once."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._failures = 0

    def works(self) -> None:
        """It is there."""
        if self._failures:
            log.info("bus_back", way=self._way)
        self._failures = 0

    async def lost(self, error: BaseException) -> None:
        """It is gone: return when it is to be tried again."""
        if not self._failures:
            log.warning("bus_lost", way=self._way, reason=str(error) or type(error).__name__)
        await asyncio.sleep(RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)])
        self._failures += 1
