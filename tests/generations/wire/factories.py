"""Generations as their owners ask for them, and runs of their jobs, one at a time."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import Connection, delete, select

from emberline.generations import queries
from emberline.generations.jobs.rendering import render
from emberline.generations.models import StoryGeneration
from emberline.generations.queries import RENDER, GenerationRow, Source, one_generation
from emberline.generations.service import running
from emberline.generations.service.requesting import Asked, request_generation
from emberline.generations.service.running import Made, Run
from emberline.kit.db import act_for
from emberline.kit.jobs import Job, Runner
from emberline.media.service.kept_files import FOLDER
from emberline.stories.engine.document import Story
from emberline.stories.service.documents import assembled, draft_rows
from emberline.stories.service.playables import pack
from emberline.worker import GIVEN_UP
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.clips.factories import stored_keys
from tests.stories.wire.factories import document

AT = "/api/story-generations"
TEXT = b"<!doctype html><title>The well</title>"
MONTH = timedelta(days=30)


def tiny_story(text: str = "It is deep.", **parts: Any) -> Story:
    """A story of a scene and an ending."""
    return document(
        {
            "key": "well",
            "title": "At the well",
            "content": text,
            "choices": [{"key": "down", "text": "Climb down", "to": "bottom"}],
        },
        {"key": "bottom", "type": "ending", "content": "Dark.", "ending": {"name": "Below"}},
        **parts,
    )


async def ask(person: Person, story_id: str, *, key: str | None = None, **fields: Any) -> Any:
    """The answer to a request for a generation, a playable file unless `fields` say otherwise."""
    headers = {"Idempotency-Key": key} if key else {}
    body = {"story_id": story_id, "kind": "html", **fields}
    return await person.http.post(AT, json=body, headers=headers)


async def asked(person: Person, story_id: str, **fields: Any) -> str:
    """The id of a generation that was asked for."""
    answer = await ask(person, story_id, **fields)
    assert answer.status_code == 202, answer.text
    generation_id: str = answer.json()["id"]
    return generation_id


async def shown(person: Person, generation_id: str) -> dict[str, Any]:
    """The generation as its owner sees it."""
    answer = await person.http.get(f"{AT}/{generation_id}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def log_of(person: Person, generation_id: str) -> list[dict[str, Any]]:
    """The first hundred entries of the generation's log."""
    answer = await person.http.get(f"{AT}/{generation_id}/logs", params={"pageSize": 100})
    assert answer.status_code == 200, answer.text
    entries: list[dict[str, Any]] = answer.json()["data"]
    return entries


async def run_once(server: Server, generation_id: str) -> None:
    """Run the generation's job, if it is due, as a worker would: one attempt, to its end."""
    job_id, stop = await job_of(server, generation_id), asyncio.Event()
    handlers = {RENDER: partial(render, server.runtime)}
    runner = Runner(server.runtime.database, server.clock, handlers, stop, given_up=GIVEN_UP)
    await runner.answer(RENDER, job_id)


async def job_of(server: Server, generation_id: str) -> str:
    """The id of the job that is to render it."""
    return await server.runtime.database.read(_job_of, generation_id)


def _job_of(conn: Connection, generation_id: str) -> str:
    statement = select(Job.id).where(Job.kind == RENDER, Job.subject == generation_id)
    return str(conn.execute(statement.order_by(Job.id.desc())).scalars().first())


async def begun(server: Server, owner: Person, generation_id: str) -> Run:
    """A run that has begun, and goes on as the test does."""
    now = server.clock.now()
    row = await server.runtime.database.write(running.begin, owner.id, generation_id, now)
    assert row is not None
    return Run(generation_id, owner.id, now, 0)


async def succeeded(
    server: Server,
    owner: Person,
    story_id: str,
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> str:
    """A generation that came to `files`, a media type and bytes by their names; its id."""
    run = await _run_without_job(server, owner, story_id)
    files = files or {"story.html": ("text/html", TEXT)}
    made = [
        Made(name, media_type, len(content), await stored(server, run, name, content))
        for name, (media_type, content) in files.items()
    ]
    await server.runtime.database.write(running.finish, run, made, 10**9, MONTH, server.clock.now())
    return run.generation_id


async def waiting(server: Server, owner: Person, story_id: str) -> str:
    """A generation that waits; its id."""
    return await asked(owner, story_id)


async def failed(server: Server, owner: Person, story_id: str) -> str:
    """A generation that came to nothing; its id."""
    run = await _run_without_job(server, owner, story_id)
    await server.runtime.database.write(_fail, run, server.clock.now())
    return run.generation_id


def _fail(conn: Connection, run: Run, now: datetime) -> None:
    act_for(conn, run.user_id)
    row = one_generation(conn, run.user_id, run.generation_id)
    assert row is not None
    running.fail(conn, row, "render_crash", "It broke.", now)


async def _run_without_job(server: Server, owner: Person, story_id: str) -> Run:
    """A run of a generation whose job nobody else takes up: it is forgotten, as old ones are."""
    now = server.clock.now()
    generation_id = await server.runtime.database.write(_begin, owner.id, story_id, now)
    return Run(generation_id, owner.id, now, 0)


def _begin(conn: Connection, user_id: str, story_id: str, now: datetime) -> str:
    draft = pack(assembled(draft_rows(conn, story_id)))
    asked = Asked(story_id, "html", None, {})
    requested = request_generation(conn, user_id, asked, draft, False, now)
    conn.execute(delete(Job).where(Job.kind == RENDER, Job.subject == requested.id))
    assert running.begin(conn, user_id, requested.id, now) is not None
    return requested.id


async def stored(server: Server, run: Run, name: str, content: bytes) -> str:
    """The key of a file of the run, durable, and without a row."""
    key = f"{FOLDER}/{run.generation_id}/{name}"
    with TemporaryDirectory() as folder:
        source = Path(folder) / "file"
        source.write_bytes(content)
        await server.runtime.blobs.put_file(key, source)
    return key


async def rows(server: Server) -> list[dict[str, Any]]:
    """Every generation there is, whoever's, as it is stored."""
    return await server.runtime.database.read(_rows)


def _rows(conn: Connection) -> list[dict[str, Any]]:
    columns = [getattr(StoryGeneration, name) for name in GenerationRow._fields]
    statement = select(*columns, StoryGeneration.document).order_by(StoryGeneration.id)
    return [dict(row) for row in conn.execute(statement).mappings()]


async def source_of(server: Server, owner: Person, generation_id: str) -> Source:
    """What a generation of the owner's is made of."""
    source = await server.runtime.database.read(_source, owner.id, generation_id)
    assert source is not None
    return source


def _source(conn: Connection, owner_id: str, generation_id: str) -> Source | None:
    act_for(conn, owner_id)
    return queries.source_of(conn, generation_id)


async def kept(server: Server) -> list[str]:
    """The keys of all stored files that the house made for somebody."""
    return [key for key in await stored_keys(server) if key.startswith(f"{FOLDER}/")]


def problem(answer: httpx.Response) -> tuple[int, str]:
    """The status of a refusal, and its short text."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["error"]
