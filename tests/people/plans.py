"""Tables so large that no planner would read them whole, and what the planner then does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, insert

from emberline.accounts.models import User
from emberline.kit.ids import new_id


def add_many_users(conn: Connection, amount: int, now: datetime) -> list[str]:
    """Users called `reader0` and so on; their ids."""
    names = ("username", "username_folded", "display_name", "email", "email_folded")
    users = [
        {
            **dict.fromkeys(names, f"reader{number}"),
            "id": new_id(),
            "password_hash": "x",
            "bio": "",
            "time_zone": "UTC",
            "language": "en",
            "is_locked": False,
            "role": "user",
            "created_at": now,
            "last_active": now,
            "suspended_at": None,
        }
        for number in range(amount)
    ]
    conn.execute(insert(User), users)
    return [str(user["id"]) for user in users]


def plan_of(conn: Connection, read: Callable[..., Any], *args: Any) -> str:
    """How the database runs the last statement of `read(conn, *args)`, in its own words."""
    sent: list[tuple[str, Any]] = []

    def note(conn, cursor, statement, parameters, context, executemany):
        sent.append((statement, parameters))

    event.listen(conn, "before_cursor_execute", note)
    read(conn, *args)
    event.remove(conn, "before_cursor_execute", note)
    statement, parameters = sent[-1]
    explain = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
    rows = conn.exec_driver_sql(explain + statement, parameters)
    return "\n".join(str(row[-1]) for row in rows)
