"""The table of jobs on each database, and processes that work it off."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from emberline.kit.db import Database
from tests.kit.jobs.workshop import Worker, make_tables, opened


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """The URL of an empty database of the test's own; None for the embedded one."""
    return request.getfixturevalue("postgres_url") if backend == "postgresql" else None


@pytest.fixture
async def database(empty_url: str | None, tmp_path: Path) -> AsyncIterator[Database]:
    """The data layer with the table of jobs; messages go nowhere until the test takes them."""
    started = await opened(empty_url, tmp_path)
    started.on_commit(lambda message: None)
    await make_tables(started, empty_url)
    yield started
    await started.close()


@pytest.fixture
def start_worker(empty_url: str | None, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts processes that answer rings and sweep on the test's database; killed at the end."""
    workers: list[Worker] = []

    def start(**options: Any) -> Worker:
        workers.append(Worker(empty_url, tmp_path, **options))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
