"""Videos from upload to play: processed in the background, shown when ready, gone when deleted."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from sqlalchemy import Connection, func, select, update

from emberline.kit.clock import SteppedClock
from emberline.kit.errors import disk_full
from emberline.kit.jobs import ATTEMPTS, Job, JobStatus, RunningJob
from emberline.main import create_app
from emberline.media import jobs, making
from emberline.media.decoding import transcoding
from emberline.media.models import DoomedBlob, Media
from emberline.media.service import media as service
from emberline.media.service.outcomes import GIVEN_UP, NO_ROOM
from emberline.settings import Settings
from tests.accounts.factories import make_person
from tests.app_fixtures import SECRET_KEY, START, Server
from tests.clips.factories import stored_keys
from tests.media.factories import SECONDS_TO_PROCESS, send_video, until_buried, until_processed
from tests.media.videos import CONTAINERS, boxes, packets, phone_video, rewrapped, video, with_noise
from tests.processes import lives

pytestmark = pytest.mark.anyio

# Coding them takes a while, the longer one seconds.
LONG, LONGER = 15, 40

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


async def test_a_video_is_taken_processed_and_played(server):
    person = await make_person(server)
    sent = await send_video(person, phone_video("mov"), "IMG_0001.MOV")
    assert (sent["kind"], sent["status"], sent["media_url"]) == ("video", "processing", None)
    assert (sent["width"], sent["height"]) == (180, 320)
    assert sent["duration_seconds"] == pytest.approx(1.0, abs=0.1)
    assert sent["bytes"] == len(phone_video("mov"))

    media = await until_processed(person, sent["media_id"])

    assert (media["status"], media["progress"], media["failure_reason"]) == ("ready", 100, None)
    assert (media["width"], media["height"]) == (180, 320)
    assert "/display.mp4?" in media["media_url"]
    played = await server.http.get(media["media_url"])
    assert (played.status_code, played.headers["content-type"]) == (200, "video/mp4")
    names = boxes(played.content)
    assert names.index(b"moov") < names.index(b"mdat")
    part = await server.http.get(media["media_url"], headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    poster = await server.http.get(media["media_url"].replace("display.mp4", "thumbnail.webp"))
    assert (poster.status_code, poster.headers["content-type"]) == (200, "image/webp")
    assert media["bytes"] == len(played.content) + len(poster.content)
    assert (await server.http.get(media["media_url"].replace(".mp4", ".webp"))).status_code == 404
    await until_buried(server)
    assert sorted(await _named(server)) == await stored_keys(server)
    assert len(await stored_keys(server)) == 2


@ON_SQLITE
@pytest.mark.parametrize("format", CONTAINERS)
async def test_every_container_comes_through(server, format):
    person = await make_person(server)
    sent = await send_video(person, video(format), f"film.{format}")
    media = await until_processed(person, sent["media_id"])
    assert (media["status"], media["width"], media["height"]) == ("ready", 320, 180)
    assert len(packets((await server.http.get(media["media_url"])).content)) >= 24


async def test_a_video_that_breaks_while_decoding_fails_with_a_reason(server):
    person = await make_person(server)
    content = rewrapped(video("mp4", seconds=2), "mp4", "-movflags", "+faststart")
    sent = await send_video(person, with_noise(content, 0.4, 0.9))

    media = await until_processed(person, sent["media_id"])

    assert (media["status"], media["media_url"], media["progress"]) == ("failed", None, None)
    assert media["failure_reason"].endswith(".")
    assert media["bytes"] == 0
    await until_buried(server)
    assert await stored_keys(server) == []
    refused = await person.http.post("/stories", json={"media_id": sent["media_id"]})
    assert refused.status_code == 400
    assert media["failure_reason"] in refused.json()["detail"]
    assert (await person.http.delete(f"/media/{sent['media_id']}")).status_code == 204


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (video("mp4")[:-2000], "a.mp4", "cut short"),
        (video("mp4"), "a.jpg", "Invalid file format"),
        (b"\0\0\0\x18ftypisom" + bytes(300), "a.mp4", "cannot be read"),
    ],
    ids=["cut short", "called a picture", "a header alone"],
)
async def test_what_is_no_video_is_refused_at_once_and_leaves_nothing(server, content, name, said):
    person = await make_person(server)
    for door, field in (("/media", "file"), ("/stories", "file"), ("/api/clips/upload", "clip")):
        answer = await person.http.post(door, files={field: (name, content)})
        assert answer.status_code == 400
        assert answer.json()["details"][0]["field"] == field
        assert said.lower() in answer.json()["detail"].lower()
    assert await stored_keys(server) == []


async def test_a_retried_upload_is_processed_once(server):
    person = await make_person(server)
    file = {"file": ("a.mp4", video("mp4"))}
    answers = [
        await person.http.post("/media", files=file, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    await until_processed(person, answers[0].json()["media_id"])
    await until_buried(server)
    assert len(await stored_keys(server)) == 2
    assert await server.runtime.database.read(_count_jobs) == 1


async def test_the_quota_counts_what_was_sent_and_then_what_was_made(start_server, held):
    server = await start_server(media_quota_bytes=2 * len(video("mp4")) - 1)
    person = await make_person(server)
    first = await send_video(person)
    file = {"file": ("a.mp4", video("mp4"))}
    refused = await person.http.post("/media", files=file)
    assert (refused.status_code, refused.json()["title"]) == (413, "Storage quota exceeded")
    held.set()
    media = await until_processed(person, first["media_id"])
    assert 0 < media["bytes"] < 2 * len(video("mp4"))


async def test_a_result_that_does_not_fit_the_quota_fails_and_leaves_nothing(start_server):
    # With its poster the result is larger than what was sent.
    server = await start_server(media_quota_bytes=len(video("mp4")) + 10)
    person = await make_person(server)
    sent = await send_video(person)

    media = await until_processed(person, sent["media_id"])

    assert (media["status"], media["failure_reason"], media["bytes"]) == ("failed", NO_ROOM, 0)
    await until_buried(server)
    assert await stored_keys(server) == []
    assert await server.runtime.database.read(_doomed) == []


async def test_a_clip_may_be_posted_while_its_video_is_processed(server, held):
    person = await make_person(server)
    sent = await send_video(person)
    answer = await person.http.post("/stories", json={"media_id": sent["media_id"]})
    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["media_url"]) == ("processing", None)
    assert (
        await person.http.post("/stories", json={"media_id": sent["media_id"]})
    ).status_code == 409
    held.set()
    await until_processed(person, sent["media_id"])
    clip = (await person.http.get(f"/stories/item/{answer.json()['id']}")).json()
    assert clip["status"] == "ready"
    assert (await server.http.get(clip["media_url"])).headers["content-type"] == "video/mp4"


@ON_SQLITE
async def test_a_video_cannot_be_an_avatar(server):
    person = await make_person(server)
    sent = await send_video(person)
    answer = await person.http.put("/api/auth/avatar", json={"media_id": sent["media_id"]})
    assert answer.status_code == 400
    assert (await until_processed(person, sent["media_id"]))["status"] == "ready"


@ON_SQLITE
async def test_progress_is_told_and_never_goes_back(server, held, monkeypatch):
    person = await make_person(server)
    sent = await send_video(person)
    note_for_real, seen = RunningJob.progress, [sent["progress"]]

    async def note(job: RunningJob, percent: int) -> None:
        await note_for_real(job, percent)
        media = (await person.http.get(f"/media/{sent['media_id']}")).json()
        seen.append(media["progress"])

    monkeypatch.setattr(RunningJob, "progress", note)
    held.set()
    media = await until_processed(person, sent["media_id"])
    assert (seen[0], media["progress"]) == (0, 100)
    assert len(seen) > 1
    assert seen == sorted(seen)
    assert all(0 < percent < 100 for percent in seen[1:])


@pytest.mark.parametrize("what", ["media", "clip", "account"])
async def test_deleting_ends_the_work_at_once_and_leaves_nothing(server, what):
    person = await make_person(server)
    sent = await send_video(person, _long(LONGER))
    clip_id = None
    if what == "clip":
        posted = await person.http.post("/stories", json={"media_id": sent["media_id"]})
        clip_id = posted.json()["id"]
    child = await _coder()
    deletion = {
        "media": lambda: person.http.delete(f"/media/{sent['media_id']}"),
        "clip": lambda: person.http.delete(f"/stories/{clip_id}"),
        "account": lambda: person.http.request(
            "DELETE", "/api/auth/account", json={"password": person.password}
        ),
    }
    assert (await deletion[what]()).status_code in (200, 204)
    async with asyncio.timeout(6):
        while lives(child):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await _until_idle(server)
    assert await stored_keys(server) == []
    assert list(server.runtime.scratch.iterdir()) == []
    assert await server.runtime.database.read(_doomed) == []


async def test_deleting_while_the_result_is_stored_leaves_nothing(server, monkeypatch):
    """The most awkward moment: the files are there and the row that names them is not."""
    person = await make_person(server)
    stored, go_on = asyncio.Event(), asyncio.Event()
    keep_for_real = making._keep

    async def keep(runtime: Any, files: dict[str, Path]) -> None:
        await keep_for_real(runtime, files)
        stored.set()
        await go_on.wait()

    monkeypatch.setattr(making, "_keep", keep)
    sent = await send_video(person)
    await stored.wait()
    assert len(await stored_keys(server)) == 3
    assert (await person.http.delete(f"/media/{sent['media_id']}")).status_code == 204
    go_on.set()
    async with asyncio.timeout(20):
        while await stored_keys(server):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@ON_SQLITE
async def test_stopping_the_server_ends_the_child_and_gives_the_work_back(data_dir):
    """The next server goes on with it; a stop is no failed attempt."""
    async with _serving(data_dir) as server:
        sent = await send_video(await make_person(server), _long(LONG))
        child = await _coder()
    assert not lives(child)
    async with _serving(data_dir) as server:
        row = await server.runtime.database.read(_job, sent["media_id"])
        assert (row.failures, row.status in (JobStatus.PENDING, JobStatus.RUNNING)) == (0, True)
        async with asyncio.timeout(SECONDS_TO_PROCESS):
            while (await server.runtime.database.read(_status)) != "ready":  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await until_buried(server)
        assert len(await stored_keys(server)) == 2


@contextlib.asynccontextmanager
async def _serving(data_dir: Path) -> AsyncIterator[Server]:
    settings = Settings(
        data_dir=data_dir, secret_key=SECRET_KEY, rate_limits="off", sweep_seconds=0
    )
    app = create_app(settings, SteppedClock(START))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://emberline") as http:
            yield Server(app, app.state.clock, http, data_dir)


async def test_a_lost_source_fails_with_a_reason(server, held):
    person = await make_person(server)
    sent = await send_video(person)
    for key in await stored_keys(server):
        await server.runtime.blobs.delete(key)
    held.set()
    media = await until_processed(person, sent["media_id"])
    assert (media["status"], media["failure_reason"]) == ("failed", making.LOST)


@ON_SQLITE
async def test_a_full_disk_is_tried_again(server, monkeypatch):
    person = await make_person(server)
    make_for_real, fails = transcoding.make_playable, [True]

    async def make(*arguments: Any) -> Path:
        if fails.pop() if fails else False:
            raise disk_full()
        return await make_for_real(*arguments)

    monkeypatch.setattr(making, "make_playable", make)
    sent = await send_video(person)
    await _until_failed_once(server, sent["media_id"])
    assert len(await stored_keys(server)) == 1
    server.clock.advance(jobs.ORPHAN_AGE / 24 / 60)
    assert (await until_processed(person, sent["media_id"]))["status"] == "ready"


async def test_a_video_whose_last_attempt_fails_has_failed_at_once(server, held, monkeypatch):
    person = await make_person(server)
    sent = await send_video(person)

    async def make(*arguments: Any) -> Path:
        raise disk_full()

    monkeypatch.setattr(making, "make_playable", make)
    await server.runtime.database.write(_use_up_attempts)
    held.set()
    media = await until_processed(person, sent["media_id"])
    assert (media["status"], media["failure_reason"]) == ("failed", GIVEN_UP)
    assert len(await stored_keys(server)) == 1
    await jobs.sweep_media(server.runtime)
    assert await stored_keys(server) == []


async def test_what_no_run_will_finish_is_failed_by_the_sweep(server, held):
    person = await make_person(server)
    sent = await send_video(person)
    told: list[str] = []

    def tell(conn: Connection, media: service.MediaRow, now: Any) -> None:
        told.append(media.status)

    assert await jobs.fail_given_up(server.runtime, tell) == 0
    await server.runtime.database.write(_give_up)
    assert await jobs.fail_given_up(server.runtime, tell) == 1
    media = (await person.http.get(f"/media/{sent['media_id']}")).json()
    assert (media["status"], media["failure_reason"]) == ("failed", GIVEN_UP)
    assert told == ["failed"]
    assert await stored_keys(server) == []
    held.set()
    await _until_idle(server)
    assert await stored_keys(server) == []


@ON_SQLITE
async def test_what_is_processed_is_no_orphan(server, held):
    person = await make_person(server)
    sent = await send_video(person)
    (key,) = await stored_keys(server)
    assert await jobs.unnamed(server.runtime, [key, "media/no/body.source"]) == [
        "media/no/body.source"
    ]
    held.set()
    assert (await until_processed(person, sent["media_id"]))["status"] == "ready"


@pytest.fixture
async def held(monkeypatch):
    """Work on videos waits until this is set."""
    go_on = asyncio.Event()
    fetch_for_real = making._fetch

    async def fetch(*arguments: Any) -> None:
        await go_on.wait()
        await fetch_for_real(*arguments)

    monkeypatch.setattr(making, "_fetch", fetch)
    yield go_on
    go_on.set()


def _long(seconds: int) -> bytes:
    """A video so long."""
    still = video(
        "mp4", "-preset", "ultrafast", size=(1280, 720), seconds=seconds, rate=30, sound=False
    )
    return rewrapped(still, "mp4", before=("-display_rotation", "90"))


async def _coder() -> psutil.Process:
    """FFmpeg, once it is at work."""
    async with asyncio.timeout(30):
        while True:
            for child in _children("ffmpeg"):
                return child
            await asyncio.sleep(0.02)


async def _until_idle(server: Server) -> None:
    """No run has a folder of its own any more, and none a child."""
    async with asyncio.timeout(20):
        while any(server.runtime.scratch.iterdir()) or _children("ffmpeg", "sandboxed"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def _children(*words: str) -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children():
        # One that ends just now has no words any more.
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if any(word in " ".join(child.cmdline()) for word in words):
                found.append(child)
    return found


async def _until_failed_once(server: Server, media_id: str) -> None:
    async with asyncio.timeout(20):
        while (await server.runtime.database.read(_job, media_id)).failures == 0:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def _job(conn: Connection, media_id: str) -> Any:
    return conn.execute(select(Job.status, Job.failures).where(Job.subject == media_id)).one()


def _status(conn: Connection) -> str:
    return str(conn.execute(select(Media.status)).scalar_one())


def _use_up_attempts(conn: Connection) -> None:
    conn.execute(update(Job).values(failures=ATTEMPTS - 1))


def _give_up(conn: Connection) -> None:
    conn.execute(update(Job).values(status=JobStatus.FAILED.value, owner=None, lease_until=None))


def _count_jobs(conn: Connection) -> int:
    statement = select(func.count()).select_from(Job).where(Job.kind == service.PROCESS)
    return int(conn.execute(statement).scalar_one())


async def _named(server: Server) -> list[str]:
    return await server.runtime.database.read(_keys)


def _keys(conn: Connection) -> list[str]:
    rows = conn.execute(select(Media.key, Media.thumbnail_key, Media.source_key)).all()
    return [key for row in rows for key in row if key is not None]


def _doomed(conn: Connection) -> list[str]:
    return list(conn.execute(select(DoomedBlob.key)).scalars())
