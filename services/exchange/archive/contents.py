"""What an archive holds: the kinds of records in the order in which they refer to each other, and their columns."""

from collections.abc import Mapping
from enum import StrEnum

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
from services.exchange.archive.schema import Column, Kind, RecordType

FORMAT = 1


def _link(name: str, to: str, required: bool = True, field: str = "") -> Column:
    return Column(name, Kind.LINK, field or f"{name.removesuffix('_key')}_id", required, to)


def _word(name: str, vocabulary: type[StrEnum], required: bool = True, field: str = "") -> Column:
    return Column(name, Kind.WORD, field, required, vocabulary=vocabulary)


def _number(name: str, required: bool = False, field: str = "") -> Column:
    return Column(name, Kind.NUMBER, field, required)


def _day(name: str, required: bool = False) -> Column:
    return Column(name, Kind.DAY, required=required)


_KEY = Column("key", Kind.KEY, required=True)
_NAME, _TITLE = Column("name", required=True), Column("title", required=True)
_CYCLE, _TEAM = Column("cycle", Kind.SHOWN), Column("team", Kind.SHOWN)
_OF_KEY_RESULT = (_CYCLE, _TEAM, Column("key_result", Kind.SHOWN), _link("key_result_key", "key_results"))
_OWNER = _link("owner", "people")

CYCLES = RecordType(
    "cycles",
    "cycle",
    Cycle,
    (_NAME, _day("starts_on", required=True), _day("ends_on", required=True), _word("state", CycleState)),
    ("name",),
    "name",
    unique=True,
)
TEAMS = RecordType(
    "teams",
    "team",
    Team,
    (_NAME, _link("parent_team", "teams", required=False, field="parent_id"), Column("purpose")),
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
    (_link("team", "teams"), _link("person", "people"), _word("role", Role)),
    ("team_id", "person_id"),
    "team_id",
    unique=True,
)
OBJECTIVES = RecordType(
    "objectives",
    "objective",
    Objective,
    (
        _KEY,
        _link("cycle", "cycles"),
        _link("team", "teams"),
        _TITLE,
        Column("description"),
        _OWNER,
        _word("commitment", Commitment),
        _word("kind", ObjectiveKind),
        _word("state", ObjectiveState),
        Column("parent_objective", Kind.SHOWN),
        _link("parent_objective_key", "objectives", required=False, field="parent_id"),
    ),
    ("cycle_id", "team_id", "title"),
    "team_id",
)
KEY_RESULTS = RecordType(
    "key_results",
    "key_result",
    KeyResult,
    (
        _KEY,
        _CYCLE,
        _TEAM,
        Column("objective", Kind.SHOWN),
        _link("objective_key", "objectives"),
        _TITLE,
        _OWNER,
        _word("measure", Measure, required=False),
        Column("unit"),
        *(_number(name) for name in ("baseline", "target", "low", "high", "stretch")),
        _number("weight", required=True),
        Column("cadence_days", Kind.WHOLE, required=True),
        _day("starts_on", required=True),
        _day("due_on", required=True),
        Column("plan_points", Kind.DATA),
        Column("source"),
        _number("score"),
        Column("dropped", Kind.FLAG),
        _word("label", Label),
        _word("label_source", LabelSource),
        _number("probability", required=True, field="label_probability"),
        _word("indicator", Indicator, required=False),
        _word("control", Control, required=False),
        _word("exemption", Exemption),
    ),
    ("objective_id", "title"),
    "objective_id",
)
MILESTONES = RecordType(
    "milestones",
    "milestone",
    Milestone,
    (*_OF_KEY_RESULT, _TITLE, _number("weight", required=True), _day("due_on"), _day("done_on")),
    ("key_result_id", "title"),
    "key_result_id",
)
CHECK_INS = RecordType(
    "check_ins",
    "check_in",
    CheckIn,
    (
        _KEY,
        *_OF_KEY_RESULT,
        _day("as_of", required=True),
        _number("value"),
        Column("confidence", Kind.WHOLE),
        Column("note"),
        _link("author", "people"),
        Column("entered_at", Kind.MOMENT, required=True),
        _link("supersedes", "check_ins", required=False),
    ),
    ("key_result_id", "as_of", "value", "confidence", "note", "author_id", "entered_at", "supersedes_id"),
    "key_result_id",
)
INITIATIVES = RecordType(
    "initiatives",
    "initiative",
    Initiative,
    (
        _KEY,
        _link("team", "teams"),
        _TITLE,
        _OWNER,
        Column("hypothesis"),
        _word("state", InitiativeState),
        _day("starts_on"),
        _day("due_on"),
        Column("result"),
    ),
    ("team_id", "title"),
    "team_id",
)
INITIATIVE_LINKS = RecordType(
    "initiative_links",
    "initiative_link",
    InitiativeLink,
    (Column("initiative", Kind.SHOWN), _link("initiative_key", "initiatives"), *_OF_KEY_RESULT),
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
        _word("label", Label),
        _word("label_source", LabelSource, field="source"),
        _number("probability"),
        Column("text"),
        Column("reason"),
        Column("reasons", Kind.DATA),
        Column("answers", Kind.DATA),
        _link("person", "people", required=False),
        Column("at", Kind.MOMENT, required=True),
    ),
    ("key_result_id", "label", "source", "probability", "text", "reason", "reasons", "answers", "person_id", "at"),
    "key_result_id",
)

RECORD_TYPES = (
    *(CYCLES, TEAMS, PEOPLE, MEMBERSHIPS, OBJECTIVES, KEY_RESULTS, MILESTONES, CHECK_INS),
    *(INITIATIVES, INITIATIVE_LINKS, LABELS),
)
BY_NAME: Mapping[str, RecordType] = {kind.name: kind for kind in RECORD_TYPES}
APPEND_ONLY = (CHECK_INS, LABELS)
_LEADING = ("key", "cycle", "team", "name", "objective", "key_result", "initiative", "title", "owner", "person")
COLUMN_NAMES = tuple(dict.fromkeys((*_LEADING, *(column.name for kind in RECORD_TYPES for column in kind.columns))))
