"""The customer files, an index of the visits of known customers, and roll-ups that tell of repeat visits.

The roll-ups are made anew after the migration, from the other read tables (``store.upgrading.upgrade``).
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table and the index; what another version rolled up is taken away."""
    op.create_table(
        "customer",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", ID, nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("digits", ID),
        sa.Column("language", ID),
        sa.Column("segment", ID),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
        comment="personal data: known customers, by the number that the house gave them; never in the log",
    )
    of_somebody = sa.text("customer IS NOT NULL")
    op.create_index(
        "ix_visit_customer_ended_day",
        "visit",
        ["customer", "ended_day"],
        sqlite_where=of_somebody,
        postgresql_where=of_somebody,
    )
    op.execute("DELETE FROM day_rollup")
    op.execute("DELETE FROM month_rollup")
