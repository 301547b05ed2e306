"""Two workers narrate at once nearly as cheaply as one.

Claim: the CPU time a scene, of the workers and their children, is with two workers that narrate at
once at most 1.11 times that of one alone. On PostgreSQL, by which several workers share the work;
each narration is a story of its own, so that no scene is found ready.
"""

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime
from time import perf_counter, sleep

from benchmarks.support import rounds as shown
from benchmarks.support.narrations import ask_for_narration, narration, walk
from benchmarks.support.options import options
from benchmarks.support.owners import publish_to_each
from benchmarks.support.population import Population
from benchmarks.support.processes import start
from benchmarks.support.stores import Store, fill, real_disk, stores
from benchmarks.support.workers import WorkerProcess
from emberline.generations.queries import RENDER
from emberline.kit.jobs.pg_bell import install

OF_ONE = 1.11

_SCENES = 20
_POLL_SECONDS = 0.2
_ENDS_WITHIN_SECONDS = 600.0


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("postgresql",))
    with stores(["postgresql"], real_disk(chosen.folder)) as (store,):
        population = Population(datetime.now(UTC), 100, authors=100, followed=10)
        fill(store, population)
        store.mark_current()
        assert store.url is not None
        asyncio.run(install(store.url))
        costs = _measure(store, population.people.authors, chosen.rounds)
    print(f"CPU time a scene, {_SCENES} scenes a narration")
    shown.table(costs, "ms")
    shown.at_most("two workers / one", shown.ratio(costs, "two", "one"), OF_ONE)


def _measure(store: Store, owners: list[str], rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds a scene, round by round."""
    environment = {**store.environment, "EMBERLINE_JOBS": "external"}
    costs: dict[str, list[float]] = {"one": [], "two": []}
    with ExitStack() as stack:
        server = stack.enter_context(start("emberline", environment))
        workers = [stack.enter_context(WorkerProcess(environment, RENDER)) for _ in range(2)]
        for number in range(rounds + 1):
            for name, count in (("one", 1), ("two", 2)):
                titles = [f"Walk {number} {name} {each}" for each in range(count)]
                before = [worker.cpu_seconds() for worker in workers]
                _narrate(store, server.port, owners, titles)
                spent = sorted(
                    worker.cpu_seconds() - at for worker, at in zip(workers, before, strict=True)
                )
                # Of one narration only the worker that took it is counted.
                cost = sum(spent[-count:]) / (_SCENES * count) * 1000
                # The first round warmed caches.
                if number:
                    costs[name].append(cost)
    return costs


def _narrate(store: Store, port: int, owners: list[str], titles: list[str]) -> None:
    """Narrate a story of each title, all at once, each another owner's."""
    tokens = store.tokens(owners[: len(titles)], datetime.now(UTC))
    asked = []
    for owner_id, token, title in zip(owners, tokens, titles, strict=False):
        made = asyncio.run(store.run(publish_to_each([owner_id], walk(_SCENES, title))))
        asked.append((token, made[0]))
    running = [(token, ask_for_narration(port, token, story_id)) for token, story_id in asked]
    deadline = perf_counter() + _ENDS_WITHIN_SECONDS
    for token, generation_id in running:
        while (state := narration(port, token, generation_id))["finished_at"] is None:
            assert perf_counter() < deadline, state
            sleep(_POLL_SECONDS)
        assert state["status"] == "succeeded", state


if __name__ == "__main__":
    main()
