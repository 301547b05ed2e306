"""The doctor finds what does not fit together, mends it when asked, and leaves the rest alone."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from emberline.clips.models import Clip
from emberline.kit import jobs
from emberline.kit.clock import SteppedClock
from emberline.kit.jobs import Job, JobStatus
from emberline.media.models import DoomedBlob, Media
from emberline.operations.doctor.examination import examine
from emberline.operations.doctor.files import SUSPICIOUS
from emberline.operations.doctor.findings import Finding
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_photo, stored_keys
from tests.redis_server import RedisServer
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


@pytest.fixture
async def server(start_server) -> Server:
    """A server that lives by about the same time as the files' own."""
    started: Server = await start_server(clock=SteppedClock(datetime.now(UTC)))
    return started


async def found(server: Server, *, mend: bool = False) -> list[Finding]:
    return await examine(server.runtime, lambda *_: None, mend=mend)


def kinds(findings: list[Finding]) -> list[str]:
    return [finding.kind for finding in findings]


def _file(server: Server, key: str) -> Path:
    return server.data_dir / "media" / key


def _make_old(file: Path) -> None:
    long_ago = (datetime.now(UTC) - 2 * DAY).timestamp()
    os.utime(file, (long_ago, long_ago))


def age(server: Server, key: str) -> None:
    """Let the file be two days old."""
    _make_old(_file(server, key))


def _make_orphan(server: Server, name: str = "orphan") -> str:
    key = f"media/te/{name}.webp"
    _file(server, key).parent.mkdir(parents=True, exist_ok=True)
    _file(server, key).write_bytes(b"of nobody")
    return key


async def _write(server: Server, statement: Any, *rows: Any) -> None:
    def write(conn: Connection) -> None:
        conn.execute(statement, *rows)

    await server.runtime.database.write(write)


async def _read(server: Server, statement: Any) -> list[Any]:
    def read(conn: Connection) -> list[Any]:
        return list(conn.execute(statement).scalars())

    return await server.runtime.database.read(read)


async def test_a_server_that_is_well_has_no_findings(server):
    author = await make_person(server)
    await post_photo(author)
    await make_media(server, author)
    assert len(await stored_keys(server)) == 4
    assert await found(server) == []


async def test_a_redis_that_does_not_answer_is_found_and_why(start_server):
    with RedisServer() as redis:
        server = await start_server(redis_url=redis.url())
        assert await found(server) == []
        redis.kill()
        (finding,) = await found(server, mend=True)
        assert (finding.kind, finding.mended) == ("silent_redis", False)
        assert str(redis.port) in (finding.detail or "")
        assert redis.password not in (finding.detail or "")


async def test_an_old_file_without_a_row_is_found_and_deleted_a_young_one_is_not(server):
    await post_photo(await make_person(server))
    for key in await stored_keys(server):
        _make_old(_file(server, key))
    young, old = _make_orphan(server, "young"), _make_orphan(server, "old")
    _make_old(_file(server, old))
    assert await found(server) == [Finding("orphan_file", path=old)]
    assert _file(server, old).exists()
    assert await found(server, mend=True) == [Finding("orphan_file", path=old, mended=True)]
    assert not _file(server, old).exists()
    assert _file(server, young).exists()
    assert len(await stored_keys(server)) == 3
    assert await found(server) == []


async def test_a_photo_whose_file_is_lost_goes_with_its_clip(server):
    author = await make_person(server)
    lost, kept = await post_photo(author), await post_photo(author)
    key = await _key_of(server, lost)
    media_id = await _media_of(server, lost)
    _file(server, key).unlink()
    assert await found(server) == [Finding("missing_file", path=key, id=media_id)]
    assert (await author.http.get(f"/stories/item/{lost['id']}")).status_code == 200
    assert kinds(await found(server, mend=True)) == ["missing_file"]
    assert (await author.http.get(f"/stories/item/{lost['id']}")).status_code == 404
    assert (await author.http.get(f"/stories/item/{kept['id']}")).status_code == 200
    assert len(await stored_keys(server)) == 2
    assert await found(server) == []


async def test_a_lost_thumbnail_is_forgotten_and_its_photo_stays(server):
    author = await make_person(server)
    clip = await post_photo(author)
    key = await _key_of(server, clip, Media.thumbnail_key)
    _file(server, key).unlink()
    assert kinds(await found(server)) == ["missing_file"]
    assert [finding.mended for finding in await found(server, mend=True)] == [True]
    assert await found(server) == []
    clip = (await author.http.get(f"/stories/item/{clip['id']}")).json()
    assert (await author.http.get(clip["media_url"])).status_code == 200


async def test_a_lost_avatar_is_taken_off(server):
    person = await make_person(server)
    media_id = await make_media(server, person)
    await person.http.put("/api/auth/avatar", json={"media_id": media_id})
    (key,) = await _read(server, select(Media.key).where(Media.id == media_id))
    _file(server, key).unlink()
    assert [finding.mended for finding in await found(server, mend=True)] == [True]
    profile = (await person.http.get("/api/auth/profile")).json()["data"]
    assert profile["avatar_url"] is None
    assert await found(server) == []


async def test_what_moderators_hold_as_evidence_is_told_and_left(server):
    clip = await post_photo(await make_person(server))
    held = update(Clip).where(Clip.id == clip["id"]).values(held_at=server.clock.now())
    await _write(server, held)
    _file(server, await _key_of(server, clip)).unlink()
    (finding,) = await found(server, mend=True)
    assert (finding.kind, finding.mended) == ("missing_file", False)
    assert "hold" in (finding.detail or "")
    assert await _read(server, select(Clip.id)) == [clip["id"]]


async def test_when_most_files_are_missing_the_store_is_the_wrong_one_and_nothing_is_mended(
    server,
):
    owners = [await make_person(server) for _ in range(SUSPICIOUS)]
    media = [await make_media(server, owner) for owner in owners]
    (server.data_dir / "media").rename(server.data_dir / "unmounted")
    findings = await found(server, mend=True)
    assert len({finding.id for finding in findings}) == SUSPICIOUS
    assert not any(finding.mended for finding in findings)
    (server.data_dir / "unmounted").rename(server.data_dir / "media")
    assert await found(server) == []
    assert len(await _read(server, select(Media.id))) == len(media)


async def test_when_most_files_are_orphans_the_database_is_the_wrong_one(server):
    await post_photo(await make_person(server))
    for number in range(SUSPICIOUS):
        _make_old(_file(server, _make_orphan(server, f"o{number}")))
    findings = await found(server, mend=True)
    assert kinds(findings) == ["orphan_file"] * SUSPICIOUS
    assert not any(finding.mended for finding in findings)
    assert len(await stored_keys(server)) == SUSPICIOUS + 2


async def test_a_file_of_another_size_is_told_and_left(server):
    clip = await post_photo(await make_person(server))
    file = _file(server, await _key_of(server, clip))
    file.write_bytes(file.read_bytes()[:-1])
    (finding,) = await found(server, mend=True)
    assert (finding.kind, finding.mended) == ("wrong_size", False)
    assert file.exists()


async def test_what_the_sweep_should_have_removed_is_found_once_it_is_late(server):
    author = await make_person(server)
    await author.http.put("/api/auth/preferences", json={"archive_days": 1})
    clip = await post_photo(author)
    await make_media(server, author)
    server.clock.advance(2 * DAY)
    assert "expired_clip" not in kinds(await found(server))
    server.clock.advance(timedelta(hours=3))
    findings = await found(server)
    assert sorted(kinds(findings)) == ["expired_clip", "unused_media"]
    assert findings[0].id == clip["id"]
    assert all(finding.mended for finding in await found(server, mend=True))
    assert await stored_keys(server) == []
    assert await found(server) == []


async def test_a_deletion_that_was_begun_is_found_once_it_is_late_and_ended(server):
    key = _make_orphan(server, "doomed")
    _make_old(_file(server, key))
    await _write(server, insert(DoomedBlob), {"key": key, "doomed_at": server.clock.now()})
    assert await found(server) == []
    server.clock.advance(timedelta(hours=3))
    assert await found(server) == [Finding("doomed_file", path=key)]
    assert await found(server, mend=True) == [Finding("doomed_file", path=key, mended=True)]
    assert not _file(server, key).exists()
    assert await _read(server, select(DoomedBlob.key)) == []


async def test_jobs_that_failed_or_died_are_found_and_due_again(server):
    now = server.clock.now()
    failed, dead, fine = [await _ask(server, subject) for subject in ("failed", "dead", "fine")]
    reason = {"code": "x", "message": "The disk was full."}
    await _set(server, failed, status="failed", error=reason, finished_at=now)
    owner = {"status": "running", "owner": failed, "started_at": now}
    await _set(server, dead, **owner, lease_until=now - timedelta(minutes=2))
    await _set(server, fine, **owner, lease_until=now + timedelta(seconds=20))
    assert sorted((f.kind, f.id) for f in await found(server)) == [
        ("failed_job", failed),
        ("stuck_job", dead),
    ]
    assert all(finding.mended for finding in await found(server, mend=True))
    assert await found(server) == []
    waiting = select(Job.id).where(Job.status == JobStatus.PENDING).order_by(Job.id)
    assert await _read(server, waiting) == sorted([failed, dead])


async def test_a_job_that_nobody_takes_up_is_found_and_needs_a_worker(server):
    job_id = await _ask(server, "waiting")
    server.clock.advance(timedelta(seconds=1))
    await _ask(server, "waiting too")
    assert await found(server) == []
    server.clock.advance(timedelta(hours=3))
    (finding,) = await found(server, mend=True)
    assert (finding.kind, finding.id, finding.mended) == ("stuck_job", job_id, False)
    assert "2 wait" in (finding.detail or "")


async def _ask(server: Server, subject: str) -> str:
    def ask(conn: Connection) -> str:
        return jobs.request(conn, "test.kind", subject, now=server.clock.now())

    return await server.runtime.database.write(ask)


async def _set(server: Server, job_id: str, **values: Any) -> None:
    await _write(server, update(Job).where(Job.id == job_id).values(**values))


async def _media_of(server: Server, clip: dict[str, Any]) -> str:
    (media_id,) = await _read(server, select(Clip.media_id).where(Clip.id == clip["id"]))
    return str(media_id)


async def _key_of(server: Server, clip: dict[str, Any], column: Any = Media.key) -> str:
    (key,) = await _read(server, select(column).where(Media.id == await _media_of(server, clip)))
    return str(key)
