"""Sums of a minute of what attacks look like, for a week."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_FIGURES = ("registrations", "failures", "suspensions", "illegal", "dropped")


def upgrade() -> None:
    op.create_table(
        "attack_minute",
        sa.Column("minute", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _FIGURES),
        sa.PrimaryKeyConstraint("minute", name="pk_attack_minute"),
    )


def downgrade() -> None:
    op.drop_table("attack_minute")
