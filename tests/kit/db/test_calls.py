"""One call: its messages, its cancellation, its deadline, and what it takes with it."""

import asyncio
import contextvars
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from structlog.testing import capture_logs

from emberline.kit.db import Database
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.errors import AppError
from tests.kit.db.entries import Gate, add, metadata, names
from tests.kit.db.test_group_commit import batch

pytestmark = pytest.mark.anyio

# Counts for ever; `%` keeps the number from overflowing.
ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT (i + 1) % 1000 FROM n)"
    " SELECT count(*) FROM n"
)
SHORT = 0.3

viewer: contextvars.ContextVar[str] = contextvars.ContextVar("viewer", default="nobody")


async def test_messages_leave_in_order_after_the_commit_and_not_after_a_failure(
    database: Database,
) -> None:
    def add_two(conn: Connection) -> None:
        add(conn, "a")
        add(conn, "b")

    def add_and_fail(conn: Connection) -> None:
        add(conn, "c")
        raise ValueError("no")

    delivered: list[object] = []
    database.on_commit(delivered.append)
    await database.write(add_two)
    with pytest.raises(ValueError, match="no"):
        await database.write(add_and_fail)
    assert delivered == ["a", "b"]
    assert await database.read(names) == ["a", "b"]


async def test_a_message_that_cannot_be_delivered_is_logged_and_harms_nobody(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    delivered: list[object] = []

    def deliver(message: object) -> None:
        if message == "bad":
            raise RuntimeError("cannot deliver")
        delivered.append(message)

    embedded.on_commit(deliver)
    with capture_logs() as logs:
        outcomes = await batch(
            embedded, gate, embedded.write(add, "bad"), embedded.write(add, "good")
        )
    assert outcomes == ["bad", "good"]
    assert delivered == ["good"]
    assert [line["event"] for line in logs] == ["message_not_delivered"]


async def test_a_message_that_cannot_be_delivered_does_not_undo_the_commit(
    database: Database,
) -> None:
    def refuse(message: object) -> None:
        raise RuntimeError("cannot deliver")

    database.on_commit(refuse)
    assert await database.write(add, "a") == "a"
    assert await database.read(names) == ["a"]


async def test_cancelling_the_awaiter_does_not_cancel_the_write(database: Database) -> None:
    delivered = asyncio.Event()
    database.on_commit(lambda message: delivered.set())
    request = asyncio.create_task(database.write(add, "kept"))
    await asyncio.sleep(0)  # the call is under way
    await asyncio.sleep(0)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    async with asyncio.timeout(10):
        await delivered.wait()
    assert await database.read(names) == ["kept"]


async def test_cancelling_a_read_cancels_it_and_leaves_the_pool_sound(
    postgres: PostgresDatabase,
) -> None:
    reads = [
        asyncio.create_task(postgres.read(lambda conn: conn.execute(text("SELECT pg_sleep(4)"))))
        for _ in range(8)
    ]
    watch = text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(4)'")
    async with asyncio.timeout(3):
        while await postgres.write(lambda conn: conn.execute(watch).scalar_one()) < 8:
            pass
        for read in reads:
            read.cancel()
        outcomes = await asyncio.gather(*reads, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError] * 8
        assert await asyncio.gather(*[postgres.read(names) for _ in range(16)]) == [[]] * 16


async def test_closing_finishes_the_writes_under_way_and_refuses_new_calls(
    empty_url: str | None, tmp_path: Path, database: Database
) -> None:
    delivered: list[object] = []
    database.on_commit(delivered.append)
    writes = [asyncio.create_task(database.write(add, f"n{n:02}")) for n in range(50)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*writes) == [f"n{n:02}" for n in range(50)]
    assert len(delivered) == 50
    for call in (database.read, database.read_hot, database.write):
        with pytest.raises(AppError) as caught:
            await call(names)
        assert caught.value.status == 503
    again = (
        SqliteDatabase(tmp_path / "test.db") if empty_url is None else PostgresDatabase(empty_url)
    )
    assert len(await again.read(names)) == 50
    await again.close()


async def test_the_callers_context_reaches_the_function(database: Database) -> None:
    viewer.set("ada")
    assert await database.read(lambda conn: viewer.get()) == "ada"
    assert await database.write(lambda conn: viewer.get()) == "ada"
    assert await database.read_hot(lambda conn: viewer.get()) == "ada"


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration])
@pytest.mark.parametrize("call", ["read", "read_hot", "write"])
async def test_a_function_that_exits_becomes_an_error_and_the_database_goes_on(
    database: Database, call: str, kind: type[BaseException]
) -> None:
    def exits(conn: Connection) -> None:
        raise kind

    database.on_commit(lambda message: None)
    run: Callable[..., object] = getattr(database, call)
    with pytest.raises(RuntimeError, match=kind.__name__):
        await run(exits)  # type: ignore[misc]
    assert await database.write(add, "after") == "after"
    assert await run(names) == ["after"]  # type: ignore[misc]


@pytest.mark.parametrize("call", ["read", "read_hot", "write"])
async def test_a_call_past_its_deadline_is_a_503_and_the_next_one_works(
    empty_url: str | None, tmp_path: Path, call: str
) -> None:
    if empty_url is None:
        database: Database = SqliteDatabase(tmp_path / "hurried.db", deadline=SHORT)
    else:
        database = PostgresDatabase(empty_url, deadline=SHORT)
    run: Callable[..., object] = getattr(database, call)
    with pytest.raises(AppError) as caught:
        await run(lambda conn: conn.execute(ENDLESS).scalar_one())  # type: ignore[misc]
    assert caught.value.status == 503
    assert await run(lambda conn: conn.execute(text("SELECT 1")).scalar_one()) == 1  # type: ignore[misc]
    await database.close()


async def test_a_call_past_its_deadline_takes_no_neighbour_with_it(
    tmp_path: Path, gate: Gate
) -> None:
    hurried = SqliteDatabase(tmp_path / "hurried.db", deadline=SHORT)
    await hurried.write(metadata.create_all)
    hurried.on_commit(lambda message: None)
    first, endless, last = await batch(
        hurried,
        gate,
        hurried.write(add, "a"),
        hurried.write(lambda conn: conn.execute(ENDLESS).scalar_one()),
        hurried.write(add, "c"),
    )
    assert (first, last) == ("a", "c")
    assert isinstance(endless, AppError)
    assert await hurried.read(names) == ["a", "c"]
    await hurried.close()


async def test_a_slow_call_is_logged_by_its_name_and_a_quick_one_is_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with capture_logs() as logs:
        await database.read(names)
        monkeypatch.setattr("emberline.kit.db.calls.SLOW_SECONDS", 0.0)
        await database.read(names)
    assert [(line["event"], line["call"]) for line in logs] == [("slow_call", "names")]
    assert logs[0]["seconds"] >= 0
