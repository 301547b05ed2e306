"""A stored file, copied to where a program can read it."""

import asyncio
from pathlib import Path

from emberline.kit.blobs import Blobs
from emberline.kit.errors import disk_full, is_no_room


async def fetch(blobs: Blobs, key: str, target: Path) -> None:
    """Copy a stored file to the path `target`. AppError 404 when it is gone, 503, 507."""
    size = await blobs.size(key)
    try:
        with await asyncio.to_thread(target.open, "wb") as file:
            async for chunk in blobs.stream(key, 0, size):
                await asyncio.to_thread(file.write, chunk)
    except OSError as error:
        if is_no_room(error):
            raise disk_full() from error
        raise
