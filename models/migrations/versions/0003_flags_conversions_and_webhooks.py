"""Flags with their conversation and notices, conversions of key results, and webhooks."""

import sqlalchemy as sa
from alembic import op

from models.append_only import refuse_changes
from models.migration_columns import link, moment, number

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_flags()
    create_conversation()
    create_conversions()
    create_webhooks()
    refuse_changes("flag_event")


def create_flags() -> None:
    op.create_table(
        "flag",
        *(number("id"), number("version")),
        *link("objective_id", "objective"),
        *link("key_result_id", "key_result", nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(30), nullable=False),
        *link("raised_by_id", "person"),
        moment("raised_at"),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("flag_by_state_and_objective", "flag", ["state", "objective_id"])
    op.create_index("ix_flag_objective_id", "flag", ["objective_id"])
    op.create_index("ix_flag_key_result_id", "flag", ["key_result_id"])


def create_conversation() -> None:
    op.create_table(
        "flag_event",
        number("id"),
        *link("flag_id", "flag"),
        sa.Column("move", sa.String(30), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        *link("person_id", "person"),
        moment("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_flag_event_flag_id", "flag_event", ["flag_id"])
    op.create_table(
        "notice",
        number("id"),
        *link("person_id", "person"),
        *link("flag_event_id", "flag_event"),
        *link("flag_id", "flag"),
        sa.Column("text", sa.String(), nullable=False),
        *(moment("at"), moment("read_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notice_by_person_and_reading", "notice", ["person_id", "read_at"])
    op.create_index("ix_notice_flag_id", "notice", ["flag_id"])


def create_conversions() -> None:
    op.create_table(
        "conversion",
        *(number("id"), number("version")),
        sa.Column("kind", sa.String(30), nullable=False),
        *link("from_key_result_id", "key_result", nullable=True),
        *link("to_key_result_id", "key_result", nullable=True),
        *link("initiative_id", "initiative", nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        *link("person_id", "person"),
        *(moment("at"), moment("undone_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("from_key_result_id", "to_key_result_id", "initiative_id"):
        op.create_index(f"ix_conversion_{name}", "conversion", [name])


def create_webhooks() -> None:
    op.create_table(
        "webhook",
        *(number("id"), number("version")),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("secret", sa.String(200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "delivery",
        *(number("id"), number("version")),
        *link("webhook_id", "webhook"),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        number("attempts"),
        *(moment("created_at"), moment("next_attempt_at")),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        moment("delivered_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_delivery_webhook_id", "delivery", ["webhook_id"])
    op.create_index("delivery_by_state_and_next_attempt", "delivery", ["state", "next_attempt_at"])
