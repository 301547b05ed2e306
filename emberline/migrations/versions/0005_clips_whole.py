"""What is answered to clips, where they are kept, and whom they are shown to besides."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ACTIVE_INDEXES = {
    "ix_clips_active": ["published_at", "id"],
    "ix_clips_active_author": ["author_id", "published_at", "id"],
    "ix_clips_active_expiry": ["expires_at"],
}


def upgrade() -> None:
    _clips()
    _clip_posts()
    _clip_seen_marks()
    _clip_playbacks()
    _clip_reactions()
    _clip_replies()
    _clip_comments()
    _clip_mentions()
    _clip_sticker_answers()
    _clip_highlights()
    _clip_highlight_clips()
    _clip_links()


def downgrade() -> None:
    for table in (
        "clip_links",
        "clip_highlight_clips",
        "clip_highlights",
        "clip_sticker_answers",
        "clip_mentions",
        "clip_comments",
        "clip_replies",
        "clip_reactions",
        "clip_playbacks",
        "clip_seen_marks",
        "clip_posts",
    ):
        op.drop_table(table)
    _clips_as_before()


def _clips() -> None:
    # Batches rebuild the table with the indexes that they find.
    _drop_active_indexes()
    with op.batch_alter_table("clips") as clips:
        clips.add_column(sa.Column("origin_id", Identifier, nullable=True))
        clips.add_column(sa.Column("failure_reason", sa.String(length=300), nullable=True))
        clips.add_column(sa.Column("stickers", Json, nullable=True))
        clips.add_column(sa.Column("max_views", sa.Integer(), nullable=True))
        clips.add_column(sa.Column("lifetime_seconds", sa.Integer(), nullable=True))
        clips.add_column(sa.Column("held_at", Instant, nullable=True))
    _fill_lifetimes()
    with op.batch_alter_table("clips") as clips:
        clips.alter_column("lifetime_seconds", existing_type=sa.Integer(), nullable=False)
        clips.alter_column("published_at", existing_type=Instant, nullable=True)
        clips.alter_column("expires_at", existing_type=Instant, nullable=True)
        clips.create_check_constraint(
            op.f("ck_clips_published_and_expires_together"),
            "(published_at IS NULL) = (expires_at IS NULL)",
        )
        clips.create_foreign_key(
            op.f("fk_clips_origin_id"), "clips", ["origin_id"], ["id"], ondelete="CASCADE"
        )
    _create_active_indexes("archived_at IS NULL AND held_at IS NULL")
    op.create_index(
        "ix_clips_origin_id",
        "clips",
        ["origin_id"],
        sqlite_where=sa.text("origin_id IS NOT NULL"),
        postgresql_where=sa.text("origin_id IS NOT NULL"),
    )


def _fill_lifetimes() -> None:
    """SQLite keeps instants as microseconds."""
    seconds = {
        "sqlite": "(expires_at - published_at) / 1000000",
        "postgresql": "extract(epoch FROM expires_at - published_at)::integer",
    }
    op.execute(f"UPDATE clips SET lifetime_seconds = {seconds[op.get_bind().dialect.name]}")  # noqa: S608 (one of the two above)


def _drop_active_indexes() -> None:
    for name in _ACTIVE_INDEXES:
        op.drop_index(name, "clips")


def _create_active_indexes(condition: str) -> None:
    for name, columns in _ACTIVE_INDEXES.items():
        where = sa.text(condition)
        op.create_index(name, "clips", columns, sqlite_where=where, postgresql_where=where)


def _clips_as_before() -> None:
    op.drop_index("ix_clips_origin_id", "clips")
    _drop_active_indexes()
    # What the release before does not know would be shown by it.
    op.execute(
        "DELETE FROM clips WHERE published_at IS NULL OR held_at IS NOT NULL "
        "OR origin_id IS NOT NULL"
    )
    with op.batch_alter_table("clips") as clips:
        clips.drop_constraint(op.f("fk_clips_origin_id"), type_="foreignkey")
        clips.drop_constraint(op.f("ck_clips_published_and_expires_together"), type_="check")
        clips.alter_column("published_at", existing_type=Instant, nullable=False)
        clips.alter_column("expires_at", existing_type=Instant, nullable=False)
        for name in (
            "held_at",
            "lifetime_seconds",
            "max_views",
            "stickers",
            "failure_reason",
            "origin_id",
        ):
            clips.drop_column(name)
    _create_active_indexes("archived_at IS NULL")


def _clip_posts() -> None:
    op.create_table(
        "clip_posts",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("author_id", Identifier, nullable=False),
        sa.Column("posted_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_clip_posts_author_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_posts")),
    )
    op.create_index("ix_clip_posts_author_id", "clip_posts", ["author_id", "posted_at"])


def _clip_seen_marks() -> None:
    op.create_table(
        "clip_seen_marks",
        sa.Column("viewer_id", Identifier, nullable=False),
        sa.Column("author_id", Identifier, nullable=False),
        sa.Column("up_to_at", Instant, nullable=False),
        sa.Column("up_to_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_clip_seen_marks_author_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["users.id"],
            name=op.f("fk_clip_seen_marks_viewer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("viewer_id", "author_id", name=op.f("pk_clip_seen_marks")),
    )
    op.create_index("ix_clip_seen_marks_author_id", "clip_seen_marks", ["author_id"])


def _clip_playbacks() -> None:
    op.create_table(
        "clip_playbacks",
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("viewer_id", Identifier, nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("exits", sa.Integer(), nullable=False),
        sa.Column("forward_taps", sa.Integer(), nullable=False),
        sa.Column("back_taps", sa.Integer(), nullable=False),
        sa.Column("link_opens", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_playbacks_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["users.id"],
            name=op.f("fk_clip_playbacks_viewer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("clip_id", "viewer_id", name=op.f("pk_clip_playbacks")),
    )
    op.create_index("ix_clip_playbacks_viewer_id", "clip_playbacks", ["viewer_id"])


def _clip_reactions() -> None:
    op.create_table(
        "clip_reactions",
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("emoji", sa.String(length=64), nullable=False),
        sa.Column("reacted_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_reactions_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_clip_reactions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clip_id", "user_id", name=op.f("pk_clip_reactions")),
    )
    op.create_index("ix_clip_reactions_user_id", "clip_reactions", ["user_id"])


def _clip_replies() -> None:
    op.create_table(
        "clip_replies",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("author_id", Identifier, nullable=False),
        sa.Column("replier_id", Identifier, nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_clip_replies_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["replier_id"],
            ["users.id"],
            name=op.f("fk_clip_replies_replier_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_replies")),
    )
    op.create_index("ix_clip_replies_author_id", "clip_replies", ["author_id"])
    op.create_index("ix_clip_replies_clip_id", "clip_replies", ["clip_id", "created_at", "id"])
    op.create_index("ix_clip_replies_replier_id", "clip_replies", ["replier_id"])


def _clip_comments() -> None:
    op.create_table(
        "clip_comments",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("held_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_comments_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_clip_comments_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_comments")),
    )
    op.create_index("ix_clip_comments_clip_id", "clip_comments", ["clip_id", "created_at", "id"])
    op.create_index("ix_clip_comments_user_id", "clip_comments", ["user_id"])


def _clip_mentions() -> None:
    op.create_table(
        "clip_mentions",
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_mentions_clip_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_clip_mentions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clip_id", "user_id", name=op.f("pk_clip_mentions")),
    )
    op.create_index("ix_clip_mentions_user_id", "clip_mentions", ["user_id"])


def _clip_sticker_answers() -> None:
    op.create_table(
        "clip_sticker_answers",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("sticker_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("option", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=True),
        sa.Column("answered_at", Instant, nullable=False),
        sa.CheckConstraint(
            "(option IS NULL) <> (text IS NULL)",
            name=op.f("ck_clip_sticker_answers_option_or_text"),
        ),
        sa.ForeignKeyConstraint(
            ["clip_id"],
            ["clips.id"],
            name=op.f("fk_clip_sticker_answers_clip_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_clip_sticker_answers_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_sticker_answers")),
    )
    op.create_index(
        "ix_clip_sticker_answers_sticker",
        "clip_sticker_answers",
        ["clip_id", "sticker_id", "answered_at", "id"],
    )
    op.create_index("ix_clip_sticker_answers_user_id", "clip_sticker_answers", ["user_id"])
    op.create_index(
        "uq_clip_sticker_answers_vote",
        "clip_sticker_answers",
        ["clip_id", "sticker_id", "user_id"],
        unique=True,
        sqlite_where=sa.text("option IS NOT NULL"),
        postgresql_where=sa.text("option IS NOT NULL"),
    )


def _clip_highlights() -> None:
    op.create_table(
        "clip_highlights",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cover_clip_id", Identifier, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["cover_clip_id"],
            ["clips.id"],
            name=op.f("fk_clip_highlights_cover_clip_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_clip_highlights_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_highlights")),
    )
    op.create_index("ix_clip_highlights_owner_id", "clip_highlights", ["owner_id", "position"])


def _clip_highlight_clips() -> None:
    op.create_table(
        "clip_highlight_clips",
        sa.Column("highlight_id", Identifier, nullable=False),
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clip_id"],
            ["clips.id"],
            name=op.f("fk_clip_highlight_clips_clip_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["highlight_id"],
            ["clip_highlights.id"],
            name=op.f("fk_clip_highlight_clips_highlight_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("highlight_id", "clip_id", name=op.f("pk_clip_highlight_clips")),
        sa.UniqueConstraint(
            "highlight_id", "position", name=op.f("uq_clip_highlight_clips_highlight_id_position")
        ),
    )
    op.create_index("ix_clip_highlight_clips_clip_id", "clip_highlight_clips", ["clip_id"])


def _clip_links() -> None:
    op.create_table(
        "clip_links",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("clip_id", Identifier, nullable=False),
        sa.Column("passcode_hash", sa.String(length=100), nullable=True),
        sa.Column("wrong_passcodes", sa.Integer(), nullable=False),
        sa.Column("max_views", sa.Integer(), nullable=True),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("revoked_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_clip_links_clip_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip_links")),
    )
    op.create_index("ix_clip_links_clip_id", "clip_links", ["clip_id"])
