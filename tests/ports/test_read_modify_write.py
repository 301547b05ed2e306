"""Rows that many change at once: on PostgreSQL, where a careless write loses others' changes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from emberline.kit.db.postgres import PostgresDatabase

pytestmark = pytest.mark.anyio

metadata = MetaData()
counters = Table(
    "counters", metadata, Column("id", Integer, primary_key=True), Column("value", Integer)
)

READ = select(counters.c.value).where(counters.c.id == 1)
READ_LOCKED = READ.with_for_update()
SET = update(counters).where(counters.c.id == 1).values(value=bindparam("new_value"))
INCREASE = update(counters).where(counters.c.id == 1).values(value=counters.c.value + 1)
TAKE = INCREASE.where(counters.c.value < 10).returning(counters.c.value)

TIMES = 100


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[PostgresDatabase]:
    opened = PostgresDatabase(postgres_url)
    await opened.write(metadata.create_all)
    await opened.write(lambda conn: conn.execute(insert(counters).values(id=1, value=0)).rowcount)
    yield opened
    await opened.close()


def read_then_set(conn: Connection) -> None:
    value = conn.execute(READ).scalar_one()
    conn.execute(SET, {"new_value": value + 1})


def lock_then_set(conn: Connection) -> None:
    value = conn.execute(READ_LOCKED).scalar_one()
    conn.execute(SET, {"new_value": value + 1})


def increase(conn: Connection) -> None:
    conn.execute(INCREASE)


def take_one_of_ten(conn: Connection) -> bool:
    return conn.execute(TAKE).first() is not None


async def at_once(database: PostgresDatabase, fn: Callable[[Connection], Any]) -> list[Any]:
    """The outcomes of TIMES calls of `fn` at once."""
    return await asyncio.gather(*[database.write(fn) for _ in range(TIMES)])


async def value(database: PostgresDatabase) -> int:
    return int(await database.read(lambda conn: conn.execute(READ).scalar_one()))


async def test_reading_and_then_setting_loses_changes(database: PostgresDatabase) -> None:
    await at_once(database, read_then_set)
    assert 0 < await value(database) < TIMES


async def test_locking_the_row_first_keeps_every_change(database: PostgresDatabase) -> None:
    await at_once(database, lock_then_set)
    assert await value(database) == TIMES


async def test_one_statement_keeps_every_change(database: PostgresDatabase) -> None:
    await at_once(database, increase)
    assert await value(database) == TIMES


async def test_a_conditional_statement_never_passes_its_limit(database: PostgresDatabase) -> None:
    assert sum(await at_once(database, take_one_of_ten)) == 10
    assert await value(database) == 10
