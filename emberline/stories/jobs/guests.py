"""The clean-up of plays whose guests did not come back."""

from datetime import timedelta

from emberline.kit.pacing import Pace
from emberline.kit.runtime import Runtime
from emberline.stories.service.plays.guests import forget_guests

KEPT_FOR = timedelta(days=30)
"""So long after its last move a guest's play is kept: nobody can ask for its token again."""

# A batch's moves go with it; beside it the machine is the readers'.
_SHARE = 0.2


async def sweep_guests(runtime: Runtime) -> int:
    """Delete guests' plays without a move for `KEPT_FOR`; how many.

    Bounded batches, each its own transaction; several processes may run this at once.
    """
    before = runtime.clock.now() - KEPT_FOR
    pace = Pace(_SHARE)
    total = 0
    while forgotten := await runtime.database.write(forget_guests, before):
        total += forgotten
        await pace.rest()
    return total
