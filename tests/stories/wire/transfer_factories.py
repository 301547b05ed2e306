"""Files of stories, sent to be imported."""

import asyncio
import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, select

from emberline.stories.models.drafts import Story
from tests.accounts.factories import Person
from tests.app_fixtures import Server

BULK_IMPORT = "/api/admin/stories/bulk-import"
COLUMNS = ("story_title", "node", "content", "choice_text", "to")

File = tuple[str, bytes]


def document_of(title: str, **parts: Any) -> dict[str, Any]:
    """A document of two nodes as JSON."""
    nodes = [
        {
            "key": "top",
            "content": "It is deep.",
            "start": True,
            "choices": [{"key": "down", "text": "Climb down", "to": "bottom"}],
        },
        {"key": "bottom", "type": "ending", "content": "Dark."},
    ]
    return {"format": "emberline-story/1", "title": title, "nodes": nodes, **parts}


def json_of(title: str, **parts: Any) -> bytes:
    """The document as the text of a file."""
    return json.dumps(document_of(title, **parts)).encode()


def csv_of(rows: Iterable[Iterable[str]], columns: Iterable[str] = COLUMNS) -> bytes:
    """Rows, under the header of `columns`, as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue().encode()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """An archive of `files`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


async def bulk_import(person: Person, *files: File, key: str | None = None) -> httpx.Response:
    """Send `files`, in one form, as `person`."""
    return await person.http.post(
        BULK_IMPORT,
        headers={"Idempotency-Key": key} if key else {},
        files=[("file", file) for file in files],
    )


async def titles(server: Server) -> dict[str, str]:
    """The titles of all stories, and whose they are."""
    return await server.runtime.database.read(_titles)


def _titles(conn: Connection) -> dict[str, str]:
    rows = conn.execute(select(Story.title, Story.owner_id))
    return {row.title: row.owner_id for row in rows}


def kept_files(server: Server) -> list[Path]:
    """Every stored or spooled file of this server."""
    folders = [server.data_dir / "media", server.data_dir / "scratch"]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


async def begun(person: Person, *files: File) -> str:
    """Send `files` that are imported by a job; the import's id."""
    answer = await bulk_import(person, *files)
    assert answer.status_code == 202, answer.text
    import_id: str = answer.json()["data"]["import_id"]
    return import_id


def _has_ended(state: dict[str, Any]) -> bool:
    return state["finished_at"] is not None


async def ended(
    person: Person,
    import_id: str,
    limit: int = 20,
    until: Callable[[dict[str, Any]], bool] = _has_ended,
) -> dict[str, Any]:
    """The import, once it has ended, or is as `until` says."""
    async with asyncio.timeout(60):
        while True:
            answer = await person.http.get(
                f"/api/admin/stories/imports/{import_id}", params={"limit": limit}
            )
            state: dict[str, Any] = answer.json()["data"]
            if until(state):
                return state
            await asyncio.sleep(0.02)


async def nothing_kept(server: Server) -> None:
    """Wait until no stored or spooled file is left: they go right after an import has ended."""
    async with asyncio.timeout(10):
        while kept_files(server):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
