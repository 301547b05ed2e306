"""Rate limits of many processes, counted in the Redis that they share."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from math import ceil
from typing import TypeVar, cast

import structlog
from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter

from emberline.kit.clock import SystemClock
from emberline.kit.errors import unavailable
from emberline.kit.limits import Rate, Standing
from emberline.kit.redis_server import AWAY, make_pool, namespace

# Connections of one process: a hit is one short round trip.
POOL_SIZE = 16

T = TypeVar("T")

log = structlog.get_logger()


@asynccontextmanager
async def open_redis_limits(url: str) -> AsyncIterator["RedisLimits"]:
    """Limits counted in the Redis at `url`, whether it answers yet or not.

    ValueError for a URL that redis-py does not read.
    """
    pool = make_pool(url, POOL_SIZE)
    # The library passes options on to redis-py, wider than it declares them.
    storage = RedisStorage(
        "redis://",  # the pool says where
        implementation="redispy",
        key_prefix=f"{namespace(url)}:limits",
        connection_pool=cast(str, pool),
    )
    try:
        yield RedisLimits(storage)
    finally:
        await pool.disconnect()


class RedisLimits:
    """Fixed windows counted by Redis for all processes, by the clock of Redis."""

    def __init__(self, storage: RedisStorage) -> None:
        # The library adds what is left of a window to the machine's clock.
        self._clock = SystemClock()
        self._windows = FixedWindowRateLimiter(storage)
        self._items: dict[Rate, RateLimitItemPerSecond] = {}
        self._is_away = False

    async def hit(self, rate: Rate, key: str) -> Standing:
        """See `Limits.hit`."""
        allowed = await self._counted(self._windows.hit(self._item(rate), key))
        # Most hits pass, and need no more than that.
        return Standing(True, rate.amount, 0) if allowed else await self.look(rate, key)

    async def look(self, rate: Rate, key: str) -> Standing:
        """See `Limits.look`."""
        stats = self._windows.get_window_stats(self._item(rate), key)
        resets_at, remaining = await self._counted(stats)
        resets_in = ceil(resets_at - self._clock.now().timestamp())
        return Standing(remaining > 0, max(0, remaining), max(0, resets_in))

    async def _counted(self, call: Awaitable[T]) -> T:
        try:
            counted = await call
        except AWAY as error:
            if not self._is_away:
                log.warning("limits_lost", reason=str(error) or type(error).__name__)
            self._is_away = True
            raise unavailable() from error
        if self._is_away:
            log.info("limits_back")
        self._is_away = False
        return counted

    def _item(self, rate: Rate) -> RateLimitItemPerSecond:
        item = self._items.get(rate)
        if item is None:
            item = self._items[rate] = RateLimitItemPerSecond(
                rate.amount, rate.seconds, namespace=rate.name
            )
        return item
