"""Files made to harm, through every door: refused as problems, and nothing of them is kept."""

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Connection, func, select

from emberline.media.models import Media
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, stored_keys
from tests.media.pictures import claiming, encoded, four_corners, gif_bomb, png_bomb

# What happens to bytes does not depend on the database.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

DOORS = {"/stories": b"file", "/api/clips/upload": b"clip", "/media": b"file"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10)
)
MARKER = b"a marker that nobody ever gets to see"

BOMBS = {
    "twenty thousand squared": (b"a.png", lambda: png_bomb(20_000)),
    "a header alone": (b"a.png", lambda: claiming("png", 60_000)),
    "a jpeg's header alone": (b"a.jpg", lambda: claiming("jpg", 60_000)),
    "a webp's header alone": (b"a.webp", lambda: claiming("webp", 16_000)),
    "an animation": (b"a.gif", lambda: gif_bomb(4_000, 4_000, 6)),
    "many frames": (b"a.gif", lambda: gif_bomb(1, 1, 5_000)),
}
DAMAGED = {
    "cut short": (b"a.jpg", lambda: photo(300, 200)[:900]),
    "a png cut short": (b"a.png", lambda: encoded(four_corners(300, 200), "png")[:-60]),
    "only its first bytes": (b"a.jpg", lambda: b"\xff\xd8\xff\xe0"),
    "empty": (b"a.jpg", lambda: b""),
}
MISNAMED = {
    "called a film": (b"a.mp4", photo),
    "called a sound": (b"a.mp3", photo),
    "called a program": (b"a.exe", photo),
    "climbing": (b"../../../a.jpg", photo),
    "climbing in another way": (b"..\\..\\a.jpg", photo),
    "absolute": (b"/etc/a.jpg", photo),
    "with NUL": (b"a\0b.jpg", photo),
    "turned round": ("\u202egpj.exe".encode(), photo),
}
DRAWINGS = {
    "with a script": (b"a.svg", lambda: SVG + b"><script>alert(1)</script></svg>"),
    "with a handler": (b"a.svg", lambda: SVG + b'onload="alert(1)"/>'),
    "reaching out": (
        b"a.svg",
        lambda: (
            SVG + b'><image xlink:href="http://127.0.0.1:9/x"/><use href="file:///etc/passwd"/>'
            b"</svg>"
        ),
    ),
    "reading files": (
        b"a.svg",
        lambda: b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG + b">&x;</svg>",
    ),
    "of a billion laughs": (
        b"a.svg",
        lambda: b'<!DOCTYPE svg [<!ENTITY l0 "ha">' + LAUGHS + b"]>" + SVG + b">&l9;</svg>",
    ),
}
LISTS = {
    "an HLS playlist": (b"a.mp4", lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
    "an HLS playlist as a picture": (b"a.jpg", lambda: b"#EXTM3U\nhttp://127.0.0.1:9/\n"),
    "an HLS playlist by name": (b"a.m3u8", lambda: b"#EXTM3U\n#EXT-X-VERSION:3\n"),
    "a concat list": (b"a.mov", lambda: b"ffconcat version 1.0\nfile /etc/passwd\n"),
}
POLYGLOTS = {
    "a picture and a page": (b"a.jpg", lambda: photo() + b"<!doctype html><script>x</script>"),
    "a picture and an archive": (b"a.png", lambda: _png() + b"PK\x03\x04" + bytes(30)),
    "a picture and a document": (b"a.gif", lambda: gif_bomb(2, 2, 1) + b"%PDF-1.7\n"),
}
HOSTILE: dict[str, tuple[bytes, Callable[[], bytes]]] = {
    **BOMBS,
    **DAMAGED,
    **MISNAMED,
    **DRAWINGS,
    **LISTS,
    **POLYGLOTS,
}


def _png() -> bytes:
    return encoded(four_corners(), "png")


async def _send(person: Person, door: str, name: bytes, content: bytes) -> Any:
    """A form written by hand: a client library would make the name harmless."""
    head = b'Content-Disposition: form-data; name="%s"; filename="%s"' % (DOORS[door], name)
    body = b"--xYzZy\r\n%s\r\n\r\n%s\r\n--xYzZy--\r\n" % (head, content)
    kind = {"Content-Type": "multipart/form-data; boundary=xYzZy"}
    return await person.http.post(door, content=body, headers=kind)


async def test_every_hostile_file_is_refused_and_leaves_nothing(server):
    person = await make_person(server)
    for door in DOORS:
        assert (await _send(person, door, b"a.jpg", photo())).status_code == 201
    before = await _kept(server)
    assert before == (6, 3)
    for what, (name, make) in HOSTILE.items():
        content = make()
        for door in DOORS:
            started = time.perf_counter()
            answer = await _send(person, door, name, content)
            print(f"{time.perf_counter() - started:6.2f} s  {answer.status_code}  {what} at {door}")
            assert answer.status_code == 400, f"{what} at {door}: {answer.text}"
            assert answer.headers["content-type"] == "application/problem+json"
            assert await _kept(server) == before, f"{what} at {door}"


async def _kept(server: Server) -> tuple[int, int]:
    """How many files are stored, and how many rows name some."""
    return len(await stored_keys(server)), await server.runtime.database.read(_count_media)


def _count_media(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(Media)).scalar_one())


async def test_what_hides_behind_a_picture_reaches_nobody(server):
    """Past the part that is sniffed a file may hold anything; what is stored is drawn anew."""
    person = await make_person(server)
    content = photo() + bytes(100_000) + b"<script>" + MARKER + b"PK\x03\x04"
    answer = await _send(person, "/stories", b"a.jpg", content)
    assert answer.status_code in (201, 400)
    for file in await _stored_files(server):
        assert MARKER not in file
        assert file[8:12] == b"WEBP"


@pytest.mark.parametrize("format", ["jpg", "png", "webp", "heic"])
async def test_the_place_where_a_photo_was_taken_is_in_nothing_that_is_kept(server, format):
    person = await make_person(server)
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Ember Phones", MARKER.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    content = encoded(four_corners(), format, exif=exif.tobytes())
    sent = Image.open(io.BytesIO(content)).getexif()
    assert sent.get_ifd(0x8825)[1] == "N" and b"Ember Phones" in content
    answer = await _send(person, "/stories", f"a.{format}".encode(), content)
    assert answer.status_code == 201
    files = await _stored_files(server)
    served = [
        (await server.http.get(answer.json()[address])).content
        for address in ("media_url", "thumbnail_url")
    ]
    assert len(files) == 2 and sorted(served) == sorted(files)
    for file in files:
        assert not dict(Image.open(io.BytesIO(file)).getexif())
        for trace in (MARKER, b"Ember Phones", b"EXIF", b"Exif", b"XMP"):
            assert trace not in file


async def _stored_files(server: Server) -> list[bytes]:
    folder = server.data_dir / "media"
    return [(folder / key).read_bytes() for key in await stored_keys(server)]
