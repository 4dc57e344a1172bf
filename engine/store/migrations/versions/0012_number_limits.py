"""What a gateway has of its own in the dynamic blacklist of numbers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    for column in _columns():
        op.add_column("gateway", column)


def downgrade() -> None:
    with op.batch_alter_table("gateway") as batch:
        for column in reversed(_columns()):
            batch.drop_column(column.name)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("number_watch", sa.String(16), nullable=False, server_default="inherit"),
        sa.Column("malicious_callee_limit", sa.Integer(), nullable=False, server_default="-1"),
        sa.Column("malicious_caller_limit", sa.Integer(), nullable=False, server_default="-1"),
        sa.Column("no_answer_limit", sa.Integer(), nullable=False, server_default="-1"),
        sa.Column("concurrent_limit", sa.Integer(), nullable=False, server_default="-1"),
    ]
