"""`emberline backup` and `emberline restore`, in processes of their own beside a running server."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from emberline.adapters import open_blobs
from emberline.clips.models import Clip
from emberline.kit import jobs
from emberline.kit.db import embedded_path, open_database
from emberline.kit.events import EventCounter
from emberline.kit.ids import new_id
from emberline.kit.jobs import Job
from emberline.media.models import Media
from emberline.migrations import HEAD, upgrade
from emberline.operations.databases import postgres_engine, sqlite_engine
from emberline.settings import Settings
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_photo, stored_keys
from tests.operations.operators import answered, command, make_tables, stamp
from tests.servers import PostgresServer
from tests.sqlite_file import sqlite_file
from tests.stories.wire.transfer_factories import begun, json_of

pytestmark = pytest.mark.anyio

embedded = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
async def server(start_server, data_dir, database_url) -> Server:
    """A server with a photo, beside which commands run."""
    await stamp(data_dir, None) if database_url is None else None
    started: Server = await start_server()
    await post_photo(await make_person(started, "mara"))
    return started


@pytest.fixture
async def backup(server, database_url, tmp_path: Path) -> Path:
    """A backup of the server's."""
    path = tmp_path / "backup.tar"
    await answered(server.data_dir, database_url, "backup", str(path))
    return path


@embedded
async def test_a_backup_says_what_it_holds_and_is_the_owners_alone(server, tmp_path):
    (server.data_dir / "secret_key").write_text("a secret of the folder, long enough for all")
    code, output, errors = await command(
        server.data_dir, None, "backup", str(tmp_path / "b.tar"), secret_key=None
    )
    assert code == 0, errors
    assert "2 files" in output and "secret key" in output
    assert "Copying the media" in errors
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    with tarfile.open(tmp_path / "b.tar") as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json") or io.BytesIO())
    assert names[:2] == ["database.sqlite", "secret_key"]
    assert names[-2:] == ["SHA256SUMS", "manifest.json"]
    assert sorted(names[2:-2]) == [f"blobs/{key}" for key in await stored_keys(server)]
    assert manifest["rows"]["clips"] == 1
    assert (manifest["files"], manifest["vanished"], manifest["revision"]) == (2, 0, HEAD)


@embedded
async def test_a_folder_gets_a_file_with_the_time_in_its_name(server, tmp_path):
    facts = await answered(server.data_dir, None, "backup", str(tmp_path))
    assert Path(facts["backup"]).parent == tmp_path
    assert Path(facts["backup"]).name.startswith("emberline-2")
    assert facts["bytes"] == Path(facts["backup"]).stat().st_size


@embedded
async def test_no_file_is_written_over_and_no_database_made(server, tmp_path):
    (tmp_path / "there.tar").write_text("something else")
    taken = await command(server.data_dir, None, "backup", str(tmp_path / "there.tar"))
    assert taken[0] == 2 and "already" in taken[2]
    nowhere = await command(server.data_dir, None, "backup", str(tmp_path / "no" / "x.tar"))
    assert nowhere[0] == 2 and "no folder" in nowhere[2]
    empty = await command(tmp_path / "empty", None, "backup", str(tmp_path / "x.tar"))
    assert empty[0] == 2 and "no database" in empty[2]
    assert (tmp_path / "there.tar").read_text() == "something else"
    assert not (tmp_path / "empty").exists()


@embedded
async def test_what_was_deleted_while_the_files_were_copied_is_left_out(server, tmp_path):
    gone, kept = [await post_photo(await make_person(server)) for _ in range(2)]
    # A server that deletes a clip deletes its files after the copy of the database.
    folder = server.data_dir / "media"
    keys = set(await stored_keys(server))
    (lost,) = [key for key in keys if await _is_display_of(server, key, gone["id"])]
    (folder / lost).unlink()
    facts = await answered(server.data_dir, None, "backup", str(tmp_path / "b.tar"))
    assert (facts["files"], facts["vanished"]) == (5, 1)
    code, output, errors = await command(
        tmp_path / "new", None, "restore", str(tmp_path / "b.tar"), "--json"
    )
    assert code == 0, errors
    assert json.loads(output)["media_removed"] == 1
    with sqlite_file(embedded_path(tmp_path / "new")) as raw:
        ids = {row[0] for row in raw.execute("SELECT id FROM clips")}
    assert kept["id"] in ids and gone["id"] not in ids
    assert len(ids) == 2


@embedded
async def test_a_changed_byte_is_found_and_its_file_named(server, backup, tmp_path):
    (key,) = [key for key in await stored_keys(server) if "thumbnail" in key]
    with tarfile.open(backup) as tar:
        place = tar.getmember(f"blobs/{key}").offset_data
    with backup.open("r+b") as file:
        file.seek(place + 20)
        byte = file.read(1)
        file.seek(place + 20)
        file.write(bytes([byte[0] ^ 1]))
    code, _, errors = await command(tmp_path / "new", None, "restore", str(backup))
    assert code == 1
    assert key in errors.replace("\n", "")
    assert not (tmp_path / "new").exists()


@embedded
async def test_something_else_than_a_backup_is_refused(tmp_path, backend):
    (tmp_path / "text").write_text("something else entirely" * 100)
    code, _, errors = await command(tmp_path / "new", None, "restore", str(tmp_path / "text"))
    assert code == 1 and "cannot be restored" in errors
    code, _, errors = await command(tmp_path / "new", None, "restore", str(tmp_path / "nothing"))
    assert code == 2 and "There is no file" in errors


@embedded
async def test_a_place_that_is_not_empty_is_refused_and_left_alone(server, backup, tmp_path):
    before = embedded_path(server.data_dir).read_bytes()
    code, _, errors = await command(server.data_dir, None, "restore", str(backup))
    assert code == 2 and "--force" in errors
    media = tmp_path / "media-only" / "media" / "media" / "te"
    media.mkdir(parents=True)
    (media / "a.webp").write_bytes(b"another's")
    code, _, errors = await command(tmp_path / "media-only", None, "restore", str(backup))
    assert code == 2 and "media already" in errors
    assert embedded_path(server.data_dir).read_bytes() == before
    assert not embedded_path(tmp_path / "media-only").exists()


@embedded
async def test_force_does_not_take_a_database_from_under_a_server(server, backup):
    code, _, errors = await command(server.data_dir, None, "restore", str(backup), "--force")
    assert code == 2 and "Stop the server" in errors
    assert (await server.http.get("/readyz")).status_code == 200


@embedded
async def test_force_replaces_a_database_and_keeps_a_copy(server, backup, tmp_path):
    new = tmp_path / "new"
    assert (await command(new, None, "restore", str(backup)))[0] == 0
    with sqlite_file(embedded_path(new)) as raw:
        raw.execute("UPDATE clips SET caption = 'of later'")
    words = ("restore", "--force", "--data-dir", str(new), str(backup))
    facts = await answered(tmp_path / "unused", None, *words)
    assert _captions(embedded_path(new)) == [None]
    assert _captions(Path(facts["aside"])) == ["of later"]
    assert not (tmp_path / "unused").exists()


def _captions(path: Path) -> list[Any]:
    with sqlite_file(path) as raw:
        return [row[0] for row in raw.execute("SELECT caption FROM clips")]


async def test_postgres_is_restored_with_force_only_while_nobody_uses_it(
    start_server, data_dir, postgres_url, tmp_path
):
    await make_tables(postgres_url, data_dir)
    backup = tmp_path / "b.tar"
    await answered(data_dir, postgres_url, "backup", str(backup))
    await _add_user(postgres_url, data_dir)
    code, _, errors = await command(data_dir, postgres_url, "restore", str(backup))
    assert code == 2 and "not empty" in errors
    database = await open_database(postgres_url, data_dir)
    code, _, errors = await command(data_dir, postgres_url, "restore", str(backup), "--force")
    await database.close()
    assert code == 2 and "A server uses this database" in errors
    await answered(data_dir, postgres_url, "restore", str(backup), "--force")
    code, _, errors = await command(data_dir, None, "restore", "--force", str(backup))
    assert code == 2 and "of its own kind" in errors
    code, _, errors = await command(data_dir, postgres_url, "admin", "suspend", "ada")
    assert code == 1 and "No account" in errors


async def _add_user(url: str, data_dir: Path) -> None:
    words = ("admin", "create", "ada", "--email", "ada@example.com", "--generate")
    assert (await command(data_dir, url, *words))[0] == 0


@embedded
async def test_a_backup_of_a_newer_release_is_refused(server, tmp_path):
    with sqlite_file(embedded_path(server.data_dir)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    await answered(server.data_dir, None, "backup", str(tmp_path / "b.tar"))
    code, _, errors = await command(tmp_path / "new", None, "restore", str(tmp_path / "b.tar"))
    assert code == 2 and "older than the data" in errors
    assert not (tmp_path / "new").exists()


async def test_a_backup_of_an_older_release_is_migrated_where_it_is_put(backend, request, tmp_path):
    urls: list[str | None] = [None, None]
    if backend == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        urls = [server.create_database(name) for name in ("older_release", "this_release")]
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    await _make_schema(urls[0], old, "0002")
    made = await answered(old, urls[0], "backup", str(tmp_path / "b.tar"))
    assert (made["revision"], made["tables"]["event_counters"]) == ("0002", 1)
    restored = await answered(new, urls[1], "restore", str(tmp_path / "b.tar"))
    assert restored["revision"] == "0002"
    code, output, errors = await command(new, urls[1], "doctor", "--json")
    assert (code, output) == (0, '{"findings":[]}\n'), errors
    database = await open_database(urls[1], new)
    assert await database.read(_last_event) == 7
    await database.close()


async def _make_schema(url: str | None, folder: Path, revision: str) -> None:
    """The schema of an older release, and a row in it."""

    def make(conn: Connection) -> None:
        upgrade(conn, revision)
        conn.execute(insert(EventCounter), {"user_id": new_id(), "last": 7})

    if url is None:
        engine = sqlite_engine(embedded_path(folder))
        with engine.begin() as conn:
            make(conn)
        engine.dispose()
        return
    there = postgres_engine(url)
    async with there.begin() as connection:
        await connection.run_sync(make)
    await there.dispose()


def _last_event(conn: Connection) -> int:
    return conn.execute(select(EventCounter.last)).scalar_one()


@embedded
async def test_jobs_that_ran_are_due_again_in_what_is_restored(server, tmp_path):
    far = server.clock.now().replace(year=2100)

    def run(conn: Connection) -> str:
        job_id = jobs.request(conn, "test.kind", "x", now=server.clock.now())
        held = {"status": "running", "owner": job_id, "lease_until": far}
        conn.execute(update(Job).where(Job.id == job_id).values(**held))
        return job_id

    job_id = await server.runtime.database.write(run)
    await answered(server.data_dir, None, "backup", str(tmp_path / "b.tar"))
    await answered(tmp_path / "new", None, "restore", str(tmp_path / "b.tar"))
    listed = await answered(tmp_path / "new", None, "jobs", "list", "--status", "pending")
    assert [job["job_id"] for job in listed["jobs"]] == [job_id]


@embedded
async def test_an_import_that_waits_is_restored_with_its_files(start_server, data_dir, tmp_path):
    await stamp(data_dir, None)
    server = await start_server(jobs="external")
    person = await make_person(server)
    await begun(person, ("a.json", json_of("A")), ("b.json", json_of("B")))
    (key,) = await stored_keys(server)
    facts = await answered(data_dir, None, "backup", str(tmp_path / "b.tar"))
    assert (facts["files"], facts["vanished"]) == (1, 0)
    await answered(tmp_path / "new", None, "restore", str(tmp_path / "b.tar"))
    restored = (tmp_path / "new" / "media" / key).read_bytes()
    assert restored == (data_dir / "media" / key).read_bytes()


@embedded
async def test_media_in_a_bucket_are_backed_up_restored_and_examined(
    start_server, data_dir, s3_server, s3_url, tmp_path
):
    await stamp(data_dir, None)
    server: Server = await start_server(blobs_url=s3_url)
    await post_photo(await make_person(server))
    keys = await stored_keys(server)
    assert len(keys) == 2
    path = str(tmp_path / "b.tar")
    made = await command(data_dir, None, "backup", path, blobs_url=s3_url)
    assert made[0] == 0, made[2]
    new, bucket = tmp_path / "new", s3_server.url("restored")
    full = await command(new, None, "restore", path, blobs_url=s3_url)
    assert full[0] == 2 and "media already" in full[2]
    restored = await command(new, None, "restore", path, blobs_url=bucket)
    assert restored[0] == 0, restored[2]
    assert not (new / "media").exists()
    examined = await command(new, None, "doctor", "--json", blobs_url=bucket)
    kinds = [finding["kind"] for finding in json.loads(examined[1])["findings"]]
    # The clip is of the tests' own time, long ago; the files are where its row says.
    assert set(kinds) <= {"expired_clip"}
    async with open_blobs(Settings(data_dir=new, blobs_url=bucket)) as blobs:
        assert sorted([stored.key async for stored in blobs.keys("")]) == keys


async def _is_display_of(server: Server, key: str, clip_id: str) -> bool:
    def read(conn: Connection) -> Any:
        shown = select(Clip.id).join(Media, Media.id == Clip.media_id).where(Media.key == key)
        return conn.execute(shown).scalar()

    return bool(await server.runtime.database.read(read) == clip_id)


@embedded
async def test_numbers_of_events_begin_anew_in_what_is_restored(server, backup, tmp_path):
    epochs = "SELECT count(*) FROM outbox_epochs"
    with sqlite_file(embedded_path(server.data_dir)) as raw:
        assert raw.execute(epochs).fetchone() == (1,)
    assert (await command(tmp_path / "new", None, "restore", str(backup)))[0] == 0
    with sqlite_file(embedded_path(tmp_path / "new")) as raw:
        assert raw.execute(epochs).fetchone() == (0,)
