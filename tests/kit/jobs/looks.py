"""How the tests look at the table of jobs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.kit.jobs import Job

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)

_columns = Job.__table__.c
_ONE = select(*_columns).where(_columns.id == bindparam("job_id"))
_ALL = select(*_columns).order_by(_columns.id)


def look(conn: Connection, job_id: str, /) -> dict[str, Any]:
    """One row, whole."""
    return dict(conn.execute(_ONE, {"job_id": job_id}).mappings().one())


def look_at_all(conn: Connection, /) -> list[dict[str, Any]]:
    """Every row, the oldest first."""
    return [dict(found) for found in conn.execute(_ALL).mappings()]
