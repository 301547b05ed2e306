"""What a command stands on: database and media, looked at before, opened beside a server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from emberline.cli.settings import refuse
from emberline.kit.clock import SystemClock
from emberline.kit.errors import AppError

if TYPE_CHECKING:
    from emberline.kit.db import Database
    from emberline.kit.runtime import Runtime
    from emberline.settings import Settings


def check_database(settings: "Settings") -> None:
    """Refuse where there is no embedded database; looking for one would make it."""
    from emberline.kit.db import embedded_path

    if settings.embedded_database and not embedded_path(settings.data_dir).exists():
        refuse(f"There is no database in {settings.data_dir}. Set EMBERLINE_DATA_DIR.")


def check_store(settings: "Settings") -> None:
    """Return when the media store can be used; exit 2 with a sentence when it cannot."""
    if settings.blobs_url is None:
        return
    try:
        asyncio.run(_look(settings))
    except ValueError as error:
        refuse(f"EMBERLINE_BLOBS_URL: {error}.")
    except AppError as error:
        refuse(f"{error.detail} Correct EMBERLINE_BLOBS_URL or the store.")


@asynccontextmanager
async def open_beside_server(settings: "Settings") -> "AsyncIterator[Runtime]":
    """The runtime of a command; servers learn of its commits from the rows."""
    from emberline.adapters import open_runtime

    async with open_runtime(settings, SystemClock()) as runtime:
        runtime.database.on_commit(_leave_to_rows)
        yield runtime


@asynccontextmanager
async def open_database_beside_server(settings: "Settings") -> "AsyncIterator[Database]":
    """As `open_beside_server`, where the database is all that a command needs."""
    from emberline.accounts.service import showing
    from emberline.kit.db import open_database
    from emberline.stories.service.standings import follow_showing

    showing.observe(follow_showing)
    database = await open_database(settings.database_url, settings.data_dir)
    database.on_commit(_leave_to_rows)
    try:
        yield database
    finally:
        await database.close()


def _leave_to_rows(_message: object) -> None:
    """Events, due jobs and what was revoked are all read from rows by whoever runs."""


async def _look(settings: "Settings") -> None:
    from emberline.adapters import open_blobs

    async with open_blobs(settings):
        """Opening it was the look."""
