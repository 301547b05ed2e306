"""The inbox, Web Push, and webhooks."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _jobs()
    _event_counters()
    _notifications()
    _push_subscriptions()
    _pushes()
    _webhooks()
    _webhook_deliveries()


def downgrade() -> None:
    for table in (
        "webhook_deliveries",
        "webhooks",
        "pushes",
        "push_subscriptions",
        "notifications",
    ):
        op.drop_table(table)
    _event_counters_as_before()
    op.drop_index("ix_jobs_failed", "jobs")


def _jobs() -> None:
    op.create_index(
        "ix_jobs_failed",
        "jobs",
        ["kind"],
        sqlite_where=sa.text("status = 'failed'"),
        postgresql_where=sa.text("status = 'failed'"),
    )


def _event_counters() -> None:
    with op.batch_alter_table("event_counters") as counters:
        counters.add_column(
            sa.Column("is_watched", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("event_counters") as counters:
        counters.alter_column("is_watched", existing_type=sa.Boolean(), server_default=None)


def _event_counters_as_before() -> None:
    with op.batch_alter_table("event_counters") as counters:
        counters.drop_column("is_watched")


def _notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("actor_id", Identifier, nullable=True),
        sa.Column("clip_id", Identifier, nullable=True),
        sa.Column("story_id", Identifier, nullable=True),
        sa.Column("fold_key", sa.String(length=160), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=True),
        sa.Column("read_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_notifications_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notifications_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("user_id", "fold_key", name=op.f("uq_notifications_user_id_fold_key")),
    )
    op.create_index("ix_notifications_actor_id", "notifications", ["actor_id"])
    op.create_index(
        "ix_notifications_clip_id",
        "notifications",
        ["clip_id"],
        sqlite_where=sa.text("clip_id IS NOT NULL"),
        postgresql_where=sa.text("clip_id IS NOT NULL"),
    )
    op.create_index("ix_notifications_created_at", "notifications", ["created_at"])
    op.create_index(
        "ix_notifications_expires_at",
        "notifications",
        ["expires_at"],
        sqlite_where=sa.text("expires_at IS NOT NULL"),
        postgresql_where=sa.text("expires_at IS NOT NULL"),
    )
    op.create_index("ix_notifications_inbox", "notifications", ["user_id", "created_at", "id"])
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["user_id"],
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )


def _push_subscriptions() -> None:
    op.create_table(
        "push_subscriptions",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("session_id", Identifier, nullable=False),
        sa.Column("endpoint", sa.String(length=2000), nullable=False),
        sa.Column("endpoint_hash", sa.String(length=64), nullable=False),
        sa.Column("p256dh", sa.String(length=100), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_push_subscriptions_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_push_subscriptions_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint("endpoint_hash", name=op.f("uq_push_subscriptions_endpoint_hash")),
    )
    op.create_index("ix_push_subscriptions_session_id", "push_subscriptions", ["session_id"])
    op.create_index(
        "ix_push_subscriptions_user_id", "push_subscriptions", ["user_id", "created_at"]
    )


def _pushes() -> None:
    op.create_table(
        "pushes",
        sa.Column("notification_id", Identifier, nullable=False),
        sa.Column("subscription_id", Identifier, nullable=False),
        sa.Column("batch_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["notification_id"],
            ["notifications.id"],
            name=op.f("fk_pushes_notification_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["push_subscriptions.id"],
            name=op.f("fk_pushes_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notification_id", "subscription_id", name=op.f("pk_pushes")),
    )
    op.create_index("ix_pushes_batch_id", "pushes", ["batch_id"])
    op.create_index("ix_pushes_created_at", "pushes", ["created_at"])
    op.create_index("ix_pushes_subscription_id", "pushes", ["subscription_id"])


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("events", Json, nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("failing_since", Instant, nullable=True),
        sa.Column("disabled_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_webhooks_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index("ix_webhooks_user_id", "webhooks", ["user_id", "created_at"])


def _webhook_deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("webhook_id", Identifier, nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("clip_id", Identifier, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("response_code", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("attempted_at", Instant, nullable=True),
        sa.Column("expires_at", Instant, nullable=True),
        sa.CheckConstraint(
            "status IN ('pending', 'delivered', 'failed')",
            name=op.f("ck_webhook_deliveries_status"),
        ),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhooks.id"],
            name=op.f("fk_webhook_deliveries_webhook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
    )
    op.create_index(
        "ix_webhook_deliveries_clip_id",
        "webhook_deliveries",
        ["clip_id"],
        sqlite_where=sa.text("clip_id IS NOT NULL"),
        postgresql_where=sa.text("clip_id IS NOT NULL"),
    )
    op.create_index("ix_webhook_deliveries_created_at", "webhook_deliveries", ["created_at"])
    op.create_index(
        "ix_webhook_deliveries_list", "webhook_deliveries", ["webhook_id", "created_at", "id"]
    )
    op.create_index(
        "ix_webhook_deliveries_waiting",
        "webhook_deliveries",
        ["webhook_id"],
        sqlite_where=sa.text("status = 'pending'"),
        postgresql_where=sa.text("status = 'pending'"),
    )
