"""Who follows, blocks, mutes, hides and trusts whom; names to be found by."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _follows()
    _follow_requests()
    _blocks()
    _mutes()
    _hides()
    _close_friends()
    _name_words()


def downgrade() -> None:
    for table in (
        "name_words",
        "close_friends",
        "hides",
        "mutes",
        "blocks",
        "follow_requests",
        "follows",
    ):
        op.drop_table(table)


def _follows() -> None:
    op.create_table(
        "follows",
        sa.Column("follower_id", Identifier, nullable=False),
        sa.Column("followee_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["followee_id"], ["users.id"], name=op.f("fk_follows_followee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["users.id"], name=op.f("fk_follows_follower_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("follower_id", "followee_id", name=op.f("pk_follows")),
    )
    op.create_index("ix_follows_followee_id", "follows", ["followee_id", "created_at"])
    op.create_index("ix_follows_follower_id", "follows", ["follower_id", "created_at"])


def _follow_requests() -> None:
    op.create_table(
        "follow_requests",
        sa.Column("follower_id", Identifier, nullable=False),
        sa.Column("followee_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["followee_id"],
            ["users.id"],
            name=op.f("fk_follow_requests_followee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"],
            ["users.id"],
            name=op.f("fk_follow_requests_follower_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("follower_id", "followee_id", name=op.f("pk_follow_requests")),
    )
    op.create_index(
        "ix_follow_requests_followee_id", "follow_requests", ["followee_id", "created_at"]
    )


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("blocker_id", Identifier, nullable=False),
        sa.Column("blocked_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["users.id"], name=op.f("fk_blocks_blocked_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["users.id"], name=op.f("fk_blocks_blocker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blocker_id", "blocked_id", name=op.f("pk_blocks")),
    )
    op.create_index("ix_blocks_blocked_id", "blocks", ["blocked_id"])


def _mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("muter_id", Identifier, nullable=False),
        sa.Column("muted_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["muted_id"], ["users.id"], name=op.f("fk_mutes_muted_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["muter_id"], ["users.id"], name=op.f("fk_mutes_muter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("muter_id", "muted_id", name=op.f("pk_mutes")),
    )
    op.create_index("ix_mutes_muted_id", "mutes", ["muted_id"])


def _hides() -> None:
    op.create_table(
        "hides",
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("viewer_id", Identifier, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_hides_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"], ["users.id"], name=op.f("fk_hides_viewer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("owner_id", "viewer_id", name=op.f("pk_hides")),
    )
    op.create_index("ix_hides_viewer_id", "hides", ["viewer_id"])


def _close_friends() -> None:
    op.create_table(
        "close_friends",
        sa.Column("owner_id", Identifier, nullable=False),
        sa.Column("friend_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["friend_id"], ["users.id"], name=op.f("fk_close_friends_friend_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_close_friends_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("owner_id", "friend_id", name=op.f("pk_close_friends")),
    )
    op.create_index("ix_close_friends_friend_id", "close_friends", ["friend_id"])


def _name_words() -> None:
    op.create_table(
        "name_words",
        sa.Column(
            "word",
            sa.String(length=30).with_variant(sa.String(length=30, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("user_id", Identifier, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_name_words_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "user_id", name=op.f("pk_name_words")),
    )
    op.create_index("ix_name_words_user_id", "name_words", ["user_id"])
