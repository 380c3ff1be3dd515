"""Shifts tell whom they attended, pauses and intervals set apart who waited meanwhile: older roll-ups do not."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take away what another version rolled up."""
    op.execute("DELETE FROM day_rollup")
    op.execute("DELETE FROM month_rollup")
