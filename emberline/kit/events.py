"""The outbox: an event is a row, written in the transaction that causes it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Connection,
    Index,
    String,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json, after_commit, hot


class EventCounter(Base):
    """The last event number of each user: they grow by one, without gaps in commit order."""

    __tablename__ = "event_counters"

    user_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class OutboxEvent(Base):
    """One event for one user, kept long enough to replay it after a cut."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_created_at", "created_at"),)

    user_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Event(msgspec.Struct, frozen=True):
    """An event on its way out, as it was committed."""

    user_id: str
    id: int
    type: str
    data: dict[str, Any]
    timestamp: datetime


def emit(
    conn: Connection,
    user_ids: Iterable[str],
    type: str,
    data: dict[str, Any],
    now: datetime,
) -> None:
    """Write an event for each of `user_ids`; each is handed on after the commit.

    The counter's row lock makes a user's numbers commit in order. Users are taken in sorted order,
    so that two emitters cannot wait for each other.
    """
    for user_id in sorted(set(user_ids)):
        ((number,),) = hot(conn, _NEXT[conn.dialect.name], user_id=user_id, first=1)
        hot(conn, _INSERT, user_id=user_id, id=number, type=type, data=data, created_at=now)
        after_commit(conn, Event(user_id, number, type, data, now))


def forget_old_events(conn: Connection, before: datetime) -> int:
    """Delete a batch of the events from before an instant; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": before}).rowcount


def _next(dialect: Any) -> Any:
    statement = dialect.insert(EventCounter).values(
        user_id=bindparam("user_id"), last=bindparam("first")
    )
    return statement.on_conflict_do_update(
        index_elements=[EventCounter.user_id], set_={"last": EventCounter.last + 1}
    ).returning(EventCounter.last)


_NEXT = {"sqlite": _next(sqlite), "postgresql": _next(postgresql)}
_INSERT = insert(OutboxEvent)
_FORGET = delete(OutboxEvent).where(
    tuple_(OutboxEvent.user_id, OutboxEvent.id).in_(
        select(OutboxEvent.user_id, OutboxEvent.id)
        .where(OutboxEvent.created_at < bindparam("before"))
        .limit(2000)
    )
)
