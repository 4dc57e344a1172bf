"""Accounts, registration and probes of gateways."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
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
        sa.Column("username", sa.Text(), nullable=False, server_default=""),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, server_default=""),
        sa.Column("registers", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("registrar", sa.Text(), nullable=False, server_default=""),
        sa.Column("register_expires_s", sa.Integer(), nullable=False, server_default="3600"),
        sa.Column("contact_number", sa.Text(), nullable=False, server_default=""),
        sa.Column("probe_interval_s", sa.Integer(), nullable=False, server_default="0"),
    ]
