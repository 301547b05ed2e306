"""Why somebody is suspended."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("suspension_reason", sa.String(500), nullable=True))
    op.add_column("report_entries", sa.Column("reason", sa.String(500), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("report_entries") as entries:
        entries.drop_column("reason")
    with op.batch_alter_table("users") as users:
        users.drop_column("suspension_reason")
