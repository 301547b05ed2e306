"""The bus of a single process."""

import msgspec
import structlog

from emberline.kit.bus import Subscriber

log = structlog.get_logger()


class MemoryBus:
    """Hands messages to the subscribers of its own process.

    alone: whether no other process writes to the database; where one does (`emberline worker`
    beside `serve`, without Redis) its messages are always missed.
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._subscribers: list[Subscriber] = []

    def publish(self, message: msgspec.Struct) -> None:
        """See `Bus.publish`."""
        for subscriber in self._subscribers:
            try:
                subscriber(message)
            except Exception:
                log.exception("bus_subscriber_failed", message=type(message).__name__)

    def subscribe(self, subscriber: Subscriber) -> None:
        """See `Bus.subscribe`."""
        self._subscribers.append(subscriber)

    def missed(self) -> bool:
        """See `Bus.missed`."""
        return not self._alone
