"""The data folder and a current schema, made before a command that needs them."""

import asyncio
from pathlib import Path

import typer

from emberline.cli.settings import refuse
from emberline.kit.clock import SystemClock
from emberline.settings import Settings


def prepare_schema(settings: Settings) -> bool:
    """Make the data folder and a current schema; whether the database was made just now.

    An external database is never changed here: exit 2 when its schema is not current.
    """
    from emberline.kit.db import embedded_path
    from emberline.migrations import SchemaNotCurrent, check_external, prepare_embedded

    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"The data folder cannot be made: {error}. Set EMBERLINE_DATA_DIR.")
    if settings.database_url is not None:
        try:
            asyncio.run(check_external(settings.database_url))
        except (SchemaNotCurrent, OSError) as error:
            refuse(str(error))
        return False
    fresh = not embedded_path(settings.data_dir).exists()
    backup = prepare_embedded(settings.data_dir, SystemClock().now())
    if backup is not None:
        typer.echo(f"The database was brought up to date.{told(backup)}", err=True)
    return fresh


def told(backup: Path | None) -> str:
    """The sentence about a copy that was made before a migration, to be put behind another."""
    return "" if backup is None else f" A copy from before is at {backup}."
