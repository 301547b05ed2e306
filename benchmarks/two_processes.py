"""Two processes that Redis joins deliver nearly as cheaply as one alone.

Claim: the CPU time of the server processes a delivery is at most 1.18 times that of one process
with the same sockets. Half of the sockets are at each of the two, and all that is published goes to
all of them and is published at one. On PostgreSQL, as several processes need it; Redis' own CPU
time is printed beside it. The load is the same and moderate, so that neither gains by a backlog.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import psutil

from benchmarks.support import broadcasters
from benchmarks.support import rounds as shown
from benchmarks.support.broadcasters import Audience, Broadcaster
from benchmarks.support.crowd import Pace, allow_files
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.publishing import number_of
from benchmarks.support.stores import Store, fill, real_disk, stores
from tests.redis_server import RedisServer

SOCKETS = 1_000
OF_ONE = 1.18

_WARMING = 20
_MESSAGES = 200
_PACE = Pace(ahead=16, apart=0.05)
_MICROSECONDS = 1_000_000


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("postgresql",))
    allow_files(SOCKETS)
    with stores(["postgresql"], real_disk(chosen.folder)) as (store,), RedisServer() as redis:
        population = Population(datetime.now(UTC), 1_000)
        fill(store, population)
        user_ids = population.people.authors[:SOCKETS]
        store.count_events({name: number_of(client) for client, name in enumerate(user_ids)})
        redis_process = _process_of(redis)
        with _servers(store, user_ids, redis.url()) as servers:
            costs = _measure(servers, redis_process, chosen.rounds)
    print(f"{SOCKETS:,} sockets, CPU time a delivery")
    shown.table(costs, "us")
    shown.at_most("two processes / one", shown.ratio(costs, "two processes", "one"), OF_ONE)


@contextmanager
def _servers(
    store: Store, user_ids: list[str], redis_url: str
) -> Iterator[dict[str, list[Broadcaster]]]:
    """One process alone with all sockets, and two with half of them each."""
    tokens = store.tokens(user_ids, datetime.now(UTC))
    joined = {**store.environment, "EMBERLINE_REDIS_URL": redis_url}
    half = SOCKETS // 2
    with ExitStack() as stack:

        def start(environment: dict[str, str], part: slice) -> Broadcaster:
            server = broadcasters.emberline(environment, user_ids, tokens[part])
            return stack.enter_context(server)

        yield {
            "one": [start(store.environment, slice(None))],
            "two processes": [start(joined, slice(half)), start(joined, slice(half, None))],
        }


def _measure(
    servers: dict[str, list[Broadcaster]], redis: psutil.Process, rounds: int
) -> dict[str, list[float]]:
    """Microseconds a delivery, round by round: of the servers, and of Redis for the two."""
    costs: dict[str, list[float]] = {name: [] for name in (*servers, "their Redis")}
    for _ in range(rounds):
        for name, joined in servers.items():
            with Audience(*joined) as audience:
                audience.receive(_WARMING, _PACE)
                redis_before, before = _cpu(redis), _total(joined)
                made = audience.receive(_MESSAGES, _PACE)
                cost, redis_cost = _total(joined) - before, _cpu(redis) - redis_before
            costs[name].append(cost / made.count * _MICROSECONDS)
            if len(joined) > 1:
                costs["their Redis"].append(redis_cost / made.count * _MICROSECONDS)
    return costs


def _total(servers: list[Broadcaster]) -> float:
    return sum(server.cpu_seconds() for server in servers)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _process_of(redis: RedisServer) -> psutil.Process:
    """The process that listens on its port."""
    for process in psutil.Process().children(recursive=True):
        ports = [each.laddr.port for each in process.net_connections("tcp4") if each.laddr]
        if process.name() != "python" and redis.port in ports:
            return process
    raise RuntimeError("Redis has no process")


if __name__ == "__main__":
    main()
