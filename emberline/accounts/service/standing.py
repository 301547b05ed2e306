"""A user's standing: suspended or not, and with which role."""

from datetime import datetime

from sqlalchemy import Connection, String, bindparam, select, update

from emberline.accounts.models import User
from emberline.accounts.service.revocations import end_sessions, revoke
from emberline.accounts.service.showing import showing_changed
from emberline.kit.db import Instant
from emberline.kit.errors import conflict, not_found
from emberline.kit.forms import folded


def suspend(conn: Connection, user_id: str, now: datetime, reason: str | None = None) -> bool:
    """Suspend the user: every session ends, every token is refused. Whether they were not yet.

    They are told the reason when they sign in; one that is given later takes an earlier's place.
    AppError 404 for no such user.
    """
    binds = {"of_user": user_id, "because": reason}
    if conn.execute(_SUSPEND, {**binds, "at": now}).first() is None:
        _check_exists(conn, user_id)
        if reason is not None:
            conn.execute(_GIVE_REASON, binds)
        return False
    end_sessions(conn, user_id, "suspended", now)
    revoke(conn, user_id, [user_id], "suspended", now)
    showing_changed(conn, user_id)
    return True


def suspend_other(
    conn: Connection, actor_id: str, user_id: str, now: datetime, reason: str | None = None
) -> bool:
    """As `suspend`, someone else. AppError 409 for oneself."""
    if actor_id == user_id:
        raise conflict("Own account", "You cannot suspend yourself. Ask another administrator.")
    return suspend(conn, user_id, now, reason)


def unsuspend(conn: Connection, user_id: str) -> bool:
    """Let the user log in again. Whether they were suspended. AppError 404 for no such user."""
    if conn.execute(_UNSUSPEND, {"of_user": user_id}).first() is None:
        _check_exists(conn, user_id)
        return False
    showing_changed(conn, user_id)
    return True


def set_role(conn: Connection, user_id: str, role: str) -> None:
    """Give the user `role`, which holds from their next request on. AppError 404 for nobody."""
    if conn.execute(_SET_ROLE, {"of_user": user_id, "new_role": role}).first() is None:
        raise not_found("User")


def user_id_named(conn: Connection, username: str) -> str:
    """The id of the user of that name, in any case or Unicode form. AppError 404 for nobody."""
    row = conn.execute(_BY_NAME, {"named": folded(username)}).first()
    if row is None:
        raise not_found("User")
    return str(row[0])


def _check_exists(conn: Connection, user_id: str) -> None:
    if conn.execute(_EXISTS, {"of_user": user_id}).first() is None:
        raise not_found("User")


_BECAUSE = bindparam("because", type_=String)
_SUSPEND = (
    update(User)
    .where(User.id == bindparam("of_user"), User.suspended_at.is_(None))
    .values(suspended_at=bindparam("at", type_=Instant), suspension_reason=_BECAUSE)
    .returning(User.id)
)
_GIVE_REASON = (
    update(User)
    .where(User.id == bindparam("of_user"), User.suspended_at.is_not(None))
    .values(suspension_reason=_BECAUSE)
)
_UNSUSPEND = (
    update(User)
    .where(User.id == bindparam("of_user"), User.suspended_at.is_not(None))
    .values(suspended_at=None, suspension_reason=None)
    .returning(User.id)
)
_SET_ROLE = (
    update(User)
    .where(User.id == bindparam("of_user"))
    .values(role=bindparam("new_role"))
    .returning(User.id)
)
_EXISTS = select(User.id).where(User.id == bindparam("of_user"))
_BY_NAME = select(User.id).where(User.username_folded == bindparam("named"))
