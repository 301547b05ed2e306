"""A server killed at any stage of a video's way: the next one finishes it, and leaves no litter."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from emberline.kit.db import embedded_path
from emberline.media.jobs import sweep_media
from tests.accounts.factories import PASSWORD
from tests.media.videos import boxes, phone_video
from tests.sqlite_file import sqlite_file
from tests.trust.live import ServerProcess

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

SECONDS = 90.0

# What runs in the server before it serves: each ends it at another stage of the work.
KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
STAGES = {
    "before it is fetched": f"""
import emberline.media.making as making
async def fetch(*arguments):
    {KILL}
making._fetch = fetch
""",
    "while it is coded": f"""
import emberline.kit.jobs as jobs
async def progress(self, percent):
    {KILL}
jobs.RunningJob.progress = progress
""",
    "before the result is stored": f"""
import emberline.media.making as making
async def keep(runtime, files):
    {KILL}
making._keep = keep
""",
    "between result and row": f"""
import emberline.media.making as making
keep_for_real = making._keep
async def keep(runtime, files):
    await keep_for_real(runtime, files)
    {KILL}
making._keep = keep
""",
    "between row and burial": f"""
import emberline.media.jobs as jobs
async def bury(runtime, keys):
    {KILL}
jobs.bury = bury
""",
}


@pytest.mark.parametrize("stage", STAGES)
async def test_a_killed_server_is_followed_by_one_that_finishes_the_video(
    process, data_dir, start_server, stage
):
    process.stop()
    process.start(STAGES[stage])
    session, sent = await _upload_and_die(process)
    children = _coders(data_dir)
    async with asyncio.timeout(10):
        while any(child.is_running() for child in children):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    _let_the_lease_lapse(data_dir)
    process.start()
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS) as http:
        http.headers["Authorization"] = f"Bearer {session['token']}"
        media = await _until_ready(http, sent["media_id"])
        played = await http.get(media["media_url"])
        assert boxes(played.content)[0] == b"ftyp"
    process.stop()
    # By the clock of the tests every file is young: an orphan would stay.
    server = await start_server()
    await sweep_media(server.runtime)
    with sqlite_file(embedded_path(data_dir)) as database:
        named = database.execute("SELECT key, thumbnail_key, source_key FROM media").fetchone()
        assert database.execute("SELECT count(*) FROM doomed_blobs").fetchone() == (0,)
    assert {key for key in named if key} == _files(data_dir / "media")
    assert len(_files(data_dir / "media")) == 2


async def _upload_and_die(process: ServerProcess) -> tuple[dict[str, Any], dict[str, Any]]:
    async with httpx.AsyncClient(base_url=process.url, timeout=SECONDS) as http:
        body = {"email": "mara@example.com", "username": "mara", "password": PASSWORD}
        session: dict[str, Any] = (await http.post("/signup", json=body)).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        file = {"file": ("IMG_0001.MOV", phone_video("mov"))}
        sent = (await http.post("/media", files=file)).json()
        assert await asyncio.to_thread(process.wait) == -9
    return session, sent


async def _until_ready(http: httpx.AsyncClient, media_id: str) -> dict[str, Any]:
    async with asyncio.timeout(SECONDS):
        while True:
            media: dict[str, Any] = (await http.get(f"/media/{media_id}")).json()
            assert media["status"] != "failed", media
            if media["status"] == "ready":
                return media
            await asyncio.sleep(0.05)


def _let_the_lease_lapse(data_dir: Path) -> None:
    """As if the twenty seconds had gone by for which the dead run owns its row."""
    with sqlite_file(embedded_path(data_dir)) as database:
        database.execute("UPDATE jobs SET lease_until = 0 WHERE status = 'running'")


def _coders(data_dir: Path) -> list[psutil.Process]:
    """FFmpegs that work in this data folder."""
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        words = process.info["cmdline"] or []
        if "ffmpeg" in (process.info["name"] or "") and str(data_dir) in " ".join(words):
            found.append(process)
    return found


def _files(folder: Path) -> set[str]:
    """Every stored file, unfinished ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
