"""The pushes that wait: what is to be sent where, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, delete, select, tuple_

from emberline.accounts.models import User
from emberline.kit.db import Identifier, Instant
from emberline.notifications.models import Notification, Push, PushSubscription
from emberline.notifications.queries import may_be_told
from emberline.notifications.rules import PUSH_KEPT_FOR

PAGE = 20


@dataclass(frozen=True, slots=True)
class Parcel:
    """A push to send: which, where to, sealed with which keys, for how many seconds."""

    notification_id: str
    subscription_id: str
    endpoint: str
    p256dh: str
    auth: str
    message: bytes
    seconds: int
    is_wanted: bool
    """False when it was read meanwhile, or may no longer be told."""


class _Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a browser is sent: nothing that is private, which it fetches itself."""

    id: str
    type: str
    actor: str | None = None
    clip_id: str | None = None
    story_id: str | None = None


def waiting(conn: Connection, batch_id: str, after: tuple[str, str], now: datetime) -> list[Parcel]:
    """Up to `PAGE` pushes of a batch beyond `after`, in the order of their keys."""
    binds = {"of_batch": batch_id, "after_one": after[0], "after_other": after[1], "now": now}
    return [_parcel(row, now) for row in conn.execute(_WAITING, binds)]


def settle(conn: Connection, sent: Sequence[Parcel], gone: Sequence[str]) -> None:
    """Forget the pushes that are done with, and the subscriptions that are gone."""
    for parcel in sent:
        pair = {"of_notification": parcel.notification_id, "of_one": parcel.subscription_id}
        conn.execute(_DONE, pair)
    if gone:
        conn.execute(_GONE, {"ids": list(gone)})


def forget_old_pushes(conn: Connection, now: datetime) -> int:
    """Delete a batch of the pushes that nobody took in a day; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": now - PUSH_KEPT_FOR}).rowcount


def _parcel(row: Any, now: datetime) -> Parcel:
    message = _Message(row.id, row.type, row.display_name, row.clip_id, row.story_id)
    left = PUSH_KEPT_FOR if row.expires_at is None else min(PUSH_KEPT_FOR, row.expires_at - now)
    return Parcel(
        notification_id=row.id,
        subscription_id=row.subscription_id,
        endpoint=row.endpoint,
        p256dh=row.p256dh,
        auth=row.auth,
        message=msgspec.json.encode(message),
        seconds=max(left, timedelta(0)) // timedelta(seconds=1),
        is_wanted=row.is_wanted,
    )


_WAITING = (
    select(
        Notification.id,
        Notification.type,
        Notification.clip_id,
        Notification.story_id,
        Notification.expires_at,
        User.display_name,
        Push.subscription_id,
        PushSubscription.endpoint,
        PushSubscription.p256dh,
        PushSubscription.auth,
        and_(
            Notification.read_at.is_(None),
            PushSubscription.user_id == Notification.user_id,
            may_be_told(Notification.__table__.c.user_id),
        ).label("is_wanted"),
    )
    .select_from(Push)
    .join(Notification, Notification.id == Push.notification_id)
    .join(PushSubscription, PushSubscription.id == Push.subscription_id)
    .outerjoin(User, User.id == Notification.actor_id)
    .where(
        Push.batch_id == bindparam("of_batch", type_=Identifier),
        tuple_(Push.notification_id, Push.subscription_id)
        > tuple_(
            bindparam("after_one", type_=Identifier), bindparam("after_other", type_=Identifier)
        ),
    )
    .order_by(Push.notification_id, Push.subscription_id)
    .limit(PAGE)
)
_DONE = delete(Push).where(
    Push.notification_id == bindparam("of_notification", type_=Identifier),
    Push.subscription_id == bindparam("of_one", type_=Identifier),
)
_GONE = delete(PushSubscription).where(
    PushSubscription.id.in_(bindparam("ids", type_=Identifier, expanding=True))
)
_FORGET = delete(Push).where(
    tuple_(Push.notification_id, Push.subscription_id).in_(
        select(Push.notification_id, Push.subscription_id)
        .where(Push.created_at < bindparam("before", type_=Instant))
        .limit(1000)
    )
)
