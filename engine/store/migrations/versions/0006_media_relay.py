"""Whether media of a gateway's calls goes through a relay."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "gateway", sa.Column("relay", sa.String(16), nullable=False, server_default="auto")
    )


def downgrade() -> None:
    op.drop_column("gateway", "relay")
