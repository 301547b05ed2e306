"""What readers have earned, and where they stand among each other."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reader_stats()
    _reader_stories()
    _reader_endings()
    _reader_artifacts()
    _reader_achievements()
    _leaderboard_scores()
    _leaderboard_counts()
    _favorite_category(from_length=40, to_length=50)


def downgrade() -> None:
    # A longer name is none that the schema before could have held.
    op.execute(
        "UPDATE preferences SET favorite_category = NULL WHERE length(favorite_category) > 40"
    )
    _favorite_category(from_length=50, to_length=40)
    op.drop_table("leaderboard_counts")
    op.drop_table("leaderboard_scores")
    op.drop_table("reader_achievements")
    op.drop_table("reader_artifacts")
    op.drop_table("reader_endings")
    op.drop_table("reader_stories")
    op.drop_table("reader_stats")


def _reader_stats() -> None:
    table = "reader_stats"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("xp", sa.BigInteger(), nullable=False),
        sa.Column("stories_completed", sa.Integer(), nullable=False),
        sa.Column("endings_found", sa.Integer(), nullable=False),
        sa.Column("streak_days", sa.Integer(), nullable=False),
        sa.Column("best_streak", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("kept_moves", sa.BigInteger(), nullable=False),
        sa.Column("kept_seconds", sa.BigInteger(), nullable=False),
        _of_user(table),
        sa.PrimaryKeyConstraint("user_id", name=op.f(f"pk_{table}")),
    )


def _reader_stories() -> None:
    table = "reader_stories"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("category", sa.String(length=50), nullable=False),
        sa.Column("difficulty", sa.String(length=6), nullable=False),
        sa.Column("endings_found", sa.Integer(), nullable=False),
        sa.Column("completed_at", Instant, nullable=False),
        sa.Column("all_found_at", Instant, nullable=True),
        _of_user(table),
        sa.PrimaryKeyConstraint("user_id", "story_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_reader_stories_newest", table, ["user_id", "completed_at", "story_id"])
    op.create_index("ix_reader_stories_readers", table, ["story_id", "completed_at", "user_id"])


def _reader_endings() -> None:
    table = "reader_endings"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("ending_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("found_at", Instant, nullable=False),
        _of_user(table),
        sa.PrimaryKeyConstraint("user_id", "story_id", "ending_key", name=op.f(f"pk_{table}")),
    )


def _reader_artifacts() -> None:
    table = "reader_artifacts"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("item_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("collected_at", Instant, nullable=False),
        _of_user(table),
        sa.PrimaryKeyConstraint("user_id", "story_id", "item_key", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        "ix_reader_artifacts_newest", table, ["user_id", "collected_at", "story_id", "item_key"]
    )


def _reader_achievements() -> None:
    table = "reader_achievements"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("unlocked_at", Instant, nullable=False),
        _of_user(table),
        sa.PrimaryKeyConstraint("user_id", "story_id", "key", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        "ix_reader_achievements_newest", table, ["user_id", "unlocked_at", "story_id", "key"]
    )


def _leaderboard_scores() -> None:
    table = "leaderboard_scores"
    op.create_table(
        table,
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("xp", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("endings", sa.Integer(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        _of_user(table),
        sa.PrimaryKeyConstraint("bucket", "user_id", name=op.f(f"pk_{table}")),
    )
    shown = sa.text("is_shown")
    for metric in ("completed", "endings", "streak", "xp"):
        op.create_index(
            f"ix_leaderboard_scores_{metric}",
            table,
            ["bucket", metric, "user_id"],
            sqlite_where=shown,
            postgresql_where=shown,
        )
    op.create_index("ix_leaderboard_scores_user_id", table, ["user_id"])


def _leaderboard_counts() -> None:
    table = "leaderboard_counts"
    op.create_table(
        table,
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("metric", sa.String(length=9), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "metric", "level", "slot", name=op.f(f"pk_{table}")),
    )


def _favorite_category(*, from_length: int, to_length: int) -> None:
    """A favourite is a category of stories, and these have names of up to 50 characters."""
    with op.batch_alter_table("preferences") as preferences:
        preferences.alter_column(
            "favorite_category",
            existing_type=sa.String(length=from_length),
            type_=sa.String(length=to_length),
            existing_nullable=True,
        )


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_user_id")
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE")
