"""One person's data in this slice, to take away. It goes by itself with the user's row."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Identifier
from emberline.notifications.models import Notification, PushSubscription, Webhook


def export_notifications(conn: Connection, user_id: str) -> dict[str, Any]:
    """What the user was told, their browsers that take pushes (without keys) and their webhooks
    (without secrets), oldest first.
    """
    binds = {"of_user": user_id}
    return {
        name: [dict(row) for row in conn.execute(statement, binds).mappings()]
        for name, statement in _EXPORTED.items()
    }


_USER = bindparam("of_user", type_=Identifier)
_EXPORTED = {
    "notifications": (
        select(
            Notification.id,
            Notification.type,
            Notification.actor_id,
            Notification.clip_id,
            Notification.story_id,
            Notification.created_at,
            Notification.read_at,
        )
        .where(Notification.user_id == _USER)
        .order_by(Notification.created_at, Notification.id)
    ),
    "push_subscriptions": (
        select(PushSubscription.id, PushSubscription.endpoint, PushSubscription.created_at)
        .where(PushSubscription.user_id == _USER)
        .order_by(PushSubscription.created_at, PushSubscription.id)
    ),
    "webhooks": (
        select(Webhook.id, Webhook.url, Webhook.events, Webhook.created_at, Webhook.disabled_at)
        .where(Webhook.user_id == _USER)
        .order_by(Webhook.created_at, Webhook.id)
    ),
}
