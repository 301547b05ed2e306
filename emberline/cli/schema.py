"""The data folder and a current schema, made before a command that needs them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from emberline.cli.settings import refuse
from emberline.kit.clock import SystemClock

if TYPE_CHECKING:
    from emberline.settings import Settings


def prepare_schema(settings: "Settings") -> bool:
    """Make the data folder and a current schema; whether the database was made just now.

    An external database is never changed here. Exit 2 when its schema is not current, when the
    data is newer than this release, and when the database cannot be used.
    """
    from emberline.kit.db import embedded_path
    from emberline.migrations import check_external

    _make_data_folder(settings.data_dir)
    if settings.database_url is not None:
        with faults_refused(settings):
            asyncio.run(check_external(settings.database_url))
        return False
    fresh = not embedded_path(settings.data_dir).exists()
    backup = migrate_schema(settings)
    if backup is not None:
        typer.echo(f"The database was brought up to date.{told(backup)}", err=True)
    return fresh


def migrate_schema(settings: "Settings") -> Path | None:
    """Bring the schema up to this release; the copy from before, where one was made. Else exit 2.

    Exit 2 when the data is newer than this release or the database cannot be used.
    """
    from emberline.migrations import migrate_external, prepare_embedded

    with faults_refused(settings):
        if settings.database_url is not None:
            asyncio.run(migrate_external(settings.database_url))
            return None
        _make_data_folder(settings.data_dir)
        return prepare_embedded(settings.data_dir, SystemClock().now())


def told(backup: Path | None) -> str:
    """The sentence about a copy that was made before a migration, to be put behind another."""
    return "" if backup is None else f" A copy from before is at {backup}."


def _make_data_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"The data folder cannot be made: {error}. Set EMBERLINE_DATA_DIR.")


@contextmanager
def faults_refused(settings: "Settings") -> Iterator[None]:
    """Refuse with a sentence what a database that cannot be used brings up."""
    from emberline.migrations import SchemaNotCurrent

    try:
        yield
    except SchemaNotCurrent as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"The database does not answer: {str(error) or 'it took too long'}.")
    except _database_faults(settings) as error:
        # SQLAlchemy wraps what the driver said in the statement and a link to its manual.
        said = getattr(error, "orig", None) or error
        refuse(
            f"The database cannot be used: {said.__cause__ or said}. If its schema is of an older "
            "release, run `emberline migrate`."
        )


def _database_faults(settings: "Settings") -> tuple[type[Exception], ...]:
    import pysqlite3
    from sqlalchemy.exc import ArgumentError, DBAPIError

    if settings.embedded_database:
        return (pysqlite3.Error, DBAPIError)
    from asyncpg import InterfaceError, PostgresError  # (the extra `postgres`)

    return (PostgresError, InterfaceError, DBAPIError, ArgumentError)
