"""How a guest has timers."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plays", sa.Column("timers", sa.String(3), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("plays") as plays:
        plays.drop_column("timers")
