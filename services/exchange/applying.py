"""Carrying out an import: everything that was planned in one transaction, or nothing."""

from collections.abc import Callable

from sqlmodel import Session

from models.database import take_turns
from services import audit
from services.errors import Refusal
from services.exchange.planning import ImportPlan, find_steps
from services.exchange.report import ImportReport
from services.exchange.writing import Writer
from services.organisation import ORGANISATION
from services.permissions import Actor

Progress = Callable[[int, int], None]


class StalePlan(Refusal):
    """What is stored changed since the preview was made, so that the import would do something else."""

    def __init__(self) -> None:
        super().__init__(
            "Something that this file is about has changed since the preview. Nothing was imported: "
            "look at the new preview and import again."
        )


def apply_plan(
    session: Session,
    actor: Actor,
    plan: ImportPlan,
    request_key: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Write what a plan promises and return its report; the same request key writes once.

    Everything is compared with the database again inside the transaction. Raises StalePlan when that gives another
    result than the one that was shown, and NotAllowed when the acting person is not active any more.
    """
    if audit.repeated(session, request_key) is not None:
        return plan.report
    take_turns(session, ORGANISATION)
    steps = find_steps(session, actor, plan.read, plan.today, plan.columns, lock=True)
    if steps.report != plan.report:
        raise StalePlan()
    if steps.report.writes:
        Writer(session, actor, request_key, progress or _quiet).write(steps)
        audit.commit(session)
    return steps.report


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""
