"""New passwords: by the old one, or by a token that came by mail."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from emberline.accounts.models import PasswordReset, User
from emberline.accounts.secret_texts import secret_hash
from emberline.accounts.service.api_tokens import delete_all_api_tokens
from emberline.accounts.service.revocations import end_sessions, revoke
from emberline.kit.db import Instant
from emberline.kit.errors import AppError, conflict, forbidden, invalid

RESET_LIFETIME = timedelta(hours=1)


def password_hash_of(conn: Connection, user_id: str) -> str | None:
    """The stored hash; None for no such user."""
    row = conn.execute(_HASH, {"of_user": user_id}).first()
    return str(row[0]) if row else None


def change_password(
    conn: Connection,
    user_id: str,
    old_hash: str,
    new_hash: str,
    keep_session: str | None,
    now: datetime,
) -> None:
    """Replace the hash that the given password was checked against; end the other sessions.

    AppError 409 when the password was changed in between.
    """
    names = {"of_user": user_id, "old_hash": old_hash, "new_hash": new_hash}
    if conn.execute(_CHANGE, names).first() is None:
        raise conflict("Password changed", "The password was changed just now. Log in again.")
    conn.execute(_FORGET_MINE, {"of_user": user_id})
    end_sessions(conn, user_id, "password", now, keep_session)


def ask_reset(conn: Connection, email_folded: str, token: str, now: datetime) -> str | None:
    """Store the way to a new password; returns the address to send it to.

    None for an address of nobody, or of a suspended account; the same work is done for it, so
    that the time tells nothing.
    """
    conn.execute(_FORGET_OLD, {"at": now})
    user = conn.execute(_BY_EMAIL, {"of_email": email_folded}).first()
    row = {"token_hash": secret_hash(token), "expires_at": now + RESET_LIFETIME}
    conn.execute(_INSERT, {**row, "user_id": user.id if user else None})
    return str(user.email) if user else None


def make_reset(
    conn: Connection, user_id: str, token: str, now: datetime, lifetime: timedelta
) -> datetime:
    """Store a way to a new password that the operator hands over; returns when it is over."""
    expires_at = now + lifetime
    row = {"token_hash": secret_hash(token), "expires_at": expires_at, "user_id": user_id}
    conn.execute(_INSERT, row)
    return expires_at


def check_reset(conn: Connection, token: str, now: datetime) -> None:
    """AppError 400 unless `token` is good at `now`; spares the hashing for one that is not."""
    if conn.execute(_LOOK, {"of_token": secret_hash(token), "at": now}).first() is None:
        raise _bad_token()


def confirm_reset(conn: Connection, token: str, new_hash: str, now: datetime) -> None:
    """Use the token up, set the password and end every session. AppError 400 when it is not good.

    Whoever had the account keeps no way into it: the user's API tokens go, and the tokens of older
    mails, which could undo the new password.
    """
    used = conn.execute(_USE, {"of_token": secret_hash(token), "at": now}).first()
    if used is None:
        raise _bad_token()
    user_id = used.user_id
    conn.execute(_SET, {"of_user": user_id, "new_hash": new_hash})
    conn.execute(_FORGET_MINE, {"of_user": user_id})
    token_ids = delete_all_api_tokens(conn, user_id)
    end_sessions(conn, user_id, "password", now)
    revoke(conn, user_id, token_ids, "password", now)


def wrong_password() -> AppError:
    """403: signed in, but not proven to be the person."""
    return forbidden("This is not your password. Correct it; nothing was changed.")


def _bad_token() -> AppError:
    return invalid("token", "This token is used, over or unknown. Ask for a new mail.")


_HASH = select(User.password_hash).where(User.id == bindparam("of_user"))
_CHANGE = (
    update(User)
    .where(User.id == bindparam("of_user"), User.password_hash == bindparam("old_hash"))
    .values(password_hash=bindparam("new_hash"))
    .returning(User.id)
)
_SET = (
    update(User).where(User.id == bindparam("of_user")).values(password_hash=bindparam("new_hash"))
)
_BY_EMAIL = select(User.id, User.email).where(
    User.email_folded == bindparam("of_email"), User.suspended_at.is_(None)
)
_INSERT = insert(PasswordReset)
_GOOD = (
    (PasswordReset.token_hash == bindparam("of_token"))
    & (PasswordReset.expires_at > bindparam("at", type_=Instant))
    & PasswordReset.user_id.is_not(None)
)
_LOOK = select(PasswordReset.token_hash).where(_GOOD)
_USE = delete(PasswordReset).where(_GOOD).returning(PasswordReset.user_id)
_FORGET_MINE = delete(PasswordReset).where(PasswordReset.user_id == bindparam("of_user"))
_FORGET_OLD = delete(PasswordReset).where(
    PasswordReset.expires_at <= bindparam("at", type_=Instant)
)
