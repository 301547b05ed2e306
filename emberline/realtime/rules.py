"""What ends a connection, and what can be replayed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

TICKET_LIFETIME = timedelta(seconds=30)

REPLAYED_FOR = timedelta(minutes=2)
REPLAYED_MOST = 1_000

DEVICES_MOST = 5
STREAMS_MOST = 10
"""So many event streams of one user a process serves."""

MESSAGE_MOST_BYTES = 64 * 1024
QUEUED_MOST_BYTES = 1024 * 1024
FLOOD_MESSAGES = 200
FLOOD_SECONDS = 10.0
"""A client that sends more messages than that in so many seconds is ended."""

CLOSING_SECONDS = 5.0
"""So long a peer has to answer a close frame, or to read what was sent before it."""

PING_SECONDS = 25.0
PONG_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Close:
    """Why the server ends a connection: a close code of RFC 6455's private range, or of its own."""

    code: int
    reason: str


REPLACED = Close(4001, "replaced")
OVER = Close(4401, "session over")
SUSPENDED = Close(4403, "account suspended")
NO_PONG = Close(4408, "no pong")
TOO_LARGE = Close(4413, "message too large")
TOO_SLOW = Close(4429, "too slow")
FLOOD = Close(1008, "too many messages")
RESTART = Close(1012, "restart")
TRY_AGAIN = Close(1013, "try again later")

CLOSES: Collection[Close] = (
    REPLACED,
    OVER,
    SUSPENDED,
    NO_PONG,
    TOO_LARGE,
    TOO_SLOW,
    FLOOD,
    RESTART,
    TRY_AGAIN,
)


def can_replay(since: int, last: int, oldest: datetime | None, now: datetime) -> bool:
    """Whether all events after number `since` can be replayed.

    last: the user's last number. oldest: when event `since + 1` was written; None when its row is
    gone.
    """
    if since == last:
        return True
    if since > last or last - since > REPLAYED_MOST or oldest is None:
        return False
    return now - oldest <= REPLAYED_FOR
