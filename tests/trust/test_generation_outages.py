"""A render outlasts a full disk, and a database or a Redis that is away for some seconds."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from emberline.kit.clock import SystemClock
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import SECRET_KEY
from tests.cutting_proxy import CuttingProxy
from tests.generations.wire.factories import AT, asked
from tests.stories.wire.factories import published_story
from tests.stories.wire.transfer_factories import BULK_IMPORT, json_of
from tests.trust.generation_processes import (
    SECONDS,
    chapters,
    let_leases_lapse,
    scenes_told,
    until_ended,
    until_kept,
    until_no_children,
    until_rendering,
    whole_log,
)
from tests.trust.generation_remains import remains_after_sweep
from tests.trust.live import ServerProcess
from tests.trust.test_disk_full import SMALL_DISK

pytestmark = pytest.mark.anyio

SCENES = 4


@pytest.fixture
def way(request: pytest.FixtureRequest, backend: str) -> Iterator[CuttingProxy]:
    """The way to the server that will be away."""
    if backend == "postgresql":
        port = request.getfixturevalue("postgres_server").port
    else:
        port = request.getfixturevalue("redis_server").port
    with CuttingProxy(f"http://127.0.0.1:{port}") as proxy:
        yield proxy


def _by(way: CuttingProxy, url: str) -> str:
    port = urlsplit(url).port
    return url.replace(f":{port}/", f":{urlsplit(way.url).port}/")


@pytest.fixture
def direct_url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """The database without the detour."""
    if backend == "sqlite":
        return None
    name: str = request.getfixturevalue("shared_database")
    request.getfixturevalue("shared_session").execute("SELECT pg_temp.empty_tables()")
    url: str = request.getfixturevalue("postgres_server").url(name)
    return url


@pytest.fixture
def database_url(direct_url: str | None, way: CuttingProxy) -> str | None:
    """PostgreSQL by the way that will be cut."""
    return None if direct_url is None else _by(way, direct_url)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_render_goes_on_when_the_database_is_back(
    start_server, data_dir, way, database_url, count
):
    server = await start_server(clock=SystemClock())
    ada = await make_person(server)
    story_id = await published_story(server, ada, chapters(SCENES, "Away"))
    generation_id = await asked(ada, story_id, kind="audio")
    await until_kept(ada, generation_id, 1)
    await until_rendering(data_dir, "narrate")
    await asyncio.to_thread(way.break_down)
    assert (await ada.http.get(f"{AT}/{generation_id}")).status_code == 503
    # The run cannot keep its next scene, and gives up.
    await until_no_children(data_dir)
    await asyncio.sleep(count(0, 30))
    way.is_down = False
    await _until_answered(ada.http, f"{AT}/{generation_id}")
    if count(1, 0):
        await let_leases_lapse(server)
    state = await until_ended(ada, generation_id)
    assert state["status"] == "succeeded", state["error"]
    log = await whole_log(ada, generation_id)
    assert scenes_told(log) == dict.fromkeys(range(1, SCENES + 1), 1)
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert len(remains.scenes) == SCENES


async def _until_answered(http: httpx.AsyncClient, address: str) -> None:
    async with asyncio.timeout(SECONDS):
        while (await http.get(address)).status_code == 503:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_a_render_does_not_need_redis(start_server, data_dir, way, redis_url, count):
    server = await start_server(clock=SystemClock(), redis_url=_by(way, redis_url))
    ada = await make_person(server)
    story_id = await published_story(server, ada, chapters(SCENES, "Away"))
    generation_id = await asked(ada, story_id, kind="audio")
    await until_kept(ada, generation_id, 1)
    await until_rendering(data_dir, "narrate")
    await asyncio.to_thread(way.break_down)
    await asyncio.sleep(count(2, 30))
    way.is_down = False
    await _until_answered(ada.http, f"{AT}/{generation_id}")
    state = await until_ended(ada, generation_id)
    assert state["status"] == "succeeded", state["error"]
    log = await whole_log(ada, generation_id)
    assert {entry["attempt"] for entry in log if entry["event"] == "scene.rendered"} == {1}


@pytest.fixture
def process(server_forks, template_folder, tmp_path) -> Iterator[ServerProcess]:
    """A server whose disk is small."""
    folder = tmp_path / "small"
    folder.mkdir()
    settings = {"data_dir": str(folder), "secret_key": SECRET_KEY, "rate_limits": "off"}
    with ServerProcess(server_forks, tmp_path / "log", sweep_seconds="0", **settings) as process:
        process.start(SMALL_DISK.format(folder=str(folder), template=str(template_folder)))
        yield process


async def test_a_full_disk_ends_the_attempt_and_with_room_it_is_finished(process, tmp_path):
    disk = Path(f"/proc/{process.pid}/root") / str(tmp_path / "small").lstrip("/")
    async with httpx.AsyncClient(base_url=process.url, timeout=60.0) as http:
        body = {"email": "mara@example.com", "password": PASSWORD}
        session = (await http.post("/signup", json=body)).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        # A scene that takes more room than there will be.
        text = "The well is deep and the rope is short. " * 40
        nodes = [{"key": "end", "type": "ending", "content": text, "start": True}]
        file = ("a.json", json_of("The well", nodes=nodes))
        imported = (await http.post(BULK_IMPORT, files={"file": file})).json()
        (story,) = imported["data"]["stories"]
        is_small = os.path.ismount(disk)
        if is_small:
            _fill(disk, leaving=600_000)
        answer = await http.post(AT, json={"story_id": story["story_id"]})
        assert answer.status_code == 202, answer.text
        if is_small:
            await _until_logged(process, "job_attempt_failed", "job_not_recorded")
        os.kill(process.pid, signal.SIGUSR1)
        (disk / "second-filler").unlink(missing_ok=True)
        state = await _until_ended(http, answer.json()["id"])
        assert state["status"] == "succeeded", state["error"]
        assert (await http.get("/readyz")).status_code == 200
        # The scene and the results: the attempt that failed left nothing.
        files = [path for path in (disk / "media").rglob("*") if path.is_file()]
        assert len(files) == 1 + len(state["results"])
        assert list((disk / "scratch").iterdir()) == []
        for result in state["results"]:
            assert len((await http.get(result["url"])).content) == result["bytes"]


def _fill(disk: Path, *, leaving: int) -> None:
    state = os.statvfs(disk)
    with (disk / "second-filler").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, state.f_bavail * state.f_frsize - leaving)


async def _until_logged(process: ServerProcess, *words: str) -> None:
    async with asyncio.timeout(SECONDS):
        while not any(word in process.log.read_text() for word in words):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def _until_ended(http: httpx.AsyncClient, generation_id: str) -> dict[str, Any]:
    async with asyncio.timeout(SECONDS):
        while True:
            state: dict[str, Any] = (await http.get(f"{AT}/{generation_id}")).json()
            if state.get("finished_at") is not None:
                return state
            await asyncio.sleep(0.1)
