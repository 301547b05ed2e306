"""The port for stored files: bytes under a key, durable once `put_file` has returned."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

CHUNK_BYTES = 64 * 1024
MAX_KEY_CHARACTERS = 512
MAX_PART_CHARACTERS = 200

_PART = re.compile(r"[a-z0-9._-]+", re.ASCII)


class Stored(NamedTuple):
    """One file as the store lists it. modified_at: when it was put, in UTC."""

    key: str
    bytes: int
    modified_at: datetime


class Blobs(Protocol):
    """Files by key: relative POSIX paths of `[a-z0-9._-]` parts, such as `clip/ab/cd12.jpg`.

    Every call raises ValueError for anything else (no `..`, no leading `/`, no NUL, no empty part)
    and `errors.unavailable` when the store does not answer.
    """

    async def put_file(self, key: str, path: Path) -> None:
        """Store a copy of the file at `path`, replacing what was under `key`, all or nothing.

        When this returns, the bytes and the name survive a loss of power. `path` may be on another
        file system and is left alone. Cancelled, the copy may still be finished later: a file that
        no row names, which the sweeper removes.
        Raises `errors.disk_full` with nothing stored; OSError when `path` cannot be read.
        """
        ...

    async def size(self, key: str) -> int:
        """How many bytes are under `key`. Raises `errors.not_found`."""
        ...

    def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        """At most `length` bytes from offset `start`, in chunks of 64 KiB; fewer at the file's end.

        The file as it was at the first chunk is read to its end, also when it is deleted or
        replaced meanwhile. Raises at the first chunk: `errors.not_found`; ValueError for a
        negative number.
        """
        ...

    async def delete(self, key: str) -> None:
        """Remove what is under `key`; fine when there is nothing."""
        ...

    def keys(self, prefix: str = "") -> AsyncIterator[Stored]:
        """Every stored file whose key begins with `prefix`, in no particular order.

        Files put or deleted while it runs may be listed or not. Unfinished ones never are.
        """
        ...

    async def sweep_temporary(self, older_than: datetime) -> int:
        """Remove what crashed calls of `put_file` left from before `older_than`; how many."""
        ...


def check_key(key: str) -> str:
    """The key itself. Raises ValueError unless it is of the form that `Blobs` describes."""
    parts = key.split("/")
    if len(key) > MAX_KEY_CHARACTERS or not all(map(is_key_part, parts)):
        raise ValueError(f"not a blob key: {key!r:.200}")
    return key


def check_prefix(prefix: str) -> str:
    """The prefix itself. Raises ValueError unless some key may begin with it."""
    check_key(f"{prefix}x")
    return prefix


def is_key_part(part: str) -> bool:
    """Whether `part` may stand between the slashes of a key."""
    fits = len(part) <= MAX_PART_CHARACTERS and part not in (".", "..")
    return fits and _PART.fullmatch(part) is not None
