"""One connection that is listened by: its far end, and where in the user's events it stands."""

from typing import Protocol

from prometheus_client import Counter, Gauge

from emberline.accounts.gate import Viewer
from emberline.realtime.rules import CLOSES, Close

CONNECTIONS = Gauge("emberline_connections", "Open realtime connections.", ["kind"])
ENDED = Counter(
    "emberline_connections_ended_total",
    "Connections that the server ended, by close code.",
    ["code"],
)
DELIVERED = Counter("emberline_events_delivered_total", "Events handed to connections.")


class Peer(Protocol):
    """The far end of a connection: a queue with a limit, emptied by nobody who waits here."""

    kind: str

    def tell(self, message: bytes, number: int) -> None:
        """Queue a message, whose id is `number`; a peer that is too slow ends itself."""
        ...

    def end(self, close: Close) -> None:
        """Say why and end it; a second call does nothing."""
        ...


class Listener:
    """A connection: whose it is, and where in the user's events it stands.

    position: the number of the last event it was given. known: the last one heard of.
    has_device: whether it is written down as the connection of one of the user's devices.
    """

    __slots__ = ("has_device", "id", "is_reading", "known", "peer", "position", "viewer")

    def __init__(self, id: str, viewer: Viewer, peer: Peer) -> None:
        self.id = id
        self.viewer = viewer
        self.peer = peer
        self.position = 0
        self.known = 0
        self.has_device = False
        # Until it stands somewhere it is given nothing; what comes meanwhile is read afterwards.
        self.is_reading = True

    @property
    def is_behind(self) -> bool:
        """Whether there are events that it was not given and nobody reads for it."""
        return self.position < self.known and not self.is_reading

    def take(self, number: int, message: bytes | None) -> bool:
        """Give it event `number` if that is its next one; whether it was given.

        message: None when nobody may be told any more: then it is passed over.
        """
        if number == self.position + 1 and not self.is_reading:
            self.position = number
            if message is None:
                return False
            self.peer.tell(message, number)
            return True
        self.known = max(self.known, number)
        return False


def count_end(code: int) -> None:
    """Count the end of a connection, if it was one of the server's doing."""
    if any(close.code == code for close in CLOSES):
        ENDED.labels(str(code)).inc()
