"""SQLite's writer: one commit for many calls, and one failure for one guilty call."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from emberline.kit.db import Database
from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.errors import AppError
from tests.kit.db.entries import Gate, add, add_orphan, names

pytestmark = pytest.mark.anyio

PAGE_BYTES = 4096


def commits(folder: Path) -> int:
    """How many commits the WAL holds: frames that name the size of the file after them."""
    wal = (folder / "test.db-wal").read_bytes()
    salt = wal[16:24]
    frames = (wal[start : start + 24] for start in range(32, len(wal), 24 + PAGE_BYTES))
    return sum(frame[8:16] == salt and frame[4:8] != bytes(4) for frame in frames)


async def batch(database: SqliteDatabase, gate: Gate, *calls: object) -> list[object]:
    """The outcomes of calls that reach the writer together; an error is its own outcome."""
    held = await gate.close(database)
    tasks = [asyncio.ensure_future(call) for call in calls]  # type: ignore[call-overload]
    await asyncio.sleep(0)  # lets each task put its call into the queue
    gate.open()
    async with asyncio.timeout(10):
        await held
        outcomes: list[object] = await asyncio.gather(*tasks, return_exceptions=True)
    return outcomes


async def test_a_burst_of_writes_shares_one_commit(
    embedded: SqliteDatabase, gate: Gate, tmp_path: Path
) -> None:
    embedded.on_commit(lambda message: None)
    await embedded.write(add, "alone")
    before = commits(tmp_path)
    calls = [embedded.write(add, f"n{n:02}") for n in range(64)]
    assert len(await batch(embedded, gate, *calls)) == 64
    # The gate's own call changes nothing and leaves no frame.
    assert commits(tmp_path) - before == 1
    assert len(await embedded.read(names)) == 65


async def test_a_call_that_fails_in_a_batch_fails_alone(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    delivered: list[object] = []
    embedded.on_commit(delivered.append)
    first, twin, negative, last = await batch(
        embedded,
        gate,
        embedded.write(add, "a"),
        embedded.write(add, "a"),
        embedded.write(add, "b", amount=-1),
        embedded.write(add, "c"),
    )
    assert (first, last) == ("a", "c")
    assert isinstance(twin, IntegrityError)
    assert isinstance(negative, IntegrityError)
    assert await embedded.read(names) == ["a", "c"]
    assert delivered == ["a", "c"]


async def test_what_a_failed_call_of_a_batch_wrote_before_is_taken_back(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    def add_and_fail(conn: Connection) -> None:
        add(conn, "half")
        assert "half" in names(conn)
        raise ValueError("no")

    embedded.on_commit(lambda message: None)
    calls = (embedded.write(add, "a"), embedded.write(add_and_fail), embedded.write(add, "c"))
    first, failed, last = await batch(embedded, gate, *calls)
    assert (first, last) == ("a", "c")
    assert isinstance(failed, ValueError)
    assert await embedded.read(names) == ["a", "c"]


async def test_a_constraint_that_fails_at_the_commit_fails_only_the_guilty_call_of_a_batch(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    delivered: list[object] = []
    embedded.on_commit(delivered.append)
    outcomes = await batch(
        embedded,
        gate,
        embedded.write(add, "a"),
        embedded.write(add_orphan, "orphan"),
        embedded.write(add, "c"),
    )
    assert (outcomes[0], outcomes[2]) == ("a", "c")
    assert isinstance(outcomes[1], IntegrityError)
    assert await embedded.read(names) == ["a", "c"]
    assert delivered == ["a", "c"]


async def test_a_constraint_that_fails_at_the_commit_fails_the_call(database: Database) -> None:
    delivered: list[object] = []
    database.on_commit(delivered.append)
    with pytest.raises(IntegrityError):
        await database.write(add_orphan, "orphan")
    await database.write(add, "after")
    assert await database.read(names) == ["after"]
    assert delivered == ["after"]


async def test_a_batch_that_must_be_rerun_runs_its_functions_twice_and_counts_once(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    runs = 0

    def counted(conn: Connection) -> None:
        nonlocal runs
        runs += 1
        add(conn, "counted")

    delivered: list[object] = []
    embedded.on_commit(delivered.append)
    await batch(embedded, gate, embedded.write(counted), embedded.write(add_orphan, "orphan"))
    assert runs == 2
    assert await embedded.read(names) == ["counted"]
    assert delivered == ["counted"]


async def test_a_full_disk_refuses_the_large_write_and_then_works_again(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    embedded.on_commit(lambda message: None)
    pages = await embedded.write(limit_pages, 20)
    large = "x" * 200_000
    first, full, last = await batch(
        embedded,
        gate,
        embedded.write(add, "a"),
        embedded.write(add, "large", data=large),
        embedded.write(add, "c"),
    )
    assert (first, last) == ("a", "c")
    assert isinstance(full, AppError)
    assert full.status == 507
    assert pages == 20
    await embedded.write(limit_pages, 1_000_000)
    await embedded.write(add, "large", data=large)
    assert await embedded.read(names) == ["a", "c", "large"]


def limit_pages(conn: Connection, pages: int) -> int:
    return int(conn.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar_one())
