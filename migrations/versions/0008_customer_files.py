"""Notes in the customers' files, the numbers of files that are no more, and what was said by each customer, quickly."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and the indexes."""
    op.create_table(
        "customer_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("customer", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customer_note"),
        comment="personal data: what was written in the customers' files for colleagues; never in the log",
    )
    op.create_index("ix_customer_note_customer", "customer_note", ["customer"])
    op.create_table(
        "former_customer",
        sa.Column("number", ID, nullable=False),
        sa.Column("kept", ID),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_former_customer"),
        comment="numbers that have no file any more: that of the file they are part of now, none where it was erased",
    )
    op.create_index("ix_former_customer_kept", "former_customer", ["kept"])
    op.create_index("ix_complaint_customer", "complaint", ["customer"])
    op.create_index("ix_promise_customer", "promise", ["customer"])
