"""What a customer is worth, how they stand to the house, and where their segment comes from.

Money is a whole number of the smallest unit. The index of the visits of known customers tells all that is counted of
them: how a visit ended is added to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; the segments that customers have were typed."""
    for column in (
        sa.Column("segment_source", ID),
        sa.Column("stage", ID),
        sa.Column("relation", ID),
        sa.Column("acquisition_cost", sa.BigInteger()),
        sa.Column("revenue", sa.BigInteger()),
        sa.Column("cost_to_serve", sa.BigInteger()),
        sa.Column("years", sa.Integer()),
        sa.Column("retention", sa.Float()),
    ):
        op.add_column("customer", column)
    of_somebody = sa.text("customer IS NOT NULL")
    op.drop_index("ix_visit_customer_ended_day", "visit")
    op.create_index(
        "ix_visit_customer_ended_day_outcome",
        "visit",
        ["customer", "ended_day", "outcome"],
        sqlite_where=of_somebody,
        postgresql_where=of_somebody,
    )
    op.execute("UPDATE customer SET segment_source = 'typed' WHERE segment IS NOT NULL")
