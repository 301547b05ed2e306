"""Webhooks of a user: made, listed, deleted, and what became of their deliveries."""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from emberline.accounts.queries import lock_user
from emberline.kit.db import Identifier, Instant
from emberline.kit.errors import conflict, not_found
from emberline.kit.events import watch
from emberline.kit.ids import new_id
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.notifications.models import Webhook, WebhookDelivery
from emberline.notifications.queries import USER
from emberline.notifications.schemas import DeliveryAnswer, MakeWebhook, WebhookAnswer

MOST_WEBHOOKS = 10


def derived_secret(secret_key: str, webhook_id: str) -> str:
    """The secret of a webhook whose owner gave none; it is kept nowhere."""
    purpose = f"emberline:webhook:{webhook_id}".encode()
    return f"whsec_{hmac.digest(secret_key.encode(), purpose, sha256).hex()}"


def make_webhook(conn: Connection, user_id: str, form: MakeWebhook, now: datetime) -> WebhookAnswer:
    """Send the user's events to a program from now on. Its address was checked before.

    AppError 409 at `MOST_WEBHOOKS`.
    """
    lock_user(conn, user_id)
    if conn.execute(_COUNT, {"of_user": user_id}).scalar_one() >= MOST_WEBHOOKS:
        raise conflict("Too many webhooks", f"Delete one of your {MOST_WEBHOOKS} webhooks first.")
    row = {
        "id": new_id(),
        "user_id": user_id,
        "url": form.url,
        "events": sorted(set(form.events)),
        "secret": form.secret,
        "created_at": now,
        "failing_since": None,
        "disabled_at": None,
    }
    conn.execute(_INSERT, row)
    watch(conn, user_id, is_watched=True)
    return _answer(row)


def webhooks_of(conn: Connection, user_id: str) -> list[WebhookAnswer]:
    """The user's webhooks, the newest first, without their secrets."""
    return [_answer(row) for row in conn.execute(_LIST, {"of_user": user_id}).mappings()]


def delete_webhook(conn: Connection, user_id: str, webhook_id: str) -> None:
    """Send nothing there any more, not even what waits. AppError 404 for no such webhook."""
    lock_user(conn, user_id)
    binds = {"of_user": user_id, "of_webhook": webhook_id}
    if conn.execute(_DELETE, binds).first() is None:
        raise not_found("Webhook")
    if conn.execute(_COUNT, {"of_user": user_id}).scalar_one() == 0:
        watch(conn, user_id, is_watched=False)


def deliveries(
    conn: Connection, user_id: str, webhook_id: str, asked: PageRequest[Position]
) -> Page[DeliveryAnswer]:
    """A page of a webhook's deliveries, the newest first. AppError 404 for no such webhook."""
    if conn.execute(_EXISTS, {"of_user": user_id, "of_webhook": webhook_id}).first() is None:
        raise not_found("Webhook")
    at, identifier = asked.after or NEWEST
    binds = {"of_webhook": webhook_id, "at": at, "id": identifier, "size": asked.size}
    found = [DeliveryAnswer(*row) for row in conn.execute(_DELIVERIES, binds)]
    return cut(found, asked.limit, lambda row: Position(row.created_at, row.id))


def _answer(row: Any) -> WebhookAnswer:
    return WebhookAnswer(
        id=row["id"],
        url=row["url"],
        events=row["events"],
        created_at=row["created_at"],
        failing_since=row["failing_since"],
        disabled_at=row["disabled_at"],
    )


_ONE = bindparam("of_webhook", type_=Identifier)
_COUNT = select(func.count()).select_from(Webhook).where(Webhook.user_id == USER)
_INSERT = insert(Webhook)
_LIST = (
    select(
        Webhook.id,
        Webhook.url,
        Webhook.events,
        Webhook.created_at,
        Webhook.failing_since,
        Webhook.disabled_at,
    )
    .where(Webhook.user_id == USER)
    .order_by(Webhook.created_at.desc(), Webhook.id.desc())
)
_EXISTS = select(Webhook.id).where(Webhook.user_id == USER, Webhook.id == _ONE)
_DELETE = delete(Webhook).where(Webhook.user_id == USER, Webhook.id == _ONE).returning(Webhook.id)
_DELIVERIES = (
    select(
        WebhookDelivery.id,
        WebhookDelivery.event,
        WebhookDelivery.status,
        WebhookDelivery.attempts,
        WebhookDelivery.response_code,
        WebhookDelivery.created_at,
        WebhookDelivery.attempted_at,
    )
    .where(
        WebhookDelivery.webhook_id == _ONE,
        tuple_(WebhookDelivery.created_at, WebhookDelivery.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(WebhookDelivery.created_at.desc(), WebhookDelivery.id.desc())
    .limit(bindparam("size", type_=Integer))
)
