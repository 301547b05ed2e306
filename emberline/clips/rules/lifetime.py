"""How long a clip can be seen."""

from datetime import datetime, timedelta

DEFAULT_LIFETIME = timedelta(hours=24)
MIN_LIFETIME = timedelta(seconds=60)
MAX_LIFETIME = timedelta(days=7)
MAX_AHEAD = timedelta(days=30)


def lifetime_seconds(expires_in: int | None) -> int:
    """How long a clip lives that asks for `expires_in` seconds; None asks for the default."""
    return int(DEFAULT_LIFETIME.total_seconds()) if expires_in is None else expires_in


def expires_at(published_at: datetime, lifetime: int) -> datetime:
    """The end of a clip published at `published_at`; `lifetime` in seconds."""
    return published_at + timedelta(seconds=lifetime)
