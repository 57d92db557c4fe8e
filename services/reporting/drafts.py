"""A team's objectives of a cycle on their way from draft to published, with what each of them lacks."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from domain.policy import Policy
from domain.quality_gate import Gap, Missing
from domain.vocabulary import ObjectiveState
from models import Objective, Person, Publication
from services.reporting.gate import Gate, gates
from services.reporting.objectives import ObjectiveRow, load_objectives

MOST_DRAFTS = 100
NO_GATE = Gate((), 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """An objective with what it lacks."""

    objective: ObjectiveRow
    gate: Gate

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Return what it lacks."""
        return self.gate.missing

    def lacks(self, gap: Gap) -> bool:
        """Tell whether it lacks something of this kind."""
        return any(each.gap == gap for each in self.missing)


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """That an objective was published: by whom and when, what was missing then, and why that did not matter."""

    person: str
    at: datetime
    missing: tuple[str, ...]
    reason: str


def drafts_of_team(session: Session, team_id: int, cycle_id: int, today: date, policy: Policy) -> tuple[Draft, ...]:
    """Return a team's own objectives in a cycle but the closed ones, in the team's order; takes seven statements.

    Those that only the team sees are among them: who asks for others leaves them out.
    """
    own = (
        *(col(Objective.team_id) == team_id, col(Objective.cycle_id) == cycle_id),
        col(Objective.state) != ObjectiveState.CLOSED,
    )
    rows = load_objectives(session, today, policy, *own, most=MOST_DRAFTS)
    found = gates(session, *own) if rows else {}
    return tuple(Draft(row, found.get(row.key, NO_GATE)) for row in rows)


def last_publication(session: Session, objective_id: int) -> PublicationRow | None:
    """Return when an objective was last published, or None where that was never recorded."""
    found = session.execute(
        select(Publication, col(Person.name))
        .join(Person, col(Publication.person_id) == Person.id)
        .where(col(Publication.objective_id) == objective_id)
        .order_by(col(Publication.id).desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    record, name = found
    return PublicationRow(name, record.at, tuple(record.missing), record.reason)
