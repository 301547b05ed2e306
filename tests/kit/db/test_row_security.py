"""Row-level security on PostgreSQL: rows are only those of the person a transaction acts for."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    MetaData,
    String,
    Table,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import ProgrammingError

from emberline.kit.db import Identifier, act_for, act_for_house
from emberline.kit.db.postgres import PostgresDatabase
from emberline.kit.db.row_security import secure_rows
from emberline.kit.ids import new_id
from tests.kit.db.roles import application_database
from tests.servers import PostgresServer

pytestmark = pytest.mark.anyio

ADA, BEN = new_id(), new_id()

metadata = MetaData()
people = Table("people", metadata, Column("id", Identifier, primary_key=True))
notes = Table(
    "notes",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("user_id", Identifier, ForeignKey("people.id", ondelete="CASCADE")),
    Column("text", String),
)


@pytest.fixture
def role_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database that the application's role owns."""
    with application_database(postgres_server, "row_security") as url:
        yield url


@pytest.fixture
async def database(role_url: str) -> AsyncIterator[PostgresDatabase]:
    """The data layer as that role, on one connection for reads and one for writes.

    ada and ben have a note each.
    """
    opened = PostgresDatabase(role_url, size=1)
    await opened.write(_make)
    yield opened
    await opened.close()


def _make(conn: Connection) -> None:
    metadata.create_all(conn)
    for statement in secure_rows("notes", "user_id"):
        conn.execute(text(statement))
    conn.execute(insert(people), [{"id": ADA}, {"id": BEN}])
    for person in (ADA, BEN):
        act_for(conn, person)
        _add(conn, person, "a note")


def _add(conn: Connection, owner_id: str, words: str) -> None:
    conn.execute(insert(notes), {"id": new_id(), "user_id": owner_id, "text": words})


def _owners(conn: Connection, actor: str | None = None) -> list[str]:
    """Whose notes a query sees that forgets to ask whose."""
    if actor is not None:
        act_for(conn, actor)
    return sorted(conn.execute(select(notes.c.user_id)).scalars())


def _owners_for_house(conn: Connection) -> list[str]:
    act_for_house(conn)
    return sorted(conn.execute(select(notes.c.user_id)).scalars())


async def test_the_house_sees_everybody_s_rows(database: PostgresDatabase) -> None:
    assert await database.read(_owners_for_house) == sorted([ADA, BEN])
    assert await database.write(_owners_for_house) == sorted([ADA, BEN])


async def test_without_anybody_to_act_for_no_row_is_there(database: PostgresDatabase) -> None:
    assert await database.read(_owners_for_house)
    assert await database.read(_owners) == []
    assert await database.write(_owners) == []
    assert await database.write(_change_all, None) == (0, 0)


async def test_one_person_s_transaction_sees_their_rows_alone(database: PostgresDatabase) -> None:
    for person in (ADA, BEN):
        assert await database.read(_owners, person) == [person]
        assert await database.write(_owners, person) == [person]


async def test_nothing_is_left_on_a_connection_of_the_pool(database: PostgresDatabase) -> None:
    for call in (database.read, database.write):
        assert await call(_owners, ADA) == [ADA]
        assert await call(_owners) == []
        assert await call(_owners_for_house) == sorted([ADA, BEN])
        assert await call(_owners) == []
        with pytest.raises(LookupError):
            await call(_failing, BEN)
        assert await call(_owners) == []
        assert await call(_owners, ADA) == [ADA]


def _failing(conn: Connection, actor: str) -> None:
    assert _owners(conn, actor) == [actor]
    raise LookupError


async def test_people_at_once_do_not_see_each_other_s_rows(role_url: str, database: Any) -> None:
    many = PostgresDatabase(role_url)
    asked = [ADA, BEN, None] * 30
    seen = await asyncio.gather(*[many.read(_owners, each) for each in asked])
    await many.close()
    assert seen == [[each] if each else [] for each in asked]


async def test_rows_of_another_are_neither_changed_nor_deleted(database: PostgresDatabase) -> None:
    assert await database.write(_change_all, ADA) == (1, 1)
    assert await database.read(_owners_for_house) == [BEN]


def _change_all(conn: Connection, actor: str | None) -> tuple[int, int]:
    if actor is not None:
        act_for(conn, actor)
    changed = conn.execute(update(notes).values(text="changed")).rowcount
    return changed, conn.execute(delete(notes)).rowcount


async def test_no_row_is_written_for_another_nor_handed_to_them(database: PostgresDatabase) -> None:
    for write in (_write_for_ben, _hand_to_ben):
        with pytest.raises(ProgrammingError, match="row-level security"):
            await database.write(write, ADA)
    with pytest.raises(ProgrammingError, match="row-level security"):
        await database.write(_add, ADA, "for nobody")
    assert await database.read(_owners_for_house) == sorted([ADA, BEN])
    await database.write(_write_for_ben, BEN)
    assert await database.read(_owners, BEN) == [BEN, BEN]


def _write_for_ben(conn: Connection, actor: str) -> None:
    act_for(conn, actor)
    _add(conn, BEN, "for ben")


def _hand_to_ben(conn: Connection, actor: str) -> None:
    act_for(conn, actor)
    conn.execute(update(notes).values(user_id=BEN))


async def test_rows_go_with_what_they_hang_on_whoever_deletes_that(
    database: PostgresDatabase,
) -> None:
    await database.write(_remove_ada)
    assert await database.read(_owners_for_house) == [BEN]


def _remove_ada(conn: Connection) -> None:
    conn.execute(delete(people).where(people.c.id == ADA))
