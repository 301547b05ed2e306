"""Work in batches beside requests, at a pace that leaves them the machine."""

import asyncio
from time import perf_counter


class Pace:
    """Lets work take only a `share` of the time, from 0 (not) to 1: `rest` stands after a batch."""

    def __init__(self, share: float) -> None:
        self._rest_of_work = 1 / share - 1
        self._began = perf_counter()

    async def rest(self) -> None:
        """Pause for as long as the work since the last rest calls for."""
        worked = perf_counter() - self._began
        if self._rest_of_work:
            await asyncio.sleep(worked * self._rest_of_work)
        self._began = perf_counter()


AT_ONCE = 1.0
"""The share of work that somebody waits for."""
