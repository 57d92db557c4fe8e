"""What the history of changes tells of the company's planning sessions, from which a record draws its course."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import SessionState
from models import Ballot, Contribution, Participant, PlanningSession, VoteRound
from services.bulk import Values, creation, event
from services.sample.company import Plan
from services.sample.sessions import GoalChange

PLACES: Mapping[str, int] = {str(stage.kind): place for place, stage in enumerate(DEFAULT_STAGES)}
NOT_YET = {
    "state": SessionState.PREPARED,
    "stage": 0,
    "before": {},
    "after": None,
    "started_at": None,
    "ended_at": None,
}
Tables = Mapping[Any, list[Any]]


def session_trail(plan: Plan, tables: Tables, changes: Sequence[GoalChange]) -> Iterator[Values]:
    """Return what happened in the sessions and to the goals in them, still without ids."""
    people = {each.key: each.person_id for each in tables[Participant]}
    for held in tables[PlanningSession]:
        yield from _led(plan, held)
    for joined in tables[Participant]:
        yield event("joined", Participant, joined.key, joined.person_id, joined.joined_at, after=joined.name)
    for written in tables[Contribution]:
        yield from _written(written, people[written.participant_id], _facilitator(tables, written.session_id))
    for asked in tables[VoteRound]:
        leader = _facilitator(tables, asked.session_id)
        yield creation(VoteRound, {**asked.model_dump(mode="json"), "revealed_at": None}, leader, asked.opened_at)
        yield from _moved(VoteRound, asked.key, leader, asked.revealed_at, "revealed_at", str(asked.revealed_at))
    for given in tables[Ballot]:
        asked = tables[VoteRound][given.round_id - 1]
        voter = None if asked.anonymous else people[given.participant_id]
        yield event("voted", VoteRound, asked.key, voter, given.at)
    for each in changes:
        after = getattr(tables[each.table][each.record_id - 1], each.field)
        texts = {"before": str(each.before), "after": str(after)}
        yield event("changed", each.table, each.record_id, each.person_id, each.at, field=each.field, **texts)


def _led(plan: Plan, held: PlanningSession) -> Iterator[Values]:
    about = (PlanningSession, held.key, held.facilitator_id)
    yield creation(PlanningSession, {**held.model_dump(mode="json"), **NOT_YET}, held.facilitator_id, held.created_at)
    yield from _moved(*about, held.started_at, "state", SessionState.RUNNING, SessionState.PREPARED)
    before = 0
    for row in plan.rest("session_course"):
        if plan.keys["sessions"].of(row, "session") == held.key:
            place = PLACES[row["stage"]]
            yield from _moved(*about, plan.in_session(row), "stage", str(place), str(before))
            before = place
    yield from _moved(*about, held.ended_at, "state", SessionState.ENDED, SessionState.RUNNING)


def _written(record: Contribution, author: int | None, leader: int) -> Iterator[Values]:
    told = {**record.model_dump(mode="json"), "settled_at": None}
    yield creation(Contribution, told, author, record.at)
    if record.settled_at is not None:
        yield from _moved(Contribution, record.key, leader, record.settled_at, "settled_at", str(record.settled_at))


def _moved(
    table: Any, record_id: int, person_id: int, at: datetime | None, field: str, after: str, before: str = ""
) -> Iterator[Values]:
    if at is not None:
        yield event("changed", table, record_id, person_id, at, field=field, before=before, after=after)


def _facilitator(tables: Tables, session_id: int) -> int:
    return int(tables[PlanningSession][session_id - 1].facilitator_id)
