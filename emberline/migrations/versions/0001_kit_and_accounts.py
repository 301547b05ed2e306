"""Jobs, the outbox, idempotency keys; users and all that signing in needs."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _event_counters()
    _events()
    _idempotency_keys()
    _jobs()
    _users()
    _preferences()
    _sessions()
    _api_tokens()
    _password_resets()
    _invites()
    _revocations()
    _signing_keys()


def downgrade() -> None:
    for table in (
        "signing_keys",
        "revocations",
        "invites",
        "password_resets",
        "api_tokens",
        "sessions",
        "preferences",
        "users",
        "jobs",
        "idempotency_keys",
        "events",
        "event_counters",
    ):
        op.drop_table(table)


def _event_counters() -> None:
    op.create_table(
        "event_counters",
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_event_counters")),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_events")),
    )
    op.create_index("ix_events_created_at", "events", ["created_at"])


def _idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("user_id", Identifier, nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("owner", Identifier, nullable=True),
        sa.Column("lease_until", Instant, nullable=True),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("period_seconds", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("payload", Json, nullable=True),
        sa.Column("error", Json, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("started_at", Instant, nullable=True),
        sa.Column("finished_at", Instant, nullable=True),
        sa.CheckConstraint(
            "status <> 'running' OR (owner IS NOT NULL AND lease_until IS NOT NULL)",
            name=op.f("ck_jobs_lease"),
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'running', 'succeeded', 'failed', 'cancelled')",
            name=op.f("ck_jobs_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    _jobs_indexes()


def _jobs_indexes() -> None:
    op.create_index(
        "ix_jobs_due",
        "jobs",
        ["kind", "due_at"],
        sqlite_where=sa.text("status = 'pending'"),
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_index(
        "ix_jobs_lapsed",
        "jobs",
        ["kind", "lease_until"],
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        "ix_jobs_running",
        "jobs",
        ["user_id", "kind"],
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        "ix_jobs_waiting",
        "jobs",
        ["user_id", "kind", "id"],
        sqlite_where=sa.text("status = 'pending'"),
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_index(
        "uq_jobs_kind_subject",
        "jobs",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("status IN ('pending', 'running')"),
        postgresql_where=sa.text("status IN ('pending', 'running')"),
    )


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("username", sa.String(length=30), nullable=False),
        sa.Column("username_folded", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=600), nullable=False),
        sa.Column("password_hash", sa.String(length=100), nullable=False),
        sa.Column("display_name", sa.String(length=80), nullable=False),
        sa.Column("bio", sa.String(length=500), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("last_active", Instant, nullable=False),
        sa.Column("suspended_at", Instant, nullable=True),
        sa.CheckConstraint("role IN ('user', 'moderator', 'admin')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_users_email_folded")),
        sa.UniqueConstraint("username_folded", name=op.f("uq_users_username_folded")),
    )
    # Prefix search needs the order of code points, which SQLite's indexes have already.
    if op.get_context().dialect.name == "postgresql":
        op.create_index(
            "ix_users_username_prefix", "users", [sa.text('username_folded COLLATE "C"'), "id"]
        )


def _preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("archive_days", sa.Integer(), nullable=False),
        sa.Column("view_receipts", sa.Boolean(), nullable=False),
        sa.Column("timers", sa.String(length=3), nullable=False),
        sa.Column("notifications", Json, nullable=False),
        sa.Column("show_on_leaderboard", sa.Boolean(), nullable=False),
        sa.Column("favorite_category", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "timers IN ('on', 'off', '2', '10')", name=op.f("ck_preferences_timers")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_preferences_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("last_used_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sessions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id", "last_used_at"])


def _api_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_api_tokens_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
    )
    op.create_index("ix_api_tokens_user_id", "api_tokens", ["user_id", "created_at"])


def _password_resets() -> None:
    op.create_table(
        "password_resets",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", Identifier, nullable=True),
        sa.Column("expires_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_password_resets_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_resets")),
    )
    op.create_index("ix_password_resets_expires_at", "password_resets", ["expires_at"])


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invites")),
    )


def _revocations() -> None:
    op.create_table(
        "revocations",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("subject", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revocations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revocations_created_at", "revocations", ["created_at"])


def _signing_keys() -> None:
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(length=22), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("active_from", Instant, nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_signing_keys")),
    )
