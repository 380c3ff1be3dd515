"""What a remedy came to, for which segment it was, and what went wrong with us."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; the events of complaints so far tell nothing of them."""
    op.add_column("complaint", sa.Column("segment", ID))
    for table in ("complaint", "complaint_step"):
        op.add_column(table, sa.Column("amount", sa.BigInteger()))
        op.add_column(table, sa.Column("root", ID))
