"""A narration in the background leaves the feed its latency.

Claim: at 30 % of the requests that the server can answer, the 99th percentile of the feed rises by
at most 10 ms while an audiobook is narrated beside it, at idle priority. Requests begin at their
appointed times whether or not the ones before were answered, so that waiting counts.
"""

import asyncio
from datetime import UTC, datetime
from itertools import cycle, islice
from statistics import quantiles

from benchmarks.support import rounds as shown
from benchmarks.support.narrations import begin_narration, cancel_narration, narration, walk
from benchmarks.support.options import options
from benchmarks.support.owners import publish_to_each
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, get, paced
from benchmarks.support.stores import fill, real_disk, stores

MOST_MILLISECONDS = 10.0

_CLIPS = 20_000
_LOAD = 0.3
_SECONDS = 15.0
# Longer than the measurement, so that all of it stands beside the work.
_SCENES = 2_000
_FEED = "/stories?scope=following&limit=50"


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    with stores(["sqlite"], real_disk(chosen.folder)) as (store,):
        population = Population(datetime.now(UTC), _CLIPS)
        fill(store, population)
        readers = population.people.readers
        story = walk(_SCENES, "A long walk")
        (story_id,) = asyncio.run(store.run(publish_to_each(readers[:1], story)))
        tokens = store.tokens(readers, datetime.now(UTC))
        requests = [get(_FEED, token) for token in tokens]
        delays: dict[str, list[float]] = {"alone": [], "beside a narration": []}
        with start("emberline", store.environment) as server:
            asyncio.run(burst(server.port, islice(cycle(requests), 500), 4))
            most = asyncio.run(burst(server.port, islice(cycle(requests), 2000), 4)).rate
            for _ in range(chosen.rounds):
                delays["alone"] += _delays(server, requests, most * _LOAD)
                made = begin_narration(server.port, tokens[0], story_id)
                delays["beside a narration"] += _delays(server, requests, most * _LOAD)
                assert narration(server.port, tokens[0], made)["status"] == "in_progress"
                cancel_narration(server.port, tokens[0], made)
    print(f"sqlite: feed of 50 at {_LOAD:.0%} of {most:.0f} requests a second, 99th percentile")
    ends = {what: quantiles(values, n=100)[98] * 1000 for what, values in delays.items()}
    for what, milliseconds in ends.items():
        shown.figure(what, milliseconds, "ms")
    rise = ends["beside a narration"] - ends["alone"]
    shown.at_most("rise", rise, MOST_MILLISECONDS, "ms")


def _delays(server: ServerProcess, requests: list[bytes], rate: float) -> list[float]:
    return asyncio.run(paced(server.port, islice(cycle(requests), int(rate * _SECONDS)), rate))


if __name__ == "__main__":
    main()
