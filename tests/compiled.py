"""Compiled statements for the whole run; `tests/conftest.py` loads this file as a plugin.

An engine keeps what it compiled for itself, and every test opens engines of its own: compiling the
same statements again took half of a test's time. One dictionary for all is what a server has that
runs as long as the tests do.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Compiled


class CompiledStatements(dict[Any, Compiled]):
    """SQLAlchemy's `compiled_cache`, in which dialects of the same name are the same.

    Its keys begin with the dialect, of which each engine makes its own.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """What was compiled for the statement, the columns and the options of `key`."""
        return super().get(_for_any_engine(key), default)

    def __setitem__(self, key: Any, compiled: Compiled) -> None:
        super().__setitem__(_for_any_engine(key), compiled)


def _for_any_engine(key: Any) -> Any:
    dialect, *rest = key
    return dialect.name, *rest


@pytest.fixture(scope="session", autouse=True)
def shared_compiled_statements() -> Iterator[None]:
    """Every engine of this process looks statements up in one dictionary."""
    compiled = CompiledStatements()

    def share(conn: Connection) -> None:
        conn.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)
