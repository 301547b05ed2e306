"""Videos in the making, and uploads that go on where they were cut off."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATUS_CHECKS = {
    "status": "status IN ('processing', 'ready', 'failed')",
    "key": "(status = 'ready') = (key IS NOT NULL)",
    "source": "(status = 'processing') = (source_key IS NOT NULL)",
    "failure": "(status = 'failed') = (failure_reason IS NOT NULL)",
}


def upgrade() -> None:
    _media()
    _resumable_uploads()
    _resumable_parts()


def downgrade() -> None:
    for table in ("resumable_parts", "resumable_uploads"):
        op.drop_table(table)
    _media_as_before()


def _media() -> None:
    with op.batch_alter_table("media") as media:
        media.add_column(sa.Column("failure_reason", sa.String(length=300), nullable=True))
        media.add_column(sa.Column("source_key", sa.String(length=200), nullable=True))
        media.alter_column("key", existing_type=sa.String(length=200), nullable=True)
        media.create_unique_constraint(op.f("uq_media_source_key"), ["source_key"])
        for name, condition in _STATUS_CHECKS.items():
            media.create_check_constraint(op.f(f"ck_media_{name}"), condition)
    op.create_index(
        "ix_media_processing",
        "media",
        ["created_at"],
        sqlite_where=sa.text("status = 'processing'"),
        postgresql_where=sa.text("status = 'processing'"),
    )


def _media_as_before() -> None:
    op.drop_index("ix_media_processing", "media")
    with op.batch_alter_table("media") as media:
        for name in _STATUS_CHECKS:
            media.drop_constraint(op.f(f"ck_media_{name}"), type_="check")
        media.drop_constraint(op.f("uq_media_source_key"), type_="unique")
        media.alter_column("key", existing_type=sa.String(length=200), nullable=False)
        media.drop_column("source_key")
        media.drop_column("failure_reason")


def _resumable_uploads() -> None:
    op.create_table(
        "resumable_uploads",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=True),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("media_id", Identifier, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.CheckConstraint(
            "received >= 0 AND received <= length", name=op.f("ck_resumable_uploads_received")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_resumable_uploads_owner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resumable_uploads")),
    )
    op.create_index("ix_resumable_uploads_expires_at", "resumable_uploads", ["expires_at"])
    op.create_index("ix_resumable_uploads_owner_id", "resumable_uploads", ["owner_id"])


def _resumable_parts() -> None:
    op.create_table(
        "resumable_parts",
        sa.Column("upload_id", Identifier, nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"],
            ["resumable_uploads.id"],
            name=op.f("fk_resumable_parts_upload_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("upload_id", "start", name=op.f("pk_resumable_parts")),
        sa.UniqueConstraint("key", name=op.f("uq_resumable_parts_key")),
    )
