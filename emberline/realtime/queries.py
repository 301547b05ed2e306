"""Reads of the outbox and of who is connected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, BindParameter, Connection, bindparam, select

from emberline.kit.events import Event, EventCounter, OutboxEvent
from emberline.realtime.models import Device

BATCH = 200
_USERS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Numbers:
    """How far a user's events go.

    oldest: when the event after the asked number was written; None without that row.
    """

    last: int
    oldest: datetime | None


def numbers(conn: Connection, user_id: str, since: int) -> Numbers:
    """The user's last number, and when the first event after `since` was written."""
    last = conn.execute(_LAST, {"of_user": user_id}).scalar() or 0
    oldest = conn.execute(_WRITTEN_AT, {"of_user": user_id, "number": since + 1}).scalar()
    return Numbers(last, oldest)


def events_after(conn: Connection, user_id: str, number: int) -> list[Event]:
    """The user's next events above `number`, at most BATCH, in order."""
    rows = conn.execute(_AFTER, {"of_user": user_id, "number": number})
    return [Event(user_id, *row) for row in rows]


def last_numbers(conn: Connection, user_ids: Sequence[str]) -> dict[str, int]:
    """The last event number of each of `user_ids` that has one."""
    found: dict[str, int] = {}
    for start in range(0, len(user_ids), _USERS_A_STATEMENT):
        some = user_ids[start : start + _USERS_A_STATEMENT]
        found |= {row.user_id: row.last for row in conn.execute(_LAST_OF_MANY, {"of_users": some})}
    return found


def connected(conn: Connection, user_ids: Sequence[str]) -> Collection[str]:
    """The connections that the devices of `user_ids` have now."""
    found: set[str] = set()
    for start in range(0, len(user_ids), _USERS_A_STATEMENT):
        some = user_ids[start : start + _USERS_A_STATEMENT]
        found.update(conn.execute(_CONNECTED, {"of_users": some}).scalars())
    return found


_USER: BindParameter[str] = bindparam("of_user")
_NUMBER = bindparam("number", type_=BigInteger)
_LAST = select(EventCounter.last).where(EventCounter.user_id == _USER)
_WRITTEN_AT = select(OutboxEvent.created_at).where(
    OutboxEvent.user_id == _USER, OutboxEvent.id == _NUMBER
)
_AFTER = (
    select(
        OutboxEvent.id,
        OutboxEvent.type,
        OutboxEvent.data,
        OutboxEvent.created_at,
        OutboxEvent.expires_at,
    )
    .where(OutboxEvent.user_id == _USER, OutboxEvent.id > _NUMBER)
    .order_by(OutboxEvent.id)
    .limit(BATCH)
)
_USERS: BindParameter[Sequence[str]] = bindparam("of_users", expanding=True)
_LAST_OF_MANY = select(EventCounter.user_id, EventCounter.last).where(
    EventCounter.user_id.in_(_USERS)
)
_CONNECTED = select(Device.connection_id).where(Device.user_id.in_(_USERS))
