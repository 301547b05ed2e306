"""What the measurements compare does the same work: the same bytes, the same rows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select
from starlette.types import ASGIApp

from benchmarks.floors import app as floor
from benchmarks.peers import app as peer
from benchmarks.support.library import Library
from benchmarks.support.population import Population
from benchmarks.support.stores import SECRET_KEY, Store, fill
from emberline import main as emberline
from emberline.clips.models import ClipView
from emberline.kit.clock import SteppedClock
from emberline.kit.db import open_database
from emberline.kit.events import OutboxEvent
from emberline.settings import Settings
from tests.app_fixtures import START

FEED = "/stories?scope=following&limit=50"
SHELF = "/api/stories?category=mystery&sort=popular&page=2&pageSize=50"
POPULATION = Population(START, clips=900, authors=60, followed=40)


@pytest.fixture
def store(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Store:
    """A small population on each database."""
    url = request.getfixturevalue("postgres_url") if backend == "postgresql" else None
    made = Store(backend, tmp_path, url)
    fill(made, POPULATION)
    return made


def test_floor_and_peer_give_the_feed_in_the_same_bytes(store: Store):
    readers = [*POPULATION.people.readers, *POPULATION.people.readers_of_few]
    tokens = store.tokens(readers, START)

    async def feeds(make: Callable[..., ASGIApp]) -> list[bytes]:
        async with _client(make, store) as http:
            return [(await _get(http, FEED, token)).content for token in tokens]

    ours = asyncio.run(feeds(emberline.create_app))
    assert all(body.count(b'"is_active"') == 50 for body in ours)
    kinds = (
        *(b'"CUSTOM"', b'"CLOSE_FRIENDS"', b'"FOLLOWERS"', b"signature=", b'"seen":true'),
        *(b'"origin":{', b'"my_reaction":"', b'"stickers":[{'),
    )
    assert all(any(kind in body for body in ours) for kind in kinds)
    assert asyncio.run(feeds(floor.create_app)) == ours
    assert asyncio.run(feeds(peer.create_app)) == ours


def test_the_floor_gives_the_tray_in_the_same_bytes(store: Store):
    readers = [*POPULATION.people.readers, *POPULATION.people.readers_of_few]
    tokens = store.tokens(readers, START)

    async def trays(make: Callable[..., ASGIApp]) -> list[bytes]:
        async with _client(make, store) as http:
            return [(await _get(http, "/stories/tray", token)).content for token in tokens]

    ours = asyncio.run(trays(emberline.create_app))
    assert all(20 < body.count(b'"clips_count"') <= 40 for body in ours)
    kinds = (
        b'"unseen_count":0',
        b'"first_unseen_id":null',
        b'"first_unseen_id":"',
        b"/files/avatar/",
    )
    assert all(any(kind in body for body in ours) for kind in kinds)
    assert asyncio.run(trays(floor.create_app)) == ours


def test_the_floor_gives_a_page_of_the_catalogue_in_the_same_bytes(
    backend: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = request.getfixturevalue("postgres_url") if backend == "postgresql" else None
    store, library = Store(backend, tmp_path, url), Library(START, 1500, authors=60)
    fill(store, library)
    tokens = store.tokens(library.people.readers, START)

    async def pages(make: Callable[..., ASGIApp]) -> list[bytes]:
        async with _client(make, store) as http:
            return [(await _get(http, SHELF, token)).content for token in tokens]

    ours = asyncio.run(pages(emberline.create_app))
    assert all(body.count(b'"story_id"') == 50 for body in ours)
    # Blocks make one reader's catalogue smaller than another's.
    assert len({body.rpartition(b'"total":')[2] for body in ours}) > 1
    assert asyncio.run(pages(floor.create_app)) == ours


def test_the_peer_records_a_view_as_the_product_does(store: Store):
    clip_id, author_id = next(POPULATION.public_clips())
    first, second = [name for name in POPULATION.people.authors if name != author_id][:2]
    path = f"/stories/{clip_id}/view"
    tokens = dict(zip((first, second), store.tokens([first, second], START), strict=True))

    async def views(make: Callable[..., ASGIApp], *viewers: str) -> list[str]:
        async with _client(make, store) as http:
            return [(await _post(http, path, tokens[viewer])).text for viewer in viewers]

    (ours,) = asyncio.run(views(emberline.create_app, first))
    (theirs,) = asyncio.run(views(peer.create_app, second))
    assert '"first_view":true' in ours
    assert theirs.replace(second, first) == ours

    again = asyncio.run(views(emberline.create_app, first, second))
    assert all('"first_view":false' in body for body in again)
    assert asyncio.run(views(peer.create_app, first, second)) == again

    events, viewers = asyncio.run(_written(store, clip_id, author_id))
    assert viewers >= {first, second}
    assert [event["id"] for event in events] == [1, 2]
    assert events[0]["data"]["viewer_id"] == first
    assert events[1]["data"] == {**events[0]["data"], "viewer_id": second}
    assert events[0]["type"] == events[1]["type"]


async def _written(store: Store, clip_id: str, author_id: str) -> tuple[list[Any], set[str]]:
    def read(conn: Connection) -> tuple[list[Any], set[str]]:
        events = select(OutboxEvent.id, OutboxEvent.type, OutboxEvent.data)
        mine = events.where(OutboxEvent.user_id == author_id).order_by(OutboxEvent.id)
        seen = select(ClipView.viewer_id).where(ClipView.clip_id == clip_id)
        rows = [dict(row) for row in conn.execute(mine).mappings()]
        return rows, set(conn.execute(seen).scalars())

    database = await open_database(store.url, store.folder)
    written = await database.read(read)
    await database.close()
    return written


async def _get(http: httpx.AsyncClient, path: str, token: str) -> httpx.Response:
    answer = await http.get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text
    return answer


async def _post(http: httpx.AsyncClient, path: str, token: str) -> httpx.Response:
    answer = await http.post(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text
    return answer


@asynccontextmanager
async def _client(make: Callable[..., ASGIApp], store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a running application, whatever made it, at START."""
    settings = Settings(
        data_dir=store.folder, database_url=store.url, secret_key=SECRET_KEY, rate_limits="off"
    )
    app: Any = make(settings, SteppedClock(START))
    to_app: asyncio.Queue[Any] = asyncio.Queue()
    from_app: asyncio.Queue[Any] = asyncio.Queue()
    living = asyncio.create_task(app({"type": "lifespan"}, to_app.get, from_app.put))
    await to_app.put({"type": "lifespan.startup"})
    assert (await from_app.get())["type"] == "lifespan.startup.complete"
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://emberline"
    ) as http:
        yield http
    await to_app.put({"type": "lifespan.shutdown"})
    await living
