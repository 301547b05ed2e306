"""Rate limits of one process, in memory."""

from math import ceil

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from emberline.kit.clock import SystemClock
from emberline.kit.limits import Rate, Standing


class MemoryLimits:
    """Fixed windows counted in this process, by the machine's clock; they start anew with it."""

    def __init__(self) -> None:
        # The library reads the machine's clock, so what is said of its windows must too.
        self._clock = SystemClock()
        self._windows = FixedWindowRateLimiter(MemoryStorage())
        self._items: dict[Rate, RateLimitItemPerSecond] = {}

    async def hit(self, rate: Rate, key: str) -> Standing:
        """See `Limits.hit`."""
        allowed = self._windows.hit(self._item(rate), key)
        # Most hits pass, and need no more than that.
        return Standing(True, rate.amount, 0) if allowed else self._standing(rate, key)

    async def look(self, rate: Rate, key: str) -> Standing:
        """See `Limits.look`."""
        return self._standing(rate, key)

    def _standing(self, rate: Rate, key: str) -> Standing:
        resets_at, remaining = self._windows.get_window_stats(self._item(rate), key)
        resets_in = ceil(resets_at - self._clock.now().timestamp())
        return Standing(remaining > 0, max(0, remaining), max(0, resets_in))

    def _item(self, rate: Rate) -> RateLimitItemPerSecond:
        item = self._items.get(rate)
        if item is None:
            item = self._items[rate] = RateLimitItemPerSecond(
                rate.amount, rate.seconds, namespace=rate.name
            )
        return item
