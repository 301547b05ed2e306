"""Events of 300 bytes reach hundreds of sockets nearly as fast as nginx sends them.

Claim: with 500 sockets in one process at least 0.8 times the deliveries a second of nginx's nchan.
Beside it npm's `ws`, the same with 5,000 sockets, and the floor, a bare loop of `send`. Each socket
is that of a user of its own and gets every message; one publisher makes them, one request after the
other. For the delays it makes them at leisure; they end when the system has the last byte for the
client. Where nchan or `ws` is not installed, the others are measured.

nchan leaves Nagle's algorithm on: messages that come faster than clients acknowledge travel
together, which is cheap. The floor and `ws` turn it off and send each by itself.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.support import broadcasters
from benchmarks.support import rounds as shown
from benchmarks.support.broadcasters import Audience, Broadcaster
from benchmarks.support.crowd import Deliveries, Pace, allow_files
from benchmarks.support.options import options
from benchmarks.support.packages import NotInstalled
from benchmarks.support.population import Population
from benchmarks.support.publishing import number_of
from benchmarks.support.stores import Store, fill, real_disk, stores

OF_NCHAN = 0.8


@dataclass(frozen=True)
class Load:
    """How many sockets get how many messages: as fast as it goes, and every so many seconds."""

    sockets: int
    messages: int
    paced: int
    apart: float


LOADS = (Load(500, 400, 100, 0.05), Load(5_000, 60, 30, 0.5))

_WARMING = 5
# So many messages may be under way: enough that a server never waits for the clients.
_AHEAD = 16
_MICROSECONDS = 1_000_000


@dataclass
class Costs:
    """Of each server, round by round."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    delays: dict[str, list[float]] = field(default_factory=dict)
    fast_cpu: dict[str, list[float]] = field(default_factory=dict)
    paced_cpu: dict[str, list[float]] = field(default_factory=dict)
    clients: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, fast: "Measured", paced: "Measured") -> None:
        """Take in a round: p99 in milliseconds, CPU time of the server in microseconds each."""
        self.rates.setdefault(name, []).append(fast.made.rate)
        self.delays.setdefault(name, []).append(paced.made.p99 * 1000)
        self.fast_cpu.setdefault(name, []).append(fast.cpu_microseconds)
        self.paced_cpu.setdefault(name, []).append(paced.cpu_microseconds)
        self.clients.setdefault(name, []).append(fast.made.own_seconds / fast.made.seconds)


@dataclass(frozen=True)
class Measured:
    """A part of a round, and the CPU time that each delivery of it cost the server."""

    made: Deliveries
    cpu_microseconds: float


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("sqlite",))
    allow_files(max(load.sockets for load in LOADS))
    with stores(["sqlite"], real_disk(chosen.folder)) as (store,):
        population = Population(datetime.now(UTC), 1_000)
        fill(store, population)
        authors = population.people.authors
        store.count_events({name: number_of(client) for client, name in enumerate(authors)})
        for load in LOADS:
            user_ids = population.people.authors[: load.sockets]
            with _servers(store, user_ids) as servers:
                _report(load, _measure(servers, load, chosen.rounds))


@contextmanager
def _servers(store: Store, user_ids: list[str]) -> Iterator[dict[str, Broadcaster]]:
    """Those that are installed, running."""
    count, tokens = len(user_ids), store.tokens(user_ids, datetime.now(UTC))
    with ExitStack() as stack:
        ours = broadcasters.emberline(store.environment, user_ids, tokens)
        servers = {"emberline": stack.enter_context(ours)}
        servers["floor"] = stack.enter_context(broadcasters.floor(count))
        for name, start in {"nchan": broadcasters.nchan, "ws": broadcasters.ws}.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            try:
                servers[name] = stack.enter_context(start(count, folder))
            except NotInstalled as missing:
                print(missing)
        yield servers


def _measure(servers: Mapping[str, Broadcaster], load: Load, rounds: int) -> Costs:
    costs = Costs()
    for _ in range(rounds):
        for name, server in servers.items():
            _round(name, server, load, costs)
    return costs


def _round(name: str, server: Broadcaster, load: Load, costs: Costs) -> None:
    """Connect everyone, warm up, publish as fast as it goes, then at leisure; all leave."""
    with Audience(server) as audience:
        audience.receive(_WARMING, Pace(_AHEAD))
        fast = _part(server, audience, load.messages, Pace(_AHEAD))
        paced = _part(server, audience, load.paced, Pace(_AHEAD, load.apart))
    costs.note(name, fast, paced)


def _part(server: Broadcaster, audience: Audience, count: int, pace: Pace) -> Measured:
    before = server.cpu_seconds()
    made = audience.receive(count, pace)
    return Measured(made, (server.cpu_seconds() - before) / made.count * _MICROSECONDS)


def _report(load: Load, costs: Costs) -> None:
    print(f"{load.sockets:,} sockets, deliveries a second")
    shown.table(costs.rates, "/s")
    print(f"{load.sockets:,} sockets, CPU time of the server a delivery then")
    shown.table(costs.fast_cpu, "us")
    print(f"{load.sockets:,} sockets, the same at leisure, every {load.apart:g} s")
    shown.table(costs.paced_cpu, "us")
    print(f"{load.sockets:,} sockets, p99 from publication to receipt then")
    shown.table(costs.delays, "ms")
    busy = max(median(values) for values in costs.clients.values())
    shown.figure("the clients' share of a core, at most", busy, "")
    for peer in ("nchan", "ws"):
        if peer in costs.rates:
            _compare(load, costs, peer)


def _compare(load: Load, costs: Costs, peer: str) -> None:
    print(f"{load.sockets:,} sockets, emberline / {peer}")
    ratio = shown.ratio(costs.rates, "emberline", peer)
    if peer == "nchan" and load is LOADS[0]:
        shown.at_least("deliveries a second", ratio, OF_NCHAN)
    else:
        shown.figure("deliveries a second", ratio)
    shown.figure("CPU a delivery", shown.ratio(costs.fast_cpu, "emberline", peer))
    shown.figure("CPU a delivery, at leisure", shown.ratio(costs.paced_cpu, "emberline", peer))
    shown.figure("p99, at leisure", shown.ratio(costs.delays, "emberline", peer))


if __name__ == "__main__":
    main()
