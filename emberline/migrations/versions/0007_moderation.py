"""Reports, and what was decided about them."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier, Instant, Json

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reports()
    _report_entries()


def downgrade() -> None:
    for table in ("report_entries", "reports"):
        op.drop_table(table)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", Identifier, nullable=False),
        sa.Column("author_id", Identifier, nullable=True),
        sa.Column("reporter_id", Identifier, nullable=True),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("snapshot", Json, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["users.id"], name=op.f("fk_reports_reporter_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "reporter_id", "kind", "subject_id", name=op.f("uq_reports_reporter_id_kind_subject_id")
        ),
    )
    op.create_index("ix_reports_author_id", "reports", ["author_id"])
    op.create_index("ix_reports_newest", "reports", ["created_at", "id"])
    op.create_index("ix_reports_status", "reports", ["status", "created_at", "id"])
    op.create_index("ix_reports_subject", "reports", ["kind", "subject_id"])


def _report_entries() -> None:
    op.create_table(
        "report_entries",
        sa.Column("id", Identifier, nullable=False),
        sa.Column("report_id", Identifier, nullable=False),
        sa.Column("by", Identifier, nullable=True),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_entries_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_entries")),
    )
    op.create_index("ix_report_entries_report_id", "report_entries", ["report_id", "at", "id"])
