"""Tickets and devices of realtime, the outbox's epoch, and until when an event may be told."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox_epochs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Identifier, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox_epochs")),
    )
    with op.batch_alter_table("events") as table:
        table.add_column(sa.Column("expires_at", Instant, nullable=True))
    _tickets()
    _devices()


def downgrade() -> None:
    op.drop_table("realtime_devices")
    op.drop_table("realtime_tickets")
    with op.batch_alter_table("events") as table:
        table.drop_column("expires_at")
    op.drop_table("outbox_epochs")


def _tickets() -> None:
    table = "realtime_tickets"
    op.create_table(
        table,
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("session_id", Identifier, nullable=True),
        sa.Column("token_id", Identifier, nullable=True),
        sa.Column("ends_at", Instant, nullable=True),
        sa.Column("expires_at", Instant, nullable=False),
        _belongs_to(table, "user_id", "users.id"),
        _belongs_to(table, "session_id", "sessions.id"),
        _belongs_to(table, "token_id", "api_tokens.id"),
        sa.PrimaryKeyConstraint("ticket_hash", name=op.f(f"pk_{table}")),
    )
    for column in ("expires_at", "session_id", "token_id", "user_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _devices() -> None:
    table = "realtime_devices"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("connection_id", Identifier, nullable=False),
        sa.Column("connected_at", Instant, nullable=False),
        _belongs_to(table, "user_id", "users.id"),
        sa.PrimaryKeyConstraint("user_id", "client", name=op.f(f"pk_{table}")),
    )


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [owner], name=name, ondelete="CASCADE")
