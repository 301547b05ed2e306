"""The clean-up of leaderboards of days, weeks and months that are over."""

from emberline.kit.pacing import Pace
from emberline.kit.runtime import Runtime
from emberline.stories.service.standings import forget_past

_SHARE = 0.2


async def sweep_leaderboards(runtime: Runtime) -> int:
    """Forget scores and counts that nobody can ask for any more; how many.

    Bounded batches, each its own transaction; several processes may run this at once.
    """
    now = runtime.clock.now()
    pace = Pace(_SHARE)
    total = 0
    while forgotten := await runtime.database.write(forget_past, now):
        total += forgotten
        await pace.rest()
    return total
