"""Generations on PostgreSQL as the application's own role: no superuser, rows locked to viewers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text

from emberline.generations.jobs.sweeping import sweep_generations
from emberline.generations.models import GenerationLog, StoryGeneration
from emberline.kit.db import act_for, act_for_house, open_database
from tests.accounts.factories import PASSWORD, Person, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import (
    AT,
    asked,
    kept,
    log_of,
    run_once,
    shown,
    succeeded,
    tiny_story,
)
from tests.kit.db.roles import application_database
from tests.operations.operators import answered, command
from tests.servers import PostgresServer
from tests.stories.wire.factories import published_story

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("backend", ["postgresql"], indirect=True),
]

SECURED = (StoryGeneration, GenerationLog)


@pytest.fixture(scope="module")
def migrated(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database of this release, migrated and owned by the application's role."""
    with application_database(postgres_server, "migrated") as url:
        unused = tmp_path_factory.mktemp("unused")
        code, output, errors = asyncio.run(command(unused, url, "migrate"))
        assert code == 0, output + errors
        yield "migrated"


@pytest.fixture
def database_url(backend: str, postgres_server: PostgresServer, migrated: str) -> Iterator[str]:
    """A copy of it, as the role that the server is."""
    with application_database(postgres_server, "application", migrated) as url:
        yield url


@pytest.fixture
async def server(start_server: Any) -> Server:
    """A server whose jobs run when the test says so, and not before."""
    started: Server = await start_server(jobs="external")
    return started


async def _story_of(server: Server, person: Person) -> str:
    return await published_story(server, person, tiny_story())


def _owners(conn: Connection, actor: str | None = None) -> list[list[str]]:
    """Whose rows are seen by queries that forget to ask whose."""
    if actor is not None:
        act_for(conn, actor)
    return [sorted(set(conn.execute(select(model.user_id)).scalars())) for model in SECURED]


def _counts(conn: Connection) -> list[int]:
    act_for_house(conn)
    return [conn.execute(select(func.count()).select_from(model)).scalar_one() for model in SECURED]


async def test_rows_are_only_those_of_whom_a_transaction_acts_for(server: Server) -> None:
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    for person in (ada, ben):
        await succeeded(server, person, await _story_of(server, person))
    database = server.runtime.database
    assert await database.read(_passes) == (False, False)
    assert await database.read(_counts) == [2, 4]
    for call in (database.read, database.write):
        # Connections of the pools come back after transactions for others.
        for _ in range(20):
            assert await call(_owners) == [[], []]
            assert await call(_owners, ada.id) == [[ada.id]] * 2
            assert await call(_owners, ben.id) == [[ben.id]] * 2
    for person in (ada, ben):
        assert (await person.http.get(AT)).json()["meta"]["total"] == 1
    assert await database.write(_delete_all, ben.id) == 1
    assert await database.read(_counts) == [1, 2]
    with pytest.raises(Exception, match="row-level security"):
        await database.write(_write_log_of, ada.id, ben.id)


def _passes(conn: Connection) -> tuple[bool, bool]:
    """Whether the server's role is one that passes the lock."""
    found = conn.execute(
        text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).one()
    return found.rolsuper, found.rolbypassrls


def _delete_all(conn: Connection, actor: str) -> int:
    act_for(conn, actor)
    return conn.execute(delete(StoryGeneration)).rowcount


def _write_log_of(conn: Connection, owner_id: str, actor: str) -> None:
    act_for(conn, owner_id)
    row = conn.execute(select(*GenerationLog.__table__.columns)).mappings().first()
    assert row is not None
    act_for(conn, actor)
    again = {**row, "id": row["generation_id"]}
    conn.execute(insert(GenerationLog), again)


async def test_everything_that_is_done_with_generations_works(server: Server) -> None:
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    story_id = await _story_of(server, ada)
    generation_id = await asked(ada, story_id)
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert state["status"] == "succeeded", state["error"]
    assert (await server.http.get(state["result_url"])).status_code == 200
    assert [each["event"] for each in await log_of(ada, generation_id)] == ["started", "succeeded"]
    assert (await ben.http.get(f"{AT}/{generation_id}")).status_code == 404
    assert (await ada.http.get(f"{AT}/{generation_id}/events")).status_code == 200
    stopped = await asked(ada, story_id)
    assert (await ada.http.post(f"{AT}/{stopped}/cancel")).status_code == 202
    assert (await ada.http.post(f"{AT}/{stopped}/retry")).status_code == 202
    exported = (await ada.http.get("/api/auth/export")).json()["data"]["story_generations"]
    assert [each["id"] for each in exported] == [generation_id, stopped]
    assert (await ada.http.delete(f"{AT}/{generation_id}")).status_code == 204
    assert await kept(server) == []
    narrated = await asked(ada, story_id, kind="audio")
    await run_once(server, narrated)
    assert (await shown(ada, narrated))["status"] == "succeeded"
    assert len(await kept(server)) > 3
    gone = await ada.http.delete(f"/api/stories/{story_id}", headers={"If-Match": "*"})
    assert gone.status_code == 200
    await run_once(server, stopped)
    assert await sweep_generations(server.runtime) > 3
    assert await kept(server) == []
    assert await server.runtime.database.read(_counts) == [0, 0]


async def test_whoever_leaves_leaves_no_row(server: Server) -> None:
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    for person in (ada, ben):
        await succeeded(server, person, await _story_of(server, person))
    left = await ada.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert await server.runtime.database.read(_counts) == [1, 2]
    assert len(await kept(server)) == 1


@pytest.fixture
async def elsewhere(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """Another database of the same role, empty."""
    with application_database(postgres_server, "elsewhere") as url:
        yield url


async def test_a_backup_holds_everybody_s_rows_and_a_restore_locks_them_again(
    server: Server, database_url: str, elsewhere: str, tmp_path: Path
) -> None:
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    for person in (ada, ben):
        await succeeded(server, person, await _story_of(server, person))
    backup, folder = str(tmp_path / "backup.tar"), tmp_path / "elsewhere"
    made = await answered(server.data_dir, database_url, "backup", backup)
    assert (made["tables"]["story_generations"], made["tables"]["generation_logs"]) == (2, 4)
    restored = await answered(folder, elsewhere, "restore", backup)
    assert restored["rows"] == made["rows"]
    assert restored["files"] == 2
    # A second time, into the schema that is there by now.
    await answered(folder, elsewhere, "restore", "--force", backup)
    database = await open_database(elsewhere, folder)
    assert await database.read(_counts) == [2, 4]
    assert await database.read(_owners) == [[], []]
    assert await database.read(_owners, ada.id) == [[ada.id]] * 2
    await database.close()
    code, output, errors = await command(folder, elsewhere, "doctor", "--json")
    assert (code, output) == (0, '{"findings":[]}\n'), errors
