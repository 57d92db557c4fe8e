"""Loading the sample company into a database with nobody in it, in one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from domain.validation import FieldProblem
from domain.vocabulary import FlagState
from models import (
    Annotation,
    AuditEvent,
    BacklogItem,
    CheckIn,
    ClassificationEvent,
    Conversion,
    Cycle,
    Decision,
    Flag,
    FlagEvent,
    Initiative,
    InitiativeLink,
    KeyResult,
    KeyResultClosing,
    Lesson,
    Metric,
    MetricPoint,
    Milestone,
    Notice,
    Objective,
    ObjectiveClosing,
    Person,
    Publication,
    Record,
)
from services import audit, conversation
from services.bulk import Values, continue_numbering, creation, event, insert_rows, require_nobody
from services.errors import InvalidInput
from services.quarters import working_moment
from services.sample.annotations import annotations
from services.sample.check_ins import check_ins
from services.sample.closings import key_result_closings, objective_closings
from services.sample.company import Plan, goals, organisation, read_plan
from services.sample.conversions import as_written, conversion_trail, conversions
from services.sample.flags import conversations
from services.sample.metrics import metrics, points
from services.sample.planned import (
    WHO_AND_WHEN,
    backlog,
    decisions,
    first_targets,
    lessons,
    planned_trail,
    publications,
)
from services.sample.session_trail import session_trail
from services.sample.sessions import SESSION_TABLES, GoalChange, before_changes, goal_changes, sessions_held
from services.sample.verdicts import Verdict, settle_labels, written_at

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
UNREAD_FOR = timedelta(days=4)  # so that the owner of an open flag finds something new
TOLD_APART = (
    CheckIn,
    ClassificationEvent,
    InitiativeLink,
    Conversion,
    Annotation,
    MetricPoint,
    *WHO_AND_WHEN,
    *SESSION_TABLES,
)
Tables = dict[type[Record], list[Any]]


@dataclass(frozen=True, slots=True)
class LoadedSample:
    """How many records of each table were loaded."""

    counts: Mapping[str, int]


def load_sample(session: Session, today: date, folder: Path = SAMPLE_FOLDER) -> LoadedSample:
    """Load a company from its files so that today is the middle of its active cycle.

    Raises NotAllowed when the database is in use, NotFound when a file is missing, InvalidInput for a cell that
    does not fit. All or nothing.
    """
    require_nobody(session)
    plan = read_plan(folder, today)
    tables: Tables = {**organisation(plan), Metric: list(metrics(plan)), **goals(plan)}
    tables |= {CheckIn: list(check_ins(plan)), MetricPoint: list(points(plan))}
    events, verdicts = settle_labels(plan, tables[KeyResult])
    tables[ClassificationEvent] = sorted(events, key=lambda entry: entry.at)
    tables[Conversion] = list(conversions(plan, tables[KeyResult]))
    tables[Annotation] = list(annotations(plan))
    tables |= sessions_held(plan, tables)
    tables |= _planned(plan, tables)
    counts = {str(table.__tablename__): _store(session, table, _dumped(rows)) for table, rows in tables.items()}
    talks = conversations(plan, tables)
    for table, rows in _conversation_rows(plan, talks):
        counts[str(table.__tablename__)] = _store(session, table, rows)
    told = (*_trail(plan, tables, verdicts), *(line for talk in talks for line in conversation.trail(talk)))
    _store(session, AuditEvent, sorted(told, key=lambda entry: entry["at"]))
    continue_numbering(session)
    audit.commit(session)
    return LoadedSample(counts)


def _planned(plan: Plan, tables: Tables) -> Tables:
    return {
        Publication: list(publications(plan, tables)),
        KeyResultClosing: list(key_result_closings(plan, tables)),
        ObjectiveClosing: list(objective_closings(plan, tables)),
        Lesson: list(lessons(plan, tables)),
        Decision: list(decisions(plan, tables)),
        BacklogItem: list(backlog(plan)),
    }


def _conversation_rows(
    plan: Plan, talks: Sequence[conversation.Conversation]
) -> Iterator[tuple[type[Record], list[Values]]]:
    now, first, notices = working_moment(plan.today, 0), 1, list[Values]()
    for talk in talks:
        waits = talk.states[-1] == FlagState.OPEN
        notices += conversation.notice_rows(talk, first, now, UNREAD_FOR if waits else conversation.READ_AFTER)
        first += len(talk.said)
    yield Flag, [conversation.flag_row(talk) for talk in talks]
    yield FlagEvent, [row for talk in talks for row in conversation.event_rows(talk)]
    yield Notice, notices


def _dumped(records: Iterable[Record]) -> list[Values]:
    return [record.model_dump() for record in records]


def _store(session: Session, table: type[Record], rows: Sequence[Values]) -> int:
    return insert_rows(session, table, [{**row, "id": number} for number, row in enumerate(rows, 1)])


def _trail(plan: Plan, tables: Tables, verdicts: Sequence[Verdict]) -> Iterator[Values]:
    admin = _administrator(tables)
    first, changes = first_targets(plan), goal_changes(plan)
    for table in (table for table in tables if table not in TOLD_APART):
        for record in tables[table]:
            yield creation(table, _as_created(tables, first, changes, record), admin, _created_at(plan, tables, record))
    yield from planned_trail(plan, tables)
    yield from session_trail(plan, tables, changes)
    for made in tables[Conversion]:
        yield creation(Conversion, made.model_dump(mode="json"), made.person_id, made.at)
    yield from conversion_trail(tables[Conversion], tables[KeyResult])
    for check_in in tables[CheckIn]:
        yield creation(CheckIn, check_in.model_dump(mode="json"), check_in.author_id, check_in.entered_at)
    for point in tables[MetricPoint]:
        yield creation(MetricPoint, point.model_dump(mode="json"), point.author_id, point.entered_at)
    for remark in tables[Annotation]:
        yield creation(Annotation, remark.model_dump(mode="json"), remark.author_id, remark.at)
    for link in tables[InitiativeLink]:
        at = _created_at(plan, tables, tables[Initiative][link.initiative_id - 1])
        linked = {"field": "key_result_ids", "after": str(link.key_result_id)}
        yield event("linked", Initiative, link.initiative_id, admin, at, **linked)
    for verdict in verdicts:
        source = {"field": "label_source", "before": "suggested", "after": str(verdict.source)}
        yield event("changed", KeyResult, verdict.key_result_id, verdict.person_id, verdict.at, **source)


def _as_created(
    tables: Tables, first_targets: Mapping[int, float], changes: Sequence[GoalChange], record: Record
) -> Values:
    earlier = before_changes(changes, record)
    if not isinstance(record, KeyResult):
        return {**record.model_dump(mode="json"), **earlier}
    target = first_targets.get(record.key, record.target)
    return {**as_written(tables[Conversion], record), "score": None, "target": target, **earlier}


def _administrator(tables: Tables) -> int:
    for person in tables[Person]:
        if person.is_admin:
            return int(person.key)
    raise InvalidInput([FieldProblem("is_admin", "people.csv: nobody is an administrator. Write true for one person.")])


def _created_at(plan: Plan, tables: Tables, record: Record) -> datetime:
    """When a record was written: goals before their cycle, work when it began, the rest before the first cycle."""
    if isinstance(record, KeyResult):
        return written_at(plan, record)
    if isinstance(record, Milestone):
        return written_at(plan, tables[KeyResult][record.key_result_id - 1])
    if isinstance(record, Objective):
        if record.key in (kept := plan.kept_in_sessions()):
            return kept[record.key]
        day = tables[Cycle][record.cycle_id - 1].starts_on - timedelta(days=12)
    elif isinstance(record, Initiative) and record.starts_on:
        made: datetime | None = next((one.at for one in tables[Conversion] if one.initiative_id == record.key), None)
        if made is not None:
            return made
        day = record.starts_on
    else:
        day = min(cycle.starts_on for cycle in tables[Cycle]) - timedelta(days=20)
    return working_moment(min(day, plan.today - timedelta(days=2)), record.key)
