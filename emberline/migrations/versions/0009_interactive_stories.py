"""Interactive stories: drafts, frozen versions, the catalogue, plays."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _stories()
    _story_collaborators()
    _story_nodes()
    _story_versions()
    _catalogue_entries()
    _plays()
    _story_choices()
    _play_moves()


def downgrade() -> None:
    op.drop_table("play_moves")
    op.drop_table("story_choices")
    op.drop_table("plays")
    op.drop_table("catalogue_entries")
    op.drop_table("story_versions")
    op.drop_table("story_nodes")
    op.drop_table("story_collaborators")
    op.drop_table("stories")


def _stories() -> None:
    table = "stories"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=5000), nullable=False),
        sa.Column("difficulty_level", sa.String(length=6), nullable=False),
        sa.Column("category", sa.String(length=50), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("tags", Json, nullable=False),
        sa.Column("content_notes", Json, nullable=False),
        sa.Column("cover_media_id", Identifier, nullable=True),
        sa.Column("declarations", sa.LargeBinary(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("draft_revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", Identifier, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("held_at", Instant, nullable=True),
        sa.CheckConstraint(
            "difficulty_level IN ('easy', 'medium', 'hard')",
            name=op.f("ck_stories_difficulty_level"),
        ),
        _refers(table, "changed_by", "users.id", "SET NULL"),
        _refers(table, "cover_media_id", "media.id", "SET NULL"),
        _refers(table, "owner_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_stories_changed_by", table, ["changed_by"])
    op.create_index("ix_stories_cover_media_id", table, ["cover_media_id"])
    op.create_index("ix_stories_owner_id", table, ["owner_id", "updated_at", "id"])


def _story_collaborators() -> None:
    table = "story_collaborators"
    op.create_table(
        table,
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("user_id", Identifier, nullable=False),
        sa.Column("role", sa.String(length=6), nullable=False),
        sa.Column("added_at", Instant, nullable=False),
        sa.CheckConstraint(
            "role IN ('owner', 'editor', 'viewer')", name=op.f("ck_story_collaborators_role")
        ),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        _refers(table, "user_id", "users.id", "CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "user_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_story_collaborators_user_id", table, ["user_id"])


def _story_nodes() -> None:
    table = "story_nodes"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_ending", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", Identifier, nullable=True),
        sa.Column("changed_at", Instant, nullable=False),
        _refers(table, "changed_by", "users.id", "SET NULL"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("story_id", "key", name=op.f("uq_story_nodes_story_id_key")),
    )
    op.create_index("ix_story_nodes_changed_by", table, ["changed_by"])
    op.create_index("ix_story_nodes_position", table, ["story_id", "position"])


def _story_versions() -> None:
    table = "story_versions"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("nodes_count", sa.Integer(), nullable=False),
        sa.Column("endings_count", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("frozen_by", Identifier, nullable=True),
        sa.Column("frozen_at", Instant, nullable=False),
        _refers(table, "frozen_by", "users.id", "SET NULL"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("story_id", "number", name=op.f("uq_story_versions_story_id_number")),
    )
    op.create_index("ix_story_versions_frozen_by", table, ["frozen_by"])
    op.create_index("ix_story_versions_playtests", table, ["frozen_at"], **_only("number IS NULL"))


def _catalogue_entries() -> None:
    table = "catalogue_entries"
    op.create_table(
        table,
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("version_id", Identifier, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", Identifier, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_folded", sa.String(length=800), nullable=False),
        sa.Column("description", sa.String(length=5000), nullable=False),
        sa.Column("difficulty_level", sa.String(length=6), nullable=False),
        sa.Column("category", sa.String(length=50), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("tags", Json, nullable=False),
        sa.Column("content_notes", Json, nullable=False),
        sa.Column("cover_media_id", Identifier, nullable=True),
        sa.Column("nodes_count", sa.Integer(), nullable=False),
        sa.Column("endings_count", sa.Integer(), nullable=False),
        sa.Column("estimated_minutes", sa.Integer(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("plays_count", sa.BigInteger(), nullable=False),
        sa.Column("completions_count", sa.BigInteger(), nullable=False),
        sa.Column("ratings_count", sa.BigInteger(), nullable=False),
        sa.Column("ratings_sum", sa.BigInteger(), nullable=False),
        sa.Column("rating_rank", sa.Float(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("first_published_at", Instant, nullable=False),
        sa.Column("published_at", Instant, nullable=False),
        _refers(table, "author_id", "users.id", "CASCADE"),
        _refers(table, "cover_media_id", "media.id", "SET NULL"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        _refers(table, "version_id", "story_versions.id", "CASCADE"),
        sa.PrimaryKeyConstraint("story_id", name=op.f(f"pk_{table}")),
    )
    _catalogue_entries_indexes(table)


def _catalogue_entries_indexes(table: str) -> None:
    op.create_index(
        "ix_catalogue_entries_author_id",
        table,
        ["author_id", "published_at", "story_id"],
        **_only("is_listed"),
    )
    op.create_index(
        "ix_catalogue_entries_category",
        table,
        ["category", "published_at", "story_id"],
        **_only("is_listed"),
    )
    op.create_index("ix_catalogue_entries_cover_media_id", table, ["cover_media_id"])
    op.create_index("ix_catalogue_entries_owner", table, ["author_id"])
    op.create_index(
        "ix_catalogue_entries_popular", table, ["plays_count", "story_id"], **_only("is_listed")
    )
    op.create_index(
        "ix_catalogue_entries_rating", table, ["rating_rank", "story_id"], **_only("is_listed")
    )
    op.create_index(
        "ix_catalogue_entries_recent", table, ["published_at", "story_id"], **_only("is_listed")
    )
    op.create_index(
        "ix_catalogue_entries_title", table, ["title_folded", "story_id"], **_only("is_listed")
    )
    op.create_index("ix_catalogue_entries_version_id", table, ["version_id"])


def _plays() -> None:
    table = "plays"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("version_id", Identifier, nullable=False),
        sa.Column("reader_id", Identifier, nullable=True),
        sa.Column("guest_hash", sa.String(length=64), nullable=True),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("source_id", Identifier, nullable=True),
        sa.Column("protagonist", sa.Text(), nullable=True),
        sa.Column("base", sa.LargeBinary(), nullable=True),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("node_key", sa.Text(), nullable=False),
        sa.Column("moves_count", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("arrived_at", Instant, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("is_completed", sa.Boolean(), nullable=False),
        sa.Column("ending_key", sa.Text(), nullable=True),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("day_ends_at", Instant, nullable=True),
        sa.CheckConstraint(
            "reader_id IS NULL OR guest_hash IS NULL", name=op.f("ck_plays_belongs_to_one")
        ),
        _refers(table, "reader_id", "users.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        _refers(table, "version_id", "story_versions.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    _plays_indexes(table)


def _plays_indexes(table: str) -> None:
    op.create_index(
        "ix_plays_newest", table, ["reader_id", "story_id", "id"], **_only("reader_id IS NOT NULL")
    )
    op.create_index(
        "ix_plays_of_guest",
        table,
        ["guest_hash", "story_id", "id"],
        **_only("guest_hash IS NOT NULL"),
    )
    op.create_index("ix_plays_source_id", table, ["source_id"])
    op.create_index("ix_plays_story_id", table, ["story_id", "started_at"])
    op.create_index("ix_plays_version_id", table, ["version_id", "is_completed"])
    op.create_index(
        "uq_plays_slot",
        table,
        ["reader_id", "story_id", "slot"],
        unique=True,
        **_only("reader_id IS NOT NULL AND slot NOT IN ('auto', 'playtest')"),
    )


def _story_choices() -> None:
    table = "story_choices"
    op.create_table(
        table,
        sa.Column("id", Identifier, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("node_id", Identifier, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", Identifier, nullable=True),
        sa.Column("changed_at", Instant, nullable=False),
        _refers(table, "changed_by", "users.id", "SET NULL"),
        _refers(table, "node_id", "story_nodes.id", "CASCADE"),
        _refers(table, "story_id", "stories.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("node_id", "key", name=op.f("uq_story_choices_node_id_key")),
    )
    op.create_index("ix_story_choices_changed_by", table, ["changed_by"])
    op.create_index("ix_story_choices_story_id", table, ["story_id"])


def _play_moves() -> None:
    table = "play_moves"
    op.create_table(
        table,
        sa.Column("play_id", Identifier, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", Identifier, nullable=True),
        sa.Column("node_key", sa.Text(), nullable=False),
        sa.Column("choice_key", sa.Text(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.String(length=7), nullable=True),
        sa.Column("to_key", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        _refers(table, "play_id", "plays.id", "CASCADE"),
        sa.PrimaryKeyConstraint("play_id", "number", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        "ix_play_moves_figures",
        table,
        ["version_id", "node_key", "choice_key", "to_key", "is_undone"],
    )


def _refers(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)


def _only(condition: str) -> dict[str, Any]:
    """What makes an index one of the rows where `condition` holds."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
