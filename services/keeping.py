"""From what a planning session has ranked to drafts of objectives."""

from sqlmodel import Session, col, func, select

from domain.vocabulary import ContributionKind
from models import Contribution, Objective, Participant, PlanningSession
from models.base import utc_now
from models.inputs import ObjectiveInput
from services import audit, changes
from services.errors import NotPossible
from services.objectives import check_objective
from services.permissions import Actor, authorise
from services.sessions import require_running


def keep_draft(session: Session, actor: Actor, contribution_id: int, owner_id: int | None = None) -> int:
    """Make an objective of a participant's draft and return its id; keeping it twice returns the same one.

    Its owner is the one named, else its author, else, for a guest's draft, who keeps it. Only the team sees it as yet.
    """
    written = changes.lock(session, Contribution, contribution_id)
    held = session.get_one(PlanningSession, written.session_id)
    authorise(session, actor, held.team_id)
    if written.objective_id is not None:
        return written.objective_id
    require_running(session, held.key)
    if written.kind != ContributionKind.DRAFT or written.removed_at is not None:
        raise NotPossible("This draft was taken back by its author. Choose another one.")
    author = session.get_one(Participant, written.participant_id).person_id
    owner = owner_id or author or actor.person_id
    entered = ObjectiveInput(team_id=held.team_id, cycle_id=held.cycle_id, owner_id=owner, title=written.text)
    check_objective(session, entered)
    of_team = (Objective.team_id == held.team_id, Objective.cycle_id == held.cycle_id)
    last = session.exec(select(func.max(col(Objective.position))).where(*of_team)).one()
    kept = Objective(**entered.model_dump(), shared=False, position=(last or 0) + 1)
    audit.created(session, actor, kept)
    audit.changed(session, actor, written, {"objective_id": kept.key, "settled_at": utc_now()})
    written.version += 1
    audit.commit(session)
    return kept.key
