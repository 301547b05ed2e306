"""The data layer on each database, with a table of the tests' own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from emberline.kit.db import Database
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.db.sqlite import SqliteDatabase
from tests.kit.db.entries import Gate, metadata


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """The URL of an empty database of the test's own; None for the embedded one."""
    return request.getfixturevalue("postgres_url") if backend == "postgresql" else None


@pytest.fixture
async def database(empty_url: str | None, tmp_path: Path) -> AsyncIterator[Database]:
    """The data layer with the table `entries`, on each backend."""
    if empty_url is None:
        opened: Database = SqliteDatabase(tmp_path / "test.db")
    else:
        opened = PostgresDatabase(empty_url)
    await opened.write(metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """The data layer on SQLite alone, for what only it does."""
    opened = SqliteDatabase(tmp_path / "test.db")
    await opened.write(metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[PostgresDatabase]:
    """The data layer on PostgreSQL alone, for what only it does."""
    opened = PostgresDatabase(postgres_url)
    await opened.write(metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Holds SQLite's writer until it is opened, so that calls gather behind it."""
    held = Gate()
    yield held
    held.open()
