"""How the cycle that a planning session looks back on has ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from domain.closing import ClosingRule, closing_rule
from domain.vocabulary import ObjectiveState, Verdict
from models import Cycle, KeyResult, KeyResultClosing, Objective, ObjectiveClosing, PlanningSession

Goals = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How a key result of the last cycle ended; the score is None where nobody has given it."""

    title: str
    rule: ClosingRule
    score: float | None
    adjustment: float
    reason: str
    post_mortem: str
    learnt: str


@dataclass(frozen=True, slots=True)
class ObjectiveScores:
    """An objective of the last cycle with its verdict, None before it was given, and its key results."""

    title: str
    verdict: Verdict | None
    note: str
    key_results: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    """What a session keeps of its own goals, before and after (None while it runs), and how the last cycle ended."""

    before: Goals
    after: Goals | None
    last_cycle: str | None
    scores: tuple[ObjectiveScores, ...]


def look_back(session: Session, session_id: int) -> LookBack:
    """Return what a stored planning session keeps, and the scores of its team's last cycle; takes one statement."""
    shown = col(Objective.state).in_((ObjectiveState.PUBLISHED, ObjectiveState.CLOSED))
    held, own = PlanningSession, col(Objective.team_id) == PlanningSession.team_id
    live = sa.and_(col(KeyResult.objective_id) == Objective.id, col(KeyResult.dropped).is_(False))
    kept = (col(held.before), col(held.after), col(Cycle.name))
    rows = session.execute(
        sa.select(*kept, Objective, ObjectiveClosing, KeyResult, KeyResultClosing)
        .select_from(held)
        .outerjoin(Cycle, col(held.last_cycle_id) == Cycle.id)
        .outerjoin(Objective, sa.and_(col(Objective.cycle_id) == Cycle.id, own, shown))
        .outerjoin(ObjectiveClosing, col(ObjectiveClosing.objective_id) == Objective.id)
        .outerjoin(KeyResult, live)
        .outerjoin(KeyResultClosing, col(KeyResultClosing.key_result_id) == KeyResult.id)
        .where(col(held.id) == session_id)
        .order_by(*map(col, (Objective.position, Objective.id, KeyResult.position, KeyResult.id)))
    ).all()
    by_objective: dict[int, list[Sequence[Any]]] = {}
    for row in rows:
        if row[3] is not None:
            by_objective.setdefault(row[3].key, []).append(tuple(row))
    before, after, name, *_ = rows[0]
    return LookBack(before, after, name, tuple(map(_scores, by_objective.values())))


def _scores(rows: Sequence[Sequence[Any]]) -> ObjectiveScores:
    objective, closing = rows[0][3:5]
    scored = tuple(_score(objective, row[5], row[6]) for row in rows if row[5] is not None)
    verdict, note = (closing.verdict, closing.note) if closing else (None, "")
    return ObjectiveScores(objective.title, verdict, note, scored)


def _score(objective: Objective, record: KeyResult, said: KeyResultClosing | None) -> ScoreRow:
    rule = closing_rule(objective.commitment, record.exemption, record.measure)
    words = (said.adjustment, said.reason, said.post_mortem, said.learnt) if said else (0.0, "", "", "")
    return ScoreRow(record.title, rule, record.score, *words)
