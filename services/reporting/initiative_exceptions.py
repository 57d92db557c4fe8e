"""What about the work needs a look: done without moving its number, linked to nothing, a number without any work.

The one rule behind every page that says so; a closed cycle has no exceptions, because nothing can be done about it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from domain.initiatives import MovementRule, Unmoved, needs_work, sentence, unmoved
from domain.measurement import Measurement, Reading, Schedule
from domain.policy import Policy
from domain.vocabulary import CycleState, Exemption, InitiativeState, Label, Measure
from models import Cycle, Initiative, InitiativeLink, KeyResult, Objective, Person
from services.reporting.done_links import done_links
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow, measurement_of, milestone_weights, schedule_of
from services.reporting.readings import MetricLink, link_of, live_readings
from services.reporting.visible import SEEN_BY_ALL
from services.reporting.work_scope import OPEN_CYCLE, WorkScope, is_loose, of_loose_work, of_work

ASKS_FOR_WORK = (col(KeyResult.label) != Label.OUTPUT, col(KeyResult.exemption) == Exemption.NONE)  # as needs_work
NOT_DROPPED = col(Initiative.state) != InitiativeState.DROPPED


@dataclass(frozen=True, slots=True)
class Number:
    """A key result as far as finished work is judged by it."""

    key: int
    title: str
    measurement: Measurement
    schedule: Schedule
    link: MetricLink | None = None


@dataclass(frozen=True, slots=True)
class DoneWork:
    """An initiative that is done, since when, and one number that it should have moved."""

    key: int
    title: str
    owner_id: int
    owner: str
    done_on: date
    number: Number


@dataclass(frozen=True, slots=True)
class UnmovedWork:
    """An initiative that is done, a key result that it should have moved, and the finding in a sentence."""

    initiative_id: int
    initiative: str
    owner_id: int
    owner: str
    key_result_id: int
    key_result: str
    found: Unmoved
    sentence: str


@dataclass(frozen=True, slots=True)
class LooseWork:
    """An initiative that no live key result is linked to; `was_linked` to one that was dropped since."""

    key: int
    title: str
    owner_id: int
    owner: str
    state: InitiativeState
    was_linked: bool


@dataclass(frozen=True, slots=True)
class BareKeyResults:
    """The first key results that no initiative should move, most weight first, and how many of how many there are."""

    keys: tuple[int, ...]
    bare: int
    of: int


@dataclass(frozen=True, slots=True)
class InitiativeExceptions:
    """Everything about the work that needs a look."""

    unmoved: tuple[UnmovedWork, ...]
    loose: tuple[LooseWork, ...]
    bare: BareKeyResults

    @property
    def initiative_ids(self) -> frozenset[int]:
        """Return the initiatives that need a look."""
        return frozenset({work.initiative_id for work in self.unmoved} | {work.key for work in self.loose})


def done_work(session: Session, scope: WorkScope, today: date, policy: Policy) -> tuple[DoneWork, ...]:
    """Return the work that has been done for long enough, once for each live number that it should have moved.

    Only numbers of open cycles count. Takes three statements, and no check-in changes the answer.
    """
    rule = policy.movement
    links = done_links(session, today, *of_work(scope))
    ripe = [work for work in links if (today - work.done_on).days >= rule.after_days]
    wanted = select(KeyResult).where(col(KeyResult.id).in_({work.key_result_id for work in ripe}))
    records = session.execute(wanted).scalars().all() if ripe else ()
    milestones = [record.key for record in records if record.measure == Measure.MILESTONE]
    weights = milestone_weights(session, milestones)
    numbers = {
        row.key: Number(row.key, row.title, measurement_of(row, weights.get(row.key)), schedule_of(row), link_of(row))
        for row in records
    }
    return tuple(
        DoneWork(work.key, work.title, work.owner_id, work.owner, work.done_on, numbers[work.key_result_id])
        for work in ripe
        if work.key_result_id in numbers
    )


def unmoved_work(session: Session, done: Sequence[DoneWork], today: date, policy: Policy) -> tuple[UnmovedWork, ...]:
    """Return what of the done work has not moved its number, longest since first, in one or two statements."""
    readings = live_readings(session, {work.number.key: work.number.link for work in done})
    return _longest_first(_judged(work, readings.get(work.number.key, ()), today, policy.movement) for work in done)


def unmoved_among(
    initiatives: Iterable[InitiativeRow], key_results: Iterable[KeyResultRow], today: date, policy: Policy
) -> tuple[UnmovedWork, ...]:
    """Return the same finding about initiatives and key results that are loaded already."""
    live = {row.key: row for row in key_results if not row.dropped and row.cycle_state != CycleState.CLOSED}
    done = (
        DoneWork(work.key, work.title, work.owner_id, work.owner, day, _number_of(live[key]))
        for work in initiatives
        if (day := work.done_on(today)) is not None
        for key in work.key_result_ids
        if key in live
    )
    return _longest_first(_judged(work, live[work.number.key].readings, today, policy.movement) for work in done)


def loose_work(session: Session, scope: WorkScope) -> tuple[LooseWork, ...]:
    """Return the work that is linked to no live key result, what is under way first."""
    was_linked = select(col(InitiativeLink.id)).where(col(InitiativeLink.initiative_id) == Initiative.id).exists()
    rank = case({InitiativeState.DOING: 0, InitiativeState.DONE: 1}, value=col(Initiative.state), else_=2)
    rows = session.execute(
        select(
            *(col(Initiative.id), col(Initiative.title), col(Initiative.owner_id), col(Person.name)),
            *(col(Initiative.state), was_linked),
        )
        .join(Person, col(Initiative.owner_id) == Person.id)
        .where(NOT_DROPPED, is_loose(scope.cycle_id, OPEN_CYCLE), *of_loose_work(scope))
        .order_by(rank, col(Initiative.id))
    )
    return tuple(
        LooseWork(key or 0, title, who, name, state, bool(linked)) for key, title, who, name, state, linked in rows
    )


def bare_key_results(session: Session, scope: WorkScope, most: int) -> BareKeyResults:
    """Return the key results that nothing is done for, as far as they ask for work; outcomes and weight first."""
    where = [col(KeyResult.dropped).is_(False), OPEN_CYCLE, SEEN_BY_ALL, *ASKS_FOR_WORK]
    where += [] if scope.cycle_id is None else [col(Objective.cycle_id) == scope.cycle_id]
    where += [] if scope.team_ids is None else [col(Objective.team_id).in_(scope.team_ids)]
    where += [] if scope.owner_id is None else [col(KeyResult.owner_id) == scope.owner_id]
    served = (
        select(col(InitiativeLink.key_result_id).label("key"))
        .join(Initiative, col(InitiativeLink.initiative_id) == Initiative.id)
        .where(NOT_DROPPED)
        .distinct()
        .subquery()
    )
    bare = case((served.c.key.is_(None), 1), else_=0)
    outcomes_first = case((col(KeyResult.label) == Label.OUTCOME, 0), else_=1)
    rows = session.execute(
        select(col(KeyResult.id), bare, func.sum(bare).over(), func.count().over())
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .outerjoin(served, served.c.key == KeyResult.id)
        .where(*where)
        .order_by(bare.desc(), outcomes_first, col(KeyResult.weight).desc(), col(KeyResult.id))
        .limit(max(1, most))
    ).all()
    keys = tuple(key for key, without, *_ in rows[:most] if without)
    return BareKeyResults(keys, int(rows[0][2]), rows[0][3]) if rows else BareKeyResults((), 0, 0)


def bare_among(key_results: Iterable[KeyResultRow], initiatives: Iterable[InitiativeRow]) -> tuple[KeyResultRow, ...]:
    """Return those of the loaded key results that ask for work and that none of the initiatives should move."""
    served = {key for work in initiatives if work.state != InitiativeState.DROPPED for key in work.key_result_ids}
    return tuple(
        row
        for row in key_results
        if not row.dropped
        and row.cycle_state != CycleState.CLOSED
        and row.key not in served
        and needs_work(row.label, row.exemption)
    )


def _number_of(row: KeyResultRow) -> Number:
    return Number(row.key, row.title, row.measurement, row.schedule)


def _judged(work: DoneWork, readings: Sequence[Reading], today: date, rule: MovementRule) -> UnmovedWork | None:
    number = work.number
    found = unmoved(number.measurement, readings, number.schedule, work.done_on, today, rule)
    if found is None:
        return None
    said = sentence(number.title, number.measurement, found, today, rule)
    return UnmovedWork(work.key, work.title, work.owner_id, work.owner, number.key, number.title, found, said)


def _longest_first(judged: Iterable[UnmovedWork | None]) -> tuple[UnmovedWork, ...]:
    return tuple(sorted((one for one in judged if one is not None), key=lambda one: one.found.done_on))
