"""The company's planning sessions: who took part, what they wrote, how they voted, and the goals before and after."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.planning import DEFAULT_STAGES, as_json
from domain.vocabulary import ObjectiveState, SessionState
from models import (
    Ballot,
    Contribution,
    Conversion,
    KeyResult,
    Objective,
    Participant,
    Person,
    PlanningSession,
    Record,
    VoteRound,
)
from services.sample.company import NUMBERS, Plan
from services.sample.conversions import as_written
from services.sample.files import Keys, Row, keys_of
from services.session_goals import as_goal
from services.sessions import CODE_LETTERS

SESSION_TABLES: tuple[type[Record], ...] = (PlanningSession, Participant, Contribution, VoteRound, Ballot)
CODE = "SAMP"  # a session's code begins with it; of one that has ended it joins nobody
Tables = Mapping[Any, list[Any]]


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What a goal held in a field before it was changed in a session, by whom and when."""

    table: type[Record]
    record_id: int
    field: str
    before: Any
    person_id: int
    at: datetime


def sessions_held(plan: Plan, tables: Tables) -> dict[type[Record], list[Record]]:
    """Return the sessions with all that was written and voted in them; needs goals and conversions."""
    people: list[Person] = tables[Person]
    rows = {name: plan.rest(f"session_{name}") for name in ("participants", "contributions", "rounds", "ballots")}
    joined, written = keys_of("participant", rows["participants"]), keys_of("contribution", rows["contributions"])
    rounds = keys_of("vote", rows["rounds"])
    return {
        PlanningSession: [_session(plan, tables, row, key) for key, row in enumerate(plan.rows["sessions"], 1)],
        Participant: [_participant(plan, people, row, key) for key, row in enumerate(rows["participants"], 1)],
        Contribution: [_contribution(plan, joined, row, key) for key, row in enumerate(rows["contributions"], 1)],
        VoteRound: [_round(plan, row, key) for key, row in enumerate(rows["rounds"], 1)],
        Ballot: list(_ballots(plan, (joined, written, rounds), rows["rounds"], rows["ballots"])),
    }


def goal_changes(plan: Plan) -> list[GoalChange]:
    """Return what the sessions changed of goals that were written before, in the order of the file."""
    return [_change(plan, row) for row in plan.rest("session_changes")]


def before_changes(changes: Iterable[GoalChange], record: Record) -> dict[str, Any]:
    """Return the fields of a goal that a session changed, as they were before the first change."""
    found: dict[str, Any] = {}
    for each in changes:
        if isinstance(record, each.table) and each.record_id == record.key:
            found.setdefault(each.field, each.before)
    return found


def _session(plan: Plan, tables: Tables, row: Row, key: int) -> PlanningSession:
    starts_at = plan.starts_at(row)
    ends_at = starts_at + timedelta(minutes=row.whole("minutes"))
    last_cycle = plan.keys["cycles"].of(row, "last_cycle") if row["last_cycle"] else None
    team_id, cycle_id = plan.keys["teams"].of(row, "team"), plan.keys["cycles"].of(row, "cycle")
    before, after = _goals(plan, tables, team_id, cycle_id)
    return row.build(
        PlanningSession,
        id=key,
        team_id=team_id,
        cycle_id=cycle_id,
        last_cycle_id=last_cycle,
        facilitator_id=plan.keys["people"].of(row, "facilitator"),
        **row.filled("title"),
        state=SessionState.ENDED,
        code=_code(key),
        code_expires_at=ends_at,
        stages=as_json(DEFAULT_STAGES),
        stage=len(DEFAULT_STAGES) - 1,
        before=before,
        after=after,
        created_at=starts_at - timedelta(days=1),
        started_at=starts_at,
        ended_at=ends_at,
    )


def _code(key: int) -> str:
    high, low = divmod(key, len(CODE_LETTERS))
    return f"{CODE}{CODE_LETTERS[high]}{CODE_LETTERS[low]}"


def _goals(plan: Plan, tables: Tables, team_id: int, cycle_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the team's goals when the session began and when it ended."""
    kept, changes = plan.kept_in_sessions(), goal_changes(plan)
    before, after = [], []
    for objective in tables[Objective]:
        if (objective.team_id, objective.cycle_id) != (team_id, cycle_id):
            continue
        rows = [each for each in tables[KeyResult] if each.objective_id == objective.key]
        now = [each.model_copy(update=as_written(tables[Conversion], each)) for each in rows]
        after.append(as_goal(objective, now))
        if objective.key not in kept:
            then = [each.model_copy(update=before_changes(changes, each)) for each in now]
            drafted = {"state": ObjectiveState.DRAFT, **before_changes(changes, objective)}
            before.append(as_goal(objective.model_copy(update=drafted), then))
    return {"objectives": before}, {"objectives": after}


def _participant(plan: Plan, people: list[Person], row: Row, key: int) -> Participant:
    known = plan.keys["people"].of(row, "person") if row["person"] else None
    return row.build(
        Participant,
        id=key,
        session_id=plan.keys["sessions"].of(row, "session"),
        person_id=known,
        name=people[known - 1].name if known else row["name"],
        token=secrets.token_urlsafe(18),
        joined_at=plan.in_session(row),
    )


def _contribution(plan: Plan, joined: Keys, row: Row, key: int) -> Contribution:
    return row.build(
        Contribution,
        id=key,
        session_id=plan.keys["sessions"].of(row, "session"),
        participant_id=joined.of(row, "participant"),
        **row.filled("kind", "text"),
        **_about(plan, row),
        at=plan.in_session(row),
        settled_at=plan.in_session(row, "settled_minute") if row["settled_minute"] else None,
    )


def _round(plan: Plan, row: Row, key: int) -> VoteRound:
    return row.build(
        VoteRound,
        id=key,
        session_id=plan.keys["sessions"].of(row, "session"),
        **row.filled("kind", "question", "number", "anonymous"),
        **_about(plan, row),
        opened_at=plan.in_session(row),
        revealed_at=plan.in_session(row, "revealed_minute"),
    )


def _ballots(
    plan: Plan, keys: tuple[Keys, Keys, Keys], rounds: tuple[Row, ...], rows: tuple[Row, ...]
) -> Iterator[Ballot]:
    joined, written, asked = keys
    for number, row in enumerate(rows, 1):
        found = asked.of(row, "round")
        yield row.build(
            Ballot,
            id=number,
            round_id=found,
            participant_id=joined.of(row, "participant"),
            choices=[written.ids[choice] for choice in row["choices"].split()],
            at=plan.in_session(rounds[found - 1]) + timedelta(minutes=1),
            **row.filled("value", "remark"),
        )


def _about(plan: Plan, row: Row) -> dict[str, int]:
    """Return what a text or a vote is about: a key result with its objective, an objective, or neither."""
    names = {"objective_id": ("objectives", "objective"), "key_result_id": ("key_results", "key_result")}
    return {field: plan.keys[file].of(row, column) for field, (file, column) in names.items() if row[column]}


def _change(plan: Plan, row: Row) -> GoalChange:
    place = ("key_results", "key_result") if row["key_result"] else ("objectives", "objective")
    return GoalChange(
        table=KeyResult if row["key_result"] else Objective,
        record_id=plan.keys[place[0]].of(row, place[1]),
        field=row["field"],
        before=float(row.whole("before")) if row["field"] in NUMBERS else row["before"],
        person_id=plan.keys["people"].of(row, "person"),
        at=plan.in_session(row),
    )
