"""A choice over HTTP, durable, costs little more than the one row that it cannot do without.

Claims: at most 3 times the CPU time of a bare ASGI route that writes one row durably through the
same writer; and a story of 10,000 nodes plays at the same cost as one of 10 (at most 1.2 times).
Each choice has a condition, and an effect that changes a variable. What is counted is the server
process, with several clients at once; PostgreSQL's own processes are left out.
"""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, post_json
from benchmarks.support.stores import Store, fill, real_disk, stores
from emberline.kit.db import Database
from emberline.stories.engine.document import FORMAT, Choice, Node, Story, Variable
from emberline.stories.models import drafts
from emberline.stories.queries.plays import Reader
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.service import entries
from emberline.stories.service.documents import load_document
from emberline.stories.service.playables import play_write
from emberline.stories.service.plays.beginning import Source
from emberline.stories.service.plays.beginning import start as begin
from emberline.stories.service.transfer.creating import create_story_from
from emberline.stories.service.versions.freezing import freeze

ABOVE_FLOOR = 3.0
ABOVE_SMALL = 1.2
SMALL, LARGE = 10, 10_000

_READERS = 400
_CLIENTS = 16
_REQUESTS = 2_000


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=7)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), 100, authors=_READERS + 1, followed=10)
            fill(store, population)
            store.mark_current()
            readers = population.people.authors[1:]
            stories = {
                size: asyncio.run(_published(store, population.people.authors[0], readers, size))
                for size in (SMALL, LARGE)
            }
            print(f"{store.name}: {_CLIENTS} clients, CPU a durable choice")
            costs = _measure(store, readers, stories, chosen.rounds)
            shown.table(costs, "ms")
            above = shown.ratio(costs, f"{SMALL:,} nodes", "one row")
            shown.at_most("choice / one row", above, ABOVE_FLOOR)
            larger = shown.ratio(costs, f"{LARGE:,} nodes", f"{SMALL:,} nodes")
            shown.at_most(f"{LARGE:,} nodes / {SMALL:,} nodes", larger, ABOVE_SMALL)


def _measure(
    store: Store, readers: list[str], stories: dict[int, str], rounds: int
) -> dict[str, list[float]]:
    """CPU milliseconds a request, round by round."""
    tokens = store.tokens(readers, datetime.now(UTC))
    requests = {size: _choices(story_id, size, tokens) for size, story_id in stories.items()}
    costs: dict[str, list[float]] = {"one row": []}
    costs |= {f"{size:,} nodes": [] for size in stories}
    with ExitStack() as stack:
        floor = stack.enter_context(start("writer", store.environment))
        ours = stack.enter_context(start("emberline", store.environment))
        for number in range(rounds + 1):
            measured = {"one row": _cost(floor, _same(tokens[0]))}
            measured |= {f"{size:,} nodes": _cost(ours, requests[size]) for size in stories}
            # The first round warmed caches and compiled the scenes.
            for name, cost in measured.items() if number else ():
                costs[name].append(cost)
    return costs


def _cost(server: ServerProcess, requests: Iterator[bytes]) -> float:
    before = server.cpu_seconds()
    asyncio.run(burst(server.port, itertools.islice(requests, _REQUESTS), _CLIENTS))
    return (server.cpu_seconds() - before) / _REQUESTS * 1000


def _same(token: str) -> Iterator[bytes]:
    return itertools.repeat(post_json("/", token, {"choice_id": "00000000"}))


def _choices(story_id: str, size: int, tokens: list[str]) -> Iterator[bytes]:
    """Every reader goes around the ring, one step after the other.

    A reader's next request comes when many others were answered, so that it is never too early.
    """
    path = f"/api/stories/{story_id}/choice"
    for step in itertools.count():
        key = f"n{step % size}"
        body = {
            "current_node_id": node_id(story_id, key),
            "choice_id": choice_id(story_id, key, "on"),
        }
        for token in tokens:
            yield post_json(path, token, body)


async def _published(store: Store, author_id: str, readers: list[str], size: int) -> str:
    """A published ring of so many nodes that every reader has begun; its id."""
    now = datetime.now(UTC)

    async def make(database: Database) -> str:
        story_id = await database.write(create_story_from, author_id, ring(size), now)
        document = await database.read(load_document, story_id)
        version_id = await database.write(freeze, story_id, document, 1, author_id, now)
        await database.write(_enter, story_id, version_id, now)
        for reader_id in readers:
            reader = Reader(reader_id, None)
            await play_write(database, begin, reader, story_id, None, Source(), now)
        return story_id

    return await store.run(make)


def _enter(conn: Connection, story_id: str, version_id: str, now: datetime) -> None:
    published = update(drafts.Story).where(drafts.Story.id == story_id)
    conn.execute(published.values(version=1, is_published=True))
    entries.enter(conn, story_id, version_id, now)


def ring(size: int) -> Story:
    """A story without end: at every node one goes on to the next, or stays."""
    return Story(
        format=FORMAT,
        title=f"A ring of {size}",
        variables={"steps": Variable(type="int", min=0, max=1_000_000, shown=True)},
        nodes=tuple(
            Node(
                key=f"n{number}",
                title=f"Stone {number}",
                content="The path goes on between the stones. You have made {steps} steps.",
                start=number == 0,
                choices=(
                    Choice(
                        key="on",
                        text="Go on",
                        to=f"n{(number + 1) % size}",
                        condition="steps >= 0",
                        effects=("steps += 1",),
                    ),
                    Choice(key="stay", text="Stay a while", to=f"n{number}"),
                ),
            )
            for number in range(size)
        ),
    )


if __name__ == "__main__":
    main()
