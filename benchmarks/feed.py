"""A feed of 50 among 200,000 clips costs little more than the same written by hand.

Claims: at most 1.5 times the floor's CPU time on SQLite and 1.7 times on PostgreSQL; at least 6
times cheaper than the idiomatic peer. What is counted is the server process; PostgreSQL's own
processes do the same work for all three and are left out.
"""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import body_of, burst, get
from benchmarks.support.stores import Store, fill, real_disk, stores

CLIPS = 200_000
PATH = "/stories?scope=following&limit=50"
ABOVE_FLOOR = {"sqlite": 1.5, "postgresql": 1.7}
BELOW_PEER = 6.0

_CONNECTIONS = 4
_REQUESTS = {"emberline": 600, "floor": 600, "peer": 150}


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=9)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), CLIPS)
            fill(store, population)
            print(f"{store.name}: {CLIPS:,} clips, {population.followed:,} followed, CPU a request")
            _report(store.name, _measure(store, population, chosen.rounds))


def _measure(store: Store, population: Population, rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds a request of each server, round by round."""
    costs: dict[str, list[float]] = {name: [] for name in _REQUESTS}
    readers = population.people.readers
    tokens = store.tokens(readers, datetime.now(UTC))
    with ExitStack() as stack:
        servers = {name: stack.enter_context(start(name, store.environment)) for name in _REQUESTS}
        _check_same_bytes(servers, tokens)
        for server in servers.values():
            _cost(server, tokens, 40)
        for _ in range(rounds):
            for name, server in servers.items():
                costs[name].append(_cost(server, tokens, _REQUESTS[name]))
    return costs


def _check_same_bytes(servers: dict[str, ServerProcess], tokens: Sequence[str]) -> None:
    for token in tokens:
        request = get(PATH, token)
        bodies = {
            name: asyncio.run(body_of(server.port, request)) for name, server in servers.items()
        }
        assert bodies["floor"] == bodies["emberline"], "the floor answers something else"
        assert bodies["peer"] == bodies["emberline"], "the peer answers something else"
        assert bodies["emberline"].count(b'"is_active"') == 50


def _cost(server: ServerProcess, tokens: Sequence[str], count: int) -> float:
    wanted = itertools.islice(itertools.cycle([get(PATH, token) for token in tokens]), count)
    before = server.cpu_seconds()
    asyncio.run(burst(server.port, wanted, _CONNECTIONS))
    return (server.cpu_seconds() - before) / count * 1000


def _report(database: str, costs: dict[str, list[float]]) -> None:
    shown.table(costs, "ms")
    above = shown.ratio(costs, "emberline", "floor")
    shown.at_most("emberline / floor", above, ABOVE_FLOOR[database])
    shown.at_least("peer / emberline", shown.ratio(costs, "peer", "emberline"), BELOW_PEER)


if __name__ == "__main__":
    main()
