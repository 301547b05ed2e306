"""Generations of stories, the files kept for people, and fewer seats for some kinds of jobs."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json
from emberline.kit.db.row_security import secure_rows

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SECURED = ("story_generations", "generation_logs")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("seats", sa.Integer(), nullable=False, server_default="4"))
    _kept_files()
    _story_generations()
    _generation_logs()
    _generation_results()
    _narrated_scenes()
    if op.get_bind().dialect.name == "postgresql":
        for table in _SECURED:
            for statement in secure_rows(table, "user_id"):
                op.execute(statement)


def downgrade() -> None:
    for table in ("narrated_scenes", "generation_results", "generation_logs"):
        op.drop_table(table)
    op.drop_table("story_generations")
    op.drop_table("kept_files")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("seats")


def _kept_files() -> None:
    table = "kept_files"
    op.create_table(
        table,
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        _refers(table, "owner_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_kept_files_owner_id", table, ["owner_id", "bytes"])


def _story_generations() -> None:
    table = "story_generations"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=True),
        sa.Column("version_id", Identifier, nullable=True),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("voice", sa.String(length=200), nullable=True),
        sa.Column("options", Json, nullable=False),
        sa.Column("log", Json, nullable=True),
        sa.Column("job_id", Identifier, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=11), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("error", Json, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("started_at", Instant, nullable=True),
        sa.Column("finished_at", Instant, nullable=True),
        sa.Column("expected_at", Instant, nullable=True),
        sa.Column("expires_at", Instant, nullable=True),
        sa.Column("told_at", Instant, nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('audio', 'epub', 'html', 'pdf')", name=op.f(f"ck_{table}_kind")
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'in_progress', 'succeeded', 'failed')",
            name=op.f(f"ck_{table}_status"),
        ),
        sa.CheckConstraint(
            "(status IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)",
            name=op.f(f"ck_{table}_finished"),
        ),
        sa.CheckConstraint(
            "(status = 'failed') = (error IS NOT NULL)", name=op.f(f"ck_{table}_error")
        ),
        _refers(table, "user_id", "users.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "SET NULL"),
        _refers(table, "version_id", "story_versions.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_generations_user_id", table, ["user_id", "id"])
    for column in ("story_id", "version_id", "expires_at"):
        op.create_index(f"ix_story_generations_{column}", table, [column])
    _partial_index("ix_story_generations_waiting", table, "user_id", "status = 'pending'")
    _partial_index("ix_story_generations_unended", table, "created_at", "finished_at IS NULL")


def _generation_logs() -> None:
    table = "generation_logs"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("generation_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=7), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("scene", sa.Integer(), nullable=True),
        sa.CheckConstraint("level IN ('info', 'warning', 'error')", name=op.f(f"ck_{table}_level")),
        _refers(table, "generation_id", "story_generations.id", "CASCADE"),
        _refers(table, "user_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_generation_logs_generation_id", table, ["generation_id", "id"])
    op.create_index("ix_generation_logs_user_id", table, ["user_id"])
    rendered = sa.text("event = 'scene.rendered'")
    op.create_index(
        "uq_generation_logs_scene",
        table,
        ["generation_id", "scene"],
        unique=True,
        sqlite_where=rendered,
        postgresql_where=rendered,
    )


def _generation_results() -> None:
    table = "generation_results"
    op.create_table(
        table,
        sa.Column("generation_id", Identifier, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        _refers(table, "generation_id", "story_generations.id", "CASCADE"),
        _refers(table, "key", "kept_files.key", "CASCADE"),
        sa.PrimaryKeyConstraint("generation_id", "name", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_generation_results_key", table, ["key"])


def _narrated_scenes() -> None:
    table = "narrated_scenes"
    op.create_table(
        table,
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("generation_id", Identifier, nullable=True),
        _refers(table, "user_id", "users.id", "CASCADE"),
        _refers(table, "key", "kept_files.key", "CASCADE"),
        _refers(table, "generation_id", "story_generations.id", "SET NULL"),
        sa.PrimaryKeyConstraint("user_id", "digest", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_narrated_scenes_generation_id", table, ["generation_id"])
    op.create_index("ix_narrated_scenes_key", table, ["key"])


def _partial_index(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def _refers(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)
