"""What is left of generations: every row has its file, every file its row, and no child lives."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from emberline.generations.jobs.sweeping import sweep_generations
from emberline.generations.models import GenerationResult, NarratedScene
from emberline.kit.clock import SteppedClock
from emberline.kit.db import act_for_house
from emberline.media.jobs import sweep_media
from emberline.media.models import DoomedBlob, KeptFile
from tests.app_fixtures import Server
from tests.operations.operators import command, stamp
from tests.trust.generation_processes import children_at


@dataclass(frozen=True)
class Remains:
    """The keys of the files that generations have."""

    results: list[str]
    scenes: list[str]


async def remains_after_sweep(
    start_server: Any, data_dir: Path, database_url: str | None
) -> Remains:
    """What is there after the sweep of three days later; all of it fits together.

    Before and after it the doctor finds nothing.
    """
    await stamp(data_dir, database_url)
    await _assert_nothing_found(data_dir, database_url)
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    for path in [*(data_dir / "media").rglob("*"), *(data_dir / "scratch").glob("*")]:
        os.utime(path, (long_ago, long_ago))
    later = SteppedClock(datetime.now(UTC) + timedelta(days=3))
    server: Server = await start_server(clock=later, jobs="external")
    await sweep_generations(server.runtime)
    await sweep_media(server.runtime)
    results, scenes, kept, doomed = await server.runtime.database.read(_keys)
    assert sorted(kept) == sorted([*results, *scenes])
    assert doomed == []
    assert stored_files(data_dir) == sorted(kept)
    assert list((data_dir / "scratch").glob("*")) == []
    assert children_at(data_dir) == []
    await _assert_nothing_found(data_dir, database_url)
    return Remains(results, scenes)


def stored_files(data_dir: Path) -> list[str]:
    """Every file among the stored ones, unfinished ones too."""
    folder = data_dir / "media"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def _assert_nothing_found(data_dir: Path, database_url: str | None) -> None:
    code, output, errors = await command(data_dir, database_url, "doctor", "--json")
    assert (code, output) == (0, '{"findings":[]}\n'), errors


def _keys(conn: Connection) -> list[list[str]]:
    act_for_house(conn)
    columns = (GenerationResult.key, NarratedScene.key, KeptFile.key, DoomedBlob.key)
    return [[str(key) for key in conn.execute(select(column)).scalars()] for column in columns]
