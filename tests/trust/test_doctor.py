"""After kills and a full disk the doctor finds nothing; what is planted it finds and mends."""

import asyncio
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select

from emberline.clips.models import Clip
from emberline.kit.clock import SteppedClock
from emberline.media.jobs import sweep_media
from emberline.media.models import Media
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import SECRET_KEY, Server
from tests.clips.factories import photo, post_photo
from tests.operations.operators import command, stamp
from tests.stories.wire.authoring_factories import WHOLE
from tests.trust.live import ServerProcess
from tests.trust.test_kills import PHASES

pytestmark = pytest.mark.anyio

embedded = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
SOUND = (0, '{"findings":[]}\n')


async def _doctor(data_dir: Path, url: str | None, *words: str) -> tuple[int, str]:
    code, output, errors = await command(data_dir, url, "doctor", "--json", *words)
    assert code in (0, 1), errors
    return code, output


async def _post_clip(http: httpx.AsyncClient) -> str:
    """The address of a clip with a picture."""
    answer = await http.post("/stories", files={"file": ("a.jpg", photo(), "image/jpeg")})
    return f"/stories/{answer.json()['id']}"


async def _begin_story(http: httpx.AsyncClient) -> str:
    """The address of a story with a picture."""
    sent = await http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    cover = {"cover_media_id": sent.json()["media_id"]}
    answer = await http.post("/api/stories", json={**WHOLE, **cover})
    return f"/api/stories/{answer.json()['data']['story_id']}"


@embedded
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("make", [_post_clip, _begin_story], ids=["clip", "story"])
async def test_after_a_kill_between_the_phases_of_a_deletion_all_fits_together(
    server_forks, data_dir, start_server, tmp_path, make, phase
):
    await stamp(data_dir, None)
    settings = {"secret_key": SECRET_KEY, "rate_limits": "off", "sweep_seconds": "0"}
    with ServerProcess(
        server_forks, tmp_path / "log", data_dir=str(data_dir), **settings
    ) as process:
        process.start(PHASES[phase])
        async with httpx.AsyncClient(base_url=process.url, timeout=30) as http:
            body = {"email": "mara@example.com", "password": PASSWORD}
            session = (await http.post("/signup", json=body)).json()
            http.headers["Authorization"] = f"Bearer {session['token']}"
            gone, _ = [await make(http) for _ in range(2)]
            assert len(list((data_dir / "media").rglob("*.webp"))) == 4
            with pytest.raises(httpx.TransportError):
                await http.delete(gone)
        assert process.wait() == -9
    # Whatever the kill left is no harm, and nothing that the next sweep does not end by itself.
    assert await _doctor(data_dir, None) == SOUND
    later = SteppedClock(datetime.now(UTC) + timedelta(days=3))
    server: Server = await start_server(clock=later)
    for file in (data_dir / "media").rglob("*.webp"):
        _make_old(file)
    await sweep_media(server.runtime)
    assert len(list((data_dir / "media").rglob("*.webp"))) == 2
    assert await _doctor(data_dir, None) == SOUND


async def test_what_is_planted_is_found_beside_a_running_server_and_mended(
    start_server, data_dir, database_url, tmp_path, backend, request
):
    await stamp(data_dir, database_url)
    if database_url is not None:
        request.addfinalizer(_forget_revision(request))
    server: Server = await start_server(clock=SteppedClock(datetime.now(UTC)))
    author = await make_person(server)
    await author.http.put("/api/auth/preferences", json={"archive_days": 0})
    lost, kept = await post_photo(author), await post_photo(author)
    assert await _doctor(data_dir, database_url) == SOUND
    key = await server.runtime.database.read(_key_of, lost["id"])
    (data_dir / "media" / key).unlink()
    orphan = data_dir / "media" / "media" / "te" / "orphan.webp"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"of nobody")
    _make_old(orphan)
    code, output = await _doctor(data_dir, database_url)
    assert code == 1
    assert [(finding["kind"], finding["path"]) for finding in json.loads(output)["findings"]] == [
        ("missing_file", key),
        ("orphan_file", "media/te/orphan.webp"),
    ]
    assert orphan.exists()
    code, output = await _doctor(data_dir, database_url, "--mend")
    assert code == 0
    assert all(finding["mended"] for finding in json.loads(output)["findings"])
    assert not orphan.exists()
    assert await _doctor(data_dir, database_url) == SOUND
    assert (await author.http.get(f"/stories/item/{kept['id']}")).status_code == 200
    assert (await author.http.get(f"/stories/item/{lost['id']}")).status_code == 404


@embedded
async def test_while_people_post_and_delete_the_doctor_finds_nothing(
    server_forks, data_dir, tmp_path, count
):
    await stamp(data_dir, None)
    settings = {"secret_key": SECRET_KEY, "rate_limits": "off", "sweep_seconds": "0"}
    with ServerProcess(
        server_forks, tmp_path / "log", data_dir=str(data_dir), **settings
    ) as process:
        process.start()
        async with httpx.AsyncClient(base_url=process.url, timeout=30) as http:
            body = {"email": "mara@example.com", "password": PASSWORD}
            session = (await http.post("/signup", json=body)).json()
            http.headers["Authorization"] = f"Bearer {session['token']}"
            posted = 0
            for _ in range(count(4, 40)):
                examined = asyncio.create_task(_doctor(data_dir, None, "--mend"))
                while not examined.done():
                    picture = {"file": ("a.jpg", photo(), "image/jpeg")}
                    clip: Any = (await http.post("/stories", files=picture)).json()
                    assert (await http.delete(f"/stories/{clip['id']}")).status_code == 204
                    posted += 1
                assert await examined == SOUND
            assert posted > 2


def _make_old(file: Path) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(file, (long_ago, long_ago))


def _forget_revision(request: pytest.FixtureRequest) -> Any:
    server = request.getfixturevalue("postgres_server")
    name = request.getfixturevalue("shared_database")
    return lambda: server.execute("DROP TABLE alembic_version", name)


def _key_of(conn: Connection, clip_id: str) -> str:
    statement = select(Media.key).join(Clip, Clip.media_id == Media.id).where(Clip.id == clip_id)
    return str(conn.execute(statement).scalar_one())
