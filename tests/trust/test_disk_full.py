"""A full disk refuses what is new, harms nothing that is there, and is forgotten with more room."""

import io
import itertools
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.accounts.factories import PASSWORD
from tests.app_fixtures import SECRET_KEY
from tests.trust.live import ServerProcess

# In a name space of its own the server has data and temporary files on a file system of 16 MB, of
# which SIGUSR1 frees a part; where the system does not allow one, it may write no file over 1 MB.
SMALL_DISK = """
import ctypes, os, pathlib, resource, shutil, signal
folder, template = pathlib.Path({folder!r}), pathlib.Path({template!r})
libc = ctypes.CDLL(None)
uid, gid = os.getuid(), os.getgid()
alone = libc.unshare(0x00020000) == 0
if not alone and libc.unshare(0x10020000) == 0:
    alone = True
    pathlib.Path("/proc/self/setgroups").write_text("deny")
    pathlib.Path("/proc/self/uid_map").write_text(f"{{uid}} {{uid}} 1")
    pathlib.Path("/proc/self/gid_map").write_text(f"{{gid}} {{gid}} 1")
private = alone and libc.mount(b"none", b"/", None, 0x44000, None) == 0
small = private and libc.mount(b"none", bytes(folder), b"tmpfs", 0, b"size=16m") == 0
if not small:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
for file in template.iterdir():
    shutil.copy(file, folder)
filler = folder / "filler"
if small:
    filler.write_bytes(bytes(8_000_000))
(folder / "tmp").mkdir()
os.environ["TMPDIR"] = str(folder / "tmp")
signal.signal(signal.SIGUSR1, lambda *_: filler.unlink(missing_ok=True))
"""


@pytest.fixture
def process(server_forks, template_folder, tmp_path) -> Iterator[ServerProcess]:
    """A server whose disk is small."""
    folder = tmp_path / "small"
    folder.mkdir()
    with ServerProcess(
        server_forks,
        tmp_path / "log",
        data_dir=str(folder),
        secret_key=SECRET_KEY,
        rate_limits="off",
        sweep_seconds="0",
    ) as process:
        process.start(SMALL_DISK.format(folder=str(folder), template=str(template_folder)))
        yield process


def noise(side: int) -> bytes:
    """A picture that no codec makes smaller."""
    file = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_a_full_disk_refuses_uploads_and_works_again_with_more_room(process, tmp_path):
    seen_by_server = Path(f"/proc/{process.pid}/root") / str(tmp_path / "small").lstrip("/")
    with httpx.Client(base_url=process.url, timeout=60.0) as http:
        body = {"email": "mara@example.com", "password": PASSWORD}
        session = http.post("/signup", json=body).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        kept = [_whole(http, _upload(http, noise(200))) for _ in range(2)]
        refused = _upload_until_refused(http, kept)
        assert refused.status_code == 507, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["error"] == "Insufficient storage"
        # Reading goes on, and what was acknowledged is untouched.
        for address, content in kept:
            assert http.get(address).content == content
        assert http.get("/readyz").status_code == 200
        assert _pictures(seen_by_server) == 2 * len(kept)
        statuses = _upload_with_little_room(http, seen_by_server)
        assert set(statuses.values()) <= {201, 507}, statuses
        assert 507 in statuses.values()
        assert http.get(kept[0][0]).content == kept[0][1]
        stored = _pictures(seen_by_server)
        assert stored == 2 * len(kept) + 2 * list(statuses.values()).count(201)
        os.kill(process.pid, signal.SIGUSR1)
        again = _whole(http, _upload(http, noise(200)))
        assert http.get(again[0]).content == again[1]
        assert http.post("/stories", json={"text": "room again"}).status_code == 201
        assert _pictures(seen_by_server) == stored + 2


def _upload(http: httpx.Client, picture: bytes) -> httpx.Response:
    return http.post("/stories", files={"file": ("noise.jpg", picture, "image/jpeg")})


def _upload_until_refused(http: httpx.Client, kept: list[tuple[str, bytes]]) -> httpx.Response:
    for side in itertools.chain([800] * 60, [2_000] * 3):
        answer = _upload(http, noise(side))
        if answer.status_code != 201:
            return answer
        kept.append(_whole(http, answer))
    raise AssertionError("the disk is never full")


def _upload_with_little_room(http: httpx.Client, folder: Path) -> dict[tuple[str, int], int]:
    """The statuses of uploads that run out of room early and late on their way."""
    statuses = {}
    picture = noise(1_400)
    assert len(picture) > 1_500_000
    for door, room in itertools.product(DOORS, ROOMS):
        _leave(folder, room)
        file = ("noise.jpg", picture, "image/jpeg")
        statuses[door, room] = http.post(door, files={DOORS[door]: file}).status_code
    _leave(folder, 0)
    statuses["a text", 0] = http.post("/stories", json={"text": "x" * 2_000}).status_code
    _leave(folder, ROOMS[-1])
    return statuses


DOORS = {"/stories": "file", "/api/clips/upload": "clip", "/media": "file"}
# From none for the form's own file up to enough for the form, its copy and the drawn picture.
ROOMS = (0, 500_000, 2_000_000, 3_500_000, 4_500_000, 5_500_000)


def _leave(folder: Path, room: int) -> None:
    """Fill the server's disk up to `room` bytes. Where it is not its own, its limit is enough."""
    filler = folder / "second-filler"
    if not os.path.ismount(folder):
        return
    filler.unlink(missing_ok=True)
    disk = os.statvfs(folder)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, disk.f_bavail * disk.f_frsize - room))


def _whole(http: httpx.Client, answer: httpx.Response) -> tuple[str, bytes]:
    """The address of an acknowledged photo, and its bytes."""
    assert answer.status_code == 201, answer.text
    clip: Any = answer.json()
    return clip["media_url"], http.get(clip["media_url"]).content


def _pictures(folder: Path) -> int:
    """How many files the server has; unfinished ones count too."""
    return sum(path.is_file() for path in (folder / "media").rglob("*"))
