"""The order that people give: a team's objectives in a cycle, and the key results of an objective."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from domain.carrying import positions
from domain.vocabulary import ObjectiveState
from models import KeyResult, Objective
from services import audit, changes
from services.errors import NotPossible
from services.key_results import authorise_in_objective
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise

MOVED_ON = "Somebody added, moved or dropped one meanwhile. Look at the list again, then order it."


def order_objectives(
    session: Session, actor: Actor, team_id: int, cycle_id: int, seen: Sequence[int], ordered: Sequence[int]
) -> None:
    """Store the order of a team's objectives in a cycle, closed ones apart; the same order again changes nothing.

    ``seen`` is the order that the reader had; raises NotPossible where it is another one by now.
    """
    authorise(session, actor, team_id)
    require_open_cycle(session, cycle_id)
    wanted = select(Objective).where(
        col(Objective.team_id) == team_id,
        col(Objective.cycle_id) == cycle_id,
        col(Objective.state) != ObjectiveState.CLOSED,
    )
    order = (col(Objective.position), col(Objective.id))
    rows = session.exec(wanted.order_by(*order).with_for_update()).all()
    _store(session, actor, rows, seen, ordered)


def order_key_results(
    session: Session, actor: Actor, objective_id: int, seen: Sequence[int], ordered: Sequence[int]
) -> None:
    """Store the order of an objective's live key results; see order_objectives."""
    changes.lock(session, Objective, objective_id)
    authorise_in_objective(session, actor, objective_id)
    wanted = select(KeyResult).where(col(KeyResult.objective_id) == objective_id, col(KeyResult.dropped).is_(False))
    rows = session.exec(wanted.order_by(col(KeyResult.position), col(KeyResult.id))).all()
    _store(session, actor, rows, seen, ordered)


def _store(
    session: Session,
    actor: Actor,
    rows: Sequence[Objective] | Sequence[KeyResult],
    seen: Sequence[int],
    ordered: Sequence[int],
) -> None:
    now = [row.key for row in rows]
    if now == list(ordered):
        return
    if now != list(seen) or sorted(ordered) != sorted(now):
        raise NotPossible(MOVED_ON)
    places = positions(ordered)
    for row in rows:
        # Its place is no part of what somebody may be editing, so the version stays.
        audit.changed(session, actor, row, {"position": places[row.key]})
    audit.commit(session)
