"""What an archive holds: the kinds of records in the order in which they refer to each other, and their columns."""

from collections.abc import Mapping

from domain.vocabulary import (
    Commitment,
    Control,
    CycleState,
    Exemption,
    Indicator,
    InitiativeState,
    Label,
    LabelSource,
    Measure,
    ObjectiveKind,
    ObjectiveState,
    Role,
)
from models import (
    CheckIn,
    ClassificationEvent,
    Cycle,
    Initiative,
    InitiativeLink,
    KeyResult,
    Membership,
    Milestone,
    Objective,
    Person,
    Team,
)
from services.exchange.archive.acts import ANNOTATIONS, CONVERSIONS, FLAG_EVENTS, FLAGS
from services.exchange.archive.building import CYCLE, KEY, KEY_RESULT, OBJECTIVE, TEAM, day, link, moment, number, word
from services.exchange.archive.measured import METRIC_POINTS, METRICS
from services.exchange.archive.planned import PLANNED
from services.exchange.archive.schema import Column, Kind, RecordType
from services.exchange.archive.stored import late_links

FORMAT = 1
_NAME, _TITLE = Column("name", required=True), Column("title", required=True)
_OF_KEY_RESULT = (CYCLE, TEAM, KEY_RESULT, link("key_result_key", "key_results"))
_OWNER = link("owner", "people")

CYCLES = RecordType(
    "cycles",
    "cycle",
    Cycle,
    (_NAME, day("starts_on", required=True), day("ends_on", required=True), word("state", CycleState)),
    ("name",),
    "name",
    unique=True,
)
TEAMS = RecordType(
    "teams",
    "team",
    Team,
    (_NAME, link("parent_team", "teams", required=False, field="parent_id"), Column("purpose")),
    ("name",),
    "name",
    unique=True,
)
PEOPLE = RecordType(
    "people",
    "person",
    Person,
    (_NAME, Column("email"), Column("title"), Column("is_admin", Kind.FLAG), Column("is_active", Kind.FLAG)),
    ("name",),
    "name",
    unique=True,
)
MEMBERSHIPS = RecordType(
    "memberships",
    "membership",
    Membership,
    (link("team", "teams"), link("person", "people"), word("role", Role)),
    ("team_id", "person_id"),
    "team_id",
    unique=True,
)
OBJECTIVES = RecordType(
    "objectives",
    "objective",
    Objective,
    (
        KEY,
        link("cycle", "cycles"),
        link("team", "teams"),
        _TITLE,
        Column("description"),
        _OWNER,
        word("commitment", Commitment),
        word("kind", ObjectiveKind),
        word("state", ObjectiveState),
        Column("parent_objective", Kind.SHOWN),
        link("parent_objective_key", "objectives", required=False, field="parent_id"),
        link("parent_key_result_key", "key_results", required=False),
        Column("shared", Kind.FLAG),
        Column("position", Kind.WHOLE),
        *(Column("sufficiency"), Column("narrative")),
        link("carried_from_key", "objectives", required=False),
    ),
    ("cycle_id", "team_id", "title"),
    "team_id",
)
KEY_RESULTS = RecordType(
    "key_results",
    "key_result",
    KeyResult,
    (
        KEY,
        CYCLE,
        TEAM,
        OBJECTIVE,
        link("objective_key", "objectives"),
        _TITLE,
        _OWNER,
        word("measure", Measure, required=False),
        Column("unit"),
        *(number(name) for name in ("baseline", "target", "low", "high", "stretch")),
        number("weight", required=True),
        Column("cadence_days", Kind.WHOLE, required=True),
        day("starts_on", required=True),
        day("due_on", required=True),
        Column("plan_points", Kind.DATA),
        Column("source"),
        link("metric", "metrics", required=False),
        number("score"),
        Column("dropped", Kind.FLAG),
        word("label", Label),
        word("label_source", LabelSource),
        number("probability", required=True, field="label_probability"),
        word("indicator", Indicator, required=False),
        word("control", Control, required=False),
        word("exemption", Exemption),
        Column("position", Kind.WHOLE),
        link("carried_from_key", "key_results", required=False),
    ),
    ("objective_id", "title"),
    "objective_id",
)
MILESTONES = RecordType(
    "milestones",
    "milestone",
    Milestone,
    (*_OF_KEY_RESULT, _TITLE, number("weight", required=True), day("due_on"), day("done_on")),
    ("key_result_id", "title"),
    "key_result_id",
)
CHECK_INS = RecordType(
    "check_ins",
    "check_in",
    CheckIn,
    (
        KEY,
        *_OF_KEY_RESULT,
        day("as_of", required=True),
        number("value"),
        Column("confidence", Kind.WHOLE),
        Column("note"),
        link("author", "people"),
        moment("entered_at"),
        link("supersedes", "check_ins", required=False),
    ),
    ("key_result_id", "as_of", "value", "confidence", "note", "author_id", "entered_at", "supersedes_id"),
    "key_result_id",
)
INITIATIVES = RecordType(
    "initiatives",
    "initiative",
    Initiative,
    (
        KEY,
        link("team", "teams"),
        _TITLE,
        _OWNER,
        Column("hypothesis"),
        word("state", InitiativeState),
        day("starts_on"),
        day("due_on"),
        Column("result"),
    ),
    ("team_id", "title"),
    "team_id",
)
INITIATIVE_LINKS = RecordType(
    "initiative_links",
    "initiative_link",
    InitiativeLink,
    (Column("initiative", Kind.SHOWN), link("initiative_key", "initiatives"), *_OF_KEY_RESULT),
    ("initiative_id", "key_result_id"),
    "initiative_id",
    unique=True,
)
LABELS = RecordType(
    "labels",
    "label",
    ClassificationEvent,
    (
        *_OF_KEY_RESULT,
        word("label", Label),
        word("label_source", LabelSource, field="source"),
        number("probability"),
        Column("text"),
        Column("reason"),
        Column("reasons", Kind.DATA),
        Column("answers", Kind.DATA),
        link("person", "people", required=False),
        moment("at"),
    ),
    ("key_result_id", "label", "source", "probability", "text", "reason", "reasons", "answers", "person_id", "at"),
    "key_result_id",
)
RECORD_TYPES = (
    *(CYCLES, TEAMS, PEOPLE, MEMBERSHIPS, METRICS, METRIC_POINTS, OBJECTIVES, KEY_RESULTS, MILESTONES, CHECK_INS),
    *(INITIATIVES, INITIATIVE_LINKS, LABELS, FLAGS, FLAG_EVENTS, CONVERSIONS, ANNOTATIONS),
    *PLANNED,
)
LATE: Mapping[str, list[str]] = {kind.name: late_links(kind, RECORD_TYPES) for kind in RECORD_TYPES}
BY_NAME: Mapping[str, RecordType] = {kind.name: kind for kind in RECORD_TYPES}
APPEND_ONLY = (CHECK_INS, LABELS, FLAG_EVENTS, METRIC_POINTS)
CORRECTED_WITHIN = {CHECK_INS.name: "key_result_id", METRIC_POINTS.name: "metric_id"}  # what a correction stays with
# What an export from before there was planning says nothing about; "position" stands in each one since.
SINCE_PLANNING: Mapping[str, tuple[str, ...]] = {
    OBJECTIVES.name: (*("parent_key_result_id", "shared", "position", "sufficiency", "narrative", "carried_from_id"),),
    KEY_RESULTS.name: ("position", "carried_from_id"),
}
_LEADING = ("key", "cycle", "team", "name", "objective", "key_result", "initiative", "title", "owner", "person")
COLUMN_NAMES = tuple(dict.fromkeys((*_LEADING, *(column.name for kind in RECORD_TYPES for column in kind.columns))))
