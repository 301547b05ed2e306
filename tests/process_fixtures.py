"""Fixtures around servers in processes of their own; `tests/conftest.py` loads this as a plugin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app_fixtures import SECRET_KEY
from tests.commands import COMMANDS
from tests.trust.live import ServerForks, ServerProcess


@pytest.fixture(scope="session")
def server_forks() -> Iterator[ServerForks]:
    """What servers in processes of their own are forked from."""
    with ServerForks() as forks:
        yield forks


@pytest.fixture(scope="session", autouse=True)
def command_forks() -> Iterator[None]:
    """At the end stops what the commands of `tests.commands` were forked from."""
    yield
    COMMANDS.stop()


@pytest.fixture
def process_settings() -> dict[str, str]:
    """What else the server of `process` is set to; tests override it."""
    return {}


@pytest.fixture
def prepare() -> str:
    """Statements that the server of `process` runs first; tests override it."""
    return ""


@pytest.fixture
def process(
    server_forks: ServerForks,
    data_dir: Path,
    tmp_path: Path,
    process_settings: dict[str, str],
    prepare: str,
) -> Iterator[ServerProcess]:
    """A server in its own process, on this test's data folder."""
    with ServerProcess(
        server_forks,
        tmp_path / "log",
        data_dir=str(data_dir),
        secret_key=SECRET_KEY,
        rate_limits="off",
        sweep_seconds="0",
        **process_settings,
    ) as process:
        process.start(prepare)
        yield process
