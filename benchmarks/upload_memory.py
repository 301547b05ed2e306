"""An upload of 100 MB goes through the server's disk, not through its memory.

Claim: at most 16 MB above what the server held before, while a picture of just under 100 MiB is
taken and while a file of that size that is no picture is refused. The memory of the children that
decode pictures is printed beside it.
"""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from io import BytesIO
from statistics import median

from PIL import Image

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, get
from benchmarks.support.stores import fill, real_disk, stores

ADDED_MEGABYTES = 16.0

_MEGABYTE = 1_000_000
_FILE_BYTES = 100 * 1024 * 1024 - 1024
_SAMPLE_SECONDS = 0.02
_CHUNK = 256 * 1024
_BOUNDARY = "emberline-measures-this"


@dataclass
class Peak:
    """The most that the server and its children held, in bytes."""

    own: int = 0
    children: int = 0


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    uploads = {"a picture is taken": (_picture(), 201), "no picture is refused": (_zeros(), 400)}
    with stores(["sqlite"], real_disk(chosen.folder)) as (store,):
        population = Population(datetime.now(UTC), 1_000)
        fill(store, population)
        (token,) = store.tokens(population.people.readers[:1], datetime.now(UTC))
        added: dict[str, list[float]] = {name: [] for name in uploads}
        children: dict[str, list[float]] = {name: [] for name in uploads}
        with start("emberline", store.environment) as server:
            # What the first requests load belongs to the server, not to an upload.
            asyncio.run(burst(server.port, [get("/stories", token)] * 20, 2))
            _upload(server, token, _small_picture(), 201)
            for _ in range(chosen.rounds):
                for name, (body, status) in uploads.items():
                    before = server.own_memory()
                    peak = _upload(server, token, body, status)
                    added[name].append((peak.own - before) / _MEGABYTE)
                    children[name].append(peak.children / _MEGABYTE)
    print(f"sqlite: memory above idle during an upload of {_FILE_BYTES / _MEGABYTE:.0f} MB")
    for name, values in added.items():
        shown.at_most(name, max(values), ADDED_MEGABYTES, "MB")
        shown.figure("its children held", median(children[name]), "MB")


def _upload(server: ServerProcess, token: str, file: bytes, status: int) -> Peak:
    """Send `file` as a clip's and return the peaks meanwhile; asserts the answer's status."""
    head = (
        f"--{_BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="file"; filename="photo.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    ).encode()
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Content-Length": str(len(head) + len(file) + len(tail)),
    }
    with _watched(server) as peak:
        connection.request("POST", "/stories", _chunks(head, file, tail), headers)
        answer = connection.getresponse()
        text = answer.read()
    connection.close()
    assert answer.status == status, text
    return peak


def _chunks(head: bytes, file: bytes, tail: bytes) -> Iterator[bytes]:
    yield head
    for start_at in range(0, len(file), _CHUNK):
        yield file[start_at : start_at + _CHUNK]
    yield tail


class _watched:  # noqa: N801 (reads as a statement)
    """Samples the server's memory in a thread of its own until the end."""

    def __init__(self, server: ServerProcess) -> None:
        self._server = server
        self._over = threading.Event()
        self._peak = Peak()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self._peak

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self._peak.own = max(self._peak.own, self._server.own_memory())
            self._peak.children = max(self._peak.children, self._server.children_memory())
            if self._over.wait(_SAMPLE_SECONDS):
                return


def _small_picture() -> bytes:
    file = BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def _picture() -> bytes:
    """A JPEG of nearly 100 MiB: a small picture behind long comments, as the format allows."""
    small = _small_picture()
    comment = b"\xff\xfe\xff\xff" + b"x" * 65_533
    count = (_FILE_BYTES - len(small)) // len(comment)
    return small[:2] + comment * count + small[2:]


def _zeros() -> bytes:
    return bytes(_FILE_BYTES)


if __name__ == "__main__":
    main()
