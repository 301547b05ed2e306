"""What becomes of clips after posting, for tests: mentions, announcements, races."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import Connection, func, insert, select, text

from emberline.clips.models import ClipMention
from emberline.clips.service.announcements import ANNOUNCE
from emberline.kit.jobs import Job, Runner
from emberline.kit.jobs.intents import due
from emberline.worker import WORK
from tests.accounts.factories import Person
from tests.app_fixtures import Server


async def mention(server: Server, clip_id: str, person: Person) -> None:
    """A sticker of the clip mentions the person."""
    row = {"clip_id": clip_id, "user_id": person.id}
    await server.runtime.database.write(_mention, row)


def _mention(conn: Connection, row: dict[str, str]) -> None:
    conn.execute(insert(ClipMention), row)


async def keep_for(person: Person, days: int) -> None:
    """The person keeps expired clips for so many days."""
    answer = await person.http.put("/api/auth/preferences", json={"archive_days": days})
    assert answer.status_code == 200, answer.text


async def ids_in(person: Person, address: str) -> list[str]:
    """The ids of the clips that a list shows the person."""
    answer = await person.http.get(address)
    assert answer.status_code == 200, answer.text
    return [clip["id"] for clip in answer.json()["data"]]


async def announce(server: Server) -> None:
    """Run every announcement of a clip that is due, until none is due or running.

    The server's own runner may take some of them: that each is run once is the rows' business.
    """
    runtime = server.runtime
    handlers = {ANNOUNCE: partial(WORK[ANNOUNCE][0], runtime)}
    runner = Runner(runtime.database, runtime.clock, handlers, asyncio.Event())
    while await runtime.database.read(_count_live, ANNOUNCE, runtime.clock.now()):
        for ring in await runtime.database.read(due, ANNOUNCE, runtime.clock.now()):
            await runner.answer(ring.kind, ring.job_id)
        await asyncio.sleep(0)


def _count_live(conn: Connection, kind: str, now: datetime) -> int:
    live = (Job.status.in_(("pending", "running")), Job.due_at <= now)
    return conn.execute(select(func.count()).where(Job.kind == kind, *live)).scalar_one()


async def while_under_way(
    server: Server, change: str, clip_id: str, work: Callable[[], Awaitable[Any]]
) -> Any:
    """Do `work` while another transaction has run `change` ($1: the clip's id), but not committed.

    It commits once the work waits for it, or is done. On SQLite, where writes come one after the
    other, it commits first.
    """
    url = server.runtime.settings.database_url
    if url is None:
        statement = text(change.replace("$1", ":clip_id"))
        await server.runtime.database.write(_change, statement, clip_id)
        return await work()
    other, watcher = await asyncpg.connect(url), await asyncpg.connect(url)
    try:
        transaction = other.transaction()
        await transaction.start()
        await other.execute(change, clip_id)
        working = asyncio.ensure_future(work())
        while not working.done() and not await watcher.fetchval(_WAITING):
            await asyncio.wait([working], timeout=0.005)
        await transaction.commit()
        return await working
    finally:
        await other.close()
        await watcher.close()


_WAITING = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


def _change(conn: Connection, statement: Any, clip_id: Any) -> None:
    conn.execute(statement, {"clip_id": clip_id})
