"""Tables of notifications: the inbox, push subscriptions and what waits for them, webhooks."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json

_USER = "users.id"
_UNREAD = text("read_at IS NULL")
_ENDS = text("expires_at IS NOT NULL")
_ABOUT_CLIP = text("clip_id IS NOT NULL")
_ABOUT_STORY = text("story_id IS NOT NULL")
_WAITING = text("status = 'pending'")


class Notification(Base):
    """`user_id` is told what `actor_id` did; without an actor the house tells it.

    `fold_key` is set where the same again takes the place of the one before. From `expires_at` on
    nobody is told any more. A clip or story has no foreign key: they live in slices above.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "fold_key"),
        Index("ix_notifications_inbox", "user_id", "created_at", "id"),
        Index(
            "ix_notifications_unread",
            "user_id",
            sqlite_where=_UNREAD,
            postgresql_where=_UNREAD,
        ),
        Index("ix_notifications_actor_id", "actor_id"),
        Index(
            "ix_notifications_clip_id",
            "clip_id",
            sqlite_where=_ABOUT_CLIP,
            postgresql_where=_ABOUT_CLIP,
        ),
        Index(
            "ix_notifications_story_id",
            "story_id",
            sqlite_where=_ABOUT_STORY,
            postgresql_where=_ABOUT_STORY,
        ),
        Index("ix_notifications_created_at", "created_at"),
        Index(
            "ix_notifications_expires_at",
            "expires_at",
            sqlite_where=_ENDS,
            postgresql_where=_ENDS,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"))
    clip_id: Mapped[str | None] = mapped_column(Identifier)
    story_id: Mapped[str | None] = mapped_column(Identifier)
    fold_key: Mapped[str | None] = mapped_column(String(160))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)


class PushSubscription(Base):
    """A browser that takes pushes for one session; it goes with the session.

    `endpoint_hash` is what uniqueness is decided on: SHA-256 of the endpoint, in hexadecimal.
    """

    __tablename__ = "push_subscriptions"
    __table_args__ = (
        UniqueConstraint("endpoint_hash"),
        Index("ix_push_subscriptions_user_id", "user_id", "created_at"),
        Index("ix_push_subscriptions_session_id", "session_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"))
    session_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("sessions.id", ondelete="CASCADE")
    )
    endpoint: Mapped[str] = mapped_column(String(2000))
    endpoint_hash: Mapped[str] = mapped_column(String(64))
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Push(Base):
    """A notification that a browser has not taken yet. The row goes when it has."""

    __tablename__ = "pushes"
    __table_args__ = (
        Index("ix_pushes_batch_id", "batch_id"),
        Index("ix_pushes_subscription_id", "subscription_id"),
        Index("ix_pushes_created_at", "created_at"),
    )

    notification_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("notifications.id", ondelete="CASCADE"), primary_key=True
    )
    subscription_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("push_subscriptions.id", ondelete="CASCADE"), primary_key=True
    )
    batch_id: Mapped[str] = mapped_column(Identifier)
    """The subject of the job that sends it: everything that one call of `notify` made."""
    created_at: Mapped[datetime] = mapped_column(Instant)


class Webhook(Base):
    """A program of the user's that is sent events. Without a `secret` it has the derived one."""

    __tablename__ = "webhooks"
    __table_args__ = (Index("ix_webhooks_user_id", "user_id", "created_at"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(String(2000))
    events: Mapped[list[str]] = mapped_column(Json)
    secret: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    failing_since: Mapped[datetime | None] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class WebhookDelivery(Base):
    """An event on its way to a webhook, written in the event's own transaction."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'delivered', 'failed')", name="status"),
        Index("ix_webhook_deliveries_list", "webhook_id", "created_at", "id"),
        Index(
            "ix_webhook_deliveries_clip_id",
            "clip_id",
            sqlite_where=_ABOUT_CLIP,
            postgresql_where=_ABOUT_CLIP,
        ),
        Index("ix_webhook_deliveries_created_at", "created_at"),
        Index(
            "ix_webhook_deliveries_waiting",
            "webhook_id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    webhook_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("webhooks.id", ondelete="CASCADE")
    )
    event: Mapped[str] = mapped_column(String(40))
    clip_id: Mapped[str | None] = mapped_column(Identifier)
    body: Mapped[str] = mapped_column(Text)
    """The JSON as it is sent, and signed, at every attempt; empty once it ended."""
    status: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer)
    response_code: Mapped[int | None] = mapped_column(Integer)
    """What the last attempt was answered; None when nobody answered."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    attempted_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    """From then on it is not sent any more, as when the clip that it tells of has ended."""
