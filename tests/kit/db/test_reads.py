"""Reads change nothing, hand out values, and a slow one does not hold up a hot one."""

import asyncio
import threading
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import DBAPIError

from emberline.kit.db import Database, hot, hot_many
from emberline.kit.db.sqlite import SqliteDatabase
from tests.kit.db.entries import BY_NAME, INSERT, NAMES, add, entries, instant, names, row

pytestmark = pytest.mark.anyio

IN_LIST = select(entries.c.name).where(entries.c.name.in_(bindparam("some", expanding=True)))


async def test_a_read_cannot_write(database: Database) -> None:
    assert await database.write(lambda conn: conn.execute(INSERT, row("kept")).rowcount) == 1
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await database.read(lambda conn: conn.execute(INSERT, row("refused")).rowcount)
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await database.read_hot(lambda conn: hot(conn, INSERT, **row("refused")))
    assert await database.read(names) == ["kept"]


async def test_a_function_that_returns_a_result_is_refused(database: Database) -> None:
    with pytest.raises(TypeError, match="return its values"):
        await database.read(lambda conn: conn.execute(NAMES))
    assert await database.read(names) == []


async def test_a_read_sees_one_moment_however_long_it_takes(embedded: SqliteDatabase) -> None:
    looked, may_go_on = threading.Event(), threading.Event()

    def look_twice(conn: Connection) -> tuple[list[str], list[str]]:
        before = names(conn)
        looked.set()
        assert may_go_on.wait(10)
        return before, names(conn)

    embedded.on_commit(lambda message: None)
    reading = asyncio.create_task(embedded.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await embedded.write(add, "meanwhile")
    may_go_on.set()
    assert await reading == ([], [])
    assert await embedded.read(names) == ["meanwhile"]


async def test_a_hot_read_does_not_wait_for_slow_ones(embedded: SqliteDatabase) -> None:
    released = threading.Event()

    def slow(conn: Connection) -> bool:
        return released.wait(10)

    reading = [asyncio.create_task(embedded.read(slow)) for _ in range(4)]
    async with asyncio.timeout(5):
        assert await embedded.read_hot(lambda conn: hot(conn, NAMES)) == []
    assert not any(task.done() for task in reading)
    released.set()
    assert await asyncio.gather(*reading) == [True] * 4


async def test_hot_returns_what_execute_returns(database: Database) -> None:
    data: dict[str, Any] = {"amount": 7, "is_open": True, "data": {"a": [1, None, "ü"]}}
    at = instant("2026-03-01T12:00:00.123456+02:00")
    await database.write(lambda conn: list(hot(conn, INSERT, **row("full", at=at, **data))))
    await database.write(lambda conn: list(hot(conn, INSERT, **row("empty"))))

    def both(conn: Connection, name: str) -> tuple[list[Any], list[Any]]:
        usual = [tuple(found) for found in conn.execute(BY_NAME, {"wanted": name})]
        return [tuple(found) for found in hot(conn, BY_NAME, wanted=name)], usual

    for name in ("full", "empty"):
        fast, usual = await database.read(both, name)
        assert len(usual) == 1
        assert fast == usual
        assert [type(cell) for cell in fast[0]] == [type(cell) for cell in usual[0]]


async def test_hot_sees_what_its_own_transaction_wrote(database: Database) -> None:
    def write_and_look(conn: Connection) -> list[Any]:
        conn.execute(INSERT, row("slow"))
        hot(conn, INSERT, **row("fast"))
        return [name for (name,) in hot(conn, NAMES)]

    assert await database.write(write_and_look) == ["fast", "slow"]


async def test_hot_many_writes_what_execute_writes(database: Database) -> None:
    data: dict[str, Any] = {"amount": 7, "is_open": True, "data": {"a": [1, None, "ü"]}}
    at = instant("2026-03-01T12:00:00.123456+02:00")
    await database.write(hot_many, INSERT, [row("a", at=at, **data), row("b"), row("c")])
    await database.write(hot_many, INSERT, [])
    await database.write(lambda conn: conn.execute(INSERT, [row("d", at=at, **data)]).rowcount)

    def told(conn: Connection, name: str) -> list[Any]:
        # All but what tells one row from another.
        return [cell for cell in hot(conn, BY_NAME, wanted=name)[0][1:] if cell != name]

    assert await database.read(told, "a") == await database.read(told, "d")
    assert await database.read(names) == ["a", "b", "c", "d"]


async def test_hot_works_after_a_call_that_failed(database: Database) -> None:
    def fail(conn: Connection) -> None:
        hot(conn, INSERT, **row("lost"))
        raise ValueError("after a write")

    with pytest.raises(ValueError, match="after a write"):
        await database.write(fail)
    await database.write(lambda conn: list(hot(conn, INSERT, **row("kept"))))
    assert await database.read(names) == ["kept"]


async def test_hot_refuses_lists_and_missing_binds(embedded: SqliteDatabase) -> None:
    with pytest.raises(TypeError, match="expands to a list"):
        await embedded.read(lambda conn: list(hot(conn, IN_LIST, some=["a"])))
    with pytest.raises(TypeError, match="'wanted' is missing"):
        await embedded.read(lambda conn: list(hot(conn, BY_NAME)))
