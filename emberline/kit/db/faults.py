"""What a database error means: a named constraint, a full disk, a part that is down."""

import re
from collections.abc import Iterator
from socket import gaierror

import pysqlite3
from sqlalchemy import exc

from emberline.kit.db.base import Base
from emberline.kit.errors import AppError, disk_full, unavailable

IntegrityError = (exc.IntegrityError, pysqlite3.IntegrityError)

_PG_DISK_FULL = "53100"
_PG_DOWN_CLASSES = ("08", "53", "57")  # connection, resources, operator intervention
_PG_RETRY = ("40001", "40P01")  # serialisation failure, deadlock
_SQLITE_UNIQUE = re.compile(
    r"UNIQUE constraint failed: (?:index '(?P<index>[^']+)'|(?P<columns>.+))"
)
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


def violated(error: BaseException) -> str | None:
    """The name of the constraint that an IntegrityError is about, the same on both backends.

    A foreign key of SQLite has no name in its error: it comes back as "foreign_key".
    None when the error is no constraint's.
    """
    for cause in _causes(error):
        if name := getattr(cause, "constraint_name", None):
            return str(name)
        if isinstance(cause, pysqlite3.IntegrityError):
            return _sqlite_constraint(str(cause))
    return None


def _sqlite_constraint(message: str) -> str | None:
    if match := _SQLITE_UNIQUE.search(message):
        return match["index"] or _unique_name(match["columns"])
    if match := _SQLITE_CHECK.search(message):
        return match["name"]
    return "foreign_key" if "FOREIGN KEY" in message else None


def _unique_name(qualified: str) -> str:
    """SQLite names the columns; our naming convention turns them into the constraint's name."""
    names = [part.strip().split(".") for part in qualified.split(",")]
    table, columns = names[0][0], [name[-1] for name in names]
    known = Base.metadata.tables.get(table)
    primary = ["id"] if known is None else [column.name for column in known.primary_key.columns]
    return f"pk_{table}" if columns == primary else f"uq_{table}_{'_'.join(columns)}"


def translated(error: Exception) -> Exception:
    """A driver's error as the AppError that the caller is told; any other error unchanged.

    The driver's stays the cause, for the log.
    """
    told = _told(error)
    if told is not error:
        told.__cause__ = error
    return told


def _told(error: Exception) -> Exception:
    if isinstance(error, AppError | exc.IntegrityError):
        return error
    if isinstance(error, exc.TimeoutError | TimeoutError | ConnectionError | gaierror):
        return unavailable()
    # A bare OSError is asyncio's, when none of a host's addresses answers.
    if lost_connection(error) or type(error) is OSError:
        return unavailable()
    for cause in _causes(error):
        if state := getattr(cause, "sqlstate", None):
            return _postgres_fault(error, str(state))
        if isinstance(cause, pysqlite3.Error):
            return _sqlite_fault(error, cause)
        if isinstance(cause, ConnectionError | TimeoutError):
            return unavailable()
        if "connection is closed" in str(cause) or "connection was closed" in str(cause):
            return unavailable()
    return error


def _postgres_fault(error: Exception, state: str) -> Exception:
    if state == _PG_DISK_FULL:
        return disk_full()
    return unavailable() if state.startswith(_PG_DOWN_CLASSES) else error


def _sqlite_fault(error: Exception, cause: BaseException) -> Exception:
    message = str(cause)
    if "disk is full" in message:
        return disk_full()
    busy = ("locked", "interrupted", "unable to open", "disk I/O error")
    return unavailable() if any(word in message for word in busy) else error


def lost_connection(error: BaseException | None) -> bool:
    """Whether the connection died under the statement (its server was restarted, say)."""
    return isinstance(error, exc.DBAPIError) and error.connection_invalidated


def worth_retrying(error: Exception) -> bool:
    """Whether PostgreSQL asks for the whole transaction again (a deadlock, a serialisation)."""
    return any(getattr(cause, "sqlstate", None) in _PG_RETRY for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = getattr(seen, "orig", None) or seen.__cause__
