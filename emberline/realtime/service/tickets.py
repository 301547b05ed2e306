"""Tickets: a short, single-use way to a connection that keeps tokens out of addresses."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from emberline.accounts.gate import Viewer
from emberline.accounts.models import User
from emberline.accounts.secret_texts import secret_hash
from emberline.kit.db import Instant
from emberline.realtime.models import Ticket
from emberline.realtime.rules import TICKET_LIFETIME


def issue_ticket(conn: Connection, viewer: Viewer, ticket: str, now: datetime) -> None:
    """Let `ticket`, a new secret, open one connection of the viewer within its lifetime.

    A session's connection lives as long as the session, that of an API token to the token's end.
    """
    conn.execute(_FORGET, {"at": now})
    row = {
        "ticket_hash": secret_hash(ticket),
        "user_id": viewer.user_id,
        "session_id": viewer.session_id,
        "token_id": viewer.token_id,
        "ends_at": None if viewer.session_id else viewer.expires_at,
        "expires_at": now + TICKET_LIFETIME,
    }
    conn.execute(_INSERT, row)


def use_ticket(conn: Connection, ticket: str, now: datetime) -> Viewer | None:
    """Whom `ticket` lets in, once; None for one that is used, over, or was never given out."""
    binds = {"of_ticket": secret_hash(ticket), "at": now}
    row = conn.execute(_USE, binds).first()
    if row is None or conn.execute(_IN_GOOD_STANDING, {"of_user": row.user_id}).first() is None:
        return None
    return Viewer(row.user_id, row.session_id, row.token_id, False, row.ends_at)


_AT = bindparam("at", type_=Instant)
_INSERT = insert(Ticket)
_USE = (
    delete(Ticket)
    .where(Ticket.ticket_hash == bindparam("of_ticket"), Ticket.expires_at > _AT)
    .returning(Ticket.user_id, Ticket.session_id, Ticket.token_id, Ticket.ends_at)
)
_FORGET = delete(Ticket).where(Ticket.expires_at <= _AT)
_IN_GOOD_STANDING = select(User.id).where(
    User.id == bindparam("of_user"), User.suspended_at.is_(None)
)
