"""What reports tell of those who serve: hand-over notes, how shifts were, abuse of staff."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget what was made from the log before these were read of it: it is made anew when it is asked for."""
    op.execute("DELETE FROM month_rollup")
    op.execute("DELETE FROM day_rollup")
