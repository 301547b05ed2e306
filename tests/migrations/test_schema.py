"""The migrations make exactly the schema that the models describe, with data in it too."""

import re
from collections.abc import Callable
from pathlib import Path

import pysqlite3
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

from emberline.kit.clock import SystemClock
from emberline.kit.db import embedded_path
from emberline.kit.db.postgres import async_url
from emberline.migrations import (
    HEAD,
    SchemaNotCurrent,
    check_external,
    config,
    migrate_external,
    prepare_embedded,
    upgrade,
)
from emberline.tables import metadata
from tests.servers import PostgresServer
from tests.sqlite_file import sqlite_file

REVISIONS = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]


def test_the_newest_revision_is_the_one_that_the_server_asks_for():
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_on_sqlite_the_migrations_make_what_the_models_describe(tmp_path: Path):
    migrated = _sqlite_schema(tmp_path / "migrated.db", upgrade)
    described = _sqlite_schema(tmp_path / "described.db", metadata.create_all)
    assert len(described) > 20
    assert {k: v for k, v in migrated.items() if "alembic" not in k} == described


@pytest.mark.anyio
async def test_on_postgresql_the_migrations_make_what_the_models_describe(
    postgres_server: PostgresServer,
):
    schemas = []
    for name, make in (("migrated", upgrade), ("described", metadata.create_all)):
        url = postgres_server.create_database(name)
        schemas.append(await _postgres_schema(url, make))
        postgres_server.drop_database(name)
    migrated, described = schemas
    assert len(described) > 100
    assert {line for line in migrated if "alembic" not in line} == described


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_embedded_database_of_any_release_is_brought_up_to_date(tmp_path: Path, revision: str):
    path = embedded_path(tmp_path)
    _sqlite_schema(path, lambda conn: upgrade(conn, revision))
    _add_a_user(path)
    backup = prepare_embedded(tmp_path, SystemClock().now())
    assert (backup is not None) == (revision != HEAD)
    with sqlite_file(path) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert raw.execute("SELECT username FROM users").fetchall() == [("mara",)]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_that_has_to_change_is_copied_first(tmp_path: Path):
    path = embedded_path(tmp_path)
    _sqlite_schema(path, lambda conn: upgrade(conn, "0002"))
    _add_a_user(path)
    with sqlite_file(path) as raw:
        raw.execute("CREATE TABLE clips (in_the_way TEXT)")
    with pytest.raises(Exception, match="clips already exists"):
        prepare_embedded(tmp_path, SystemClock().now())
    (backup,) = (tmp_path / "backups").iterdir()
    with sqlite_file(backup) as raw:
        assert raw.execute("SELECT username FROM users").fetchall() == [("mara",)]


def test_an_embedded_database_of_a_newer_release_stays_as_it_is(tmp_path: Path):
    path = embedded_path(tmp_path)
    prepare_embedded(tmp_path, SystemClock().now())
    with sqlite_file(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaNotCurrent, match="older than the data"):
        prepare_embedded(tmp_path, SystemClock().now())
    assert not (tmp_path / "backups").exists()
    with sqlite_file(path) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


@pytest.mark.anyio
async def test_an_external_database_of_a_newer_release_stays_as_it_is(
    postgres_server: PostgresServer, postgres_url: str
):
    await migrate_external(postgres_url)
    await check_external(postgres_url)
    name = postgres_url.rpartition("/")[2]
    postgres_server.execute("UPDATE alembic_version SET version_num = '9999'", name)
    for touch in (check_external, migrate_external):
        with pytest.raises(SchemaNotCurrent, match="older than the data"):
            await touch(postgres_url)
    assert postgres_server.execute("SELECT version_num FROM alembic_version", name) == "9999"


@pytest.mark.anyio
async def test_an_external_database_is_refused_until_it_is_migrated(postgres_url: str):
    with pytest.raises(SchemaNotCurrent, match="emberline migrate"):
        await check_external(postgres_url)
    await migrate_external(postgres_url)
    await check_external(postgres_url)
    await migrate_external(postgres_url)


def _sqlite_schema(path: Path, make: Callable[[Connection], None]) -> dict[str, list[str]]:
    raw = pysqlite3.connect(str(path))
    engine = create_engine(
        "sqlite+pysqlite://", module=pysqlite3, creator=lambda: raw, poolclass=StaticPool
    )
    with engine.connect() as conn:
        make(conn)
        conn.commit()
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    raw.close()
    return {name: _clauses(sql) for name, sql in rows}


def _clauses(sql: str) -> list[str]:
    """The parts of a CREATE statement, in an order of our own: that of constraints is free."""
    flat = re.sub(r"\s+", " ", sql.replace('"', "")).replace("( ", "(").replace(" )", ")")
    depth, part, parts = 0, "", []
    for character in flat:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 1:
            parts.append(part.strip())
            part = ""
        else:
            part += character
    return sorted(p.strip(" ()") for p in [*parts, part])


async def _postgres_schema(url: str, make: Callable[[Connection], None]) -> set[str]:
    engine = create_async_engine(async_url(url))
    async with engine.begin() as conn:
        await conn.run_sync(make)
    lines: set[str] = set()
    async with engine.connect() as conn:
        for query in _POSTGRES_CATALOGUE:
            lines.update(" ".join(map(str, row)) for row in await conn.execute(text(query)))
    await engine.dispose()
    return lines


_POSTGRES_CATALOGUE = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def _add_a_user(path: Path) -> None:
    """The first release's user table and row; later columns come with the migrations."""
    names = [
        "id",
        "username",
        "username_folded",
        "email",
        "email_folded",
        "password_hash",
        "display_name",
        "bio",
        "time_zone",
        "language",
        "is_locked",
        "role",
        "created_at",
        "last_active",
    ]
    values = ["u1", "mara", "mara", "m@x.org", "m@x.org", "x", "Mara", "", "UTC", "en", 0, "user"]
    with sqlite_file(path) as raw:
        raw.execute(
            f"INSERT INTO users ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [*values, 0, 0],
        )
