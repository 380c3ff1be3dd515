"""Roll-ups tell who called a visit out of turn, and when: they are emptied.

They are made anew after the migration, from the other read tables and the log (``store.upgrading.upgrade``).
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take away what another version rolled up."""
    op.execute("DELETE FROM day_rollup")
    op.execute("DELETE FROM month_rollup")
