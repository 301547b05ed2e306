"""A million clips that expired within an hour do not slow the feed while they are swept.

Claim: at most 1.1 times what a request takes on a server where nothing expired, on both databases.
The sweep runs inside the server, as `serve` does it, and lasts longer than the measurement. The
clips put away a second stand below.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import start
from benchmarks.support.requests import body_of, burst, get
from benchmarks.support.stores import Store, fill, real_disk, stores
from emberline.clips.models import Clip
from emberline.kit.db import open_database

CLIPS = 20_000
EXPIRED = 1_000_000
SLOWED = 1.1
PAGE = 50
PATH = f"/stories?scope=following&limit={PAGE}"

_REQUESTS = 100
# Not at once: the first requests of a process load what the later ones find.
_WARM_UP = 50


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=9)
    for database in chosen.databases:
        print(f"{database}: a feed's request while {EXPIRED:,} expired clips are swept")
        times, swept = _measure(database, chosen.folder, chosen.rounds)
        shown.table(times, "ms")
        shown.at_most("swept / still", shown.ratio(times, "swept", "still"), SLOWED)
        shown.figure("put away", swept, "clips/s")


def _measure(
    database: str, folder: Path | None, rounds: int
) -> tuple[dict[str, list[float]], float]:
    """Milliseconds a request, round by round; and how many clips were put away a second."""
    times: dict[str, list[float]] = {"swept": [], "still": []}
    with ExitStack() as stack:
        made: dict[str, Store] = {}
        tokens: dict[str, Sequence[str]] = {}
        for name, expired in (("swept", EXPIRED), ("still", 0)):
            (made[name],) = stack.enter_context(stores([database], real_disk(folder)))
            population = Population(datetime.now(UTC), CLIPS, expired=expired)
            fill(made[name], population)
            tokens[name] = made[name].tokens(population.people.readers, datetime.now(UTC))
        sweeping = {"swept": "3600", "still": "0"}
        began = time.perf_counter()
        servers = {
            name: stack.enter_context(
                start("emberline", {**store.environment, "EMBERLINE_SWEEP_SECONDS": sweeping[name]})
            )
            for name, store in made.items()
        }
        for name, server in servers.items():
            _milliseconds(server.port, tokens[name], _WARM_UP)
            page = json.loads(asyncio.run(body_of(server.port, get(PATH, tokens[name][0]))))
            assert len(page["data"]) == PAGE, f"the feed of {name} is not full"
        for _ in range(rounds):
            for name, server in servers.items():
                times[name].append(_milliseconds(server.port, tokens[name], _REQUESTS))
        seconds = time.perf_counter() - began
        left = asyncio.run(_left(made["swept"]))
    assert 0 < left < EXPIRED, f"{left:,} were left: the sweep did not last as long as the rounds"
    return times, (EXPIRED - left) / seconds


def _milliseconds(port: int, tokens: Sequence[str], count: int) -> float:
    wanted = itertools.islice(itertools.cycle([get(PATH, token) for token in tokens]), count)
    return asyncio.run(burst(port, wanted, 1)).seconds / count * 1000


async def _left(store: Store) -> int:
    """How many expired clips are not put away."""
    database = await open_database(store.url, store.folder)
    left = await database.read(_count_left, datetime.now(UTC))
    await database.close()
    return left


def _count_left(conn: Connection, now: datetime) -> int:
    waiting = Clip.archived_at.is_(None), Clip.expires_at <= now
    return int(conn.execute(select(func.count()).where(*waiting)).scalar_one())


if __name__ == "__main__":
    main()
