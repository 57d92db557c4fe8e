"""How the objectives of a cycle contribute to one another, and how those stand that are drawn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.alignment import Aim, Place, Tree, layout, orphans, tree
from domain.policy import Policy
from domain.roll_up import RollUp, WeightedProgress, objective_progress, worst_status
from domain.vocabulary import CycleState, Exemption, ObjectiveState, Status
from models import Cycle, KeyResult, Objective, Person, Team
from services.reporting.key_results import KeyResultRow, live, load_key_results
from services.reporting.people import TeamRow
from services.reporting.visible import SEEN_BY_ALL

MOST_DRAWN = 300
PARENT, THROUGH = aliased(Objective), aliased(KeyResult)


@dataclass(frozen=True, slots=True)
class AlignedObjective:
    """An objective in the tree.

    ``through`` is the key result that it contributes to, empty where it contributes to the objective as a whole, and
    ``outside`` names a parent that is not in the tree: one of another cycle, or above the branch.
    """

    key: int
    title: str
    team_id: int
    team: str
    owner: str
    state: ObjectiveState
    parent_id: int | None
    through: str
    outside: str
    progress: RollUp
    status: Status
    stale: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The tree of a cycle's objectives.

    ``rows`` holds those that are drawn, ``places`` where. ``total``, ``contributing`` and ``orphans`` count and name
    all that were asked for; an objective above the branch that was asked for is drawn and not counted.
    """

    rows: Mapping[int, AlignedObjective]
    tree: Tree
    places: tuple[Place, ...]
    total: int
    contributing: int
    orphans: tuple[int, ...]
    names: Mapping[int, tuple[str, str]]


def alignment(
    session: Session,
    cycle_id: int,
    team_ids: tuple[int, ...] | None,
    teams: tuple[TeamRow, ...],
    own_teams: tuple[int, ...],
    today: date,
    policy: Policy,
) -> Alignment:
    """Return how a cycle's objectives contribute to one another, in at most five statements; `teams` are all there are.

    ``team_ids`` narrows it to a branch, whose parents are drawn too. Drafts that a team has not shared are seen by
    ``own_teams`` only. Of more than 300 objectives the upper ones are drawn.
    """
    seen = or_(SEEN_BY_ALL, col(Objective.team_id).in_(own_teams))
    found = _skeleton(session, col(Objective.cycle_id) == cycle_id, seen)
    inside = [row for row in found if team_ids is None or row.team_id in team_ids]
    wanted = {row.id for row in inside}
    kept = [row for row in found if row.id in wanted or row.id in {each.parent_id for each in inside}]
    grown = tree([Aim(row.id, row.team_id, row.parent_id) for row in kept])
    shown = _upper(grown)
    drawn = tree([Aim(row.id, row.team_id, row.parent_id) for row in kept if row.id in shown])
    everything = [Aim(row.id, row.team_id, row.parent_id) for row in found]
    lost = set(orphans(everything, _teams_above(teams)))
    return Alignment(
        rows=_rows(session, [row for row in kept if row.id in shown], {row.id for row in kept}, today, policy),
        tree=drawn,
        places=layout(drawn),
        total=len(inside),
        contributing=sum(row.parent_id is not None for row in inside),
        orphans=tuple(row.id for row in inside if row.id in lost),
        names={row.id: (row.title, row.team) for row in inside if row.id in lost},
    )


def _skeleton(session: Session, *where: ColumnElement[bool]) -> Sequence[Any]:
    planned = select(col(Cycle.id)).where(col(Cycle.state) == CycleState.PLANNING)
    shown_parent = or_(  # as visible.SEEN_BY_ALL says of the objectives themselves
        col(PARENT.shared).is_(True), col(PARENT.state) != ObjectiveState.DRAFT, col(PARENT.cycle_id).not_in(planned)
    )
    return session.execute(
        select(
            *(col(Objective.id), col(Objective.title), col(Objective.team_id), col(Objective.state)),
            *(col(Objective.parent_id), col(Team.name).label("team"), col(Person.name).label("owner")),
            *(col(PARENT.title).label("above"), col(THROUGH.title).label("through")),
        )
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Person, col(Objective.owner_id) == Person.id)
        .outerjoin(PARENT, and_(col(Objective.parent_id) == PARENT.id, shown_parent))
        .outerjoin(THROUGH, col(Objective.parent_key_result_id) == THROUGH.id)
        .where(*where)
        .order_by(col(Team.name), col(Objective.position), col(Objective.id))
    ).all()


def _upper(grown: Tree) -> set[int]:
    """Return the objectives that are drawn: level by level, so that what is left out is what stands lowest."""
    shown: list[int] = []
    level = list(grown.tops)
    while level and len(shown) < MOST_DRAWN:
        shown += level
        level = [child for key in level for child in grown.below.get(key, ())]
    return set(shown[:MOST_DRAWN])


def _teams_above(teams: Sequence[TeamRow]) -> Mapping[int, Sequence[int]]:
    return {team.key: [other.key for other in teams if team.key in other.branch[1:]] for team in teams}


def _rows(
    session: Session, found: Sequence[Any], known: set[int], today: date, policy: Policy
) -> Mapping[int, AlignedObjective]:
    own: dict[int, list[KeyResultRow]] = defaultdict(list)
    keys = [row.id for row in found]
    for key_result in live(load_key_results(session, today, policy, col(KeyResult.objective_id).in_(keys))):
        own[key_result.objective_id].append(key_result)
    return {row.id: _row(row, own[row.id], known) for row in found}


def _row(row: Any, own: Sequence[KeyResultRow], known: set[int]) -> AlignedObjective:
    counted = [each for each in own if each.exemption == Exemption.NONE]
    return AlignedObjective(
        **{name: getattr(row, name) for name in ("title", "team_id", "team", "owner", "state", "parent_id")},
        key=row.id,
        through=(row.through or "") if row.above or row.parent_id in known else "",
        outside="" if row.parent_id in known else row.above or "",
        progress=objective_progress([WeightedProgress(each.weight, each.progress.value) for each in own]),
        status=worst_status(each.standing.status for each in counted),
        stale=any(each.standing.stale for each in counted),
    )
