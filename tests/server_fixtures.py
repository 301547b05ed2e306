"""Fixtures around real servers; `tests/conftest.py` loads this file as a plugin."""

import itertools
from collections.abc import Iterator

import pytest

from tests.redis_server import DATABASES, RedisServer
from tests.s3_server import S3Server
from tests.servers import PostgresServer

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL for this test process, started when the first test asks for it."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database of the test's own, dropped afterwards."""
    name = f"test_{next(_numbers)}"
    yield postgres_server.create_database(name)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """An S3 server for this test process, started when the first test asks for it."""
    with S3Server() as server:
        yield server


@pytest.fixture
def s3_url(s3_server: S3Server) -> str:
    """The `EMBERLINE_BLOBS_URL` of an empty place of the test's own."""
    return s3_server.url(f"test-{next(_numbers)}")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A Redis for this test process, started when the first test asks for it."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """The `EMBERLINE_REDIS_URL` of a database of the test's own."""
    return redis_server.url(DATABASES - next(_numbers) % 4000)
