"""Recording views durably, with many clients at once: each request is a new clip for its viewer.

Claims: at least 10 times the idiomatic peer's requests a second on SQLite, at least 2.3 times on
PostgreSQL. Both answer after the commit is on the disk: SQLite with `synchronous=FULL`, PostgreSQL
with `fsync` and `synchronous_commit`; both write the view, the author's event and its number.
"""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import start
from benchmarks.support.requests import burst, post
from benchmarks.support.stores import Store, fill, fsync_milliseconds, real_disk, stores

CLIPS = 200_000
ABOVE_PEER = {"sqlite": 10.0, "postgresql": 2.3}

_CLIENTS = 64
_REQUESTS = {
    "emberline": {"sqlite": 6000, "postgresql": 2000},
    "peer": {"sqlite": 600, "postgresql": 1000},
}


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=7)
    folder = real_disk(chosen.folder)
    print(f"An fsync of 4 KB takes {fsync_milliseconds(folder):.2f} ms here.")
    with stores(chosen.databases, folder) as made:
        for store in made:
            population = Population(datetime.now(UTC), CLIPS)
            fill(store, population)
            print(f"{store.name}: {_CLIENTS} clients, durable views a second")
            rates = _measure(store, population, chosen.rounds)
            shown.table(rates, "/s")
            above = shown.ratio(rates, "emberline", "peer")
            shown.at_least("emberline / peer", above, ABOVE_PEER[store.name])


def _measure(store: Store, population: Population, rounds: int) -> dict[str, list[float]]:
    """Views a second of each server, round by round."""
    rates: dict[str, list[float]] = {name: [] for name in _REQUESTS}
    requests = _views(store, population)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(start(name, store.environment)) for name in _REQUESTS}
        for name, server in [*servers.items()] * (rounds + 1):
            wanted = itertools.islice(requests, _REQUESTS[name][store.name])
            outcome = asyncio.run(burst(server.port, wanted, _CLIENTS))
            rates[name].append(outcome.rate)
    # The first round warmed caches and pools.
    return {name: measured[1:] for name, measured in rates.items()}


def _views(store: Store, population: Population) -> Iterator[bytes]:
    """More requests than are needed, no pair of clip and viewer twice."""
    viewers = population.people.authors[:_CLIENTS]
    tokens = store.tokens(viewers, datetime.now(UTC))
    clips = list(population.public_clips())
    apart = len(clips) // _CLIENTS
    return (
        post(f"/stories/{clip_id}/view", token)
        for step in range(len(clips))
        for number, (viewer, token) in enumerate(zip(viewers, tokens, strict=True))
        for clip_id, author_id in [clips[(number * apart + step) % len(clips)]]
        if author_id != viewer
    )


if __name__ == "__main__":
    main()
