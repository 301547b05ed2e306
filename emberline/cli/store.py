"""A look at the store of media before a command that needs it."""

import asyncio

from emberline.cli.settings import refuse
from emberline.kit.errors import AppError
from emberline.settings import Settings


def check_store(settings: Settings) -> None:
    """Return when the media store can be used; exit 2 with a sentence when it cannot."""
    if settings.blobs_url is None:
        return
    try:
        asyncio.run(_look(settings))
    except ValueError as error:
        refuse(f"EMBERLINE_BLOBS_URL: {error}.")
    except AppError as error:
        refuse(f"{error.detail} Correct EMBERLINE_BLOBS_URL or the store.")


async def _look(settings: Settings) -> None:
    from emberline.adapters import open_blobs

    async with open_blobs(settings):
        """Opening it was the look."""
