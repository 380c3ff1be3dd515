"""Whether a customer's file was ever changed, as whom merged customers were known, and pulses that wait for others.

Files that are there count as changed: nobody knows. Of customers who were merged before nobody knows as whom they were
known: a list without numbers adds them anew. Pulses that were given before stay in the log one by one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column("customer", sa.Column("changed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE customer SET changed = true")
    op.create_table(
        "merged_person",
        sa.Column("number", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_merged_person"),
        comment="personal data: as whom those were known whose file is part of another one, by their former number",
    )
    op.create_table(
        "pulse",
        sa.Column("site", ID, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site", "score", name="pk_pulse"),
        comment="answers to how the shift was that wait for others before they are told: how often each was given",
        sqlite_with_rowid=False,
    )
