"""How goals were published and ended, what was learnt and decided, and what waits for later, as an archive holds it."""

from domain.vocabulary import DecisionKind, DecisionState, LessonKind, Verdict
from models import BacklogItem, Decision, KeyResultClosing, Lesson, ObjectiveClosing, Publication
from services.exchange.archive.building import CYCLE, KEY_RESULT, OBJECTIVE, TEAM, link, moment, number, word
from services.exchange.archive.schema import Column, Kind, RecordType

_REASON, _SNAPSHOT = Column("reason"), Column("snapshot", Kind.SNAPSHOT)
_OF_OBJECTIVE = (CYCLE, TEAM, OBJECTIVE, link("objective_key", "objectives"))
_PERSON, _TEAM = link("person", "people"), link("team", "teams")

KEY_RESULT_CLOSINGS = RecordType(
    "key_result_closings",
    "key_result_closing",
    KeyResultClosing,
    (
        *(CYCLE, TEAM, KEY_RESULT, link("key_result_key", "key_results")),
        Column("met", Kind.FLAG),
        number("computed"),
        number("adjustment", required=True),
        *(_REASON, Column("post_mortem"), Column("learnt")),
        *(_PERSON, moment("at")),
    ),
    ("key_result_id",),
    "key_result_id",
    unique=True,
)
OBJECTIVE_CLOSINGS = RecordType(
    "objective_closings",
    "objective_closing",
    ObjectiveClosing,
    (*_OF_OBJECTIVE, word("verdict", Verdict), Column("note"), _SNAPSHOT, _PERSON, moment("at")),
    ("objective_id",),
    "objective_id",
    unique=True,
)
PUBLICATIONS = RecordType(
    "publications",
    "publication",
    Publication,
    (*_OF_OBJECTIVE, _PERSON, moment("at"), _SNAPSHOT, Column("missing", Kind.DATA), _REASON),
    ("objective_id", "person_id", "at", "snapshot", "missing", "reason"),
    "objective_id",
)
LESSONS = RecordType(
    "lessons",
    "lesson",
    Lesson,
    (
        *(link("cycle", "cycles"), _TEAM, word("kind", LessonKind), Column("text", required=True)),
        *(link("author", "people", required=False), Column("author_name", required=True)),
        *(moment("at"), moment("removed_at", required=False)),
    ),
    ("cycle_id", "team_id", "kind", "text", "author_name", "at"),
    "team_id",
)
DECISIONS = RecordType(
    "decisions",
    "decision",
    Decision,
    (
        *(_TEAM, OBJECTIVE, link("objective_key", "objectives", required=False)),
        *(KEY_RESULT, link("key_result_key", "key_results", required=False)),
        *(word("kind", DecisionKind), word("state", DecisionState), Column("title", required=True)),
        *(_REASON, _SNAPSHOT, link("proposed_by", "people"), moment("proposed_at")),
        *(link("decided_by", "people", required=False), moment("decided_at", required=False)),
    ),
    ("team_id", "kind", "title", "proposed_by_id", "proposed_at"),
    "team_id",
)
BACKLOG_ITEMS = RecordType(
    "backlog_items",
    "backlog_item",
    BacklogItem,
    (
        *(_TEAM, Column("title", required=True), Column("note"), Column("position", Kind.WHOLE)),
        *(link("author", "people"), moment("at")),
        *(OBJECTIVE, link("objective_key", "objectives", required=False), moment("removed_at", required=False)),
    ),
    ("team_id", "title", "author_id", "at"),
    "team_id",
)
PLANNED = (KEY_RESULT_CLOSINGS, OBJECTIVE_CLOSINGS, PUBLICATIONS, LESSONS, DECISIONS, BACKLOG_ITEMS)
