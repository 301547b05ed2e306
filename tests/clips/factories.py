"""Clips and pictures for tests, holds, and what was told of them."""

from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image
from sqlalchemy import Connection, select

from emberline.clips.service.holding import hold_clip
from emberline.kit.events import OutboxEvent
from tests.accounts.factories import Person
from tests.app_fixtures import Server


async def post_text(author: Person, text: str = "Back at six", **fields: Any) -> dict[str, Any]:
    """A text clip of `author`, through the front door."""
    answer = await author.http.post("/stories", json={"text": text, **fields})
    assert answer.status_code == 201, answer.text
    clip: dict[str, Any] = answer.json()
    return clip


async def post_photo(author: Person, **fields: Any) -> dict[str, Any]:
    """A photo clip of `author`, through the front door."""
    answer = await author.http.post(
        "/stories", data=fields, files={"file": ("photo.jpg", photo(), "image/jpeg")}
    )
    assert answer.status_code == 201, answer.text
    clip: dict[str, Any] = answer.json()
    return clip


async def hold(server: Server, clip_id: str) -> None:
    """Moderators hide the clip."""
    assert await server.runtime.database.write(hold_clip, clip_id, server.clock.now())


class Sent(NamedTuple):
    """An event as it was written for somebody, with its number among theirs."""

    user_id: str
    id: int
    type: str
    data: dict[str, Any]


async def events(server: Server, type: str | None = None) -> list[Sent]:
    """The events that were written, or those of a type: each person's in their order."""
    sent: list[Sent] = await server.runtime.database.read(_events)
    return [event for event in sent if type in (None, event.type)]


def _events(conn: Connection) -> list[Sent]:
    statement = select(OutboxEvent.user_id, OutboxEvent.id, OutboxEvent.type, OutboxEvent.data)
    ordered = statement.order_by(OutboxEvent.created_at, OutboxEvent.id, OutboxEvent.user_id)
    return [Sent._make(row) for row in conn.execute(ordered)]


async def events_of(server: Server, person: Person, type: str) -> list[dict[str, Any]]:
    """The data of the events of `type` that the person was sent, the oldest first."""
    return [sent.data for sent in await events(server, type) if sent.user_id == person.id]


async def inbox_of(person: Person) -> list[tuple[str, str | None]]:
    """What somebody's inbox tells: types and actors, the oldest first."""
    told = (await person.http.get("/api/notifications?limit=100")).json()["data"]
    return [
        (entry["type"], entry["actor"] and entry["actor"]["user_id"]) for entry in reversed(told)
    ]


async def stored_keys(server: Server) -> list[str]:
    """The keys of all stored files."""
    return sorted([stored.key async for stored in server.runtime.blobs.keys("")])


def photo(width: int = 64, height: int = 48, *, orientation: int = 1, gps: bool = False) -> bytes:
    """A JPEG like a phone's: red on the left and blue on the right before it is turned."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Ember Phones"
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif, quality=90)
    return file.getvalue()
