"""Objectives that contribute to a key result of the objective above."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written as SQL: SQLite adds a column with a reference in one statement, which leaves the table as it is.
    op.execute("ALTER TABLE objective ADD COLUMN parent_key_result_id INTEGER REFERENCES key_result (id)")
    op.create_index("ix_objective_parent_key_result_id", "objective", ["parent_key_result_id"])
