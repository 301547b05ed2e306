"""Deliveries to webhooks: written with the event, loaded to be sent, and what became of them."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)

from emberline.accounts.models import User
from emberline.kit import jobs
from emberline.kit.db import Identifier, Instant
from emberline.kit.events import Event
from emberline.kit.ids import new_id
from emberline.notifications.models import Webhook, WebhookDelivery
from emberline.notifications.queries import USER, people_in_sight
from emberline.notifications.rules import (
    ATTEMPTS,
    DELIVERIES_KEPT_FOR,
    WAITING_MOST,
    clip_of,
    is_over,
    people_in,
    took,
    wait_after,
)
from emberline.notifications.service.telling import notify

DELIVER = "notifications.deliver"
"""The kind of the job that makes one attempt of one delivery, its subject."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery to send, and what it is signed with (None: the derived secret)."""

    delivery_id: str
    webhook_id: str
    url: str
    secret: str | None
    event: str
    body: bytes


def enclose(conn: Connection, event: Event) -> None:
    """Write a delivery for each webhook that asked for this event; an observer of events."""
    for webhook in conn.execute(_ASKING, {"of_user": event.user_id}).all():
        if event.type not in webhook.events:
            continue
        delivery_id = new_id()
        body = {
            "type": event.type,
            "data": event.data,
            "timestamp": event.timestamp,
            "id": event.id,
            "webhook_id": webhook.id,
        }
        row = {
            "id": delivery_id,
            "webhook_id": webhook.id,
            "event": event.type,
            "clip_id": clip_of(event.type, event.data),
            "body": msgspec.json.encode(body).decode(),
            "status": "pending",
            "attempts": 0,
            "response_code": None,
            "created_at": event.timestamp,
            "attempted_at": None,
            "expires_at": event.until,
        }
        conn.execute(_INSERT, row)
        _request(conn, delivery_id, 1, event.user_id, event.timestamp, event.timestamp)


def parse_subject(subject: str) -> tuple[str, int]:
    """The delivery and the number of the attempt that a job is about."""
    delivery_id, _, attempt = subject.partition(":")
    return delivery_id, int(attempt)


def letter(conn: Connection, delivery_id: str, attempt: int, now: datetime) -> Letter | None:
    """What to send at this attempt; None when there is nothing (more) to send.

    Nothing is sent for the suspended, to a webhook that is off, of what is over, and nothing that
    names someone who by now has left, is suspended, or is kept apart from the owner by a block.
    """
    binds = {"of_delivery": delivery_id, "before": attempt - 1, "now": now}
    row = conn.execute(_LETTER, binds).first()
    if row is None:
        return None
    people = set(people_in(msgspec.json.decode(row.body)["data"]))
    if people - people_in_sight(conn, row.user_id, people):
        return None
    return Letter(row.id, row.webhook_id, row.url, row.secret, row.event, row.body.encode())


def drop(conn: Connection, delivery_id: str, attempt: int) -> None:
    """Give up a delivery that `letter` did not give out."""
    conn.execute(_DROP, {"of_delivery": delivery_id, "before": attempt - 1})


def record(
    conn: Connection, delivery_id: str, attempt: int, status: int | None, now: datetime
) -> None:
    """Note how an attempt ended: the answer's status, or None when nobody answered.

    A failed one is followed by the next after a growing wait, five in all. A webhook that fails
    for days, or while thousands wait, is switched off, and its owner told.
    """
    # The webhook's row first, as everywhere: its end takes the deliveries along.
    webhook = conn.execute(_OWN_WEBHOOK, {"of_delivery": delivery_id}).first()
    if webhook is None:
        return
    is_taken = status is not None and took(status)
    ended = "delivered" if is_taken else "failed" if attempt >= ATTEMPTS else "pending"
    outcome = {"new_status": ended, "new_attempts": attempt, "new_code": status, "now": now}
    binds = {"of_delivery": delivery_id, "before": attempt - 1}
    if conn.execute(_RECORD, {**binds, **outcome}).first() is None:
        return
    if is_taken:
        conn.execute(_WORKS, {"of_webhook": webhook.id})
        return
    conn.execute(_FAILS, {"of_webhook": webhook.id, "now": now})
    if webhook.disabled_at is None and is_over(
        webhook.failing_since or now, _count_waiting(conn, webhook.id), now
    ):
        conn.execute(_SWITCH_OFF, {"of_webhook": webhook.id, "now": now})
        notify(conn, [webhook.user_id], "webhook.disabled", actor_id=None, now=now)
    elif ended == "pending":
        due_at = now + wait_after(attempt)
        _request(conn, delivery_id, attempt + 1, webhook.user_id, now, due_at)


def forget_old_deliveries(conn: Connection, now: datetime) -> int:
    """Delete a batch of the deliveries of 30 days ago; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": now - DELIVERIES_KEPT_FOR}).rowcount


def _request(
    conn: Connection, delivery_id: str, attempt: int, user_id: str, now: datetime, due_at: datetime
) -> None:
    """Ask for an attempt. Each has a job of its own, for the waits between them are hours."""
    subject = f"{delivery_id}:{attempt}"
    jobs.request(conn, DELIVER, subject, now=now, user_id=user_id, due_at=due_at)


def _count_waiting(conn: Connection, webhook_id: str) -> int:
    return int(conn.execute(_COUNT_WAITING, {"of_webhook": webhook_id}).scalar_one())


_ONE = bindparam("of_webhook", type_=Identifier)
_DELIVERY = bindparam("of_delivery", type_=Identifier)
_AT = bindparam("now", type_=Instant)
_IS_PENDING = WebhookDelivery.status == literal_column("'pending'")
_BEFORE_ATTEMPT = WebhookDelivery.attempts == bindparam("before", type_=Integer)

_ASKING = (
    select(Webhook.id, Webhook.events)
    .join(User, User.id == Webhook.user_id)
    .where(Webhook.user_id == USER, Webhook.disabled_at.is_(None), User.suspended_at.is_(None))
    .order_by(Webhook.id)
    # One that is being deleted gets nothing; one that is named cannot go before the commit.
    .with_for_update(of=Webhook, read=True, key_share=True, skip_locked=True)
)
_INSERT = insert(WebhookDelivery)
_LETTER = (
    select(
        WebhookDelivery.id,
        WebhookDelivery.webhook_id,
        WebhookDelivery.event,
        WebhookDelivery.body,
        Webhook.url,
        Webhook.secret,
        Webhook.user_id,
    )
    .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
    .join(User, User.id == Webhook.user_id)
    .where(
        WebhookDelivery.id == _DELIVERY,
        _IS_PENDING,
        _BEFORE_ATTEMPT,
        or_(WebhookDelivery.expires_at.is_(None), WebhookDelivery.expires_at > _AT),
        Webhook.disabled_at.is_(None),
        User.suspended_at.is_(None),
    )
)
_DROP = (
    update(WebhookDelivery)
    .where(WebhookDelivery.id == _DELIVERY, _IS_PENDING, _BEFORE_ATTEMPT)
    .values(status="failed", body="")
)
_OWN_WEBHOOK = (
    select(Webhook.id, Webhook.user_id, Webhook.failing_since, Webhook.disabled_at)
    .where(
        Webhook.id
        == select(WebhookDelivery.webhook_id)
        .where(WebhookDelivery.id == _DELIVERY)
        .scalar_subquery()
    )
    .with_for_update(key_share=True)
)
_NEW_STATUS = bindparam("new_status", type_=String)
_RECORD = (
    update(WebhookDelivery)
    .where(WebhookDelivery.id == _DELIVERY, _IS_PENDING, _BEFORE_ATTEMPT)
    .values(
        status=_NEW_STATUS,
        attempts=bindparam("new_attempts", type_=Integer),
        response_code=bindparam("new_code", type_=Integer),
        attempted_at=_AT,
        # What was said is kept no longer than it is needed.
        body=case((_NEW_STATUS == "pending", WebhookDelivery.body), else_=""),
    )
    .returning(WebhookDelivery.id)
)
_WORKS = (
    update(Webhook)
    .where(Webhook.id == _ONE, Webhook.failing_since.is_not(None))
    .values(failing_since=null())
)
_FAILS = (
    update(Webhook)
    .where(Webhook.id == _ONE, Webhook.failing_since.is_(None))
    .values(failing_since=_AT)
)
_SWITCH_OFF = update(Webhook).where(Webhook.id == _ONE).values(disabled_at=_AT)
_COUNT_WAITING = select(func.count()).select_from(
    select(WebhookDelivery.id)
    .where(WebhookDelivery.webhook_id == _ONE, _IS_PENDING)
    .limit(WAITING_MOST + 1)
    .subquery()
)
_FORGET = delete(WebhookDelivery).where(
    WebhookDelivery.id.in_(
        select(WebhookDelivery.id)
        .where(WebhookDelivery.created_at < bindparam("before", type_=Instant))
        .limit(1000)
    )
)
