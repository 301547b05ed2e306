"""A catalogue page of 50 among 100,000 stories costs little more than the same written by hand.

Claim: at most 1.6 times the floor's CPU time, on both databases; the page is the second of a
category by plays, with how many stories the category has. What is counted is the server process;
PostgreSQL's own processes do the same work for both and are left out.
"""

import asyncio
import itertools
import re
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks.support import rounds as shown
from benchmarks.support.library import Library
from benchmarks.support.options import options
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import body_of, burst, get
from benchmarks.support.stores import Store, fill, real_disk, stores

STORIES = 100_000
PATH = "/api/stories?category=mystery&sort=popular&page=2&pageSize=50"
ABOVE_FLOOR = 1.6

_CONNECTIONS = 4
_SERVERS = ("emberline", "floor")
_REQUESTS = 600
_AT = re.compile(rb'"timestamp":"[^"]*"')


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=9)
    library = Library(datetime.now(UTC), STORIES)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            fill(store, library)
            print(f"{store.name}: {STORIES:,} stories, CPU a request")
            costs = _measure(store, library, chosen.rounds)
            shown.table(costs, "ms")
            above = shown.ratio(costs, "emberline", "floor")
            shown.at_most("emberline / floor", above, ABOVE_FLOOR)


def _measure(store: Store, library: Library, rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds a request of each server, round by round."""
    costs: dict[str, list[float]] = {name: [] for name in _SERVERS}
    tokens = store.tokens(library.people.readers, datetime.now(UTC))
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
        assert _AT.sub(b"", ours) == _AT.sub(b"", floor), "the floor answers something else"
        assert ours.count(b'"story_id"') == 50


def _cost(server: ServerProcess, tokens: Sequence[str], count: int) -> float:
    wanted = itertools.islice(itertools.cycle([get(PATH, token) for token in tokens]), count)
    before = server.cpu_seconds()
    asyncio.run(burst(server.port, wanted, _CONNECTIONS))
    return (server.cpu_seconds() - before) / count * 1000


if __name__ == "__main__":
    main()
