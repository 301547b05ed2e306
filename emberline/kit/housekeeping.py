"""The kit's own clean-up: old idempotency keys, events past their window, jobs long ended."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.kit.events import forget_old_events
from emberline.kit.idempotency import forget_old_keys
from emberline.kit.jobs import forget_finished
from emberline.kit.runtime import Runtime

# An event may be replayed for two minutes; the rest is slack for slow clocks.
EVENTS_KEPT_FOR = timedelta(minutes=10)
# So long an operator may look at how a job ended.
JOBS_KEPT_FOR = timedelta(days=7)


async def sweep_kit(runtime: Runtime) -> int:
    """Forget old idempotency keys, events and ended jobs; how many rows went."""
    now = runtime.clock.now()
    return await runtime.database.write(_forget, now)


def _forget(conn: Connection, now: datetime) -> int:
    return (
        forget_old_keys(conn, now)
        + forget_old_events(conn, now - EVENTS_KEPT_FOR)
        + forget_finished(conn, now - JOBS_KEPT_FOR)
    )
