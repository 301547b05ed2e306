"""The bus of a single process."""

import msgspec
import structlog

from emberline.kit.bus import Listener

log = structlog.get_logger()


class MemoryBus:
    """Hands messages to the listeners of its own process.

    alone: whether no other process writes to the database; where one does (`emberline worker`
    beside `serve`, without Redis) its messages are always missed.
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._listeners: list[Listener] = []

    def publish(self, message: msgspec.Struct) -> None:
        """See `Bus.publish`."""
        for listener in self._listeners:
            try:
                listener(message)
            except Exception:
                log.exception("bus_listener_failed", message=type(message).__name__)

    def subscribe(self, listener: Listener) -> None:
        """See `Bus.subscribe`."""
        self._listeners.append(listener)

    def missed(self) -> bool:
        """See `Bus.missed`."""
        return not self._alone
