"""Objectives with their key results, progress, status and mix."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from domain.mix_hints import Hint, hints
from domain.outcome_mix import OutcomeMix, outcome_mix
from domain.policy import Policy
from domain.roll_up import RollUp, WeightedProgress, objective_progress, status_counts, worst_status
from domain.vocabulary import Commitment, CycleState, Exemption, ObjectiveKind, ObjectiveState, Status
from models import Cycle, KeyResult, Objective, Person, Team
from services.errors import NotFound
from services.reporting.exceptions import NeedsLook, done_for_objectives, exceptions_among
from services.reporting.history import Happening, history_of
from services.reporting.initiatives import InitiativeRow, initiatives_of
from services.reporting.key_results import KeyResultRow, live, load_key_results
from services.reporting.visible import SEEN_BY_ALL, is_kept_to_team

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class ObjectiveFilter:
    """Which objectives are asked for; None and empty leave a side open."""

    cycle_id: int
    team_ids: tuple[int, ...] | None = None
    owner_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its place, its owner and its key results."""

    key: int
    title: str
    description: str
    team_id: int
    team: str
    cycle_id: int
    cycle: str
    cycle_state: CycleState
    owner_id: int
    owner: str
    parent_id: int | None
    parent_key_result_id: int | None
    commitment: Commitment
    kind: ObjectiveKind
    state: ObjectiveState
    shared: bool
    sufficiency: str
    narrative: str
    version: int
    key_results: tuple[KeyResultRow, ...]
    hints: tuple[Hint, ...]

    @property
    def live(self) -> tuple[KeyResultRow, ...]:
        """Return the key results that count."""
        return live(self.key_results)

    @property
    def dropped(self) -> tuple[KeyResultRow, ...]:
        """Return the key results that count no more."""
        return tuple(row for row in self.key_results if row.dropped)

    @property
    def is_kept_to_team(self) -> bool:
        """Tell whether only its team sees it as yet."""
        return is_kept_to_team(self.state, self.shared, self.cycle_state)

    @property
    def progress(self) -> RollUp:
        """Return the weighted mean of the live key results."""
        return objective_progress([WeightedProgress(row.weight, row.progress.value) for row in self.live])

    @property
    def status(self) -> Status:
        """Return the worst status of a key result that is not exempt."""
        return worst_status(row.standing.status for row in self.live if row.exemption == Exemption.NONE)

    @property
    def statuses(self) -> dict[Status, int]:
        """Return how many live key results stand how."""
        return status_counts(row.standing.status for row in self.live)

    @property
    def mix(self) -> OutcomeMix:
        """Return the objective's outcome mix."""
        return outcome_mix([row.mix_item for row in self.live])


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """One page of objectives, how many there are in all, and what needs a look among the key results on the page."""

    rows: tuple[ObjectiveRow, ...]
    total: int
    needs_look: tuple[NeedsLook, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveDetail:
    """An objective with what it serves, what serves it, the work under way and what happened."""

    objective: ObjectiveRow
    parent: str | None
    children: tuple[tuple[int, str, str], ...]
    initiatives: tuple[InitiativeRow, ...]
    history: tuple[Happening, ...]


def list_objectives(
    session: Session, wanted: ObjectiveFilter, today: date, policy: Policy, page: int = 1
) -> ObjectivePage:
    """Return one page of the objectives that meet the filter, by team and in the order of writing."""
    where = _conditions(wanted)
    total = session.execute(select(func.count()).select_from(Objective).where(*where)).scalar_one()
    offset = max(0, page - 1) * PAGE_SIZE
    rows = load_objectives(session, today, policy, *where, offset=offset)
    done = done_for_objectives(session, tuple(row.key for row in rows), today)
    judged = [row for one in rows if one.state != ObjectiveState.CLOSED for row in one.live]
    return ObjectivePage(rows, total, exceptions_among(judged, done, today, policy))


def load_objectives(
    session: Session, today: date, policy: Policy, *where: ColumnElement[bool], offset: int = 0, most: int = PAGE_SIZE
) -> tuple[ObjectiveRow, ...]:
    """Return at most so many objectives with their key results, in the teams' own order, in four statements."""
    found = session.execute(
        sa_select(Objective, col(Team.name), col(Cycle.name), col(Cycle.state), col(Person.name))
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .join(Person, col(Objective.owner_id) == Person.id)
        .where(*where)
        .order_by(Team.name, col(Objective.position), col(Objective.id))
        .offset(offset)
        .limit(most)
    ).all()
    key_results: dict[int, list[KeyResultRow]] = defaultdict(list)
    ids = [objective.key for objective, *_ in found]
    for row in load_key_results(session, today, policy, col(KeyResult.objective_id).in_(ids)):
        key_results[row.objective_id].append(row)
    return tuple(_row(row, sorted(key_results[row[0].key], key=_place), policy) for row in found)


def _place(row: KeyResultRow) -> tuple[int, int]:
    return row.position, row.key


def objective_detail(session: Session, objective_id: int, today: date, policy: Policy) -> ObjectiveDetail:
    """Return everything that the objective's own page shows; raises NotFound."""
    rows = load_objectives(session, today, policy, col(Objective.id) == objective_id)
    if not rows:
        raise NotFound("This objective does not exist. It may have been in another database.")
    objective = rows[0]
    related = session.execute(
        select(Objective.id, Objective.parent_id, Objective.title, Team.name)
        .join(Team, col(Objective.team_id) == Team.id)
        .where(or_(col(Objective.parent_id) == objective_id, col(Objective.id) == objective.parent_id), SEEN_BY_ALL)
        .order_by(col(Objective.id))
    ).all()
    key_result_ids = [row.key for row in objective.key_results]
    return ObjectiveDetail(
        objective=objective,
        parent=next((title for key, _, title, _ in related if key == objective.parent_id), None),
        children=tuple((key, title, team) for key, above, title, team in related if above == objective_id),
        initiatives=initiatives_of(session, key_result_ids),
        history=history_of(session, {"objective": [objective_id], "key_result": key_result_ids}),
    )


def _conditions(wanted: ObjectiveFilter) -> Sequence[ColumnElement[bool]]:
    where = [col(Objective.cycle_id) == wanted.cycle_id, SEEN_BY_ALL]
    if wanted.team_ids is not None:
        where.append(col(Objective.team_id).in_(wanted.team_ids))
    if wanted.owner_id is not None:
        own = select(KeyResult.objective_id).where(KeyResult.owner_id == wanted.owner_id)
        where.append(or_(col(Objective.owner_id) == wanted.owner_id, col(Objective.id).in_(own)))
    if wanted.words:
        named = select(KeyResult.objective_id).where(col(KeyResult.title).icontains(wanted.words, autoescape=True))
        title = col(Objective.title).icontains(wanted.words, autoescape=True)
        where.append(or_(title, col(Objective.id).in_(named)))
    return where


def _row(found: Any, key_results: Sequence[KeyResultRow], policy: Policy) -> ObjectiveRow:
    objective, team, cycle, cycle_state, owner = found
    items = [row.mix_item for row in live(key_results)]
    same = (
        *("title", "description", "team_id", "cycle_id", "owner_id", "parent_id", "parent_key_result_id", "commitment"),
        *("kind", "state", "shared", "sufficiency", "narrative"),
    )
    return ObjectiveRow(
        key=objective.key,
        team=team,
        cycle=cycle,
        cycle_state=cycle_state,
        owner=owner,
        version=objective.version,
        key_results=tuple(key_results),
        hints=hints(outcome_mix(items), items, policy.mix_thresholds),
        **{name: getattr(objective, name) for name in same},
    )
