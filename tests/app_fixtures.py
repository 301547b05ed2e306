"""Fixtures around the whole application, on SQLite and on PostgreSQL alike."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, event

from emberline.kit.clock import SteppedClock
from emberline.kit.db import open_database
from emberline.kit.outbound import Outbound
from emberline.kit.runtime import Runtime
from emberline.main import create_app
from emberline.settings import Settings
from emberline.tables import metadata
from tests.servers import PostgresServer, PostgresSession

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECRET_KEY = "a secret of the tests, long enough for everyone"


@dataclass
class Server:
    """A running application, the clock it lives by, and a client without an account."""

    app: FastAPI
    clock: SteppedClock
    http: httpx.AsyncClient
    data_dir: Path

    @property
    def runtime(self) -> Runtime:
        """The adapters of the application."""
        runtime = self.app.state.runtime
        assert isinstance(runtime, Runtime)
        return runtime


StartServer = Callable[..., Any]
CountStatements = Callable[[], Any]

_counted: ContextVar[list[str] | None] = ContextVar("counted", default=None)


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The database that the test runs on; a test that uses it runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an embedded database whose tables exist and are empty."""
    folder = tmp_path_factory.mktemp("template")
    make_tables(None, folder)
    return folder


@pytest.fixture(scope="session")
def shared_database(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of this process's PostgreSQL database with all tables, emptied for each test."""
    url = postgres_server.create_database("emberline")
    make_tables(url, tmp_path_factory.mktemp("unused"))
    return "emberline"


@pytest.fixture(scope="session")
def shared_session(
    postgres_server: PostgresServer, shared_database: str
) -> Iterator[PostgresSession]:
    """A connection to the shared database that knows how to empty it."""
    with postgres_server.session(shared_database) as session:
        # Then foreign keys are not looked at, row by row.
        session.execute("SET session_replication_role = replica")
        session.execute(_EMPTYING)
        yield session


_EMPTYING = f"""
    CREATE FUNCTION pg_temp.empty_tables() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        {
    "".join(
        f"IF EXISTS (SELECT FROM {table}) THEN DELETE FROM {table}; END IF;"
        for table in metadata.tables
    )
}
    END $$"""


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """The URL of a database with empty tables for this test alone; None for the embedded one."""
    if backend == "sqlite":
        return None
    name: str = request.getfixturevalue("shared_database")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    session: PostgresSession = request.getfixturevalue("shared_session")
    # 2 ms, where a database made from a template takes 350.
    session.execute("SELECT pg_temp.empty_tables()")
    return server.url(name)


@pytest.fixture
def data_dir(tmp_path: Path, template_folder: Path, database_url: str | None) -> Path:
    """The test's own data folder; with the embedded database in it unless there is another."""
    folder = tmp_path / "data"
    folder.mkdir()
    if database_url is None:
        for file in template_folder.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture
async def start_server(
    data_dir: Path, database_url: str | None
) -> AsyncIterator[Callable[..., Any]]:
    """Starts applications on this test's database: `server = await start_server(signup="closed")`.

    The keywords are settings. Rate limits are off unless the test turns them on.
    """
    async with AsyncExitStack() as stack:

        async def start(
            clock: SteppedClock | None = None, outbound: Outbound | None = None, **chosen: Any
        ) -> Server:
            settings = Settings(
                data_dir=data_dir,
                database_url=database_url,
                secret_key=SECRET_KEY,
                **{"rate_limits": "off", "sweep_seconds": 0, **chosen},
            )
            clock = clock or SteppedClock(START)
            return await stack.enter_async_context(_running(settings, clock, outbound))

        yield start


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """One application with the settings of the tests."""
    started = await start_server()
    assert isinstance(started, Server)
    return started


@asynccontextmanager
async def _running(
    settings: Settings, clock: SteppedClock, outbound: Outbound | None
) -> AsyncIterator[Server]:
    app = create_app(settings, clock, outbound)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, client=("203.0.113.7", 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://emberline") as http:
            yield Server(app, clock, http, settings.data_dir)


def make_tables(url: str | None, folder: Path) -> None:
    """Makes all tables in the database at `url`, or in the embedded one in `folder`."""

    async def make() -> None:
        database = await open_database(url, folder)
        await database.write(_create_all)
        await database.close()

    asyncio.run(make())


def _create_all(conn: Connection) -> None:
    metadata.create_all(conn)


@pytest.fixture
def count_statements() -> Iterator[CountStatements]:
    """`with count_statements() as statements:` holds what the requests inside send to the database.

    What the server does beside them runs in another context, and is not counted.
    """

    def note(conn, cursor, statement, parameters, context, executemany):
        statements = _counted.get()
        if statements is not None:
            statements.append(statement)

    @contextmanager
    def count() -> Iterator[list[str]]:
        statements: list[str] = []
        token = _counted.set(statements)
        try:
            yield statements
        finally:
            _counted.reset(token)

    event.listen(Engine, "before_cursor_execute", note)
    yield count
    event.remove(Engine, "before_cursor_execute", note)
