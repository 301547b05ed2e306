"""Sessions: signing in, the rotation of refresh tokens, and where one is signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from emberline.accounts.models import Session, User
from emberline.accounts.schemas import Account, SessionEntry
from emberline.accounts.service.revocations import end_session, revoke
from emberline.kit.db import Instant
from emberline.kit.errors import AppError, forbidden, not_found
from emberline.kit.ids import new_id

IDLE_LIFETIME = timedelta(days=90)
"""A session that is not refreshed for this long is over."""

MOST_SESSIONS = 50
"""A user's sessions; the one that was used longest ago makes room."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where a session lives: the client's own description, and its address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session and the number of the refresh token that its client gets now."""

    session_id: str
    number: int
    account: Account


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a login is checked against."""

    user_id: str
    password_hash: str


def credentials_of(conn: Connection, name: str, *, email: bool) -> Credentials | None:
    """The account whose folded email, or username, is `name`."""
    row = conn.execute(_BY_EMAIL if email else _BY_USERNAME, {"named": name}).first()
    return Credentials(row.id, row.password_hash) if row else None


def log_in(
    conn: Connection, credentials: Credentials, device: Device, now: datetime
) -> OpenSession | None:
    """Begin a session for the account whose password was found right.

    None when the password was changed since. AppError 403 for a suspended account. The update
    locks the user's row, so that a suspension at the same time finds this session and ends it.
    """
    names = {"of_user": credentials.user_id, "of_hash": credentials.password_hash, "at": now}
    row = conn.execute(_LOG_IN, names).mappings().first()
    if row is None:
        return None
    if row["suspended_at"] is not None:
        raise _suspended(row["suspension_reason"])
    return open_session(conn, account_from(row), device, now)


def open_session(conn: Connection, account: Account, device: Device, now: datetime) -> OpenSession:
    """Begin a session for a user whose row this transaction holds; old ones make room."""
    _make_room(conn, account.user_id, now)
    session_id = new_id()
    conn.execute(
        _INSERT,
        {
            "id": session_id,
            "user_id": account.user_id,
            "used": -1,
            "device": device.name,
            "address": device.address,
            "created_at": now,
            "last_used_at": now,
        },
    )
    return OpenSession(session_id, 0, account)


def refresh(
    conn: Connection, session_id: str, number: int, device: Device, now: datetime
) -> OpenSession | None:
    """Use refresh token `number` of a session; None when it is good for nothing.

    Until the successor is used for a refresh, a repeat gets that same successor: a client whose
    answer was lost, or many that refresh at once, stay in one family. A token older than that was
    copied: its family ends (so None is returned, not raised, and the end is committed).
    """
    row = conn.execute(_TOUCH_USER, {"of_session": session_id, "at": now}).mappings().first()
    if row is None:
        return None
    names = {
        "of_session": session_id,
        "sent": number,
        "sent_before": number - 1,
        "not_before": now - IDLE_LIFETIME,
        "at": now,
        "new_device": device.name,
        "new_address": device.address,
    }
    if conn.execute(_USE, names).first() is not None:
        return OpenSession(session_id, number + 1, account_from(row))
    stored = conn.execute(_USED, {"of_session": session_id}).first()
    if stored is not None and number < stored.used:
        end_session(conn, row["id"], session_id, "replayed", now)
    return None


def log_out(conn: Connection, user_id: str, session_id: str, now: datetime) -> None:
    """End the caller's own session."""
    end_session(conn, user_id, session_id, "logout", now)


def sessions_of(
    conn: Connection, user_id: str, current: str | None, now: datetime
) -> list[SessionEntry]:
    """Where the user is signed in, the last used first."""
    rows = conn.execute(_LIST, {"of_user": user_id, "not_before": now - IDLE_LIFETIME})
    return [SessionEntry(*row, current=row.id == current) for row in rows]


def delete_session(conn: Connection, user_id: str, session_id: str, now: datetime) -> None:
    """End one of the user's sessions. AppError 404 when they have none of that id."""
    if not end_session(conn, user_id, session_id, "ended", now):
        raise not_found("Session")


def account_of(conn: Connection, user_id: str) -> Account:
    """The user as they see themselves. AppError 404 for no such user."""
    row = conn.execute(_ACCOUNT, {"of_user": user_id}).mappings().first()
    if row is None:
        raise not_found("User")
    return account_from(row)


def account_from(row: Any) -> Account:
    """An account from a mapping that has the columns of `ACCOUNT_COLUMNS`."""
    values = {column.name: row[column.name] for column in ACCOUNT_COLUMNS}
    return Account(user_id=values.pop("id"), **values)


def _suspended(reason: str | None) -> AppError:
    told = f" The reason given: {reason}" if reason else ""
    return forbidden(f"This account is suspended. Ask the operator about it.{told}")


def _make_room(conn: Connection, user_id: str, now: datetime) -> None:
    conn.execute(_DELETE_IDLE, {"of_user": user_id, "not_before": now - IDLE_LIFETIME})
    crowded = {"of_user": user_id, "kept": MOST_SESSIONS - 1}
    ended = list(conn.execute(_DELETE_CROWDED, crowded).scalars())
    revoke(conn, user_id, ended, "ended", now)


ACCOUNT_COLUMNS = (
    User.__table__.c.id,
    User.__table__.c.username,
    User.__table__.c.email,
    User.__table__.c.display_name,
    User.__table__.c.bio,
    User.__table__.c.time_zone,
    User.__table__.c.language,
    User.__table__.c.is_locked,
    User.__table__.c.role,
    User.__table__.c.created_at,
    User.__table__.c.last_active,
)
"""What an `Account` is made from."""

_BY_EMAIL = select(User.id, User.password_hash).where(User.email_folded == bindparam("named"))
_BY_USERNAME = select(User.id, User.password_hash).where(User.username_folded == bindparam("named"))
_ACCOUNT = select(*ACCOUNT_COLUMNS).where(User.id == bindparam("of_user"))
_LOG_IN = (
    update(User)
    .where(User.id == bindparam("of_user"), User.password_hash == bindparam("of_hash"))
    .values(last_active=bindparam("at"))
    .returning(*ACCOUNT_COLUMNS, User.suspended_at, User.suspension_reason)
)
_TOUCH_USER = (
    update(User)
    .where(
        User.id
        == select(Session.user_id).where(Session.id == bindparam("of_session")).scalar_subquery(),
        User.suspended_at.is_(None),
    )
    .values(last_active=bindparam("at"))
    .returning(*ACCOUNT_COLUMNS)
)
_INSERT = insert(Session)
_USE = (
    update(Session)
    .where(
        Session.id == bindparam("of_session"),
        Session.used.in_([bindparam("sent"), bindparam("sent_before")]),
        Session.last_used_at > bindparam("not_before", type_=Instant),
    )
    .values(
        used=bindparam("sent"),
        last_used_at=bindparam("at"),
        device=bindparam("new_device"),
        address=bindparam("new_address"),
    )
    .returning(Session.id)
)
_USED = select(Session.used).where(Session.id == bindparam("of_session"))
_LIST = (
    select(Session.id, Session.device, Session.address, Session.created_at, Session.last_used_at)
    .where(
        Session.user_id == bindparam("of_user"),
        Session.last_used_at > bindparam("not_before", type_=Instant),
    )
    .order_by(Session.last_used_at.desc(), Session.id.desc())
)
_DELETE_IDLE = delete(Session).where(
    Session.user_id == bindparam("of_user"),
    Session.last_used_at <= bindparam("not_before", type_=Instant),
)
_DELETE_CROWDED = (
    delete(Session)
    .where(
        Session.id.in_(
            select(Session.id)
            .where(Session.user_id == bindparam("of_user"))
            .order_by(Session.last_used_at.desc(), Session.id.desc())
            .offset(bindparam("kept", type_=Session.used.type))
            .limit(MOST_SESSIONS)
        )
    )
    .returning(Session.id)
)
