"""A view is told to the clip's author as soon as the viewer has the answer, give or take a little.

Claim: in the median the event is at the author's socket at most 10 ms later than the answer to the
viewer's request. Both are durable by then. One viewer after the other, over the wire, to a real
`emberline serve`; times are the system's own, of the last byte of each.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median, quantiles

from benchmarks.support import rounds as shown
from benchmarks.support.broadcasters import serve
from benchmarks.support.listener import Listener, Publisher
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.requests import post
from benchmarks.support.stores import Store, fill, real_disk, stores

LATER_MILLISECONDS = 10.0

_VIEWS = 1_000
_WARMING = 50


@dataclass
class Times:
    """Milliseconds that requests took, and that their events came later than the answers."""

    requests: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=3)
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), 20_000)
            fill(store, population)
            store.mark_current()
            times = _measure(store, population, chosen.rounds * _VIEWS)
            print(f"{store.name}: {len(times.later):,} views, one after the other")
            shown.figure("the answer to the view, p50", median(times.requests), "ms")
            shown.figure("the answer to the view, p99", quantiles(times.requests, n=100)[98], "ms")
            later = median(times.later)
            shown.at_most("the event after the answer, p50", later, LATER_MILLISECONDS, "ms")
            shown.figure("the event after the answer, p99", quantiles(times.later, n=100)[98], "ms")


def _measure(store: Store, population: Population, count: int) -> Times:
    """Viewers look at one author's clips, whose socket gets an event for each."""
    author_id, clip_ids = _author_of_many(population)
    viewers = [name for name in population.people.authors if name != author_id]
    views = _views(store, clip_ids, viewers[: 1 + (count + _WARMING) // len(clip_ids)])
    (token,) = store.tokens([author_id], datetime.now(UTC))
    with serve(store.environment) as server:
        listener = Listener(server.port, f"/ws?token={token}")
        listener.finish(greeted=True)
        listener.socket.setblocking(True)
        publisher = Publisher(server.port)
        _view(publisher, listener, itertools.islice(views, _WARMING))
        times = _view(publisher, listener, itertools.islice(views, count))
        publisher.close()
        listener.socket.close()
    return times


def _author_of_many(population: Population) -> tuple[str, list[str]]:
    """The author of the most public clips, and those."""
    clips: dict[str, list[str]] = {}
    for clip_id, author_id in population.public_clips():
        clips.setdefault(author_id, []).append(clip_id)
    return max(clips.items(), key=lambda item: len(item[1]))


def _views(store: Store, clip_ids: list[str], viewers: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each pair of a clip and a viewer once: the viewer's id and the request."""
    tokens = store.tokens(viewers, datetime.now(UTC))
    for viewer, token in zip(viewers, tokens, strict=True):
        for clip_id in clip_ids:
            yield viewer, post(f"/stories/{clip_id}/view", token)


def _view(publisher: Publisher, listener: Listener, views: Iterator[tuple[str, bytes]]) -> Times:
    """Make each request and wait for its answer and its event, which must be of that viewer."""
    times = Times()
    for viewer, request in views:
        listener.expect(0)
        delays: list[float] = []
        publisher.ask(request)
        while not listener.take([publisher.asked_at], delays):
            """A ping came, or a piece."""
        event = json.loads(listener.received()[4:])
        assert event["type"] == "story.viewed" and event["data"]["viewer_id"] == viewer
        took = publisher.answered_at - publisher.asked_at
        times.requests.append(took * 1000)
        times.later.append((delays[0] - took) * 1000)
    return times


if __name__ == "__main__":
    main()
