"""A value that goes in comes out alike on both databases."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Database
from tests.kit.db.entries import INSERT, add, entries, entry, instant, names, row

pytestmark = pytest.mark.anyio

AT = instant("2026-03-01T12:00:00.123456+02:00")
WITHOUT_DATA = select(entries.c.name).where(entries.c.data.is_(None)).order_by(entries.c.name)
OPEN = select(entries.c.name).where(entries.c.is_open)
SINCE = (
    select(entries.c.name)
    .where(entries.c.at >= bindparam("since", type_=entries.c.at.type))
    .order_by(entries.c.at)
)


@pytest.fixture(autouse=True)
def _listen(database: Database) -> None:
    database.on_commit(lambda message: None)


async def test_an_instant_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    await database.write(add, "a", at=AT)
    at = (await database.read(entry, "a"))["at"]
    assert at == AT
    assert at.utcoffset() == UTC.utcoffset(None)
    assert at.microsecond == 123456


async def test_a_naive_datetime_is_refused(database: Database) -> None:
    await database.write(add, "aware", at=AT)
    naive = datetime(2026, 3, 1)  # noqa: DTZ001 (the mistake that is tested)
    with pytest.raises(Exception, match=r"offset-naive|naive"):
        await database.write(add, "naive", at=naive)
    assert await database.read(names) == ["aware"]


async def test_instants_sort_and_compare_by_time(database: Database) -> None:
    for name, text in (("c", "1969-07-20T20:17:00Z"), ("b", "2026-03-01T11:00:00+02:00")):
        await database.write(add, name, at=instant(text))
    await database.write(add, "a", at=AT)
    since = instant("2026-03-01T09:00:00Z")
    found = await database.read(lambda c: list(c.execute(SINCE, {"since": since}).scalars()))
    assert found == ["b", "a"]


async def test_json_none_is_sql_null(database: Database) -> None:
    await database.write(add, "nothing", data=None)
    await database.write(add, "something", data={})
    found = await database.read(lambda conn: list(conn.execute(WITHOUT_DATA).scalars()))
    assert found == ["nothing"]


@pytest.mark.parametrize(
    "value",
    [
        {"b": 1, "a": {"nested": [True, False, None]}},
        [],
        "text with \u2028, \U0001f525 and \\",
        12,
        1.5,
        0,
        False,
        {"big": 2**53, "small": -1, "exact": 0.1},
    ],
)
async def test_a_json_value_comes_back_alike(database: Database, value: Any) -> None:
    await database.write(add, "a", data=value)
    found = (await database.read(entry, "a"))["data"]
    assert found == value
    assert type(found) is type(value)


async def test_booleans_are_booleans(database: Database) -> None:
    await database.write(add, "open", is_open=True)
    await database.write(add, "closed", is_open=False)
    assert (await database.read(entry, "open"))["is_open"] is True
    assert (await database.read(entry, "closed"))["is_open"] is False
    assert await database.read(lambda conn: list(conn.execute(OPEN).scalars())) == ["open"]


async def test_identifiers_are_the_strings_of_the_wire(database: Database) -> None:
    given = row("a")

    def insert_and_read(conn: Connection) -> str:
        conn.execute(INSERT, given)
        return str(entry(conn, "a")["id"])

    assert await database.write(insert_and_read) == given["id"]
