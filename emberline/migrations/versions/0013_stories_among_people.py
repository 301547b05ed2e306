"""Reviews, links, feed, and stories on clips."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_LINKED = sa.text("story_link_id IS NOT NULL")


def upgrade() -> None:
    _story_reviews()
    _story_links()
    with op.batch_alter_table("clips") as clips:
        clips.add_column(sa.Column("story_link_id", Identifier, nullable=True))
        clips.create_foreign_key(
            op.f("fk_clips_story_link_id"),
            "stories",
            ["story_link_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(
        "ix_clips_story_link_id",
        "clips",
        ["story_link_id"],
        sqlite_where=_LINKED,
        postgresql_where=_LINKED,
    )


def downgrade() -> None:
    op.drop_index("ix_clips_story_link_id", "clips")
    with op.batch_alter_table("clips") as clips:
        clips.drop_constraint(op.f("fk_clips_story_link_id"), type_="foreignkey")
        clips.drop_column("story_link_id")
    op.drop_table("story_links")
    op.drop_table("story_reviews")


def _story_reviews() -> None:
    table = "story_reviews"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("reader_id", Identifier, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=True),
        sa.Column("answer", sa.String(length=5000), nullable=True),
        sa.Column("answered_by", Identifier, nullable=True),
        sa.Column("answered_at", Instant, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("held_at", Instant, nullable=True),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_story_reviews_rating")),
        _refers(table, "answered_by", "users.id", "SET NULL"),
        _refers(table, "reader_id", "users.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "story_id", "reader_id", name=op.f("uq_story_reviews_story_id_reader_id")
        ),
    )
    op.create_index("ix_story_reviews_answered_by", table, ["answered_by"])
    op.create_index("ix_story_reviews_newest", table, ["story_id", "created_at", "id"])
    op.create_index("ix_story_reviews_reader_id", table, ["reader_id", "created_at", "id"])


def _story_links() -> None:
    table = "story_links"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("sharer_id", Identifier, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        _refers(table, "sharer_id", "users.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("code", name=op.f("uq_story_links_code")),
        sa.UniqueConstraint(
            "story_id", "sharer_id", name=op.f("uq_story_links_story_id_sharer_id")
        ),
    )
    op.create_index("ix_story_links_sharer_id", table, ["sharer_id"])


def _refers(table: str, column: str, to: str, on_delete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=on_delete)
