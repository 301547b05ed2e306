"""The clean-up of playtests that nobody goes on with."""

from emberline.kit.pacing import Pace
from emberline.kit.runtime import Runtime
from emberline.stories.service.versions.playtesting import forget_playtests

# A batch's plays and moves go with it; beside it the machine is the readers'.
_SHARE = 0.2


async def sweep_playtests(runtime: Runtime) -> int:
    """Delete the snapshots of drafts without a move for a day, and their plays; how many.

    Bounded batches, each its own transaction; several processes may run this at once.
    """
    now = runtime.clock.now()
    pace = Pace(_SHARE)
    total = 0
    while forgotten := await runtime.database.write(forget_playtests, now):
        total += forgotten
        await pace.rest()
    return total
