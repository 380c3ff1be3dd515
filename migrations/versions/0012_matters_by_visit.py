"""Complaints and promises by their visit, quickly: whose they are follows from whose the visit is."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_complaint_visit", "complaint", ["visit"])
    op.create_index("ix_promise_visit", "promise", ["visit"])
