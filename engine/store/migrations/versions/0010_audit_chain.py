"""Each row of the audit is a link of a chain."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("chain", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("audit", "chain")
