"""The whole life of a complaint: who sees to it, what was done, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns, and make the table of steps; of complaints taken down so far there are none."""
    for column in (
        sa.Column("first_due_day", DAY),
        sa.Column("first_owner", ID, nullable=False, server_default=""),
        sa.Column("owner", ID, nullable=False, server_default=""),
        sa.Column("channel", ID, nullable=False, server_default="counter"),
        sa.Column("customer", ID),
        sa.Column("granted", ID),
        sa.Column("accepted", sa.Boolean()),
        sa.Column("closed_day", DAY),
        sa.Column("reopened", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("complaint", column)
    op.execute("UPDATE complaint SET first_due_day = due_day")
    op.execute("UPDATE complaint SET customer = (SELECT visit.customer FROM visit WHERE visit.id = complaint.visit)")
    op.create_table(
        "complaint_step",
        sa.Column("site", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("kind", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("owner", ID),
        sa.Column("due_day", DAY),
        sa.Column("remedy", ID),
        sa.Column("accepted", sa.Boolean()),
        sa.Column("text", ID),
        sa.Column("more", ID),
        sa.PrimaryKeyConstraint("site", "number", "place", name="pk_complaint_step"),
        comment="what happened to each complaint after it was taken down",
    )
