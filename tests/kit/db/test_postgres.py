"""PostgreSQL: deadlocks, and a server that dies and comes back."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Connection, text

from emberline.kit.db import open_database
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.errors import AppError
from tests.kit.db.entries import add, entry, metadata, names
from tests.servers import PostgresServer

pytestmark = pytest.mark.anyio

INCREASE = text("UPDATE entries SET amount = amount + 1 WHERE name = :name")
MEET = text("SELECT pg_advisory_xact_lock_shared(:place)")
MET = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
TERMINATE = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server of the test's own, to be crashed."""
    with PostgresServer() as server:
        yield server


async def test_a_deadlock_reruns_one_of_the_two_and_both_count(postgres: PostgresDatabase) -> None:
    postgres.on_commit(lambda message: None)
    for name in ("a", "b"):
        await postgres.write(add, name)
    runs = {"ab": 0, "ba": 0}

    def crosswise(conn: Connection, order: str) -> None:
        runs[order] += 1
        conn.execute(INCREASE, {"name": order[0]})
        if runs[order] == 1:
            conn.execute(MEET, {"place": ord(order[0])})
            while conn.execute(MET).scalar_one() < 2:
                pass
        conn.execute(INCREASE, {"name": order[1]})

    await asyncio.gather(postgres.write(crosswise, "ab"), postgres.write(crosswise, "ba"))
    # One of the two is the victim, and may be it again.
    assert 3 <= sum(runs.values()) <= 5
    amounts = [(await postgres.read(entry, name))["amount"] for name in ("a", "b")]
    assert amounts == [2, 2]


async def test_a_read_on_a_connection_that_died_in_the_pool_is_answered(
    postgres: PostgresDatabase, postgres_url: str
) -> None:
    postgres.on_commit(lambda message: None)
    await postgres.open()
    await postgres.write(add, "kept")
    other = PostgresDatabase(postgres_url)
    ended = await other.write(lambda conn: len(conn.execute(TERMINATE).all()))
    assert ended >= 2
    assert await asyncio.gather(*[postgres.read(names) for _ in range(8)]) == [["kept"]] * 8
    await other.close()


async def test_a_write_on_a_connection_that_died_in_the_pool_is_a_503_and_the_next_one_works(
    postgres: PostgresDatabase, postgres_url: str
) -> None:
    postgres.on_commit(lambda message: None)
    await postgres.open()
    other = PostgresDatabase(postgres_url)
    assert await other.write(lambda conn: len(conn.execute(TERMINATE).all())) >= 2
    with pytest.raises(AppError) as caught:
        await postgres.write(add, "refused")
    assert caught.value.status == 503
    assert await postgres.write(add, "kept") == "kept"
    assert await postgres.read(names) == ["kept"]
    await other.close()


async def test_a_server_that_crashes_is_a_503_until_it_is_back(own_server: PostgresServer) -> None:
    # The tests' servers are quick, not durable; what a commit promises is needed here.
    own_server.execute("ALTER DATABASE postgres SET synchronous_commit = on")
    database = PostgresDatabase(own_server.url())
    await database.open()
    await database.write(metadata.create_all)
    database.on_commit(lambda message: None)
    await database.write(add, "before")
    # One killed backend makes PostgreSQL end every other and recover from its log.
    pid = await database.write(lambda c: c.execute(text("SELECT pg_backend_pid()")).scalar_one())
    os.kill(pid, signal.SIGKILL)
    assert (await until_refused(database)).status == 503
    assert await until_answered(lambda: database.read(names)) == ["before"]
    assert await until_answered(lambda: database.write(add, "after")) == "after"
    assert await database.read(names) == ["after", "before"]
    await database.close()


async def test_a_server_that_stopped_is_a_503(own_server: PostgresServer) -> None:
    database = PostgresDatabase(own_server.url())
    await database.open()
    await database.write(metadata.create_all)
    own_server.stop()
    for call in (database.read, database.read_hot, database.write):
        with pytest.raises(AppError) as caught:
            await call(names)
        assert caught.value.status == 503
    await database.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "no-such-host.invalid"])
async def test_a_server_that_is_not_there_is_a_503(
    host: str, own_server: PostgresServer, tmp_path: object
) -> None:
    url = own_server.url().replace("127.0.0.1", host)
    own_server.stop()
    database = PostgresDatabase(url)
    with pytest.raises(AppError) as caught:
        await database.read(names)
    assert caught.value.status == 503
    with pytest.raises(AppError) as at_start:
        await open_database(url, tmp_path)  # type: ignore[arg-type]
    assert at_start.value.status == 503


async def test_a_full_pool_is_a_503(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emberline.kit.db.postgres._POOL_WAIT_SECONDS", 0.1)
    database = PostgresDatabase(postgres_url, size=1)
    slow = asyncio.create_task(database.read(lambda c: c.execute(text("SELECT pg_sleep(1)")).all()))
    await asyncio.sleep(0)
    with pytest.raises(AppError) as caught:
        await database.read(lambda conn: conn.execute(text("SELECT 1")).all())
    assert caught.value.status == 503
    assert len(await slow) == 1
    await database.close()


async def until_refused(database: PostgresDatabase) -> AppError:
    """The first refusal, once the server has noticed what happened to it."""
    async with asyncio.timeout(30):
        while True:
            try:
                await database.write(lambda conn: conn.execute(text("SELECT 1")).all())
            except AppError as refusal:
                return refusal


async def until_answered(call: Callable[[], Awaitable[object]]) -> object:
    """The answer, once the server gives one; anything but a 503 meanwhile is an error."""
    async with asyncio.timeout(30):
        while True:
            with suppress(AppError):
                return await call()
            await asyncio.sleep(0.02)
