"""A tray of 300 followed authors costs little more than the same written by hand.

Claim: at most 1.8 times the floor's CPU time, on both databases. Each author has four active clips
or so. What is counted is the server process; PostgreSQL's own processes do the same work for both
and are left out.
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

CLIPS = 40_000
FOLLOWED = 300
PATH = "/stories/tray"
ABOVE_FLOOR = 1.8

_CONNECTIONS = 4
_SERVERS = ("emberline", "floor")
_REQUESTS = 300


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=9)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), CLIPS, followed=FOLLOWED)
            fill(store, population)
            print(f"{store.name}: {CLIPS:,} clips, {FOLLOWED} followed, CPU a request")
            costs = _measure(store, population, chosen.rounds)
            shown.table(costs, "ms")
            above = shown.ratio(costs, "emberline", "floor")
            shown.at_most("emberline / floor", above, ABOVE_FLOOR)


def _measure(store: Store, population: Population, rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds a request of each server, round by round."""
    costs: dict[str, list[float]] = {name: [] for name in _SERVERS}
    tokens = store.tokens(population.people.readers, datetime.now(UTC))
    with ExitStack() as stack:
        servers = {name: stack.enter_context(start(name, store.environment)) for name in _SERVERS}
        _check_same_bytes(servers, tokens)
        for server in servers.values():
            _cost(server, tokens, 40)
        for _ in range(rounds):
            for name, server in servers.items():
                costs[name].append(_cost(server, tokens, _REQUESTS))
    return costs


def _check_same_bytes(servers: dict[str, ServerProcess], tokens: Sequence[str]) -> None:
    for token in tokens:
        request = get(PATH, token)
        ours, floor = (asyncio.run(body_of(servers[name].port, request)) for name in _SERVERS)
        assert ours == floor, "the floor answers something else"
        assert ours.count(b'"clips_count"') > 0.9 * FOLLOWED


def _cost(server: ServerProcess, tokens: Sequence[str], count: int) -> float:
    wanted = itertools.islice(itertools.cycle([get(PATH, token) for token in tokens]), count)
    before = server.cpu_seconds()
    asyncio.run(burst(server.port, wanted, _CONNECTIONS))
    return (server.cpu_seconds() - before) / count * 1000


if __name__ == "__main__":
    main()
