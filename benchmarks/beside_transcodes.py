"""Videos made playable in the background leave the feed its latency.

Claim: at 30 % of the requests that the server can answer, the 99th percentile of the feed rises by
at most 10 ms while videos are transcoded beside it. Requests begin at their appointed times whether
or not the ones before were answered, so that waiting counts.
"""

import asyncio
import json
import tempfile
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.population import Population
from benchmarks.support.processes import ServerProcess, start
from benchmarks.support.requests import burst, get, paced
from benchmarks.support.stores import fill, real_disk, stores
from benchmarks.support.videos import make_video

MOST_MILLISECONDS = 10.0

_CLIPS = 20_000
_LOAD = 0.3
_SECONDS = 15.0
_VIDEO_SECONDS = 60
_FEED = "/stories?scope=following&limit=50"
_BOUNDARY = "emberline-measures-this"
_STARTS_WITHIN_SECONDS = 30.0


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    with (
        stores(["sqlite"], real_disk(chosen.folder)) as (store,),
        tempfile.TemporaryDirectory(dir=real_disk(chosen.folder)) as name,
    ):
        population = Population(datetime.now(UTC), _CLIPS)
        fill(store, population)
        tokens = store.tokens(population.people.readers, datetime.now(UTC))
        requests = [get(_FEED, token) for token in tokens]
        video = make_video(Path(name) / "video.avi", _VIDEO_SECONDS).read_bytes()
        delays: dict[str, list[float]] = {"alone": [], "beside a transcode": []}
        with start("emberline", store.environment) as server:
            asyncio.run(burst(server.port, islice(cycle(requests), 500), 4))
            most = asyncio.run(burst(server.port, islice(cycle(requests), 2000), 4)).rate
            for _ in range(chosen.rounds):
                delays["alone"] += _delays(server, requests, most * _LOAD)
                media_id = _begin_transcode(server, tokens[0], video)
                delays["beside a transcode"] += _delays(server, requests, most * _LOAD)
                # Longer than the measurement, so that all of it stood beside the work.
                assert _media(server, tokens[0], media_id)["status"] == "processing"
                _delete(server, tokens[0], media_id)
    print(f"sqlite: feed of 50 at {_LOAD:.0%} of {most:.0f} requests a second, 99th percentile")
    ends = {what: quantiles(values, n=100)[98] * 1000 for what, values in delays.items()}
    for what, milliseconds in ends.items():
        shown.figure(what, milliseconds, "ms")
    rise = ends["beside a transcode"] - ends["alone"]
    shown.at_most("rise", rise, MOST_MILLISECONDS, "ms")


def _delays(server: ServerProcess, requests: list[bytes], rate: float) -> list[float]:
    return asyncio.run(paced(server.port, islice(cycle(requests), int(rate * _SECONDS)), rate))


def _begin_transcode(server: ServerProcess, token: str, video: bytes) -> str:
    """Upload the video; its id, once its child is at work."""
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="video.avi"\r\n'
        "Content-Type: video/x-msvideo\r\n\r\n"
    ).encode()
    body = head + video + f"\r\n--{_BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
    media_id = str(_call(server, token, "POST", "/media", body, kind)["media_id"])
    deadline = perf_counter() + _STARTS_WITHIN_SECONDS
    while not _media(server, token, media_id).get("progress"):
        assert perf_counter() < deadline, "the transcode did not begin"
    return media_id


def _media(server: ServerProcess, token: str, media_id: str) -> dict[str, object]:
    return _call(server, token, "GET", f"/media/{media_id}")


def _delete(server: ServerProcess, token: str, media_id: str) -> None:
    _call(server, token, "DELETE", f"/media/{media_id}")


def _call(
    server: ServerProcess,
    token: str,
    method: str,
    path: str,
    body: bytes = b"",
    more: dict[str, str] | None = None,
) -> dict[str, object]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request(method, path, body, {"Authorization": f"Bearer {token}", **(more or {})})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in {200, 201, 204}, text
    found: dict[str, object] = json.loads(text) if text else {}
    return found


if __name__ == "__main__":
    main()
