"""New accounts: who may make one, and the rows that every user has from the start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.models import Invite, Preferences, User
from emberline.accounts.rules import username_candidates
from emberline.accounts.secret_texts import secret_hash
from emberline.accounts.service.preferences import DEFAULTS
from emberline.accounts.service.sessions import Device, OpenSession, account_of, open_session
from emberline.kit.db import Instant
from emberline.kit.errors import AppError, conflict, forbidden
from emberline.kit.forms import folded
from emberline.kit.ids import new_id

Welcome = Callable[[Connection, str, str, datetime], None]
"""Makes what a guest's token holds the new user's: `(conn, user_id, token, now)`."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made: the password is hashed already. No username: one is derived.

    guest_token: what its maker held as a guest; None for nothing.
    """

    email: str
    password_hash: str
    username: str | None = None
    role: str = "user"
    guest_token: str | None = None


def welcome_guests(welcome: Welcome) -> None:
    """Let `welcome` give new users what was theirs as guests, in the transaction of the signup.

    For the composition, once a process: accounts know nothing of the slices above them.
    """
    _welcomes[:] = [welcome]


def invite_to_use(mode: str, invite: str | None) -> str | None:
    """The invitation that a signup has to use up under the server's `mode`; None for none.

    AppError 403 where nobody may sign up, or not without an invitation.
    """
    if mode == "closed":
        raise forbidden("Signing up is closed here. Ask the operator for an account.")
    if mode == "invite" and not invite:
        raise _invite_needed()
    return invite if mode == "invite" else None


def sign_up(
    conn: Connection, account: NewAccount, invite: str | None, device: Device, now: datetime
) -> OpenSession:
    """Make the account, and sign it in; an `invite` that is not None is used up.

    AppError 403 for an invitation that is not good, 409 for a taken name or email.
    """
    if invite is not None:
        names = {"of_code": secret_hash(invite), "at": now}
        if conn.execute(_USE_INVITE, names).first() is None:
            raise _invite_needed()
    user_id = create_account(conn, account, now)
    if account.guest_token is not None:
        for welcome in _welcomes:
            welcome(conn, user_id, account.guest_token, now)
    return open_session(conn, account_of(conn, user_id), device, now)


def create_account(conn: Connection, account: NewAccount, now: datetime) -> str:
    """Make the user and their preferences; returns the id. AppError 409 naming what is taken."""
    user_id = new_id()
    candidates = (
        [account.username]
        if account.username is not None
        else username_candidates(account.email, user_id[-6:])
    )
    email_folded = folded(account.email)
    for username in candidates:
        row = _user_row(account, user_id, username, email_folded, now)
        if conn.execute(_INSERT[conn.dialect.name], row).first() is not None:
            conn.execute(_INSERT_PREFERENCES, {"user_id": user_id, **DEFAULTS})
            return user_id
        # Where the email is free it was the name that is taken.
        if conn.execute(_EMAIL_TAKEN, {"of_email": email_folded}).first() is not None:
            raise _taken("email", "An account with this email exists. Log in, or use another.")
    raise username_taken()


def username_taken() -> AppError:
    """409 for a username that somebody has, in whatever case or Unicode form."""
    return _taken("username", "This username is taken. Choose another.")


def make_invite(conn: Connection, code: str, now: datetime, lifetime: timedelta) -> datetime:
    """Store an invitation that lets one person sign up; returns when it is over."""
    conn.execute(_FORGET_INVITES, {"at": now})
    expires_at = now + lifetime
    row = {"code_hash": secret_hash(code), "created_at": now, "expires_at": expires_at}
    conn.execute(_INSERT_INVITE, row)
    return expires_at


_welcomes: list[Welcome] = []


def _user_row(
    account: NewAccount, user_id: str, username: str, email_folded: str, now: datetime
) -> dict[str, Any]:
    return {
        "id": user_id,
        "username": username,
        "username_folded": folded(username),
        "email": account.email,
        "email_folded": email_folded,
        "password_hash": account.password_hash,
        "display_name": username,
        "bio": "",
        "time_zone": "UTC",
        "language": "en",
        "is_locked": False,
        "role": account.role,
        "created_at": now,
        "last_active": now,
        "suspended_at": None,
        "suspension_reason": None,
    }


def _taken(field: str, detail: str) -> AppError:
    return conflict(f"{field.capitalize()} already taken", detail, field=field)


def _invite_needed() -> AppError:
    return forbidden(
        "Signing up needs an invitation here. Send a valid, unused code as `invite`; the operator "
        "makes them."
    )


def _insert(dialect: Any) -> Any:
    columns: dict[str, Any] = {
        column.name: bindparam(column.name) for column in User.__table__.columns
    }
    return dialect.insert(User).values(columns).on_conflict_do_nothing().returning(User.id)


_INSERT = {"sqlite": _insert(sqlite), "postgresql": _insert(postgresql)}
_INSERT_PREFERENCES = insert(Preferences)
_EMAIL_TAKEN = select(User.id).where(User.email_folded == bindparam("of_email"))
_INSERT_INVITE = insert(Invite)
_USE_INVITE = (
    delete(Invite)
    .where(
        Invite.code_hash == bindparam("of_code"), Invite.expires_at > bindparam("at", type_=Instant)
    )
    .returning(Invite.code_hash)
)
_FORGET_INVITES = delete(Invite).where(Invite.expires_at <= bindparam("at", type_=Instant))
