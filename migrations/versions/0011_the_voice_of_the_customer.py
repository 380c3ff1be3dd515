"""Whether customers would come back, extra steps, comments on the standards; and roll-ups that tell what was answered.

The roll-ups are made anew after the migration, from the other read tables (``store.upgrading.upgrade``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and the table; nobody was asked before, and what another version rolled up is taken away."""
    for table in ("visit", "carried"):
        op.add_column(table, sa.Column("would_return", sa.Boolean()))
        op.add_column(table, sa.Column("extra_steps", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "standard_comment",
        sa.Column("site", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("standard", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("text", ID, nullable=False),
        sa.PrimaryKeyConstraint("site", "day", "seq", name="pk_standard_comment"),
        comment="what the staff says of the standards, by the place of it in the day's log",
    )
    op.execute("DELETE FROM day_rollup")
    op.execute("DELETE FROM month_rollup")
