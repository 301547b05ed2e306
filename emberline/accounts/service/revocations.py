"""What is revoked: rows that every server process reads, and the ending of sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from emberline.accounts.models import Revocation, Session
from emberline.accounts.tokens import LIFETIME, MARGIN
from emberline.kit.db import Instant, after_commit

Reason = Literal["logout", "ended", "replayed", "password", "suspended", "erased", "deleted"]

KEPT_FOR = LIFETIME + 2 * MARGIN
"""How long a revocation matters: until no access token can be older than it."""


class Revoked(msgspec.Struct, frozen=True, tag=True, tag_field="message"):
    """A committed revocation. `subject` is a session's, an API token's or the user's own id."""

    number: int
    subject: str
    user_id: str
    reason: str
    at: datetime

    @property
    def whole_user(self) -> bool:
        """Whether everything of the user is over (suspended, erased), not one session."""
        return self.subject == self.user_id


def revoke(
    conn: Connection, user_id: str, subjects: Sequence[str], reason: Reason, now: datetime
) -> None:
    """Refuse the access tokens of `subjects` here after the commit, elsewhere within a second.

    Numbers are given in the order of commits, so that a reader that goes on from the last number
    misses none: on PostgreSQL the lock is held to the end of the transaction.
    """
    if not subjects:
        return
    if conn.dialect.name == "postgresql":
        conn.execute(_TAKE_TURN, {"turn": _TURN})
    conn.execute(_FORGET, {"before": now - KEPT_FOR})
    for subject in subjects:
        values = {"subject": subject, "user_id": user_id, "reason": reason, "created_at": now}
        number = conn.execute(_INSERT, values).scalar_one()
        after_commit(conn, Revoked(number, subject, user_id, reason, now))


def end_sessions(
    conn: Connection, user_id: str, reason: Reason, now: datetime, keep: str | None = None
) -> list[str]:
    """End all sessions of `user_id` but `keep`, and revoke their tokens; returns their ids."""
    ended = list(conn.execute(_END_ALL, {"of_user": user_id, "keep": keep or user_id}).scalars())
    revoke(conn, user_id, ended, reason, now)
    return ended


def end_session(
    conn: Connection, user_id: str, session_id: str, reason: Reason, now: datetime
) -> bool:
    """End one session of `user_id`; whether there was one."""
    found = conn.execute(_END_ONE, {"of_user": user_id, "of_session": session_id}).first()
    if found is not None:
        revoke(conn, user_id, [session_id], reason, now)
    return found is not None


def revocations_after(conn: Connection, number: int, since: datetime) -> list[Revoked]:
    """The revocations numbered above `number` that still matter, in order."""
    rows = conn.execute(_AFTER, {"after": number, "since": since})
    return [Revoked(*row) for row in rows]


_TURN = 7_102
_TAKE_TURN = select(func.pg_advisory_xact_lock(bindparam("turn")))
_FORGET = delete(Revocation).where(Revocation.created_at < bindparam("before", type_=Instant))
_INSERT = insert(Revocation).returning(Revocation.number)
_AFTER = (
    select(
        Revocation.number,
        Revocation.subject,
        Revocation.user_id,
        Revocation.reason,
        Revocation.created_at,
    )
    .where(Revocation.number > bindparam("after"), Revocation.created_at > bindparam("since"))
    .order_by(Revocation.number)
)
# Nobody's session has the id of a user, so keeping that keeps none.
_END_ALL = (
    delete(Session)
    .where(Session.user_id == bindparam("of_user"), Session.id != bindparam("keep"))
    .returning(Session.id)
)
_END_ONE = (
    delete(Session)
    .where(Session.user_id == bindparam("of_user"), Session.id == bindparam("of_session"))
    .returning(Session.id)
)
