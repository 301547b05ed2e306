"""Videos made to harm: refused or failed in bounded time, with nothing kept and nobody called."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from emberline.media.models import Media
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, stored_keys
from tests.media.factories import send_video, until_buried, until_processed
from tests.media.videos import (
    PLACE,
    SECRET,
    claiming,
    ffmpeg,
    phone_video,
    reaching_out,
    rewrapped,
    video,
    with_noise,
)

# What happens to bytes does not depend on the database.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

DOORS = {"/stories": "file", "/api/clips/upload": "clip", "/media": "file"}
# A second on an idle machine; here others work too.
SECONDS = 10.0
FTYP = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody on the network whom nobody should call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def _playlist(port: int) -> bytes:
    return (
        b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:%d/a.ts\n#EXT-X-ENDLIST\n"
        % port
    )


def _still(seconds: int) -> bytes:
    picture = ("-f", "lavfi", "-i", "color=red:s=64x64:r=1", "-t", str(seconds))
    return ffmpeg("mp4", *picture, "-c:v", "libx264", "-pix_fmt", "yuv420p")


Make = Callable[[int], bytes]

HOSTILE: dict[str, tuple[str, Make]] = {
    "a playlist": ("a.mp4", _playlist),
    "a playlist by name": ("a.m3u8", _playlist),
    "a playlist behind a film's first bytes": ("a.mp4", lambda port: FTYP + _playlist(port)),
    "a list of files": ("a.mov", lambda _: b"ffconcat version 1.0\nfile /etc/passwd\n"),
    "a description of a stream": (
        "a.mp4",
        lambda port: (
            b'<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1:%d/</BaseURL></MPD>' % port
        ),
    ),
    "streams in another file": (
        "a.mov",
        lambda _: reaching_out(phone_video("mov"), b"/etc/passwd"),
    ),
    "pictures of twenty thousand squared": ("a.avi", lambda _: claiming(20_000)),
    "more than five minutes": ("a.mp4", lambda _: _still(301)),
    "only its first bytes": ("a.mp4", lambda _: FTYP),
    "cut short": ("a.mkv", lambda _: video("mkv")[:-4000]),
    "cut in the middle of its index": ("a.mp4", lambda _: video("mp4")[:-300]),
    "a film and a page": ("a.mp4", lambda _: FTYP + b"<!doctype html><script>x</script>"),
    "a film and an archive": ("a.webm", lambda _: video("webm")[:200] + b"PK\x03\x04"),
    "a picture called a film": ("a.mp4", lambda _: photo()),
    "a film called a picture": ("a.jpg", lambda _: video("mp4")),
    "a film called a program": ("a.exe", lambda _: video("mp4")),
    "sound alone": (
        "a.mp4",
        lambda _: ffmpeg("mp4", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac"),
    ),
    "a box of no size": ("a.mp4", lambda _: FTYP + b"\0\0\0\1moov" + bytes(64)),
    "boxes without end": ("a.mp4", lambda _: FTYP + b"\0\0\0\x08free" * 200_000),
    "noise behind the header": ("a.mkv", lambda _: with_noise(video("mkv"), 0.02, 1.0)),
}


async def test_every_hostile_video_is_refused_in_time_and_leaves_nothing(server, listener):
    port = listener.getsockname()[1]
    person = await make_person(server)
    for what, (name, make) in HOSTILE.items():
        content = make(port)
        for door, field in DOORS.items():
            started = time.perf_counter()
            answer = await person.http.post(door, files={field: (name, content)})
            taken = time.perf_counter() - started
            print(f"{taken:6.2f} s  {answer.status_code}  {what} at {door}")
            assert answer.status_code == 400, f"{what} at {door}: {answer.text}"
            assert answer.headers["content-type"] == "application/problem+json"
            assert taken < SECONDS, what
    assert await stored_keys(server) == []
    assert await server.runtime.database.read(_count_media) == 0
    with pytest.raises(BlockingIOError):
        listener.accept()


async def test_what_looks_whole_and_is_broken_fails_with_a_reason_and_leaves_nothing(server):
    person = await make_person(server)
    first = rewrapped(video("mp4", seconds=2), "mp4", "-movflags", "+faststart")
    for content, name in (
        (with_noise(first, 0.4, 0.95), "a.mp4"),
        (with_noise(video("webm", seconds=2), 0.3, 0.9), "a.webm"),
        (with_noise(video("avi", seconds=2), 0.3, 0.9), "a.avi"),
    ):
        sent = await send_video(person, content, name)
        media = await until_processed(person, sent["media_id"])
        assert (media["status"], media["media_url"]) == ("failed", None), name
        assert media["failure_reason"]
    await until_buried(server)
    assert await stored_keys(server) == []


async def test_many_hostile_videos_at_once_hold_up_no_reader(server):
    person = await make_person(server)
    content = claiming(20_000)

    async def send() -> int:
        answer = await person.http.post("/media", files={"file": ("a.avi", content)})
        return int(answer.status_code)

    sending = [asyncio.create_task(send()) for _ in range(8)]
    started = time.perf_counter()
    assert (await person.http.get("/stories")).status_code == 200
    assert time.perf_counter() - started < 2
    assert set(await asyncio.gather(*sending)) == {400}


@pytest.mark.parametrize("degrees", [0, 90])
async def test_the_place_where_a_video_was_taken_is_in_nothing_that_is_kept(server, degrees):
    """Kept as it was coded, and coded anew."""
    person = await make_person(server)
    content = rewrapped(
        phone_video("mov", degrees),
        "mov",
        *("-metadata", f"com.apple.quicktime.location.ISO6709={PLACE.decode()}"),
        *("-metadata:s:v", f"handler_name={SECRET.decode()}"),
    )
    assert PLACE in content and SECRET in content
    sent = await send_video(person, content, "IMG_0001.MOV")
    assert (await until_processed(person, sent["media_id"]))["status"] == "ready"
    await until_buried(server)
    files = await _stored_files(server)
    assert len(files) == 2
    for file in files:
        for trace in (PLACE, SECRET, b"ISO6709", b"com.apple", b"\xa9xyz"):
            assert trace not in file


async def _stored_files(server: Server) -> list[bytes]:
    folder = server.data_dir / "media"
    return [(folder / key).read_bytes() for key in await stored_keys(server)]


def _count_media(conn: Connection) -> Any:
    return conn.execute(select(func.count()).select_from(Media)).scalar_one()
