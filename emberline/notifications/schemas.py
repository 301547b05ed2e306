"""What the calls about notifications, pushes and webhooks take and answer."""

import re
from typing import Annotated

import msgspec
from pydantic import AfterValidator, Field, StringConstraints

from emberline.accounts.schemas import PersonCard
from emberline.kit.answers import EnvelopedPage, Meta, UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.notifications.rules import DELIVERY_STATES, EVENTS, TYPES
from emberline.notifications.sealing import check_public_key

IDS_AT_ONCE = 100


class NotificationAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened. Without an actor the house tells it."""

    id: str
    type: Annotated[str, one_of(TYPES)]
    actor: PersonCard | None
    clip_id: str | msgspec.UnsetType = msgspec.UNSET
    story_id: str | msgspec.UnsetType = msgspec.UNSET
    created_at: UtcTime
    read_at: UtcTime | None


class InboxMeta(Meta, frozen=True, kw_only=True):
    """Where the inbox's next page begins, and how many are unread: 1,000 means that or more."""

    unread_count: int


class Inbox(EnvelopedPage[list[NotificationAnswer]], frozen=True):
    """A page of what one was told, in the envelope of `/api`."""

    meta: InboxMeta


class Unread(msgspec.Struct, frozen=True):
    """What is left unread: 1,000 means that or more."""

    unread_count: int


class MarkRead(Form):
    """Which notifications were read: some by id, or all of them."""

    model_config = example({"all": True})

    ids: Annotated[list[Id], Field(min_length=1, max_length=IDS_AT_ONCE)] | None = None
    all: bool = False


_BASE64 = re.compile(r"[A-Za-z0-9_-]+={0,2}")


def _public_key(text: str) -> str:
    what = "a P-256 point of 65 bytes"
    bare = _base64(text, 87, what)
    try:
        check_public_key(bare)
    except ValueError:
        raise ValueError(f"send {what}, as the browser gives it") from None
    return bare


def _auth_secret(text: str) -> str:
    return _base64(text, 22, "a secret of 16 bytes")


def _base64(text: str, characters: int, what: str) -> str:
    bare = text.rstrip("=")
    if _BASE64.fullmatch(text) is None or len(bare) != characters:
        raise ValueError(f"send {what} in URL-safe base64, as the browser gives it")
    return bare


Endpoint = Annotated[str, Field(min_length=1, max_length=2000)]

_SUBSCRIPTION = {
    "endpoint": "https://push.example.com/send/abc",
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyP"
        "js7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
}


class PushKeys(Form):
    """The browser's public key and secret, with which pushes are sealed for it alone."""

    p256dh: Annotated[str, StringConstraints(max_length=100), AfterValidator(_public_key)]
    auth: Annotated[str, StringConstraints(max_length=40), AfterValidator(_auth_secret)]


class Subscribe(Form):
    """A `PushSubscription`, as the browser's `toJSON()` gives it."""

    model_config = example(_SUBSCRIPTION)

    endpoint: Endpoint
    keys: PushKeys
    expirationTime: float | None = None  # noqa: N815 (the browser's name)


class Unsubscribe(Form):
    """The `PushSubscription` that ends; its endpoint is enough."""

    model_config = example({"endpoint": _SUBSCRIPTION["endpoint"]})

    endpoint: Endpoint
    keys: PushKeys | None = None
    expirationTime: float | None = None  # noqa: N815 (the browser's name)


class PushKey(msgspec.Struct, frozen=True):
    """The server's VAPID key, as `applicationServerKey` of `pushManager.subscribe`."""

    public_key: str


class SubscriptionAnswer(msgspec.Struct, frozen=True):
    """A browser that takes pushes."""

    id: str
    endpoint: str
    created_at: UtcTime


def _known_event(name: str) -> str:
    if name not in EVENTS:
        raise ValueError(f"send only of these: {', '.join(sorted(EVENTS))}")
    return name


EventName = Annotated[str, Field(max_length=40), AfterValidator(_known_event)]


class MakeWebhook(Form):
    """A program that is to be sent events."""

    model_config = example(
        {"url": "https://example.com/hook", "events": ["story.reacted", "story.replied"]}
    )

    url: Annotated[
        str,
        Field(min_length=1, max_length=2000, description="https, at a public address."),
    ]
    events: Annotated[
        list[EventName],
        Field(min_length=1, max_length=len(EVENTS), description="Each at most once."),
    ]
    secret: Annotated[
        Annotated[str, Field(min_length=16, max_length=200)] | None,
        Field(description="Signs the deliveries; made and shown once where it is left out."),
    ] = None


class WebhookAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook. `failing_since`: nothing was taken since; `disabled_at`: it was switched off."""

    id: str
    url: str
    events: list[Annotated[str, one_of(sorted(EVENTS))]]
    created_at: UtcTime
    failing_since: UtcTime | None
    disabled_at: UtcTime | None


class NewWebhook(WebhookAnswer, frozen=True, kw_only=True):
    """A webhook that was just made, with its secret, this once."""

    secret: str


class DeliveryAnswer(msgspec.Struct, frozen=True):
    """A delivery and its last attempt: when, and what it was answered (null: nothing)."""

    id: str
    event: Annotated[str, one_of(sorted(EVENTS))]
    status: Annotated[str, one_of(DELIVERY_STATES)]
    attempts: int
    response_code: int | None
    created_at: UtcTime
    attempted_at: UtcTime | None
