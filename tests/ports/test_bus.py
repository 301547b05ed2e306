"""Both buses: what one process says all hear, in order; and what may be missed is told."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec
import pytest
from structlog.testing import capture_logs

from emberline.kit.bus import Bus
from emberline.kit.bus.memory import MemoryBus
from emberline.kit.bus.redis import QUEUE_BYTES, SILENCE_SECONDS, RedisBus, open_redis_bus
from tests.cutting_proxy import CuttingProxy
from tests.redis_server import RedisServer

pytestmark = pytest.mark.anyio

PATIENCE = 30.0


class Said(msgspec.Struct, frozen=True, tag=True):
    by: str
    number: int


class Shown(msgspec.Struct, frozen=True, tag=True):
    at: datetime
    data: dict[str, object]


class Whispered(msgspec.Struct, frozen=True, tag=True):
    text: str


Message = Said | Shown


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self, bus: Bus) -> None:
        self.messages: list[msgspec.Struct] = []
        self._changed = asyncio.Event()
        bus.subscribe(self)

    def __call__(self, message: msgspec.Struct) -> None:
        self.messages.append(message)
        self._changed.set()

    async def until(self, count: int) -> list[msgspec.Struct]:
        """All that was heard, once there are `count` messages."""
        async with asyncio.timeout(PATIENCE):
            while len(self.messages) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.messages

    async def until_heard(self, message: msgspec.Struct) -> None:
        """Return when the newest message is `message`."""
        async with asyncio.timeout(PATIENCE):
            while self.messages[-1:] != [message]:
                self._changed.clear()
                await self._changed.wait()


async def becomes(condition: Callable[[], bool]) -> None:
    """Return once `condition` holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 (nothing in a bus tells of it)
            await asyncio.sleep(0.01)


@pytest.fixture(params=["memory", "redis"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    if request.param == "memory":
        yield MemoryBus(alone=True)
        return
    async with open_redis_bus(request.getfixturevalue("redis_url"), Message) as bus:
        yield bus


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that the test may end."""
    with RedisServer() as server:
        yield server


@asynccontextmanager
async def processes(url: str, count: int) -> AsyncIterator[list[tuple[RedisBus, Heard]]]:
    """As many buses on one Redis as processes would have, each connected and with a listener."""
    async with AsyncExitStack() as stack:
        buses = [
            await stack.enter_async_context(open_redis_bus(url, Message)) for _ in range(count)
        ]
        opened = [(bus, Heard(bus)) for bus in buses]
        for bus in buses:
            await connected(bus)
        yield opened


async def connected(bus: RedisBus) -> None:
    """Return when the bus hears, and has told what it missed before."""
    await becomes(lambda: not bus.missed())


async def test_what_is_published_is_heard_here_at_once_and_once(bus: Bus):
    heard, heard_too = Heard(bus), Heard(bus)
    bus.publish(Said("here", 1))
    assert heard.messages == heard_too.messages == [Said("here", 1)]
    await becomes(lambda: not bus.missed())
    bus.publish(Said("here", 2))
    assert heard.messages == heard_too.messages == [Said("here", 1), Said("here", 2)]


async def test_a_subscriber_that_fails_is_logged_and_the_others_hear(bus: Bus):
    def fail(message: msgspec.Struct) -> None:
        raise RuntimeError("deaf")

    bus.subscribe(fail)
    heard = Heard(bus)
    with capture_logs() as logs:
        bus.publish(Said("here", 1))
    assert heard.messages == [Said("here", 1)]
    assert [entry["event"] for entry in logs] == ["bus_subscriber_failed"]


async def test_a_bus_that_is_up_misses_nothing(bus: Bus):
    Heard(bus)
    await becomes(lambda: not bus.missed())
    assert not bus.missed()


async def test_beside_others_without_redis_everything_may_be_missed():
    bus = MemoryBus(alone=False)
    assert bus.missed() and bus.missed()


async def test_all_processes_hear_everything_once_and_in_order(redis_url: str):
    async with processes(redis_url, 3) as ((first, here), (second, there), (_, elsewhere)):
        for number in range(1000):
            first.publish(Said("first", number))
            second.publish(Said("second", number))
        for heard in (here, there, elsewhere):
            messages = await heard.until(2000)
            for name in ("first", "second"):
                numbers = [m.number for m in messages if isinstance(m, Said) and m.by == name]
                assert numbers == list(range(1000))
        last = Said("second", 1000)
        second.publish(last)
        for heard in (here, there, elsewhere):
            await heard.until_heard(last)
            assert len(heard.messages) == 2001
        assert not first.missed() and not second.missed()


async def test_a_bus_closes_whatever_its_connections_are_doing(redis_url: str):
    for moment in range(200):
        async with asyncio.timeout(30), open_redis_bus(redis_url, Message) as bus:
            Heard(bus)
            bus.publish(Said("here", moment))
            for _ in range(moment % 100):
                await asyncio.sleep(0)


async def test_a_message_comes_whole(redis_url: str):
    now = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
    message = Shown(now, {"text": "🔥 \x00", "list": [1, 2.5, None, {"deep": True}]})
    large = Shown(now, {"text": "x" * 5_000_000})
    async with processes(redis_url, 2) as ((first, _), (_, there)):
        first.publish(message)
        first.publish(large)
        assert await there.until(2) == [message, large]


async def test_what_is_published_last_is_sent_before_the_end(redis_url: str):
    async with processes(redis_url, 1) as ((_, heard),):
        async with open_redis_bus(redis_url, Message) as leaving:
            leaving.publish(Said("leaving", 1))
        assert await heard.until(1) == [Said("leaving", 1)]


async def test_instances_on_different_databases_do_not_hear_each_other(redis_server: RedisServer):
    async with (
        processes(redis_server.url(1), 2) as ((first, _), (_, there)),
        processes(redis_server.url(2), 1) as ((other, apart),),
    ):
        first.publish(Said("first", 1))
        await there.until(1)
        other.publish(Said("other", 2))
        await apart.until(1)
        first.publish(Said("first", 3))
        assert await there.until(2) == [Said("first", 1), Said("first", 3)]
        assert apart.messages == [Said("other", 2)]


async def test_a_message_of_another_release_is_missed_and_the_next_is_heard(redis_url: str):
    async with (
        processes(redis_url, 1) as ((bus, heard),),
        open_redis_bus(redis_url, Said | Whispered) as newer,
    ):
        newer.publish(Whispered("of another release"))
        await becomes(bus.missed)
        newer.publish(Said("newer", 1))
        assert await heard.until(1) == [Said("newer", 1)]
        assert not bus.missed()


async def test_what_cannot_be_encoded_is_a_gap_for_others_and_no_error(redis_url: str):
    async with processes(redis_url, 2) as ((first, here), (second, there)):
        unheard = Shown(datetime.now(UTC), {"what": object()})
        first.publish(unheard)
        assert here.messages == [unheard]
        await becomes(second.missed)
        first.publish(Said("first", 1))
        assert await there.until(1) == [Said("first", 1)]


async def test_a_queue_that_overflows_is_a_gap_for_others_who_then_hear_again(redis_url: str):
    async with processes(redis_url, 2) as ((first, here), (second, there)):
        large = Shown(datetime.now(UTC), {"text": "x" * 1_000_000})
        # Nothing is sent meanwhile, because nothing here awaits.
        count = QUEUE_BYTES // 1_000_000 + 1
        for _ in range(count):
            first.publish(large)
        assert len(here.messages) == count
        await becomes(second.missed)
        first.publish(Said("first", 1))
        await there.until_heard(Said("first", 1))
        assert not second.missed()


async def test_a_batch_that_was_cut_off_is_a_gap_for_others(redis_server: RedisServer):
    url = redis_server.url(3)
    address = f"127.0.0.1:{redis_server.port}"
    with CuttingProxy(f"http://{address}") as proxy:
        passing = url.replace(address, urlsplit(proxy.url).netloc)
        async with processes(url, 1) as ((bus, heard),), open_redis_bus(passing, Message) as sender:
            sender.publish(Said("sender", 1))
            await heard.until(1)
            assert not bus.missed()
            proxy.cuts = [10_000]
            sender.publish(Shown(datetime.now(UTC), {"text": "x" * 20_000}))
            await becomes(bus.missed)
            assert proxy.made == 1
            sender.publish(Said("sender", 2))
            assert await heard.until(2) == [Said("sender", 1), Said("sender", 2)]


async def test_without_redis_a_bus_opens_and_publishes_and_misses(own_redis: RedisServer):
    own_redis.kill()
    with capture_logs() as logs:
        async with open_redis_bus(own_redis.url(), Message) as bus:
            heard = Heard(bus)
            bus.publish(Said("here", 1))
            assert heard.messages == [Said("here", 1)]
            await becomes(lambda: len(logs) == 2)
            assert bus.missed() and bus.missed()
            own_redis.start()
            await connected(bus)
    told = sorted((entry["event"], entry["way"]) for entry in logs)
    ways = ("hear", "send")
    assert told == [(event, way) for event in ("bus_back", "bus_lost") for way in ways]


async def test_after_redis_was_killed_messages_flow_again_and_the_gap_is_told(
    own_redis: RedisServer,
):
    async with processes(own_redis.url(), 2) as ((first, here), (second, there)):
        first.publish(Said("first", 1))
        await there.until(1)
        own_redis.kill()
        await becomes(second.missed)
        first.publish(Said("first", 2))
        assert here.messages[-1] == Said("first", 2)
        assert second.missed()
        own_redis.start()
        loop = asyncio.get_running_loop()
        back = loop.time()
        await connected(first)
        await connected(second)
        first.publish(Said("first", 3))
        await there.until_heard(Said("first", 3))
        assert loop.time() - back < 5
        assert not second.missed()


async def test_a_restart_of_redis_between_two_messages_loses_neither(own_redis: RedisServer):
    async with processes(own_redis.url(), 2) as ((first, _), (second, there)):
        first.publish(Said("first", 1))
        await there.until(1)
        own_redis.kill()
        await becomes(second.missed)
        own_redis.start()
        await connected(second)
        first.publish(Said("first", 2))
        assert await there.until(2) == [Said("first", 1), Said("first", 2)]


async def test_a_redis_that_hangs_is_noticed_and_heard_again(own_redis: RedisServer):
    async with processes(own_redis.url(), 2) as ((first, _), (second, there)):
        own_redis.pause()
        loop = asyncio.get_running_loop()
        paused = loop.time()
        first.publish(Said("first", 1))
        await becomes(second.missed)
        assert loop.time() - paused < 2 * SILENCE_SECONDS + 1
        assert second.missed()
        own_redis.resume()
        await connected(first)
        await connected(second)
        first.publish(Said("first", 2))
        await there.until_heard(Said("first", 2))
