"""The list of all users, for administrators."""

from sqlalchemy import Connection, String, bindparam, or_, select, tuple_

from emberline.accounts.models import User
from emberline.accounts.schemas import UserEntry
from emberline.kit.db import Identifier, Instant
from emberline.kit.forms import folded
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut


def list_users(
    conn: Connection, asked: PageRequest[Position], query: str, status: str
) -> Page[UserEntry]:
    """A page of users, the newest first.

    query: a part of the username or email; empty for all. status: `all`, `active`, `suspended`.
    """
    at, identifier = asked.after or NEWEST
    binds = {
        "pattern": f"%{_escaped(folded(query))}%",
        "status": status,
        "at": at,
        "id": identifier,
        "limit": asked.size,
    }
    users = [UserEntry(*row) for row in conn.execute(_PAGE, binds)]
    return cut(users, asked.limit, lambda user: Position(user.created_at, user.user_id))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


_PATTERN = bindparam("pattern", type_=String)
_STATUS = bindparam("status", type_=String)
_PAGE = (
    select(
        User.id,
        User.username,
        User.email,
        User.display_name,
        User.role,
        User.created_at,
        User.last_active,
        User.suspended_at,
        User.suspension_reason,
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
        tuple_(User.created_at, User.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(User.created_at.desc(), User.id.desc())
    .limit(bindparam("limit"))
)
