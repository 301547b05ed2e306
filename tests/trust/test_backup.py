"""The restore drill: a backup made under load, put back elsewhere, is whole."""

import asyncio
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.accounts.factories import PASSWORD
from tests.app_fixtures import SECRET_KEY
from tests.clips.factories import photo
from tests.operations.operators import command, make_tables, stamp, started
from tests.servers import PostgresServer
from tests.trust.live import ServerForks, ServerProcess

pytestmark = pytest.mark.anyio

SECONDS_TO_ANSWER = 30.0


@dataclass
class Place:
    """Where an instance lies: its data folder, and its database unless that is embedded."""

    data_dir: Path
    database_url: str | None

    def process(self, forks: ServerForks, log: Path) -> ServerProcess:
        """Servers of this instance."""
        settings = {"rate_limits": "off", "sweep_seconds": "0", "data_dir": str(self.data_dir)}
        if self.database_url is not None:
            settings |= {"database_url": self.database_url, "secret_key": SECRET_KEY}
        return ServerProcess(forks, log, **settings)

    @property
    def secret_key(self) -> str | None:
        """What its commands are given; beside the embedded database the key is a file."""
        return SECRET_KEY if self.database_url else None

    async def command(self, *words: str) -> tuple[int, str, str]:
        """A command on this instance."""
        return await command(self.data_dir, self.database_url, *words, secret_key=self.secret_key)


@dataclass
class Diary:
    """What was acknowledged: the photos by clip with the SHA-256 of their bytes, and deletions."""

    photos: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)


@pytest.fixture
async def source(data_dir, database_url) -> Place:
    """The instance that the backup is made of."""
    await stamp(data_dir, database_url)
    return Place(data_dir, database_url)


@pytest.fixture
async def elsewhere(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for what is restored, of the same kind."""
    folder = tmp_path / "elsewhere"
    if backend == "sqlite":
        return Place(folder, None)
    url: str = request.getfixturevalue("postgres_url")
    unused = tmp_path / "unused"
    unused.mkdir()
    await make_tables(url, unused)
    return Place(folder, url)


@pytest.fixture
def forget_revision(database_url, request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the database that the tests share as it was."""
    yield
    if database_url is not None:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        server.execute("DROP TABLE alembic_version", request.getfixturevalue("shared_database"))


async def test_a_backup_under_load_is_whole_elsewhere(
    server_forks, source, elsewhere, forget_revision, tmp_path, count
):
    backup, before, during = tmp_path / "backup.tar", Diary(), Diary()
    with source.process(server_forks, tmp_path / "log") as process:
        process.start()
        session = await _sign_up(process.url)
        async with _client(process.url, session) as http:
            for number in range(count(6, 200)):
                await _post(http, before, number)
            # Loaded anew, which takes a second in which it is under load.
            child = await started(
                *(source.data_dir, source.database_url, "backup", str(backup), "--json"),
                secret_key=source.secret_key,
            )
            made = asyncio.create_task(child.communicate())
            numbers = iter(range(1_000, 100_000))
            while not made.done():
                await _post(http, during, next(numbers))
                await _delete_one(http, before)
            output, errors = await made
            assert child.returncode == 0, errors
    assert len(during.photos) > 2
    facts = _facts(output.decode())
    await _assert_restored(elsewhere, backup, facts)
    # Where a deletion came between the copy of the database and that of the files, the clip is
    # gone, as it should be; all others are either whole or came after the copy.
    with elsewhere.process(server_forks, tmp_path / "log2") as process:
        process.start()
        async with _client(process.url, session) as http:
            kept = {k: v for k, v in before.photos.items() if k not in before.deleted}
            assert kept
            for clip_id, digest in kept.items():
                assert await _digest_of(http, clip_id) == digest
            there = [clip_id for clip_id in during.photos if await _is_there(http, clip_id)]
            for clip_id in there:
                assert await _digest_of(http, clip_id) == during.photos[clip_id]
            for clip_id in before.deleted:
                if await _is_there(http, clip_id):
                    assert await _digest_of(http, clip_id) == before.photos[clip_id]
            # What is lost is exactly what came after the moment of the backup, in order.
            assert there == list(during.photos)[: len(there)]
            assert len(there) < len(during.photos)
            await _post(http, Diary(), 1)


async def _assert_restored(place: Place, backup: Path, made: dict[str, Any]) -> None:
    code, output, errors = await place.command("restore", str(backup), "--json")
    assert code == 0, errors
    restored = _facts(output)
    assert restored["rows"] == made["rows"] == sum(made["tables"].values())
    assert restored["files"] == made["files"] > 0
    assert restored["bytes"] == made["file_bytes"]
    # Each photo has two files; a deletion may have come between them.
    assert restored["media_removed"] * 2 >= made["vanished"] >= restored["media_removed"]
    code, output, errors = await place.command("doctor", "--json")
    assert (code, output) == (0, '{"findings":[]}\n'), errors
    if place.database_url is None:
        assert (place.data_dir / "secret_key").stat().st_mode & 0o777 == 0o600
        assert made["secret_key"]
    assert backup.stat().st_mode & 0o777 == 0o600


async def test_a_backup_that_is_killed_is_never_taken_for_one(
    server_forks, source, forget_revision, tmp_path
):
    backup = tmp_path / "backups" / "backup.tar"
    backup.parent.mkdir()
    with source.process(server_forks, tmp_path / "log") as process:
        process.start()
        async with _client(process.url, await _sign_up(process.url)) as http:
            for number in range(6):
                await _post(http, Diary(), number)
        child = await started(source.data_dir, source.database_url, "backup", str(backup))
        while not (partial := list(backup.parent.glob(".backup.tar.*.partial"))):
            assert child.returncode is None
            await asyncio.sleep(0)
        child.kill()
        await child.communicate()
        assert partial and not backup.exists()
        # What is left does not stand in the way of the next.
        code, _, errors = await source.command("backup", str(backup))
        assert code == 0, errors
    with tarfile.open(backup) as tar:
        assert tar.getnames()[-1] == "manifest.json"


async def _sign_up(url: str) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=url, timeout=SECONDS_TO_ANSWER) as http:
        body = {"email": "mara@example.com", "username": "mara", "password": PASSWORD}
        answer = await http.post("/signup", json=body)
        assert answer.status_code == 201
        session: dict[str, Any] = answer.json()
        return session


def _client(url: str, session: dict[str, Any]) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {session['token']}"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=SECONDS_TO_ANSWER)


async def _post(http: httpx.AsyncClient, diary: Diary, number: int) -> None:
    picture = photo(40 + number % 9, 30 + number % 7)
    answer = await http.post("/stories", files={"file": ("a.jpg", picture, "image/jpeg")})
    assert answer.status_code == 201, answer.text
    clip = answer.json()
    content = (await http.get(clip["media_url"])).content
    diary.photos[clip["id"]] = sha256(content).hexdigest()


async def _delete_one(http: httpx.AsyncClient, diary: Diary) -> None:
    """Delete a photo, as long as there are some to keep."""
    left = [clip_id for clip_id in diary.photos if clip_id not in diary.deleted]
    if len(left) > 6:
        assert (await http.delete(f"/stories/{left[-1]}")).status_code == 204
        diary.deleted.add(left[-1])


async def _is_there(http: httpx.AsyncClient, clip_id: str) -> bool:
    return (await http.get(f"/stories/item/{clip_id}")).status_code == 200


async def _digest_of(http: httpx.AsyncClient, clip_id: str) -> str:
    clip = (await http.get(f"/stories/item/{clip_id}")).json()
    answer = await http.get(clip["media_url"])
    assert answer.status_code == 200
    return sha256(answer.content).hexdigest()


def _facts(output: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(output)
    return facts
