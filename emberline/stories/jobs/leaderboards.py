"""The clean-up of leaderboards of days, weeks and months that are over."""

from itertools import product

from emberline.kit.pacing import Pace
from emberline.kit.runtime import Runtime
from emberline.stories.rules.leaderboard import METRICS, buckets_of
from emberline.stories.service.recounting import recount, wrong_slots
from emberline.stories.service.standings import forget_past

_SHARE = 0.2


async def sweep_leaderboards(runtime: Runtime) -> int:
    """Forget scores and counts that nobody can ask for any more, and put wrong counts right.

    Returns how many those were.
    Bounded batches, each its own transaction; several processes may run this at once.
    """
    now = runtime.clock.now()
    pace = Pace(_SHARE)
    total = 0
    while forgotten := await runtime.database.write(forget_past, now):
        total += forgotten
        await pace.rest()
    for bucket, metric in product(buckets_of(now), METRICS):
        while wrong := await runtime.database.read(wrong_slots, bucket, metric):
            await runtime.database.write(recount, bucket, metric, wrong)
            total += len(wrong)
        await pace.rest()
    return total
