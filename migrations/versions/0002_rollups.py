"""Roll-ups: what reports add up, kept for each closed day and each month.

The rows are made after the migration, from the other read tables (``store.upgrading.upgrade``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
MONTH = sa.String(7).with_variant(sa.String(7, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "day_rollup",
        sa.Column("site", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("sums", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", "day", name="pk_day_rollup"),
        comment="of each closed day what reports add up (counts, histograms by the second) and what they tell of it "
        "alone",
    )
    op.create_table(
        "month_rollup",
        sa.Column("site", ID, nullable=False),
        sa.Column("month", MONTH, nullable=False),
        sa.Column("sums", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", "month", name="pk_month_rollup"),
        comment="the same, added up for the closed days of a month",
    )
