"""The list of all users, for administrators."""

from sqlalchemy import Connection, String, bindparam, or_, select, tuple_

from emberline.accounts.models import User
from emberline.accounts.schemas import UserEntry
from emberline.kit.db import Identifier, Instant
from emberline.kit.forms import folded
from emberline.kit.paging import Page, Position

CURSOR = "admin-users"


def list_users(
    conn: Connection, page: Page, query: str, status: str
) -> tuple[list[UserEntry], Position | None]:
    """A page of users, the newest first, and where the next page begins.

    query: a part of the username or email; empty for all. status: `all`, `active`, `suspended`.
    """
    binds = {
        "pattern": f"%{_escaped(folded(query))}%",
        "status": status,
        "limit": page.limit + 1,
    }
    if page.after is None:
        rows = conn.execute(_FIRST, binds)
    else:
        rows = conn.execute(_NEXT, {**binds, "at": page.after.at, "id": page.after.id})
    users = [UserEntry(*row) for row in rows]
    if len(users) <= page.limit:
        return users, None
    last = users[page.limit - 1]
    return users[: page.limit], Position(last.created_at, last.user_id)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


_PATTERN = bindparam("pattern", type_=String)
_STATUS = bindparam("status", type_=String)
_FIRST = (
    select(
        User.id,
        User.username,
        User.email,
        User.display_name,
        User.role,
        User.created_at,
        User.last_active,
        User.suspended_at,
    )
    .where(
        or_(
            User.username_folded.like(_PATTERN, escape="\\"),
            User.email_folded.like(_PATTERN, escape="\\"),
        ),
        or_(
            _STATUS == "all",
            (_STATUS == "active") & User.suspended_at.is_(None),
            (_STATUS == "suspended") & User.suspended_at.is_not(None),
        ),
    )
    .order_by(User.created_at.desc(), User.id.desc())
    .limit(bindparam("limit"))
)
_NEXT = _FIRST.where(
    tuple_(User.created_at, User.id)
    < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier))
)
