"""Importing a thousand stories through the server: sent, read in the sandbox, stored durably.

Claim: at least 100 stories a second, on both databases, as an archive of a file each (a job, until
it has ended) and as one CSV (one request). A story has ten scenes with three choices each. The
floor writes the same rows, made before, in as large transactions through the same database, and
reads nothing.
"""

import asyncio
import io
import time
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
from sqlalchemy import Connection, insert

from benchmarks.support import rounds as shown
from benchmarks.support.branching import ring
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.stores import Store, fill, real_disk, stores
from emberline.kit.db import Database
from emberline.kit.ids import new_id
from emberline.stories.engine.document import Story as Document
from emberline.stories.formats.registry import write
from emberline.stories.models.drafts import Story, StoryChoice, StoryNode
from emberline.stories.service.documents import Parts, parts_of

STORIES = 1_000
RATE = 100.0

_NODES = 10
_AT_ONCE = 50
_PATH = "/api/admin/stories"
_POLL_SECONDS = 0.02
_MOST_SECONDS = 120.0

Rows = list[tuple[Any, list[dict[str, Any]]]]


def main() -> None:
    """Measure on each database and print."""
    chosen = options(__doc__, rounds=3)
    documents = [_document(number) for number in range(STORIES)]
    files = {"archive": _archive(documents), "csv": _csv(documents)}
    with stores(chosen.databases, real_disk(chosen.folder)) as made:
        for store in made:
            population = Population(datetime.now(UTC), 1)
            fill(store, population)
            author_id = population.people.authors[0]
            print(f"{store.name}: {STORIES:,} stories of {_NODES} scenes, stories a second")
            rates = _measure(store, author_id, files, documents, chosen.rounds)
            shown.table(rates, "/s")
            for name in files:
                shown.at_least(name, min(rates[name]), RATE, "/s")
                shown.figure(f"floor / {name}", shown.ratio(rates, "floor", name))


def _measure(
    store: Store,
    author_id: str,
    files: dict[str, bytes],
    documents: Sequence[Document],
    rounds: int,
) -> dict[str, list[float]]:
    """Stories a second, round by round."""
    rates: dict[str, list[float]] = {name: [] for name in (*files, "floor")}
    (token,) = store.tokens([author_id], datetime.now(UTC))
    with ExitStack() as stack:
        server = stack.enter_context(start("emberline", store.environment))
        for _ in range(rounds):
            rates["archive"].append(STORIES / _archive_seconds(server, token, files["archive"]))
            rates["csv"].append(STORIES / _csv_seconds(server, token, files["csv"]))
            rates["floor"].append(STORIES / _floor_seconds(store, author_id, documents))
    return rates


def _archive_seconds(server: ServerProcess, token: str, data: bytes) -> float:
    """From sending an archive to the end of its import."""
    began = time.perf_counter()
    with _client(server, token) as http:
        sent = http.post(f"{_PATH}/bulk-import", files={"file": ("stories.zip", data)})
        assert sent.status_code == 202, sent.text
        import_id = sent.json()["data"]["import_id"]
        while True:
            state = http.get(f"{_PATH}/imports/{import_id}", params={"limit": 1}).json()["data"]
            if state["finished_at"] is not None:
                assert state["imported"] == STORIES, state
                return time.perf_counter() - began
            time.sleep(_POLL_SECONDS)


def _csv_seconds(server: ServerProcess, token: str, data: bytes) -> float:
    """One request."""
    began = time.perf_counter()
    with _client(server, token) as http:
        sent = http.post(f"{_PATH}/bulk-import", files={"file": ("stories.csv", data)})
    assert sent.status_code == 200, sent.text
    stories = sent.json()["data"]["stories"]
    assert [story["status"] for story in stories] == ["imported"] * STORIES
    return time.perf_counter() - began


def _client(server: ServerProcess, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"}
    address = f"http://127.0.0.1:{server.port}"
    return httpx.Client(base_url=address, headers=headers, timeout=_MOST_SECONDS)


def _floor_seconds(store: Store, author_id: str, documents: Sequence[Document]) -> float:
    now = datetime.now(UTC)
    prepared = [
        [_rows(author_id, document, now) for document in documents[first : first + _AT_ONCE]]
        for first in range(0, len(documents), _AT_ONCE)
    ]

    async def insert_all(database: Database) -> float:
        began = time.perf_counter()
        for some in prepared:
            await database.write(_insert, some)
        return time.perf_counter() - began

    return asyncio.run(store.run(insert_all))


def _rows(author_id: str, document: Document, now: datetime) -> Rows:
    story_id = new_id()
    parts: Parts = parts_of(story_id, document)
    by = {"changed_by": author_id}
    about = {"story_id": story_id, "revision": 1, "changed_at": now, **by}
    story = {
        "id": story_id,
        "owner_id": author_id,
        **parts.heading._asdict(),
        "cover_media_id": None,
        "declarations": parts.declarations,
        "is_listed": True,
        "is_published": False,
        "version": 0,
        "revision": 1,
        "draft_revision": 1,
        "created_at": now,
        "updated_at": now,
        "held_at": None,
        **by,
    }
    return [
        (insert(Story), [story]),
        (insert(StoryNode), [{**part._asdict(), **about} for part in parts.nodes]),
        (insert(StoryChoice), [{**part._asdict(), **about} for part in parts.choices]),
    ]


def _insert(conn: Connection, stories: Sequence[Rows]) -> None:
    for rows in stories:
        for statement, values in rows:
            conn.execute(statement, values)


def _document(number: int) -> Document:
    return msgspec.structs.replace(ring(_NODES), title=f"Rooms {number}")


def _archive(documents: Sequence[Document]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, document in enumerate(documents):
            archive.writestr(f"{number}.json", msgspec.json.encode(document))
    return packed.getvalue()


def _csv(documents: Sequence[Document]) -> bytes:
    """All stories in one file, parted by their titles."""
    texts = [write(".csv", document).text for document in documents]
    header = texts[0].partition("\r\n")[0]
    return "\r\n".join([header, *(text.partition("\r\n")[2].rstrip() for text in texts)]).encode()


if __name__ == "__main__":
    main()
