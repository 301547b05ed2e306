"""The doctor and the files that the house keeps for people: lost ones, and those of nobody."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from emberline.generations.models import NarratedScene
from emberline.generations.queries import narrated
from emberline.kit.clock import SteppedClock
from emberline.media.service.kept_files import FOLDER, keep
from emberline.operations.doctor.examination import examine
from emberline.operations.doctor.findings import Finding
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server, StartServer
from tests.generations.wire.factories import TEXT, kept, shown, succeeded, tiny_story
from tests.stories.wire.factories import published_story

pytestmark = pytest.mark.anyio

FILES = {"book.epub": ("application/epub+zip", TEXT), "sound.mp3": ("audio/mpeg", b"mp3")}


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """A server that lives by about the same time as the files' own."""
    clock = SteppedClock(datetime.now(UTC))
    started: Server = await start_server(clock=clock, jobs="external")
    return started


@pytest.fixture
async def ada(server: Server) -> Person:
    """Whose files they are."""
    return await make_person(server, "ada")


@pytest.fixture
async def generation_id(server: Server, ada: Person) -> str:
    """A generation with two files."""
    return await succeeded(server, ada, await published_story(server, ada, tiny_story()), FILES)


async def _found(server: Server, *, mend: bool = False) -> list[Finding]:
    return await examine(server.runtime, lambda *_: None, mend=mend)


def _file(server: Server, key: str) -> Path:
    return server.data_dir / "media" / key


def _make_old(file: Path) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(file, (long_ago, long_ago))


async def test_files_that_are_named_are_in_order_however_old(server, generation_id):
    for key in await kept(server):
        _make_old(_file(server, key))
    assert len(await kept(server)) == 2
    assert await _found(server, mend=True) == []
    assert len(await kept(server)) == 2


async def test_a_lost_file_is_found_and_forgotten_and_the_others_stay(server, ada, generation_id):
    lost, other = await kept(server)
    _file(server, lost).unlink()
    assert await _found(server) == [Finding("missing_file", path=lost)]
    assert len((await shown(ada, generation_id))["results"]) == 2
    assert await _found(server, mend=True) == [Finding("missing_file", path=lost, mended=True)]
    assert await _found(server) == []
    (left,) = (await shown(ada, generation_id))["results"]
    assert (await server.http.get(left["url"])).status_code == 200
    assert await kept(server) == [other]


async def test_a_lost_scene_is_forgotten_so_that_it_is_narrated_again(server, ada):
    await server.runtime.database.write(_keep_scene, ada.id, server.clock.now())
    database = server.runtime.database
    assert await database.read(narrated, ada.id, ["d" * 64]) == {"d" * 64: f"{FOLDER}/scenes/s"}
    (finding,) = await _found(server, mend=True)
    assert (finding.kind, finding.mended) == ("missing_file", True)
    assert await database.read(narrated, ada.id, ["d" * 64]) == {}
    assert await _found(server) == []


def _keep_scene(conn: Connection, owner_id: str, now: datetime) -> None:
    key = f"{FOLDER}/scenes/s"
    keep(conn, owner_id, [(key, 6)], 10**9, now)
    scene = {"user_id": owner_id, "digest": "d" * 64, "key": key, "generation_id": None}
    conn.execute(insert(NarratedScene), scene)


async def test_an_old_kept_file_of_nobody_is_found_and_deleted_a_young_one_is_not(
    server, generation_id
):
    named = await kept(server)
    young, old = f"{FOLDER}/scenes/young", f"{FOLDER}/{generation_id}/old"
    for key in (young, old):
        _file(server, key).parent.mkdir(parents=True, exist_ok=True)
        _file(server, key).write_bytes(b"of nobody")
    _make_old(_file(server, old))
    assert await _found(server) == [Finding("orphan_file", path=old)]
    assert await _found(server, mend=True) == [Finding("orphan_file", path=old, mended=True)]
    assert await kept(server) == sorted([*named, young])
    assert await _found(server) == []


async def test_a_kept_file_of_another_size_is_told_and_left(server, ada, generation_id):
    key = (await kept(server))[0]
    size = _file(server, key).stat().st_size
    _file(server, key).write_bytes(b"")
    (finding,) = await _found(server, mend=True)
    assert (finding.kind, finding.path, finding.mended) == ("wrong_size", key, False)
    assert str(size) in (finding.detail or "")
    assert len((await shown(ada, generation_id))["results"]) == 2
