"""How strong a password was when it was set; null for those set before this was kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_TABLES = ("endpoint", "operator")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("password_score", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in reversed(_TABLES):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("password_score")
