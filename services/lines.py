"""What contributes to what: the line from an objective upwards, and the rule that it never closes a circle."""

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from models import KeyResult, Objective
from services.errors import InvalidInput

GONE = "The parent objective does not exist any more."
CIRCLE = "An objective cannot contribute to itself. Choose another parent."


def line_above(session: Session, objective_id: int | None) -> tuple[int, ...]:
    """Return an objective and those that it contributes to, from the lowest up; a circle ends where it began."""
    line: list[int] = []
    while objective_id is not None and objective_id not in line:
        line.append(objective_id)
        objective_id = session.exec(select(Objective.parent_id).where(col(Objective.id) == objective_id)).first()
    return tuple(line)


def check_parent(
    session: Session, objective_id: int | None, parent_id: int | None, parent_key_result_id: int | None
) -> None:
    """Raise InvalidInput unless the parent is there, is not below the objective, and the key result is the parent's."""
    if parent_id is None:
        if parent_key_result_id is not None:
            raise _refused("parent_key_result_id", "Choose the objective that this key result stands under, too.")
        return
    if session.exec(select(Objective.id).where(col(Objective.id) == parent_id)).first() is None:
        raise _refused("parent_id", GONE)
    if objective_id in line_above(session, parent_id):
        raise _refused("parent_id", CIRCLE)
    if parent_key_result_id is None:
        return
    holder = session.exec(select(KeyResult.objective_id).where(col(KeyResult.id) == parent_key_result_id)).first()
    if holder != parent_id:
        raise _refused("parent_key_result_id", "This key result stands under another objective. Choose one of its own.")


def _refused(field: str, message: str) -> InvalidInput:
    return InvalidInput([FieldProblem(field, message)])
