"""Files that the house made for somebody: kept within their quota, let go, and found by sweeps."""

import asyncio
import os
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from emberline.kit.errors import AppError
from emberline.media.jobs import bury, sweep_media
from emberline.media.models import DoomedBlob
from emberline.media.service import kept_files
from emberline.media.service.kept_files import FOLDER, KeptRow, are_kept, kept_after, let_go
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import START, Server
from tests.clips.factories import stored_keys

pytestmark = pytest.mark.anyio

QUOTA = 1000


@pytest.fixture
async def ada(server: Server) -> Person:
    """Whose files they are."""
    return await make_person(server, "ada")


async def _keep(server: Server, owner: Person, files: Sequence[tuple[str, int]]) -> None:
    write, now = server.runtime.database.write, server.clock.now()
    await write(kept_files.keep, owner.id, files, QUOTA, now)


def _all(conn: Connection) -> list[KeptRow]:
    return kept_after(conn, "", 100)


def _doomed(conn: Connection) -> list[str]:
    return sorted(conn.execute(select(DoomedBlob.key)).scalars())


async def test_kept_files_are_listed_by_their_keys_a_batch_at_a_time(server, ada):
    files = [(f"{FOLDER}/{letter}", number) for number, letter in enumerate("cab", 1)]
    await _keep(server, ada, files)
    read = server.runtime.database.read
    first = await read(kept_after, "", 2)
    assert first == [KeptRow(f"{FOLDER}/a", 2), KeptRow(f"{FOLDER}/b", 3)]
    assert await read(kept_after, first[-1].key, 2) == [KeptRow(f"{FOLDER}/c", 1)]
    keys = [f"{FOLDER}/a", f"{FOLDER}/x"]
    assert await read(are_kept, keys) == {f"{FOLDER}/a"}


async def test_what_fits_is_kept_and_what_does_not_leaves_no_row(server, ada):
    ben = await make_person(server)
    await _keep(server, ada, [("a", 600)])
    with pytest.raises(AppError) as refusal:
        await _keep(server, ada, [("b", 200), ("c", 201)])
    assert (refusal.value.status, refusal.value.title) == (413, "Storage quota exceeded")
    assert [row.key for row in await server.runtime.database.read(_all)] == ["a"]
    await _keep(server, ada, [("b", 200), ("c", 200)])
    await _keep(server, ben, [("d", QUOTA)])


async def test_of_many_that_come_at_once_only_as_many_are_kept_as_fit(server, ada):
    keeping = [_keep(server, ada, [(f"k{number}", 300)]) for number in range(8)]
    outcomes = await asyncio.gather(*keeping, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 3
    assert len(await server.runtime.database.read(_all)) == 3


async def test_what_is_let_go_is_written_down_until_it_is_buried_and_room_again(server, ada):
    await _keep(server, ada, [("a", 500), ("b", 500)])
    write, now = server.runtime.database.write, server.clock.now()
    assert await write(let_go, ["a", "nobody's"], now) == ["a"]
    assert await write(let_go, ["a"], now) == []
    assert await write(let_go, [], now) == []
    assert await server.runtime.database.read(_doomed) == ["a"]
    assert await bury(server.runtime, ["a"])
    assert await server.runtime.database.read(_doomed) == []
    await _keep(server, ada, [("c", 500)])


async def test_the_sweep_of_media_spares_kept_files_and_takes_old_ones_of_nobody(server, ada):
    folder = server.data_dir / "media" / FOLDER / "scenes"
    folder.mkdir(parents=True)
    old = (START - timedelta(days=2)).timestamp()
    for name in ("named", "orphan", "young"):
        (folder / name).write_bytes(b"spoken")
        os.utime(folder / name, (old, old) if name != "young" else (_now(server), _now(server)))
    await _keep(server, ada, [(f"{FOLDER}/scenes/named", 6)])
    assert len(await stored_keys(server)) == 3
    await sweep_media(server.runtime)
    assert await stored_keys(server) == [f"{FOLDER}/scenes/{name}" for name in ("named", "young")]


def _now(server: Server) -> float:
    now: datetime = server.clock.now()
    return now.timestamp()
