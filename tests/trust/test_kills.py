"""A server that is killed at any moment keeps what it has acknowledged, and leaves no litter."""

import asyncio
import io
import itertools
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import Connection, select

from emberline.kit.clock import SteppedClock
from emberline.kit.db import embedded_path
from emberline.media.jobs import sweep_media
from emberline.media.models import DoomedBlob, Media
from tests.accounts.factories import PASSWORD
from tests.app_fixtures import Server
from tests.sqlite_file import sqlite_file
from tests.trust.live import ServerProcess

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

SECONDS_TO_ANSWER = 30.0


class Poster:
    """Someone who posts without a pause, and remembers what was acknowledged."""

    def __init__(self, token: str, numbers: Iterator[int]) -> None:
        self._headers = {"Authorization": f"Bearer {token}"}
        self._numbers = numbers
        self.texts: dict[str, int] = {}
        self.photos: dict[str, int] = {}
        self.cut = 0

    def client(self, url: str) -> httpx.AsyncClient:
        """A client of the server at `url`, signed in."""
        return httpx.AsyncClient(base_url=url, headers=self._headers, timeout=SECONDS_TO_ANSWER)

    async def post(self, url: str, started: asyncio.Queue[int]) -> None:
        """Post texts and photos in turn until the server is gone."""
        async with self.client(url) as http:
            try:
                for number in self._numbers:
                    started.put_nowait(number)
                    await self._post_one(http, number)
            except httpx.TransportError:
                self.cut += 1

    async def _post_one(self, http: httpx.AsyncClient, number: int) -> None:
        if number % 2:
            answer = await http.post("/stories", json={"text": f"number {number}"})
        else:
            file = ("photo.png", _photo(number), "image/png")
            answer = await http.post("/stories", files={"file": file})
        assert answer.status_code == 201, answer.text
        (self.texts if number % 2 else self.photos)[answer.json()["id"]] = number


def _colour(number: int) -> tuple[int, int, int]:
    """A colour for each number, far enough from the next to survive lossy compression."""
    return number % 5 * 60, number // 5 % 5 * 60, number // 25 % 5 * 60


def _photo(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30 + number % 7), _colour(number)).save(file, "PNG")
    return file.getvalue()


async def test_what_was_acknowledged_survives_kills_at_any_moment(
    process, data_dir, start_server, count
):
    chance = random.Random(16)
    numbers = itertools.count(1)
    token = await _api_token(process.url)
    posters = [Poster(token, numbers) for _ in range(3)]
    for _ in range(count(10, 200)):
        await _kill_while_they_post(process, posters, chance)
        process.start()
    assert sum(poster.cut for poster in posters) > count(10, 200)
    texts = {k: v for poster in posters for k, v in poster.texts.items()}
    photos = {k: v for poster in posters for k, v in poster.photos.items()}
    assert min(len(texts), len(photos)) >= count(10, 200)
    async with posters[0].client(process.url) as http:
        for clip_id, number in texts.items():
            clip = (await http.get(f"/stories/item/{clip_id}")).json()
            assert clip["text"] == f"number {number}"
        for clip_id, number in photos.items():
            await _assert_whole(http, clip_id, number)
    process.stop()
    await _assert_sound(start_server, data_dir, at_least=2 * len(photos))


async def _kill_while_they_post(
    process: ServerProcess, posters: list[Poster], chance: random.Random
) -> None:
    """Let them begin a few posts, then kill at some point of what is under way."""
    started: asyncio.Queue[int] = asyncio.Queue()
    async with asyncio.TaskGroup() as tasks:
        for poster in posters:
            tasks.create_task(poster.post(process.url, started))
        for _ in range(chance.randint(4, 12)):
            await started.get()
        await asyncio.sleep(chance.uniform(0, 0.05))
        await asyncio.to_thread(process.kill)


async def _assert_whole(http: httpx.AsyncClient, clip_id: str, number: int) -> None:
    clip = (await http.get(f"/stories/item/{clip_id}")).json()
    assert (clip["width"], clip["height"]) == (40, 30 + number % 7)
    for address in (clip["media_url"], clip["thumbnail_url"]):
        answer = await http.get(address)
        assert answer.status_code == 200
        picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
        assert picture.size == (clip["width"], clip["height"])
        middle = picture.getpixel((20, 15))
        assert isinstance(middle, tuple)
        assert max(abs(a - b) for a, b in zip(middle, _colour(number), strict=True)) < 16


async def _assert_sound(start_server: Any, data_dir: Path, *, at_least: int) -> None:
    """Every row has its files; after the sweep every file has its row, and no deletion is due."""
    with sqlite_file(embedded_path(data_dir)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    in_three_days = SteppedClock(datetime.now(UTC) + timedelta(days=3))
    server: Server = await start_server(clock=in_three_days)
    folder = data_dir / "media"
    before = await _named(server)
    assert {key for key in before if not (folder / key).is_file()} == set()
    assert len(before) >= at_least
    # A kill between bytes and row leaves this; whether one of ours did is chance.
    (folder / "media/te").mkdir(parents=True, exist_ok=True)
    (folder / "media/te/orphan.webp").write_bytes(b"of nobody")
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    for file in _files(folder):
        os.utime(folder / file, (long_ago, long_ago))
    await sweep_media(server.runtime)
    assert _files(folder) == await _named(server)
    assert await server.runtime.database.read(_doomed) == []


def _files(folder: Path) -> set[str]:
    """Every file, unfinished ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def _named(server: Server) -> set[str]:
    return await server.runtime.database.read(_keys_of_rows)


def _keys_of_rows(conn: Connection) -> set[str]:
    rows = conn.execute(select(Media.key, Media.thumbnail_key)).all()
    return {key for row in rows for key in row if key is not None}


def _doomed(conn: Connection) -> list[str]:
    return list(conn.execute(select(DoomedBlob.key)).scalars())


async def _sign_up(http: httpx.AsyncClient) -> dict[str, Any]:
    body = {"email": "mara@example.com", "username": "mara", "password": PASSWORD}
    answer = await http.post("/signup", json=body)
    assert answer.status_code == 201
    session: dict[str, Any] = answer.json()
    http.headers["Authorization"] = f"Bearer {session['token']}"
    return session


async def _api_token(url: str) -> str:
    """A token of a new person's that outlives every restart."""
    async with httpx.AsyncClient(base_url=url, timeout=SECONDS_TO_ANSWER) as http:
        await _sign_up(http)
        body = {"name": "poster", "scopes": ["write"]}
        answer = await http.post("/api/auth/tokens", json=body)
        return str(answer.json()["data"]["token"])


KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
# Each phase of a deletion: the rows are gone and the files are not, some are, all are.
PHASES = {
    "before the first file": f"""
import emberline.kit.blobs.disk as disk
def delete(place):
    {KILL}
disk._delete = delete
""",
    "after the first file": f"""
import emberline.kit.blobs.disk as disk
delete_for_real = disk._delete
def delete(place):
    delete_for_real(place)
    {KILL}
disk._delete = delete
""",
    "before the files are forgotten": f"""
import emberline.media.jobs as jobs
def forget(conn, keys):
    {KILL}
jobs._forget = forget
""",
}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("what", ["clip", "account"])
async def test_a_deletion_that_was_killed_is_finished_by_the_sweep(
    process, data_dir, start_server, what, phase
):
    folder = data_dir / "media"
    process.stop()
    process.start(PHASES[phase])
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS_TO_ANSWER) as http:
        session = await _sign_up(http)
        clips = [
            (await http.post("/stories", files={"file": ("a.png", _photo(n), "image/png")})).json()
            for n in range(2)
        ]
        assert len(_files(folder)) == 4
        deletion = {
            "clip": http.build_request("DELETE", f"/stories/{clips[0]['id']}"),
            "account": http.build_request(
                "DELETE", "/api/auth/account", json={"password": PASSWORD}
            ),
        }
        with pytest.raises(httpx.TransportError):
            await http.send(deletion[what])
    assert process.wait() == -9
    process.start()
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS_TO_ANSWER) as http:
        await _assert_gone(http, what, session, clips)
    process.stop()
    await _assert_sound(start_server, data_dir, at_least=2 if what == "clip" else 0)
    assert len(_files(folder)) == (2 if what == "clip" else 0)


async def _assert_gone(
    http: httpx.AsyncClient, what: str, session: dict[str, Any], clips: list[dict[str, Any]]
) -> None:
    """What was deleted stays deleted, and what was not is there."""
    headers = {"Authorization": f"Bearer {session['token']}"}
    if what == "account":
        assert (await http.get("/api/auth/profile", headers=headers)).status_code == 401
        body = {"username": "mara", "password": PASSWORD}
        assert (await http.post("/login", json=body)).status_code == 401
        return
    gone, kept = clips
    assert (await http.get(f"/stories/item/{gone['id']}", headers=headers)).status_code == 404
    assert (await http.get(gone["media_url"])).status_code == 404
    assert (await http.get(f"/stories/item/{kept['id']}", headers=headers)).status_code == 200
    assert (await http.get(kept["media_url"])).status_code == 200
