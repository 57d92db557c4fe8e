"""Metrics with dated points, key results that look at one, and annotations."""

import sqlalchemy as sa
from alembic import op

from models.append_only import refuse_changes
from models.migration_columns import link, moment, number, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_metrics()
    create_annotations()
    # Written as SQL: SQLite adds a column with a reference in one statement, which leaves the table as it is.
    op.execute("ALTER TABLE key_result ADD COLUMN metric_id INTEGER REFERENCES metric (id)")
    op.create_index("ix_key_result_metric_id", "key_result", ["metric_id"])
    refuse_changes("metric_point")


def create_metrics() -> None:
    op.create_table(
        "metric",
        *(number("id"), number("version")),
        *link("team_id", "team"),
        *link("owner_id", "person"),
        *(text("name", 200), text("unit", 60), text("definition"), text("source")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_index("ix_metric_team_id", "metric", ["team_id"])
    op.create_table(
        "metric_point",
        number("id"),
        *link("metric_id", "metric"),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        text("origin", 30),
        *link("author_id", "person"),
        moment("entered_at"),
        *link("supersedes_id", "metric_point", nullable=True),
        sa.CheckConstraint(
            "value IS NOT NULL OR supersedes_id IS NOT NULL", name="metric_point_has_a_value_or_withdraws"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("supersedes_id"),
    )
    op.create_index("metric_point_by_metric_and_day", "metric_point", ["metric_id", "as_of"])


def create_annotations() -> None:
    op.create_table(
        "annotation",
        *(number("id"), number("version")),
        *link("key_result_id", "key_result"),
        sa.Column("on_day", sa.Date(), nullable=False),
        text("text", 200),
        *link("author_id", "person"),
        *(moment("at"), moment("removed_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_annotation_key_result_id", "annotation", ["key_result_id"])
