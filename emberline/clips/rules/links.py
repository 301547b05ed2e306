"""How long a guest link leads to its clip, and for how many reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DEFAULT_LIFETIME = timedelta(hours=24)
MIN_LIFETIME = timedelta(seconds=60)
MAX_LIFETIME = timedelta(days=30)

MOST_LIVING = 20
"""So many living links a clip may have."""

MOST_WRONG_PASSCODES = 100
"""So many wrong passcodes shut a link for good: of those of four digits one in a hundred."""

MIN_PASSCODE = 4
MAX_PASSCODE = 64


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What decides on a link: `views` of at most `max_views` (None: any number) reads are used.

    wrong_passcodes: how often somebody guessed wrong.
    """

    expires_at: datetime
    revoked_at: datetime | None
    views: int
    max_views: int | None
    wrong_passcodes: int = 0


def expires_at(now: datetime, expires_in: int | None, clip_expires_at: datetime) -> datetime:
    """The end of a link made now for `expires_in` seconds: never after its clip's."""
    lifetime = DEFAULT_LIFETIME if expires_in is None else timedelta(seconds=expires_in)
    return min(now + lifetime, clip_expires_at)


def most_views(asked: int | None, clip_max_views: int | None) -> int | None:
    """How often a link may be read: a clip that burns after so many views has no link for more."""
    caps = [cap for cap in (asked, clip_max_views) if cap is not None]
    return min(caps, default=None)


def is_open(link: LinkFacts, now: datetime) -> bool:
    """Whether the link is neither revoked nor over; at `expires_at` it is over."""
    return link.revoked_at is None and now < link.expires_at


def is_used_up(link: LinkFacts) -> bool:
    """Whether it was read, or its passcode guessed at, as often as may be."""
    if link.wrong_passcodes >= MOST_WRONG_PASSCODES:
        return True
    return link.max_views is not None and link.views >= link.max_views
