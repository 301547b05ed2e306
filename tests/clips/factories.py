"""Clips and pictures for tests."""

from io import BytesIO
from typing import Any

from PIL import Image

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
