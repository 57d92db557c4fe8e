"""Count the changes of goals apart from check-ins, which are far more frequent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("data_version", sa.Column("goals", sa.Integer(), nullable=False, server_default="0"))
