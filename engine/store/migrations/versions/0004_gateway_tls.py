"""Whether gateways over TLS have to prove who they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    column: sa.Column[bool] = sa.Column(
        "tls_verify", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("gateway", column)


def downgrade() -> None:
    with op.batch_alter_table("gateway") as table:
        table.drop_column("tls_verify")
