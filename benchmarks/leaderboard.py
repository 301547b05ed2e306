"""One's own rank among 1,000,000 readers is known at once, however far down it is.

Claim: the leaderboard with one's own rank and neighbours, over HTTP, for the readers with the worst
ranks: 99 of 100 answers within 20 ms, on both databases. The floor is the count of everybody who
reached more, written by hand, straight in the database: what a rank costs without counts by value.
Every reader has XP and a number of endings; the worst rank of XP is below all others, that of
endings one that a tenth of the readers share.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from time import perf_counter

import msgspec
from sqlalchemy import Connection, text

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import PREFERENCES_COLUMNS, USER_COLUMNS, Row, id_at
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import body_of, get, paced
from benchmarks.support.stores import Store, fill, real_disk, stores
from emberline.kit.db import Database
from emberline.stories.rules.leaderboard import METRICS, Metric, bucket_of, slots_of

READERS = 1_000_000
RANK_MS = 20.0

_ASKED: tuple[Metric, ...] = ("xp", "endings")
_WORST = 200
_A_SECOND = 50
_FLOOR = {
    metric: text(
        "SELECT count(*) FROM leaderboard_scores "
        f"WHERE bucket = 0 AND is_shown AND {metric} > :value"
    )
    for metric in _ASKED
}


class Readers:
    """So many readers, all of them shown, with what they reached in all time.

    values: of each reader by the order of METRICS.
    """

    def __init__(self, now: datetime, count: int) -> None:
        chance = random.Random(20260301)
        self._since = now - timedelta(days=90)
        self.ids = [
            id_at(self._since + timedelta(milliseconds=number), chance) for number in range(count)
        ]
        self.values = [_values(chance) for _ in range(count)]

    def rows(self) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
        """Each table's name, its columns and its rows."""
        yield "users", USER_COLUMNS, self._users()
        yield "preferences", PREFERENCES_COLUMNS, self._preferences()
        yield "leaderboard_scores", _SCORE_COLUMNS, self._scores()
        yield "leaderboard_counts", _COUNT_COLUMNS, self._counts()

    def worst(self, metric: Metric, count: int) -> list[str]:
        """The readers of the lowest values, of those above nothing."""
        place = METRICS.index(metric)
        ranked = sorted(
            (values[place], id) for values, id in zip(self.values, self.ids, strict=True)
        )
        return [user_id for value, user_id in ranked if value][:count]

    def rank(self, metric: Metric, user_id: str) -> int:
        """The rank by looking at everybody."""
        place = METRICS.index(metric)
        own = self.values[self.ids.index(user_id)][place]
        return 1 + sum(values[place] > own for values in self.values)

    def _users(self) -> Iterator[Row]:
        for number, user_id in enumerate(self.ids):
            name = f"reader{number}"
            mail = f"{name}@example.com"
            known = (user_id, name, name, mail, mail, "no password opens this", name)
            yield (*known, "", "UTC", "en", False, "user", self._since, self._since, None)

    def _preferences(self) -> Iterator[Row]:
        for user_id in self.ids:
            yield (user_id, 30, True, "on", "{}", True, None)

    def _scores(self) -> Iterator[Row]:
        bucket = bucket_of("all", self._since)
        for user_id, values in zip(self.ids, self.values, strict=True):
            yield (bucket, user_id, *values, True)

    def _counts(self) -> Iterator[Row]:
        bucket = bucket_of("all", self._since)
        for place, metric in enumerate(METRICS):
            slots = Counter(slot for values in self.values for slot in slots_of(values[place]))
            for (level, slot), people in slots.items():
                yield (bucket, metric, level, slot, people)


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=5)
    readers = Readers(datetime.now(UTC), READERS)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            fill(store, readers)
            store.mark_current()
            print(f"{store.name}: {READERS:,} readers")
            for metric in _ASKED:
                _report(store, readers, metric, chosen.rounds)


def _report(store: Store, readers: Readers, metric: Metric, rounds: int) -> None:
    worst = readers.worst(metric, _WORST)
    times, cpu = _measure(store, readers, metric, worst, rounds)
    value = readers.values[readers.ids.index(worst[0])][METRICS.index(metric)]
    floor = asyncio.run(store.run(lambda database: _count_all(database, metric, value)))
    shown.figure(f"{metric}: median", median(times), "ms")
    shown.at_most(f"{metric}: 99 of 100", quantiles(times, n=100)[98], RANK_MS, "ms")
    shown.figure(f"{metric}: the server's CPU", cpu, "ms")
    shown.figure(f"{metric}: counting everybody, the rank alone", floor, "ms")


def _measure(
    store: Store, readers: Readers, metric: Metric, worst: list[str], rounds: int
) -> tuple[list[float], float]:
    """Milliseconds until the answer of each request, and of the server's CPU time for one."""
    tokens = store.tokens(worst, datetime.now(UTC))
    requests = [get(f"/api/leaderboard?metric={metric}", token) for token in tokens]
    times: list[float] = []
    with start("emberline", store.environment) as server:
        _check(server, requests[0], readers.rank(metric, worst[0]))
        asyncio.run(paced(server.port, requests, _A_SECOND))
        # That round warmed caches.
        before = server.cpu_seconds()
        for _ in range(rounds):
            taken = asyncio.run(paced(server.port, requests, _A_SECOND))
            times += [seconds * 1000 for seconds in taken]
        cpu = server.cpu_seconds() - before
    return times, cpu / len(times) * 1000


def _check(server: ServerProcess, request: bytes, rank: int) -> None:
    body = msgspec.json.decode(asyncio.run(body_of(server.port, request)))
    assert body["data"]["own"]["rank"] == rank, "the rank is another one"
    assert len(body["data"]["entries"]) == 20
    assert len(body["data"]["neighbours"]) >= 2


async def _count_all(database: Database, metric: Metric, value: int) -> float:
    """The median milliseconds of counting all those who reached more."""

    def count(conn: Connection) -> float:
        started = perf_counter()
        conn.execute(_FLOOR[metric], {"value": value}).scalar()
        return (perf_counter() - started) * 1000

    return median([await database.read(count) for _ in range(9)])


def _values(chance: random.Random) -> tuple[int, int, int, int]:
    """XP, stories, endings and a streak, most of them small and some very large."""
    xp = max(1, int(chance.lognormvariate(7, 1.6)))
    stories = max(1, xp // 120)
    endings = max(1, int(stories * chance.uniform(1, 3)))
    return (xp, stories, endings, chance.choice((1, 1, 1, 2, 3, 5, 8, 30, 100, 365)))


_SCORE_COLUMNS = ("bucket", "user_id", *METRICS, "is_shown")
_COUNT_COLUMNS = ("bucket", "metric", "level", "slot", "people")

if __name__ == "__main__":
    main()
