"""The port of the bus: what one server process says, all of an instance hear."""

from collections.abc import Callable
from typing import Protocol

import msgspec

Subscriber = Callable[[msgspec.Struct], None]


class Bus(Protocol):
    """Carries messages between the server processes of one instance, each at most once.

    It is a doorbell: whoever needs every message finds it in the tables when some were missed.
    Messages are frozen structs with a tag; a subscriber that fails is logged.
    """

    def publish(self, message: msgspec.Struct) -> None:
        """Hand `message` to this process's subscribers at once, to those of others soon.

        It never waits and never fails: what cannot be sent is missed.
        """
        ...

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call `subscriber`, on the event loop, with every message, also those published here."""
        ...

    def missed(self) -> bool:
        """Whether messages may have been missed since this was asked before, or may be now."""
        ...
