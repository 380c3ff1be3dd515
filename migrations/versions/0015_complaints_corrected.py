"""What a step of a complaint has put right of what was taken down wrongly."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No complaint was corrected before."""
    op.add_column("complaint_step", sa.Column("corrected", sa.Text))
