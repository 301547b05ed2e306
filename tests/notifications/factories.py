"""Notifications, events and jobs as a test needs them."""

import asyncio
from base64 import urlsafe_b64encode
from functools import partial
from typing import Any

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, select

from emberline.kit.events import emit
from emberline.kit.jobs import Job, Runner
from emberline.kit.jobs.intents import due
from emberline.notifications import service
from emberline.notifications.service.deliveries import DELIVER
from emberline.notifications.service.telling import PUSH
from emberline.worker import WORK
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.tls import Endpoint

WEBHOOKS = "/api/webhooks"

_KINDS = (PUSH, DELIVER)


async def tell(server: Server, people: list[Person], type: str, actor: Person | None, **more: Any):
    """Notify `people` as a slice above does."""
    await server.runtime.database.write(
        _notify, [person.id for person in people], type, actor, server.clock.now(), more
    )


def _notify(conn: Connection, user_ids, type, actor, now, more) -> None:
    actor_id = actor.id if actor else None
    service.notify(conn, user_ids, type, actor_id=actor_id, now=now, **more)


async def happen(server: Server, person: Person, type: str, **data: Any) -> None:
    """An event for one person, as a slice above emits it."""
    await server.runtime.database.write(emit, [person.id], type, data, server.clock.now())


async def inbox(person: Person, **query: Any) -> list[dict[str, Any]]:
    """What the person's inbox shows."""
    answer = await person.http.get("/api/notifications", params=query)
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


async def make_webhook(
    person: Person, endpoint: Endpoint, *events: str, **more: Any
) -> dict[str, Any]:
    """A webhook of the person's at the endpoint, for reactions unless `events` say others."""
    body = {"url": endpoint.url(), "events": list(events or ("story.reacted",)), **more}
    answer = await person.http.post(WEBHOOKS, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()["data"]
    return made


async def deliveries_of(person: Person, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    """What was sent to the webhook, the newest first."""
    answer = await person.http.get(f"{WEBHOOKS}/{webhook['id']}/deliveries")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def work_off(server: Server) -> None:
    """Run every job of notifications that is due, until none is due or running.

    The server's own runner may take some of them: that each is run once is the rows' business.
    """
    runtime = server.runtime
    handlers = {kind: partial(WORK[kind][0], runtime) for kind in _KINDS}
    runner = Runner(runtime.database, runtime.clock, handlers, asyncio.Event())
    while await runtime.database.read(_is_busy, server.clock.now()):
        for kind in _KINDS:
            for ring in await runtime.database.read(due, kind, runtime.clock.now()):
                await runner.answer(kind, ring.job_id)
        await asyncio.sleep(0)


def _is_busy(conn: Connection, now) -> bool:
    rows = conn.execute(select(Job.status, Job.due_at).where(Job.kind.in_(_KINDS)))
    return any(
        row.status == "running" or (row.status == "pending" and row.due_at <= now) for row in rows
    )


class Browser:
    """A browser that subscribed: its keys, and what it makes of a push."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = bytes(range(16))

    def subscription(self, endpoint: str) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` gives."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": _base64(point), "auth": _base64(self._auth)}
        return {"endpoint": endpoint, "expirationTime": None, "keys": keys}

    def opened(self, body: bytes) -> Any:
        """The message in a push's body."""
        opened = http_ece.decrypt(body, private_key=self._key, auth_secret=self._auth)
        return msgspec.json.decode(opened)


def _base64(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
