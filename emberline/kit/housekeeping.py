"""The kit's own clean-up: old idempotency keys, events past their window, jobs long ended."""

from datetime import timedelta

from emberline.kit.events import forget_old_events
from emberline.kit.idempotency import KEPT_FOR as KEYS_KEPT_FOR
from emberline.kit.idempotency import forget_old_keys
from emberline.kit.jobs import forget_finished
from emberline.kit.runtime import Runtime

# An event may be replayed for two minutes; the rest is slack for slow clocks.
EVENTS_KEPT_FOR = timedelta(minutes=10)
# So long an operator may look at how a job ended.
JOBS_KEPT_FOR = timedelta(days=7)


async def sweep_kit(runtime: Runtime) -> int:
    """Forget old idempotency keys, events and ended jobs in bounded batches; how many went."""
    now = runtime.clock.now()
    swept = 0
    for forget, before in (
        (forget_old_keys, now - KEYS_KEPT_FOR),
        (forget_old_events, now - EVENTS_KEPT_FOR),
        (forget_finished, now - JOBS_KEPT_FOR),
    ):
        while gone := await runtime.database.write(forget, before):
            swept += gone
    return swept
