"""A full disk refuses a piece of an upload, keeps those before, and takes it when there is room."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.accounts.factories import PASSWORD
from tests.app_fixtures import SECRET_KEY
from tests.clips.factories import photo
from tests.media.tus import BYTES, TUS, named
from tests.trust.live import ServerProcess
from tests.trust.test_disk_full import SMALL_DISK


@pytest.fixture
def process(server_forks, template_folder, tmp_path) -> Iterator[ServerProcess]:
    """A server whose disk is small."""
    folder = tmp_path / "small"
    folder.mkdir()
    settings = {"data_dir": str(folder), "secret_key": SECRET_KEY, "rate_limits": "off"}
    with ServerProcess(server_forks, tmp_path / "log", sweep_seconds="0", **settings) as process:
        process.start(SMALL_DISK.format(folder=str(folder), template=str(template_folder)))
        yield process


def test_a_full_disk_keeps_the_pieces_before_and_takes_the_rest_later(process, tmp_path):
    disk = Path(f"/proc/{process.pid}/root") / str(tmp_path / "small").lstrip("/")
    large, small = photo() + bytes(3_000_000), photo() + bytes(800_000)
    with httpx.Client(base_url=process.url, timeout=60.0) as http:
        body = {"email": "mara@example.com", "password": PASSWORD}
        session = http.post("/signup", json=body).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        begun = {_begin(http, len(content)): content for content in (large, small)}
        for address, content in begun.items():
            assert _send(http, address, 0, content[:400_000]).status_code == 204
        _fill(disk, leaving=300_000)
        for address, content in begun.items():
            if content is large or os.path.ismount(disk):
                refused = _send(http, address, 400_000, content[400_000:])
                assert (refused.status_code, refused.json()["error"]) == (507, FULL)
            asked = http.head(address, headers=TUS)
            assert asked.headers["upload-offset"] == "400000"
        assert http.get("/readyz").status_code == 200
        os.kill(process.pid, signal.SIGUSR1)
        for address, content in begun.items():
            # Where the disk is not its own, no file may ever be as large as the larger one.
            if content is small or os.path.ismount(disk):
                last = _send(http, address, 400_000, content[400_000:])
                assert last.status_code == 204, last.text
                assert http.get(f"/media/{last.headers['media-id']}").status_code == 200


FULL = "Insufficient storage"


def _begin(http: httpx.Client, length: int) -> str:
    headers = {**TUS, **named("film.jpg"), "Upload-Length": str(length)}
    return str(http.post("/media/tus", headers=headers).headers["location"])


def _send(http: httpx.Client, address: str, offset: int, content: bytes) -> httpx.Response:
    headers = {**BYTES, "Upload-Offset": str(offset)}
    return http.patch(address, content=content, headers=headers)


def _fill(disk: Path, *, leaving: int) -> None:
    """Fill the server's disk up to a few bytes. Where it is not its own, its limit is enough."""
    if os.path.ismount(disk):
        state = os.statvfs(disk)
        with (disk / "second-filler").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, state.f_bavail * state.f_frsize - leaving)
