"""The one place that reads the time; everything else is told it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time: an aware datetime in UTC with microseconds."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant by the machine's clock."""
        return datetime.now(UTC)


class SteppedClock:
    """A clock that stands still until it is moved; a test or the demo holds it."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant that was set last."""
        return self._now

    def advance(self, step: timedelta) -> datetime:
        """Move on by `step` and return the new instant."""
        self._now += step
        return self._now

    def set(self, instant: datetime) -> None:
        """Stand at `instant` from now on."""
        self._now = instant


def wire_time(instant: datetime) -> str:
    """An instant in UTC as RFC 3339 with `Z`, for data that is stored as JSON."""
    return instant.isoformat().replace("+00:00", "Z")
