"""A look into the embedded database from outside the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3


@contextmanager
def sqlite_file(path: Path) -> Iterator[Any]:
    """A connection to the database file; at the end what it wrote is committed and it is closed.

    Always the server's own library: of two in one process, the one that closes its handle drops
    the locks of the other (sqlite.org/howtocorrupt.html, 2.2.1).
    """
    raw = pysqlite3.connect(str(path))
    try:
        with raw:
            yield raw
    finally:
        raw.close()
