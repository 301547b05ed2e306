"""The demo: made once for each database, which takes seconds, and copied for each test."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from emberline.adapters import open_runtime
from emberline.demo.fill import Plan, Resident, fill, has_people
from emberline.kit.clock import SteppedClock
from emberline.settings import Settings
from tests.accounts.password_fixtures import cheaply_hashed
from tests.app_fixtures import SECRET_KEY, START, Server, StartServer, make_tables
from tests.servers import PostgresServer

PLAN = Plan(width=270, pictures=3)


@dataclass(frozen=True)
class Demo:
    """What was made at START: the data folder, the database beside it if any, the people."""

    folder: Path
    database: str | None
    residents: dict[str, Resident]


@pytest.fixture(scope="module")
def embedded_demo(template_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo on the embedded database."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(template_folder, folder)
    return Demo(folder, None, asyncio.run(_made(folder, None)))


@pytest.fixture(scope="module")
def external_demo(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """The demo on PostgreSQL."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    url = postgres_server.create_database("demo")
    make_tables(url, folder)
    yield Demo(folder, "demo", asyncio.run(_made(folder, url)))
    postgres_server.drop_database("demo")


async def _made(folder: Path, url: str | None) -> dict[str, Resident]:
    settings = Settings(data_dir=folder, database_url=url, secret_key=SECRET_KEY)
    async with open_runtime(settings, SteppedClock(START)) as runtime:
        # Nobody runs jobs here, and nobody is connected.
        runtime.database.on_commit(lambda message: None)
        assert not await runtime.database.read(has_people)
        with cheaply_hashed():
            made = await fill(runtime, START, PLAN, lambda: None)
    return {resident.character.name: resident for resident in made}


@pytest.fixture
def demo(backend: str, request: pytest.FixtureRequest) -> Demo:
    """The demo on the database of this test, to be copied."""
    which = "embedded_demo" if backend == "sqlite" else "external_demo"
    found: Demo = request.getfixturevalue(which)
    return found


@pytest.fixture
def residents(demo: Demo) -> dict[str, Resident]:
    """The demo's people by their names."""
    return demo.residents


@pytest.fixture
def database_url(demo: Demo, request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The URL of a copy of the demo's database for this test alone; None for the embedded one."""
    if demo.database is None:
        yield None
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    yield server.create_database("demo_copy", template=demo.database)
    server.drop_database("demo_copy")


@pytest.fixture
def data_dir(demo: Demo, tmp_path: Path) -> Path:
    """A copy of the demo's data folder."""
    return Path(shutil.copytree(demo.folder, tmp_path / "data"))


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """A server of the demo; making its film playable, which takes a second, is left to others."""
    started = await start_server(jobs="external")
    assert isinstance(started, Server)
    return started
