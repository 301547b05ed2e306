"""A person, everyone who may stand in some relation to them, and things that are theirs."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import Connection, insert

from emberline.accounts.models import ApiToken, Session
from emberline.accounts.secret_texts import api_token_text, secret_hash
from emberline.kit.ids import new_id
from emberline.media.service import media
from emberline.media.uploads import StoredFile
from emberline.notifications.models import Webhook
from tests.accounts.factories import Person, block, follow, make_person
from tests.app_fixtures import Server

ROLES = ("owner", "other", "follower", "blocked", "nobody", "moderator", "admin", "reader")


@dataclass
class Cast:
    """Who calls. `owner` has a locked account; `reader` is the owner's read-only API token."""

    server: Server
    people: dict[str, Person]
    read_token: str

    @property
    def owner(self) -> Person:
        """The person whose things are asked for."""
        return self.people["owner"]

    def person(self, role: str) -> Person | None:
        """The person behind a role, or nobody."""
        return self.people.get("owner" if role == "reader" else role)

    async def send(self, role: str, method: str, path: str, **more: Any) -> httpx.Response:
        """A request by that role."""
        if role == "reader":
            headers = {"Authorization": f"Bearer {self.read_token}", **more.pop("headers", {})}
            return await self.server.http.request(method, path, headers=headers, **more)
        http = self.server.http if role == "nobody" else self.people[role].http
        return await http.request(method, path, **more)


async def make_cast(server: Server) -> Cast:
    """Seven callers around an owner."""
    owner, other, follower, blocked, moderator, admin = await asyncio.gather(
        make_person(server, is_locked=True),
        make_person(server),
        make_person(server),
        make_person(server),
        make_person(server, role="moderator"),
        make_person(server, role="admin"),
    )
    people = {
        "owner": owner,
        "other": other,
        "follower": follower,
        "blocked": blocked,
        "moderator": moderator,
        "admin": admin,
    }
    await asyncio.gather(follow(server, follower, owner), block(server, owner, blocked))
    token_id = await make_api_token(server, owner)
    return Cast(server, people, api_token_text(server.runtime.secret_key, token_id))


async def make_api_token(server: Server, owner: Person) -> str:
    """The id of a read-only API token of the owner's."""
    token_id = new_id()
    text = api_token_text(server.runtime.secret_key, token_id)
    row = {
        "id": token_id,
        "user_id": owner.id,
        "name": "reader",
        "may_write": False,
        "token_hash": secret_hash(text),
        "created_at": server.clock.now(),
        "expires_at": None,
    }
    await server.runtime.database.write(_insert, ApiToken, row)
    return token_id


async def make_webhook(server: Server, owner: Person) -> str:
    """The id of a webhook of the owner's, which asks for no event that a test makes."""
    row = {
        "id": new_id(),
        "user_id": owner.id,
        "url": "https://8.8.8.8/hook",
        "events": ["import.progress"],
        "secret": None,
        "created_at": server.clock.now(),
        "failing_since": None,
        "disabled_at": None,
    }
    await server.runtime.database.write(_insert, Webhook, row)
    return str(row["id"])


async def make_session(server: Server, owner: Person) -> str:
    """The id of another session of the owner's."""
    now = server.clock.now()
    row = {
        "id": new_id(),
        "user_id": owner.id,
        "used": -1,
        "device": "another",
        "address": "203.0.113.8",
        "created_at": now,
        "last_used_at": now,
    }
    await server.runtime.database.write(_insert, Session, row)
    return str(row["id"])


async def make_media(server: Server, owner: Person, *, used: bool = False) -> str:
    """The id of media of the owner's: bytes and row as an upload leaves them."""
    name = new_id()
    keys = [f"media/te/{name}.webp", f"media/te/{name}.thumbnail.webp"]
    with TemporaryDirectory() as folder:
        source = Path(folder) / "picture"
        source.write_bytes(b"RIFF a picture, as far as this test is concerned")
        for key in keys:
            await server.runtime.blobs.put_file(key, source)
    stored = StoredFile(
        media_id=new_id(),
        kind="image",
        status="ready",
        source_key=None,
        media_type="image/webp",
        width=4,
        height=3,
        duration_seconds=None,
        bytes=96,
        key=keys[0],
        thumbnail_key=keys[1],
        thumbnail_type="image/webp",
        content="0" * 64,
        quota_bytes=1_000_000,
    )
    await server.runtime.database.write(_add_media, owner.id, stored, server.clock.now(), used)
    return stored.media_id


def _add_media(conn: Connection, owner_id: str, stored: StoredFile, now: Any, used: bool) -> None:
    media.add(conn, owner_id, stored, now, used=used)


def _insert(conn: Connection, model: Any, row: dict[str, Any]) -> None:
    conn.execute(insert(model), row)
