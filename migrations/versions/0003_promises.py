"""Promises: what customers were told would be done by a day, and each time that such a day was moved."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "promise",
        sa.Column("site", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("first_due_day", DAY, nullable=False),
        sa.Column("due_day", DAY, nullable=False),
        sa.Column("owner", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("counter", ID),
        sa.Column("visit", ID),
        sa.Column("customer", ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", ID, nullable=False),
        sa.Column("ended_day", DAY),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("ended_by", ID),
        sa.Column("reason", ID),
        sa.PrimaryKeyConstraint("site", "number", name="pk_promise"),
    )
    op.create_index("ix_promise_site_day", "promise", ["site", "day"])
    op.create_index("ix_promise_site_ended_day", "promise", ["site", "ended_day"])
    op.create_table(
        "promise_move",
        sa.Column("site", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("due_day", DAY, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("reason", ID),
        sa.PrimaryKeyConstraint("site", "number", "place", name="pk_promise_move"),
        comment="each time that a promise was given another due day",
    )
