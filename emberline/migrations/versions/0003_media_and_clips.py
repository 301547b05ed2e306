"""Files of people, avatars, and clips with their audiences and views."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _doomed_blobs()
    _media()
    _avatars()
    _clips()
    _clip_audience()
    _clip_views()


def downgrade() -> None:
    for table in ("clip_views", "clip_audience", "clips", "avatars", "media", "doomed_blobs"):
        op.drop_table(table)


def _doomed_blobs() -> None:
    op.create_table(
        "doomed_blobs",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("doomed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_doomed_blobs")),
    )


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration_seconds", sa.Float(), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("thumbnail_key", sa.String(length=200), nullable=True),
        sa.Column("thumbnail_type", sa.String(length=40), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("used_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_media_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
        sa.UniqueConstraint("key", name=op.f("uq_media_key")),
        sa.UniqueConstraint("thumbnail_key", name=op.f("uq_media_thumbnail_key")),
    )
    op.create_index("ix_media_owner_id", "media", ["owner_id", "created_at"])
    op.create_index(
        "ix_media_unused",
        "media",
        ["created_at"],
        sqlite_where=sa.text("used_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL"),
    )


def _avatars() -> None:
    op.create_table(
        "avatars",
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("media_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_avatars_media_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_avatars_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_avatars")),
    )
    op.create_index("ix_avatars_media_id", "avatars", ["media_id"])


def _clips() -> None:
    op.create_table(
        "clips",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("author_id", Identifier, nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=True),
        sa.Column("caption", sa.String(length=500), nullable=True),
        sa.Column("alt_text", sa.String(length=1500), nullable=True),
        sa.Column("visibility", sa.String(length=13), nullable=False),
        sa.Column("media_id", Identifier, nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration_seconds", sa.Float(), nullable=True),
        sa.Column("allow_replies", sa.Boolean(), nullable=False),
        sa.Column("allow_reactions", sa.Boolean(), nullable=False),
        sa.Column("allow_comments", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("published_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("archived_at", Instant, nullable=True),
        sa.CheckConstraint(
            "expires_at > published_at", name=op.f("ck_clips_expires_after_publication")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_clips_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_clips_media_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clips")),
    )
    _clips_indexes()


def _clips_indexes() -> None:
    op.create_index(
        "ix_clips_active",
        "clips",
        ["published_at", "id"],
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_clips_active_author",
        "clips",
        ["author_id", "published_at", "id"],
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_clips_active_expiry",
        "clips",
        ["expires_at"],
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index("ix_clips_author_id", "clips", ["author_id", "expires_at"])
    op.create_index("ix_clips_expires_at", "clips", ["expires_at"])
    op.create_index("ix_clips_media_id", "clips", ["media_id"])


def _clip_audience() -> None:
    op.create_table(
        "clip_audience",
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_audience_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_clip_audience_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clip_id", "user_id", name=op.f("pk_clip_audience")),
    )
    op.create_index("ix_clip_audience_user_id", "clip_audience", ["user_id"])


def _clip_views() -> None:
    op.create_table(
        "clip_views",
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("viewer_id", Identifier, nullable=False),
        sa.Column("viewed_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_views_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"], ["users.id"], name=op.f("fk_clip_views_viewer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clip_id", "viewer_id", name=op.f("pk_clip_views")),
    )
    op.create_index("ix_clip_views_newest", "clip_views", ["clip_id", "viewed_at", "viewer_id"])
    op.create_index("ix_clip_views_viewer_id", "clip_views", ["viewer_id"])
