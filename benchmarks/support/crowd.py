"""Thousands of WebSocket clients in one process that cost little beside the server they load."""

import gc
import resource
import select
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time, time

from benchmarks.support.listener import Listener, Publisher, text_frame

_CONNECTING_AT_ONCE = 100
_STALLED_SECONDS = 60.0
_SPARE_FILES = 500
# Between two looks for the publisher's answer: else all deliveries before it would be taken first,
# and the server would wait for its clients.
_TAKEN_AT_ONCE = 64


@dataclass
class Deliveries:
    """What came of a round of publications; times in seconds.

    delays: of each delivery, from the begin of its publication's request to its last byte here.
    own_seconds: the CPU time that the clients themselves took.
    """

    count: int = 0
    seconds: float = 0.0
    own_seconds: float = 0.0
    delays: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Deliveries a second."""
        return self.count / self.seconds

    @property
    def p99(self) -> float:
        """The delay that one delivery in a hundred exceeds."""
        return quantiles(self.delays, n=100)[98]


@dataclass(frozen=True)
class Pace:
    """When the next publication may begin: the one before it was answered, and

    at most `ahead` publications' deliveries are outstanding, and `apart` seconds have passed since
    the one before it began.
    """

    ahead: int
    apart: float = 0.0


class Crowd:
    """Clients that are connected until `close`."""

    def __init__(self, addresses: Iterable[tuple[int, str]], *, greeted: bool) -> None:
        """Connect one client to each of `addresses`: a port and a path.

        greeted: whether the server begins with a message of its own. RuntimeError when a client is
        refused.
        """
        self._poll = select.epoll()
        self._listeners: dict[int, Listener] = {}
        wanted = list(addresses)
        allow_files(len(wanted))
        for start in range(0, len(wanted), _CONNECTING_AT_ONCE):
            together = wanted[start : start + _CONNECTING_AT_ONCE]
            for listener in [Listener(*address) for address in together]:
                listener.finish(greeted=greeted)
                self._listeners[listener.socket.fileno()] = listener
                self._poll.register(listener.socket, select.EPOLLIN)

    def close(self) -> None:
        """Cut all connections."""
        for listener in self._listeners.values():
            listener.socket.close()
        self._poll.close()

    def receive(
        self,
        publisher: Publisher,
        requests: Sequence[bytes],
        payloads: Callable[[int], Sequence[bytes]],
        pace: Pace,
    ) -> Deliveries:
        """Make `requests` and return when each client has received one message for each.

        Asserts that these were `payloads` of its index, whole and in order. RuntimeError when
        nothing comes for a minute.
        """
        room = sum(len(text_frame(each)) for each in payloads(0))
        for listener in self._listeners.values():
            listener.expect(room)
        # A collection would stop the clock of each delivery that waits behind it.
        gc.collect()
        gc.disable()
        cpu, begun = process_time(), perf_counter()
        made = self._receive(publisher, requests, pace)
        made.seconds, made.own_seconds = perf_counter() - begun, process_time() - cpu
        gc.enable()
        for index, listener in enumerate(self._listeners.values()):
            whole = b"".join(map(text_frame, payloads(index)))
            assert listener.received() == whole, "a client received something else"
        return made

    def hold(self, seconds: float) -> None:
        """Stay connected for so long, answering pings; a message is an error."""
        until = perf_counter() + seconds
        for listener in self._listeners.values():
            listener.expect(0)
        while (left := until - perf_counter()) > 0:
            for number, _ in self._poll.poll(left):
                self._listeners[number].take((), [])

    def _receive(self, publisher: Publisher, requests: Sequence[bytes], pace: Pace) -> Deliveries:
        made = Deliveries()
        begun: list[float] = []
        size, total = len(self._listeners), len(self._listeners) * len(requests)
        self._poll.register(publisher, select.EPOLLIN)
        due = perf_counter()
        while made.count < total or publisher.is_waiting:
            outstanding = len(begun) * size - made.count
            is_free = not publisher.is_waiting and outstanding <= pace.ahead * size
            may_publish = is_free and len(begun) < len(requests)
            if may_publish and perf_counter() >= due:
                begun.append(time())
                due += pace.apart
                publisher.send(requests[len(begun) - 1])
                may_publish = False
            patience = max(0.0, due - perf_counter()) if may_publish else _STALLED_SECONDS
            if not self._take(publisher, begun, made, patience) and not may_publish:
                raise RuntimeError(f"{total - made.count} of {total} deliveries do not come")
        self._poll.unregister(publisher)
        return made

    def _take(
        self, publisher: Publisher, begun: list[float], made: Deliveries, patience: float
    ) -> bool:
        """Take what comes first, and whether anything came."""
        count = 0
        ready = self._poll.poll(patience, _TAKEN_AT_ONCE)
        for number, _ in ready:
            if (listener := self._listeners.get(number)) is not None:
                count += listener.take(begun, made.delays)
        made.count += count
        publisher.take()
        return bool(ready)


def allow_files(count: int) -> None:
    """Let this process and those that it starts open `count` files and some more.

    SystemExit where the system's limit is below that.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + _SPARE_FILES
    if soft >= wanted:
        return
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(f"This needs {wanted} open files; the limit here is {hard} (ulimit -Hn).")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
