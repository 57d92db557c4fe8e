"""Closing a cycle, drafts and backlog, decisions, and planning sessions with their votes."""

import sqlalchemy as sa
from alembic import op

from models.append_only import refuse_changes
from models.migration_columns import json, link, moment, number, text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_sessions()
    create_taking_part()
    create_votes()
    create_closings()
    create_log()
    widen_goals()
    refuse_changes("publication")


def create_sessions() -> None:
    op.create_table(
        "session_template",
        *(number("id"), number("version"), text("name", 200), json("stages")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "planning_session",
        *(number("id"), number("version")),
        *(*link("team_id", "team"), *link("cycle_id", "cycle"), *link("last_cycle_id", "cycle", nullable=True)),
        *link("facilitator_id", "person"),
        *(text("title"), text("state", 30), text("code", 12), moment("code_expires_at"), json("stages")),
        *(number("stage"), moment("stage_started_at", nullable=True)),
        sa.Column("stage_spent", sa.Float(), nullable=False),
        *link("focus_objective_id", "objective", nullable=True),
        *link("focus_key_result_id", "key_result", nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        *(json("before"), json("after", nullable=True)),
        *(moment("created_at"), moment("started_at", nullable=True), moment("ended_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_planning_session_team_id", "planning_session", ["team_id"])
    op.create_index("ix_planning_session_cycle_id", "planning_session", ["cycle_id"])


def create_taking_part() -> None:
    op.create_table(
        "participant",
        *(number("id"), number("version")),
        *(*link("session_id", "planning_session"), *link("person_id", "person", nullable=True)),
        *(text("name", 200), text("token", 60), moment("joined_at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "name"),
        sa.UniqueConstraint("token"),
    )
    op.create_table(
        "contribution",
        *(number("id"), number("version")),
        *(*link("session_id", "planning_session"), *link("participant_id", "participant")),
        *(text("kind", 30), text("text")),
        *(*link("objective_id", "objective", nullable=True), *link("key_result_id", "key_result", nullable=True)),
        *(moment("at"), moment("settled_at", nullable=True), moment("removed_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_contribution_session_id", "contribution", ["session_id"])


def create_votes() -> None:
    op.create_table(
        "vote_round",
        *(number("id"), number("version")),
        *(*link("session_id", "planning_session"), text("kind", 30), text("question")),
        *(*link("objective_id", "objective", nullable=True), *link("key_result_id", "key_result", nullable=True)),
        *(number("number"), sa.Column("anonymous", sa.Boolean(), nullable=False)),
        *(moment("opened_at"), moment("revealed_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_vote_round_session_id", "vote_round", ["session_id"])
    op.create_table(
        "ballot",
        *(number("id"), number("version")),
        *(*link("round_id", "vote_round"), *link("participant_id", "participant")),
        sa.Column("value", sa.Integer(), nullable=True),
        *(json("choices"), text("remark"), moment("at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "participant_id"),
    )


def create_closings() -> None:
    op.create_table(
        "key_result_closing",
        *(number("id"), number("version"), *link("key_result_id", "key_result")),
        sa.Column("met", sa.Boolean(), nullable=True),
        sa.Column("computed", sa.Float(), nullable=True),
        sa.Column("adjustment", sa.Float(), nullable=False),
        *(text("reason"), text("post_mortem"), text("learnt"), *link("person_id", "person"), moment("at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key_result_id"),
    )
    op.create_table(
        "objective_closing",
        *(number("id"), number("version"), *link("objective_id", "objective")),
        *(text("verdict", 30), text("note"), json("snapshot"), *link("person_id", "person"), moment("at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("objective_id"),
    )
    op.create_table(
        "publication",
        *(number("id"), *link("objective_id", "objective"), *link("person_id", "person"), moment("at")),
        *(json("snapshot"), json("missing"), text("reason")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_publication_objective_id", "publication", ["objective_id"])


def create_log() -> None:
    op.create_table(
        "lesson",
        *(number("id"), number("version"), *link("cycle_id", "cycle"), *link("team_id", "team")),
        *(*link("session_id", "planning_session", nullable=True), text("kind", 30), text("text")),
        *(*link("author_id", "person", nullable=True), text("author_name", 200)),
        *(moment("at"), moment("removed_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("lesson_by_cycle_and_team", "lesson", ["cycle_id", "team_id"])
    op.create_index("ix_lesson_session_id", "lesson", ["session_id"])
    op.create_table(
        "decision",
        *(number("id"), number("version"), *link("team_id", "team")),
        *(*link("objective_id", "objective", nullable=True), *link("key_result_id", "key_result", nullable=True)),
        *link("session_id", "planning_session", nullable=True),
        *(text("kind", 30), text("state", 30), text("title"), text("reason"), json("snapshot")),
        *(*link("proposed_by_id", "person"), moment("proposed_at")),
        *(*link("decided_by_id", "person", nullable=True), moment("decided_at", nullable=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("decision_by_team_and_state", "decision", ["team_id", "state"])
    for name in ("objective_id", "key_result_id", "session_id"):
        op.create_index(f"ix_decision_{name}", "decision", [name])
    op.create_table(
        "backlog_item",
        *(number("id"), number("version"), *link("team_id", "team"), text("title"), text("note"), number("position")),
        *(*link("author_id", "person"), moment("at"), *link("objective_id", "objective", nullable=True)),
        moment("removed_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_backlog_item_team_id", "backlog_item", ["team_id"])
    op.create_index("ix_backlog_item_objective_id", "backlog_item", ["objective_id"])


def widen_goals() -> None:
    op.add_column("objective", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.true()))
    for name in ("sufficiency", "narrative"):
        op.add_column("objective", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for table in ("objective", "key_result"):
        op.add_column(table, sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        # Written as SQL: SQLite adds a column with a reference in one statement, which leaves the table as it is.
        op.execute(f"ALTER TABLE {table} ADD COLUMN carried_from_id INTEGER REFERENCES {table} (id)")
        op.create_index(f"ix_{table}_carried_from_id", table, ["carried_from_id"])
