"""A socket on which nothing happens costs the server little memory.

Claim: at most 22 KiB each in a real `emberline serve` that holds 5,000, each a user's own, after
each has answered a ping; what the kernel keeps for a connection is not in it. Beside it npm's `ws`
and nginx's nchan, which ask nobody for a sign of life and know of no users.
"""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.support import broadcasters
from benchmarks.support import rounds as shown
from benchmarks.support.broadcasters import Broadcaster
from benchmarks.support.crowd import Crowd, allow_files
from benchmarks.support.options import options
from benchmarks.support.packages import NotInstalled
from benchmarks.support.population import Population
from benchmarks.support.stores import fill, real_disk, stores
from emberline.realtime.rules import PING_SECONDS

SOCKETS = 5_000
KIBIBYTES = 22.0

# Opened and closed first: what the first sockets make a server load is not theirs.
_WARMING = 100
_SETTLED_SECONDS = 2.0
_KIBIBYTE = 1024


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    allow_files(SOCKETS)
    print(f"memory of the server a socket, {SOCKETS:,} open")
    with stores(["sqlite"], real_disk(chosen.folder)) as (store,):
        population = Population(datetime.now(UTC), 1_000)
        fill(store, population)
        store.mark_current()
        tokens = store.tokens(population.people.authors[:SOCKETS], datetime.now(UTC))
        ours = partial(broadcasters.emberline_serve, store.environment, tokens)
        held = _measure(lambda _: ours(), chosen.rounds, PING_SECONDS)
        shown.at_most("emberline serve", median(held), KIBIBYTES, "KiB")
    for name, start in {"ws": broadcasters.ws, "nchan": broadcasters.nchan}.items():
        try:
            held = _measure(partial(start, SOCKETS), chosen.rounds, 0)
        except NotInstalled as missing:
            print(missing)
        else:
            shown.figure(name, median(held), "KiB")


def _measure(
    start: Callable[[Path], AbstractContextManager[Broadcaster]], rounds: int, seconds: float
) -> list[float]:
    """KiB a socket that were held `seconds` after the last one came, for each of `rounds` starts.

    Each in a process of its own: memory that was once freed would be taken again.
    """
    held = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as server:
            _hold(server, _WARMING, _SETTLED_SECONDS)
            before = server.memory()
            held.append((_hold(server, SOCKETS, seconds + _SETTLED_SECONDS) - before) / _KIBIBYTE)
    return [each / SOCKETS for each in held]


def _hold(server: Broadcaster, count: int, seconds: float) -> int:
    """Open so many sockets for so long; the server's memory at the end, in bytes."""
    crowd = Crowd(server.addresses[:count], greeted=server.is_greeting)
    crowd.hold(seconds)
    memory = server.memory()
    crowd.close()
    return memory


if __name__ == "__main__":
    main()
