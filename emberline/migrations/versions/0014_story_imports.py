"""Imports of many stories."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _story_imports()
    _imported_stories()


def downgrade() -> None:
    op.drop_table("imported_stories")
    op.drop_table("story_imports")


def _story_imports() -> None:
    table = "story_imports"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("status", sa.String(length=11), nullable=False),
        sa.Column("key", sa.String(length=512), nullable=True),
        sa.Column("parts", Json, nullable=False),
        sa.Column("files_done", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("imported_count", sa.Integer(), nullable=False),
        sa.Column("rejected_count", sa.Integer(), nullable=False),
        sa.Column("error", Json, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("finished_at", Instant, nullable=True),
        sa.Column("told_at", Instant, nullable=True),
        sa.CheckConstraint(
            "status IN ('pending', 'in_progress', 'succeeded', 'failed')",
            name=op.f(f"ck_{table}_status"),
        ),
        _refers(table, "owner_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_imports_owner_id", table, ["owner_id"])
    op.create_index("ix_story_imports_key", table, ["key"])
    unended = sa.text("finished_at IS NULL")
    op.create_index(
        "ix_story_imports_unended",
        table,
        ["created_at"],
        sqlite_where=unended,
        postgresql_where=unended,
    )


def _imported_stories() -> None:
    table = "imported_stories"
    op.create_table(
        table,
        sa.Column("import_id", Identifier, nullable=False),
        sa.Column("file", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("story_id", Identifier, nullable=True),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("status IN ('imported', 'rejected')", name=op.f(f"ck_{table}_status")),
        _refers(table, "import_id", "story_imports.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "SET NULL"),
        sa.PrimaryKeyConstraint("import_id", "file", "place", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_imported_stories_story_id", table, ["story_id"])


def _refers(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)
