"""How a gateway is told who calls."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
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
        sa.Column("sip_caller_e164_domain", sa.String(32), nullable=False, server_default="from"),
        sa.Column("sip_privacy", sa.String(16), nullable=False, server_default="pass"),
        sa.Column("sip_p_asserted_identity", sa.String(16), nullable=False, server_default="none"),
        sa.Column("sip_p_preferred_identity", sa.String(16), nullable=False, server_default="none"),
    ]
