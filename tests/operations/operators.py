"""What an operator does beside a server, for tests: commands, and a schema with its revision."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from emberline.kit.db import embedded_path, open_database
from emberline.migrations import HEAD
from emberline.tables import metadata
from tests.app_fixtures import SECRET_KEY
from tests.commands import COMMANDS
from tests.sqlite_file import sqlite_file

_PROGRAM = "from emberline.cli import app; app()"


async def command(
    data_dir: Path,
    database_url: str | None,
    *words: str,
    secret_key: str | None = SECRET_KEY,
    **settings: str,
) -> tuple[int, str, str]:
    """Run `emberline …` on this data; its exit code and what it wrote.

    settings: by their names without prefix.
    """
    environment = _environment(data_dir, database_url, secret_key, settings)
    return await asyncio.to_thread(COMMANDS.run, words, environment)


async def started(
    data_dir: Path,
    database_url: str | None,
    *words: str,
    secret_key: str | None = SECRET_KEY,
    **settings: str,
) -> asyncio.subprocess.Process:
    """`emberline …` as it begins to run on this data, loaded anew, so that it can be killed."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _PROGRAM, *words),
        env=_environment(data_dir, database_url, secret_key, settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


def _environment(
    data_dir: Path, database_url: str | None, secret_key: str | None, settings: dict[str, str]
) -> dict[str, str]:
    chosen = {f"EMBERLINE_{name.upper()}": value for name, value in settings.items()}
    chosen["EMBERLINE_DATA_DIR"] = str(data_dir)
    if database_url is not None:
        chosen["EMBERLINE_DATABASE_URL"] = database_url
    if secret_key is not None:
        chosen["EMBERLINE_SECRET_KEY"] = secret_key
    kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
    return {**kept, **chosen}


async def answered(data_dir: Path, database_url: str | None, *words: str) -> dict[str, Any]:
    """What a command that succeeds prints with `--json`."""
    code, output, errors = await command(data_dir, database_url, *words, "--json")
    assert code == 0, output + errors
    facts: dict[str, Any] = json.loads(output)
    return facts


async def stamp(data_dir: Path, database_url: str | None) -> None:
    """Write down that the tables, which a test made from the models, are of this release."""
    if database_url is None:
        with sqlite_file(embedded_path(data_dir)) as raw:
            for statement in _STAMP:
                raw.execute(statement)
        return
    database = await open_database(database_url, data_dir)
    await database.write(_stamp)
    await database.close()


async def make_tables(database_url: str, data_dir: Path) -> None:
    """Make the tables in an empty PostgreSQL, of this release and without rows."""
    database = await open_database(database_url, data_dir)
    await database.write(_create_all)
    await database.close()
    await stamp(data_dir, database_url)


def _create_all(conn: Connection) -> None:
    metadata.create_all(conn)


def _stamp(conn: Connection) -> None:
    for statement in _STAMP:
        conn.execute(text(statement))


_STAMP = (
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
    "DELETE FROM alembic_version",
    f"INSERT INTO alembic_version VALUES ('{HEAD}')",
)
