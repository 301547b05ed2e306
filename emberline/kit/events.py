"""The outbox: an event is a row, written in the transaction that causes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Index,
    Integer,
    String,
    bindparam,
    delete,
    insert,
    inspect,
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
    expires_at: Mapped[datetime | None] = mapped_column(Instant)


class OutboxEpoch(Base):
    """The one row that names this outbox; another after a restore, which sets numbers back."""

    __tablename__ = "outbox_epochs"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(Identifier)


class Event(msgspec.Struct, frozen=True):
    """An event of one user, as it was written."""

    user_id: str
    id: int
    type: str
    data: dict[str, Any]
    timestamp: datetime
    until: datetime | None = None
    """From then on nobody is to be told any more; None: whenever."""


class Parcel(msgspec.Struct, frozen=True):
    """The same data for several users, under each one's own event number."""

    data: dict[str, Any]
    ids: dict[str, int]


class Emitted(msgspec.Struct, frozen=True, tag=True, tag_field="message"):
    """Events of one type on their way out, after the commit that wrote them."""

    type: str
    timestamp: datetime
    until: datetime | None
    parcels: tuple[Parcel, ...]

    def events(self) -> Iterator[Event]:
        """Each user's event, one after the other."""
        for parcel in self.parcels:
            for user_id, number in parcel.ids.items():
                yield Event(user_id, number, self.type, parcel.data, self.timestamp, self.until)


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
    """Write an event for each of `user_ids`, two statements however many; they leave together.

    The counter's row lock makes a user's numbers commit in order. Users are taken in sorted order,
    so that two emitters cannot wait for each other. until: see `Event.until`.
    """
    numbered = _numbered(conn, dict.fromkeys(sorted(set(user_ids)), 1))
    parcel = Parcel(data, {user_id: last for user_id, last, _ in numbered})
    _release(conn, Emitted(type, now, until, (parcel,)), numbered)


def emit_each(
    conn: Connection,
    data_by_user: Mapping[str, dict[str, Any]],
    type: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write an event for each user, each with data of their own; as `emit`."""
    each = {user_id: [data] for user_id, data in data_by_user.items()}
    emit_several(conn, each, type, now, until)


def emit_several(
    conn: Connection,
    data_by_user: Mapping[str, Sequence[dict[str, Any]]],
    type: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write as many events for each user as there are data of theirs, in order; as `emit`."""
    numbered = _numbered(conn, {name: len(data) for name, data in sorted(data_by_user.items())})
    parcels = tuple(
        Parcel(one, {user_id: number})
        for user_id, last, _ in numbered
        for number, one in enumerate(data_by_user[user_id], last - len(data_by_user[user_id]) + 1)
    )
    _release(conn, Emitted(type, now, until, parcels), numbered)


def ensure_epoch(conn: Connection, new: str) -> str:
    """The outbox's epoch: within it a user's event numbers only grow. `new` where it has none."""
    conn.execute(_FIRST_EPOCH[conn.dialect.name], {"new": new})
    return str(conn.execute(_EPOCH).scalar_one())


def end_epoch(conn: Connection) -> None:
    """Let another epoch begin at the next start: numbers may be given out once more.

    For a restored database, which may be of a revision that knew no epochs.
    """
    if inspect(conn).has_table(OutboxEpoch.__tablename__):
        conn.execute(delete(OutboxEpoch))


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


def _release(conn: Connection, emitted: Emitted, numbered: Sequence[tuple[str, int, bool]]) -> None:
    """Store the events, show them to the observers of those who are watched, hand them on."""
    if not numbered:
        return
    _store(conn, emitted)
    after_commit(conn, emitted)
    watched = {user_id for user_id, _, is_watched in numbered if is_watched}
    if watched:
        for event in emitted.events():
            if event.user_id in watched:
                _show(conn, event)


def _store(conn: Connection, emitted: Emitted) -> None:
    rows = [
        {
            "user_id": event.user_id,
            "id": event.id,
            "type": event.type,
            "data": event.data,
            "created_at": event.timestamp,
            "expires_at": event.until,
        }
        for event in emitted.events()
    ]
    if len(rows) == 1:
        hot(conn, _INSERT, **rows[0])
    else:
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
_EPOCH = select(OutboxEpoch.id)
# One row, whoever comes first: its number is always the same.
_FIRST_EPOCH = {
    name: dialect.insert(OutboxEpoch).values(number=1, id=bindparam("new")).on_conflict_do_nothing()
    for name, dialect in _DIALECTS.items()
}
_FORGET = delete(OutboxEvent).where(
    tuple_(OutboxEvent.user_id, OutboxEvent.id).in_(
        select(OutboxEvent.user_id, OutboxEvent.id)
        .where(OutboxEvent.created_at < bindparam("before"))
        .limit(2000)
    )
)
