"""Working on a story together: what its people did, where they are, its media, suggestions."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _story_activities()
    _story_presences()
    _story_media()
    _suggestion_uses()
    condition = sa.text("story_id IS NOT NULL")
    op.create_index(
        "ix_notifications_story_id",
        "notifications",
        ["story_id"],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def downgrade() -> None:
    op.drop_index("ix_notifications_story_id", "notifications")
    op.drop_table("suggestion_uses")
    op.drop_table("story_media")
    op.drop_table("story_presences")
    op.drop_table("story_activities")


def _story_activities() -> None:
    table = "story_activities"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("node_id", Identifier, nullable=True),
        sa.Column("detail", Json, nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("began_at", Instant, nullable=False),
        sa.Column("at", Instant, nullable=False),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        _refers(table, "user_id", "users.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_activities_newest", table, ["story_id", "at", "id"])
    op.create_index("ix_story_activities_user_id", table, ["user_id"])


def _story_presences() -> None:
    table = "story_presences"
    op.create_table(
        table,
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("node_id", Identifier, nullable=True),
        sa.Column("since", Instant, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        _refers(table, "user_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "user_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_presences_seen_at", table, ["seen_at"])
    op.create_index("ix_story_presences_user_id", table, ["user_id"])


def _story_media() -> None:
    table = "story_media"
    op.create_table(
        table,
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("media_id", Identifier, nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("added_at", Instant, nullable=False),
        _refers(table, "media_id", "media.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "media_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_media_media_id", table, ["media_id"])


def _suggestion_uses() -> None:
    table = "suggestion_uses"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        _refers(table, "user_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_suggestion_uses_day", table, ["day"])


def _refers(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)
