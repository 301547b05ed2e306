"""Asking for a generation, durable and answered, costs little more than a bare durable insert.

Claim: at most 1.5 times the CPU time of a bare route that signs the user in, reads the same form
and writes one row durably. A bare ASGI route that only writes that row is printed beside it. What
is asked for is an audiobook of a published story, by users with their own stories; workers
elsewhere would render it. What is counted is the server process, with several clients at once;
PostgreSQL's own processes are left out.
"""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks.choice import ring
from benchmarks.floors.route import PATH as ROUTE
from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.owners import publish_to_each
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, post_json
from benchmarks.support.stores import Store, fill, real_disk, stores
from emberline.kit.jobs.pg_bell import install

ABOVE_FLOOR = 1.5

_OWNERS = 200
_NODES = 10
_CLIENTS = 16
_REQUESTS = 2_000
_PATH = "/api/story-generations"


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=7)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), 100, authors=_OWNERS, followed=10)
            fill(store, population)
            store.mark_current()
            owners = population.people.authors
            if store.url is not None:
                # The rings that workers wait for are part of the price.
                asyncio.run(install(store.url))
            story_ids = asyncio.run(store.run(publish_to_each(owners, ring(_NODES))))
            print(f"{store.name}: {_CLIENTS} clients, CPU a request for a generation")
            costs = _measure(store, owners, story_ids, chosen.rounds)
            shown.table(costs, "ms")
            raw = shown.ratio(costs, "a generation", "one row")
            shown.figure("a generation / one row", raw)
            above = shown.ratio(costs, "a generation", "a bare route")
            shown.at_most("a generation / a bare route", above, ABOVE_FLOOR)


def _measure(
    store: Store, owners: list[str], story_ids: list[str], rounds: int
) -> dict[str, list[float]]:
    """CPU milliseconds a request, round by round."""
    tokens = store.tokens(owners, datetime.now(UTC))
    bodies = [{"story_id": story_id} for story_id in story_ids]
    asked = {path: _around(path, tokens, bodies) for path in ("/", ROUTE, _PATH)}
    costs: dict[str, list[float]] = {"one row": [], "a bare route": [], "a generation": []}
    outside = {**store.environment, "EMBERLINE_JOBS": "external"}
    with ExitStack() as stack:
        floor = stack.enter_context(start("writer", store.environment))
        bare = stack.enter_context(start("route", outside))
        ours = stack.enter_context(start("emberline", outside))
        for number in range(rounds + 1):
            measured = {
                "one row": _cost(floor, asked["/"]),
                "a bare route": _cost(bare, asked[ROUTE]),
                "a generation": _cost(ours, asked[_PATH]),
            }
            # The first round warmed caches.
            for name, cost in measured.items() if number else ():
                costs[name].append(cost)
    return costs


def _around(path: str, tokens: list[str], bodies: list[dict[str, str]]) -> Iterator[bytes]:
    """Every owner asks for their story, again and again."""
    pairs = zip(tokens, bodies, strict=True)
    return itertools.cycle([post_json(path, token, body) for token, body in pairs])


def _cost(server: ServerProcess, requests: Iterator[bytes]) -> float:
    before = server.cpu_seconds()
    asyncio.run(burst(server.port, itertools.islice(requests, _REQUESTS), _CLIENTS))
    return (server.cpu_seconds() - before) / _REQUESTS * 1000


if __name__ == "__main__":
    main()
