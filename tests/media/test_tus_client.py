"""Real clients of tus on real connections that break, to servers that are killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tusclient.client import TusClient

from tests.accounts.factories import PASSWORD
from tests.clips.factories import photo
from tests.cutting_proxy import CuttingProxy
from tests.media.tus import BYTES, TUS, named
from tests.trust.live import ServerProcess

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

PADDING = 20_000_000
# Kills the server when all bytes are there and nothing has been made of them.
KILLED_BEFORE_THE_END = """
import os, signal
import emberline.media.receiving as receiving
async def killed(runtime, upload, target):
    os.kill(os.getpid(), signal.SIGKILL)
receiving._assemble = killed
"""


@pytest.fixture(params=["disk", "s3"])
def process_settings(request: pytest.FixtureRequest) -> dict[str, str]:
    return {} if request.param == "disk" else {"blobs_url": request.getfixturevalue("s3_url")}


@pytest.fixture
def http(process: ServerProcess) -> Iterator[httpx.Client]:
    """Somebody with an account."""
    with httpx.Client(base_url=process.url, timeout=60) as http:
        body = {"email": "mara@example.com", "username": "mara", "password": PASSWORD}
        session = http.post("/signup", json=body).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        yield http


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A photo of 20 MB, most of which no decoder looks at."""
    file = tmp_path / "film.jpg"
    file.write_bytes(photo() + bytes(PADDING))
    return file


def test_a_client_of_tus_uploads_through_a_connection_that_is_cut_three_times(
    process: ServerProcess, http: httpx.Client, film: Path
) -> None:
    with CuttingProxy(process.url) as proxy:
        client = TusClient(f"{proxy.url}/media/tus", headers=dict(http.headers))
        uploader = client.uploader(
            str(film), metadata={"filename": "film.jpg"}, retries=5, retry_delay=0
        )
        uploader.set_url(uploader.create_url())
        proxy.cuts = [9_000_000, 1_000_000, 300_000]
        uploader.upload()
        assert (proxy.made, proxy.cuts) == (3, [])
        last: Any = uploader.request
        media_id = last.response_headers["media-id"]
    media = http.get(f"/media/{media_id}").json()
    assert (media["kind"], media["width"], media["height"]) == ("image", 64, 48)
    asked = http.head(str(uploader.url).replace(proxy.url, ""), headers=TUS)
    assert asked.headers["media-id"] == media_id


def test_what_arrived_before_a_cut_stays(
    process: ServerProcess, http: httpx.Client, film: Path
) -> None:
    content = film.read_bytes()
    address = _begin(http, len(content))
    with CuttingProxy(process.url) as proxy:
        proxy.cuts = [3_000_000]
        with (
            httpx.Client(base_url=proxy.url, headers=http.headers) as cut,
            pytest.raises(httpx.TransportError),
        ):
            cut.patch(address, content=content, headers={**BYTES, "Upload-Offset": "0"})
    # It is stored once the server notices that the connection is gone.
    offset = _offset_beyond(http, address, 0)
    assert 2_000_000 < offset < 3_000_000
    last = http.patch(
        address, content=content[offset:], headers={**BYTES, "Upload-Offset": str(offset)}
    )
    assert last.status_code == 204
    assert http.get(f"/media/{last.headers['media-id']}").status_code == 200


def test_what_was_acknowledged_survives_a_kill(
    process: ServerProcess, http: httpx.Client, film: Path
) -> None:
    content = film.read_bytes()
    address = _begin(http, len(content))
    first = http.patch(address, content=content[:700_000], headers={**BYTES, "Upload-Offset": "0"})
    assert first.headers["upload-offset"] == "700000"

    def half_then_kill() -> Iterator[bytes]:
        yield content[700_000:18_000_000]
        # Two whole pieces of it are durable by now, or will never be.
        _offset_beyond(http, address, 700_000)
        process.kill()
        yield content[18_000_000:]

    with pytest.raises(httpx.TransportError), httpx.Client(headers=http.headers) as other:
        other.patch(
            f"{process.url}{address}",
            content=half_then_kill(),
            headers={**BYTES, "Upload-Offset": "700000"},
        )
    process.start(KILLED_BEFORE_THE_END)
    with httpx.Client(base_url=process.url, headers=http.headers, timeout=60) as again:
        offset = int(again.head(address, headers=TUS).headers["upload-offset"])
        assert offset >= 700_000 + 8 * 1024 * 1024
        with pytest.raises(httpx.TransportError):
            again.patch(
                address, content=content[offset:], headers={**BYTES, "Upload-Offset": str(offset)}
            )
    assert process.wait() == -9
    process.start()
    with httpx.Client(base_url=process.url, headers=http.headers, timeout=60) as again:
        asked = again.head(address, headers=TUS)
        assert asked.headers["upload-offset"] == str(len(content))
        assert again.get(f"/media/{asked.headers['media-id']}").json()["width"] == 64


def _begin(http: httpx.Client, length: int) -> str:
    headers = {**TUS, **named("film.jpg"), "Upload-Length": str(length)}
    return str(http.post("/media/tus", headers=headers).headers["location"])


def _offset_beyond(http: httpx.Client, address: str, offset: int) -> int:
    for _ in range(2000):
        found = int(http.head(address, headers=TUS).headers["upload-offset"])
        if found > offset:
            return found
    raise AssertionError("nothing more has arrived")
