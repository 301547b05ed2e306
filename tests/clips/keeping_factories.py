"""What becomes of clips after posting, for tests: holds, announcements, who was told."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from emberline.clips.models import Clip, ClipMention
from emberline.clips.service.announcements import ANNOUNCE
from emberline.kit.events import OutboxEvent
from emberline.kit.jobs import Job, Runner
from emberline.kit.jobs.intents import due
from emberline.worker import WORK
from tests.accounts.factories import Person
from tests.app_fixtures import Server


async def hold(server: Server, clip_id: str) -> None:
    """Moderators hide the clip."""
    await server.runtime.database.write(_hold, clip_id, server.clock.now())


def _hold(conn: Connection, clip_id: str, now: datetime) -> None:
    conn.execute(update(Clip).where(Clip.id == clip_id).values(held_at=now))


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


async def told(server: Server, person: Person, type: str) -> list[dict[str, Any]]:
    """The data of the events of `type` that the person was sent, the oldest first."""
    return await server.runtime.database.read(_events, person.id, type)


def _events(conn: Connection, user_id: str, type: str) -> list[dict[str, Any]]:
    statement = select(OutboxEvent.data).where(
        OutboxEvent.user_id == user_id, OutboxEvent.type == type
    )
    return list(conn.execute(statement.order_by(OutboxEvent.id)).scalars())
