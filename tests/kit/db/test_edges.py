"""Only the edge commits; what a function does wrong harms nobody else."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from emberline.kit.db import Database, violated
from emberline.kit.db.sqlite import SqliteDatabase
from tests.kit.db.entries import INSERT, Gate, add, names, row
from tests.kit.db.test_group_commit import batch

pytestmark = pytest.mark.anyio


def stray_commit(conn: Connection) -> None:
    add(conn, "stray")
    conn.commit()


def stray_rollback(conn: Connection) -> None:
    add(conn, "stray")
    conn.rollback()


def raw_commit(conn: Connection) -> None:
    add(conn, "stray")
    conn.exec_driver_sql("COMMIT")


def raw_rollback(conn: Connection) -> None:
    add(conn, "stray")
    conn.exec_driver_sql("ROLLBACK")


@pytest.mark.parametrize("stray", [stray_commit, stray_rollback])
async def test_a_function_that_commits_or_rolls_back_is_refused(
    database: Database, stray: object
) -> None:
    database.on_commit(lambda message: None)
    with pytest.raises(RuntimeError, match="only the edge does"):
        await database.write(stray)  # type: ignore[arg-type]
    await database.write(add, "after")
    assert await database.read(names) == ["after"]


@pytest.mark.parametrize("stray", [stray_commit, stray_rollback, raw_rollback])
async def test_a_stray_end_of_the_transaction_harms_no_neighbour_in_the_batch(
    embedded: SqliteDatabase, gate: Gate, stray: object
) -> None:
    delivered: list[object] = []
    embedded.on_commit(delivered.append)
    outcomes = await batch(
        embedded,
        gate,
        embedded.write(add, "a"),
        embedded.write(stray),  # type: ignore[arg-type]
        embedded.write(add, "c"),
    )
    assert (outcomes[0], outcomes[2]) == ("a", "c")
    assert isinstance(outcomes[1], RuntimeError)
    assert await embedded.read(names) == ["a", "c"]
    assert delivered == ["a", "c"]


async def test_a_raw_commit_is_reported_as_an_error(embedded: SqliteDatabase) -> None:
    embedded.on_commit(lambda message: None)
    with pytest.raises(RuntimeError, match="ended its transaction"):
        await embedded.write(raw_commit)
    assert await embedded.write(add, "after") == "after"


async def test_a_savepoint_left_open_harms_no_neighbour(
    embedded: SqliteDatabase, gate: Gate
) -> None:
    def leaves_open(conn: Connection) -> None:
        conn.begin_nested()
        add(conn, "nested")

    embedded.on_commit(lambda message: None)
    outcomes = await batch(
        embedded,
        gate,
        embedded.write(add, "a"),
        embedded.write(leaves_open),
        embedded.write(add, "c"),
    )
    assert (outcomes[0], outcomes[2]) == ("a", "c")
    assert {"a", "c"} <= set(await embedded.read(names))


async def test_a_function_goes_on_after_an_integrity_error_inside_a_savepoint(
    database: Database,
) -> None:
    def add_or_say(conn: Connection) -> str | None:
        try:
            with conn.begin_nested():
                add(conn, "taken")
        except IntegrityError as error:
            add(conn, "instead")
            return violated(error)
        return None

    database.on_commit(lambda message: None)
    await database.write(add, "taken")
    assert await database.write(add_or_say) == "uq_entries_name"
    assert await database.read(names) == ["instead", "taken"]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"name": "other", "amount": -1}, "ck_entries_amount"),
        ({"name": "first"}, "uq_entries_name"),
        ({"name": "other", "id": "same"}, "pk_entries"),
    ],
)
async def test_a_violated_constraint_has_the_same_name_on_both(
    database: Database, values: dict[str, object], constraint: str
) -> None:
    first = row("first")
    await database.write(insert_row, first)
    wrong = row("other") | values
    if wrong["id"] == "same":
        wrong["id"] = first["id"]
    with pytest.raises(IntegrityError) as caught:
        await database.write(insert_row, wrong)
    assert violated(caught.value) == constraint


async def test_a_violated_foreign_key_is_told(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught:
        await database.write(insert_row, row("orphan", parent_id=row("x")["id"]))
    expected = {"sqlite": "foreign_key", "postgresql": "fk_entries_parent_id"}
    assert violated(caught.value) == expected[database.dialect]


async def test_an_error_of_no_constraint_violates_none(database: Database) -> None:
    with pytest.raises(Exception, match="nothing_such") as caught:
        await database.read(lambda conn: conn.execute(text("SELECT * FROM nothing_such")).all())
    assert violated(caught.value) is None


def insert_row(conn: Connection, values: dict[str, object]) -> None:
    conn.execute(INSERT, values)
