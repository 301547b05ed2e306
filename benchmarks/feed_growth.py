"""A feed costs about the same among 2,000,000 clips as among 20,000.

Claim: at most 1.3 times the CPU time of the server process, on both databases, for a reader who
follows 1,000 people. The figure for a reader who follows 50 stands below it.
"""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import CIRCLE, FOLLOWED, Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, get
from benchmarks.support.stores import fill, real_disk, stores

FEW, MANY = 20_000, 2_000_000
GROWTH = 1.3

_PATH = "/stories?scope=following&limit=50"
_CONNECTIONS = 4
_REQUESTS = 400

Costs = dict[str, list[float]]


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=7)
    for database in chosen.databases:
        print(f"{database}: CPU a request among {FEW:,} and among {MANY:,} clips")
        many_followed, few_followed = _measure(database, chosen.folder, chosen.rounds)
        shown.table(many_followed, "ms")
        grown = shown.ratio(many_followed, f"{MANY:,}", f"{FEW:,}")
        shown.at_most(f"{FOLLOWED:,} followed: many / few clips", grown, GROWTH)
        grown = shown.ratio(few_followed, f"{MANY:,}", f"{FEW:,}")
        shown.figure(f"{CIRCLE} followed: many / few clips", grown)


def _measure(database: str, folder: Path | None, rounds: int) -> tuple[Costs, Costs]:
    """CPU milliseconds a request, for readers of many and of few, round by round."""
    now = datetime.now(UTC)
    many_followed: Costs = {}
    few_followed: Costs = {}
    with ExitStack() as stack:
        servers: dict[str, tuple[ServerProcess, Sequence[str], Sequence[str]]] = {}
        for clips in (FEW, MANY):
            (store,) = stack.enter_context(stores([database], real_disk(folder)))
            population = Population(now, clips)
            fill(store, population)
            server = stack.enter_context(start("emberline", store.environment))
            people, at = population.people, datetime.now(UTC)
            tokens = store.tokens(people.readers, at), store.tokens(people.readers_of_few, at)
            servers[f"{clips:,}"] = (server, *tokens)
            many_followed[f"{clips:,}"], few_followed[f"{clips:,}"] = [], []
        for number in range(rounds + 1):
            for name, (server, of_many, of_few) in servers.items():
                costs = _cost(server, of_many), _cost(server, of_few)
                if number:
                    many_followed[name].append(costs[0])
                    few_followed[name].append(costs[1])
    return many_followed, few_followed


def _cost(server: ServerProcess, tokens: Sequence[str]) -> float:
    wanted = [get(_PATH, token) for token in tokens]
    before = server.cpu_seconds()
    requests = itertools.islice(itertools.cycle(wanted), _REQUESTS)
    asyncio.run(burst(server.port, requests, _CONNECTIONS))
    return (server.cpu_seconds() - before) / _REQUESTS * 1000


if __name__ == "__main__":
    main()
