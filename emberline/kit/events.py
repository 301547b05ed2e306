"""The outbox: an event is a row, written in the transaction that causes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
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
    is_watched: Mapped[bool] = mapped_column(Boolean)
    """Whether each event is shown to the observer in its own transaction; see `watch`."""


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
    until: datetime | None = None
    """From then on nobody is to be told any more; None: whenever."""


Observer = Callable[[Connection, Event], None]


def observe(observer: Observer) -> None:
    """Show every event of a watched user to `observer`, in the transaction that writes it.

    For the composition, once a process, before the first event.
    """
    _observers[:] = [observer]


def watch(conn: Connection, user_id: str, *, is_watched: bool) -> None:
    """Whether the observer is shown this user's events; it costs the others nothing.

    The flag lies with the user's event number, which each event reads anyway.
    """
    values = {"user_id": user_id, "last": 0, "is_watched": is_watched}
    conn.execute(_WATCH[conn.dialect.name], values)


def emit(
    conn: Connection,
    user_ids: Iterable[str],
    type: str,
    data: dict[str, Any],
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write an event for each of `user_ids`; each is handed on after the commit.

    until: see `Event.until`.
    """
    emit_each(conn, dict.fromkeys(user_ids, data), type, now, until)


def emit_each(
    conn: Connection,
    data_by_user: Mapping[str, dict[str, Any]],
    type: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write an event for each user, each with data of their own; two statements, however many.

    The counter's row lock makes a user's numbers commit in order. Users are taken in sorted order,
    so that two emitters cannot wait for each other.
    """
    each = {user_id: [data] for user_id, data in data_by_user.items()}
    emit_several(conn, each, type, now, until)


def emit_several(
    conn: Connection,
    data_by_user: Mapping[str, Sequence[dict[str, Any]]],
    type: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write as many events for each user as there are data of theirs, in order; as `emit_each`."""
    numbered = _numbered(conn, {name: len(data) for name, data in sorted(data_by_user.items())})
    events, watched = [], set()
    for user_id, last, is_watched in numbered:
        data = data_by_user[user_id]
        first = last - len(data) + 1
        events += [
            Event(user_id, number, type, one, now, until) for number, one in enumerate(data, first)
        ]
        if is_watched:
            watched.add(user_id)
    _store(conn, events)
    for event in events:
        after_commit(conn, event)
        if event.user_id in watched:
            _show(conn, event)


def forget_old_events(conn: Connection, before: datetime) -> int:
    """Delete a batch of the events from before an instant; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": before}).rowcount


def _numbered(conn: Connection, counts: Mapping[str, int]) -> list[tuple[str, int, bool]]:
    """Each user's last event number once `counts` are added, and whether they are watched."""
    if len(counts) == 1:
        # The usual case, on the raw driver where there is one.
        ((user_id, count),) = counts.items()
        ((number, is_watched),) = hot(
            conn, _NEXT[conn.dialect.name], user_id=user_id, last=count, is_watched=False
        )
        return [(user_id, number, is_watched)]
    if not counts:
        return []
    values = [
        {"user_id": user_id, "last": count, "is_watched": False}
        for user_id, count in counts.items()
    ]
    rows = conn.execute(_NEXT_OF_MANY[conn.dialect.name], values)
    return [(row.user_id, row.last, row.is_watched) for row in rows]


def _store(conn: Connection, events: Sequence[Event]) -> None:
    rows = [
        {
            "user_id": event.user_id,
            "id": event.id,
            "type": event.type,
            "data": event.data,
            "created_at": event.timestamp,
        }
        for event in events
    ]
    if len(rows) == 1:
        hot(conn, _INSERT, **rows[0])
    elif rows:
        conn.execute(_INSERT, rows)


def _show(conn: Connection, event: Event) -> None:
    if not _observers:
        raise RuntimeError("a watched user's event needs its observer: call observe at the start")
    for observer in _observers:
        observer(conn, event)


_observers: list[Observer] = []


def _counter(dialect: Any) -> Any:
    names = ("user_id", "last", "is_watched")
    return dialect.insert(EventCounter).values({name: bindparam(name) for name in names})


def _next(dialect: Any) -> Any:
    statement = _counter(dialect)
    return statement.on_conflict_do_update(
        index_elements=[EventCounter.user_id],
        set_={"last": EventCounter.last + statement.excluded.last},
    )


def _watch(dialect: Any) -> Any:
    statement = _counter(dialect)
    return statement.on_conflict_do_update(
        index_elements=[EventCounter.user_id], set_={"is_watched": statement.excluded.is_watched}
    )


_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
_NEXT = {
    name: _next(dialect).returning(EventCounter.last, EventCounter.is_watched)
    for name, dialect in _DIALECTS.items()
}
_NEXT_OF_MANY = {
    name: _next(dialect).returning(EventCounter.user_id, EventCounter.last, EventCounter.is_watched)
    for name, dialect in _DIALECTS.items()
}
_WATCH = {name: _watch(dialect) for name, dialect in _DIALECTS.items()}
_INSERT = insert(OutboxEvent)
_FORGET = delete(OutboxEvent).where(
    tuple_(OutboxEvent.user_id, OutboxEvent.id).in_(
        select(OutboxEvent.user_id, OutboxEvent.id)
        .where(OutboxEvent.created_at < bindparam("before"))
        .limit(2000)
    )
)
