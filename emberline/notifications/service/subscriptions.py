"""The browsers of a user that take pushes."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Integer, String, bindparam, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.models import Session
from emberline.kit.db import Identifier
from emberline.kit.errors import conflict, not_found, unauthorized
from emberline.kit.ids import new_id
from emberline.notifications.models import PushSubscription
from emberline.notifications.queries import USER
from emberline.notifications.schemas import Subscribe, SubscriptionAnswer

MOST_SUBSCRIPTIONS = 10


def subscribe(
    conn: Connection, user_id: str, session_id: str, form: Subscribe, now: datetime
) -> SubscriptionAnswer:
    """Push to this browser as long as the session lasts; the oldest of ten others makes room.

    A browser at which another user signs in is theirs from then on: it shows so by its secret.
    AppError 409 for another user's endpoint without it, 401 when the session just ended.
    """
    # The session's row first, so that its end at the same time takes the subscription along.
    if conn.execute(_OWN_SESSION, {"of_session": session_id}).first() is None:
        raise unauthorized()
    row = {
        "id": new_id(),
        "user_id": user_id,
        "session_id": session_id,
        "endpoint": form.endpoint,
        "endpoint_hash": _hash(form.endpoint),
        "p256dh": form.keys.p256dh,
        "auth": form.keys.auth,
        "created_at": now,
    }
    kept = conn.execute(_SUBSCRIBE[conn.dialect.name], row).first()
    if kept is None:
        raise conflict(
            "Endpoint taken",
            "This endpoint is another's. Unsubscribe in the browser and subscribe again.",
            field="endpoint",
        )
    conn.execute(_MAKE_ROOM, {"of_user": user_id, "kept": MOST_SUBSCRIPTIONS})
    return SubscriptionAnswer(kept.id, form.endpoint, now)


def unsubscribe(conn: Connection, user_id: str, endpoint: str) -> None:
    """Push to this browser no more. AppError 404 when the user has no such subscription."""
    binds = {"of_user": user_id, "of_hash": _hash(endpoint)}
    if conn.execute(_UNSUBSCRIBE, binds).first() is None:
        raise not_found("Subscription")


def _hash(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


def _subscribing(dialect: Any) -> Any:
    columns = PushSubscription.__table__.c
    made = dialect.insert(PushSubscription).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )
    changed = ("user_id", "session_id", "p256dh", "auth", "created_at")
    return made.on_conflict_do_update(
        index_elements=[PushSubscription.endpoint_hash],
        set_={name: made.excluded[name] for name in changed},
        where=or_(
            PushSubscription.user_id == made.excluded.user_id,
            PushSubscription.auth == made.excluded.auth,
        ),
    ).returning(PushSubscription.id)


_SUBSCRIBE = {"sqlite": _subscribing(sqlite), "postgresql": _subscribing(postgresql)}
_OWN_SESSION = (
    select(Session.id)
    .where(Session.id == bindparam("of_session", type_=Identifier))
    .with_for_update(key_share=True)
)
_MAKE_ROOM = delete(PushSubscription).where(
    PushSubscription.id.in_(
        select(PushSubscription.id)
        .where(PushSubscription.user_id == USER)
        .order_by(PushSubscription.created_at.desc(), PushSubscription.id.desc())
        .offset(bindparam("kept", type_=Integer))
        .limit(MOST_SUBSCRIPTIONS)
    )
)
_UNSUBSCRIBE = (
    delete(PushSubscription)
    .where(
        PushSubscription.user_id == USER,
        PushSubscription.endpoint_hash == bindparam("of_hash", type_=String),
    )
    .returning(PushSubscription.id)
)
