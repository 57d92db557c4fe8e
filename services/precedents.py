"""What people of the organisation decided about similar key results, for the suggestion of another one."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from domain.classification import FourAnswers, Suggestion
from domain.classification.precedents import Precedent, closest, follow
from domain.vocabulary import LabelSource
from models import ClassificationEvent, KeyResult, Objective, Team
from models.base import utc_now
from models.settings import settings
from services.reporting.visible import SEEN_BY_ALL

MOST_DECISIONS = 300  # the latest of the own team, and as many of anybody
REMEMBERED: tuple[Any, ...] = (
    *(col(ClassificationEvent.key_result_id), col(ClassificationEvent.text), col(ClassificationEvent.label)),
    *(col(ClassificationEvent.at), col(ClassificationEvent.reason), col(ClassificationEvent.answers)),
    *(col(Team.name), col(KeyResult.indicator), col(KeyResult.control)),
)


def with_precedent(session: Session, record: KeyResult, suggestion: Suggestion) -> Suggestion:
    """Return the suggestion with what people decided about a similar key result, the same team's first.

    Takes at most two statements, and none where the setting OUTBOARD_LEARN_FROM_PEOPLE is off.
    """
    if not settings().learn_from_people:
        return suggestion
    team = select(col(Objective.team_id)).where(col(Objective.id) == record.objective_id).scalar_subquery()
    own = col(Objective.team_id) == team
    for place in ([own], [SEEN_BY_ALL]):
        found = closest(record.title, decisions(session, record.key, own, *place))
        if found is not None:
            return follow(suggestion, *found, today=utc_now().date())
    return suggestion


def decisions(
    session: Session, except_for: int, own: ColumnElement[bool], *place: ColumnElement[bool]
) -> Iterator[Precedent]:
    """Yield the latest decision about each key result of a place, latest first; one that was changed counts no more."""
    rows = session.execute(
        select(*REMEMBERED, own)
        .join(KeyResult, col(ClassificationEvent.key_result_id) == KeyResult.id)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Team, col(Objective.team_id) == Team.id)
        .where(
            col(ClassificationEvent.source) != LabelSource.SUGGESTED,
            col(ClassificationEvent.person_id).is_not(None),
            col(ClassificationEvent.key_result_id) != except_for,
            *place,
        )
        .order_by(col(ClassificationEvent.id).desc())
        .limit(MOST_DECISIONS)
    )
    seen: set[int] = set()
    for key, text, label, at, reason, answers, team, indicator, control, own_team in rows:
        if key not in seen:
            seen.add(key)
            given = FourAnswers(**answers)
            yield Precedent(text, label, at.date(), reason, team, bool(own_team), given, indicator, control)
