"""The kit's own clean-up: idempotency keys past their day, events past their window."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.kit.events import forget_old_events
from emberline.kit.idempotency import forget_old_keys
from emberline.kit.runtime import Runtime

# An event may be replayed for two minutes; the rest is slack for slow clocks.
EVENTS_KEPT_FOR = timedelta(minutes=10)


async def sweep_kit(runtime: Runtime) -> int:
    """Forget old idempotency keys and events; how many rows went."""
    now = runtime.clock.now()
    return await runtime.database.write(_forget, now)


def _forget(conn: Connection, now: datetime) -> int:
    return forget_old_keys(conn, now) + forget_old_events(conn, now - EVENTS_KEPT_FOR)
