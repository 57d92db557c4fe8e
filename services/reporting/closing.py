"""How a team's goals ended in a cycle: scores with their rules, verdicts, lessons, the outcome share then and now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from domain.closing import ClosingRule, Ending, closing_rule, computed_score
from domain.policy import Policy
from domain.roll_up import RollUp, WeightedProgress, objective_progress
from domain.vocabulary import LessonKind, ObjectiveState, Verdict
from models import KeyResultClosing, Lesson, Objective, ObjectiveClosing, Publication
from services.reporting.key_results import KeyResultRow
from services.reporting.objectives import ObjectiveRow, load_objectives
from services.snapshots import from_json

MOST_OBJECTIVES = 60


@dataclass(frozen=True, slots=True)
class KeyResultEnd:
    """A key result with the rule by which it ends, what its numbers give, and what was said (None before that)."""

    key_result: KeyResultRow
    rule: ClosingRule
    computed: float
    ending: Ending | None

    @property
    def score(self) -> float | None:
        """Return the final score, None before it is given."""
        return self.key_result.score


@dataclass(frozen=True, slots=True)
class ObjectiveEnd:
    """An objective with its verdict (None before it is given) and its key results' ends.

    ``share_then`` is the outcome share when it was published; None where nothing counted or nobody published it here.
    """

    objective: ObjectiveRow
    verdict: Verdict | None
    note: str
    share_then: float | None
    key_results: tuple[KeyResultEnd, ...]

    @property
    def share_now(self) -> float | None:
        """Return the outcome share as it is now."""
        return self.objective.mix.share

    @property
    def score(self) -> RollUp:
        """Return the weighted mean of the scores; one without a score counts as 0 and is told beside it."""
        return objective_progress([WeightedProgress(end.key_result.weight, end.score) for end in self.key_results])


@dataclass(frozen=True, slots=True)
class LessonRow:
    """What a team learnt in a cycle."""

    key: int
    kind: LessonKind
    text: str
    author: str
    author_id: int | None
    at: datetime


def ends_of_team(
    session: Session, team_id: int, cycle_id: int, today: date, policy: Policy
) -> tuple[ObjectiveEnd, ...]:
    """Return how a team's published and closed objectives ended, in the team's order; takes seven statements."""
    wanted = (
        *(col(Objective.team_id) == team_id, col(Objective.cycle_id) == cycle_id),
        col(Objective.state).in_((ObjectiveState.PUBLISHED, ObjectiveState.CLOSED)),
    )
    rows = load_objectives(session, today, policy, *wanted, most=MOST_OBJECTIVES)
    keys = [row.key for row in rows]
    verdicts = session.exec(select(ObjectiveClosing).where(col(ObjectiveClosing.objective_id).in_(keys))).all()
    said = {closing.objective_id: closing for closing in verdicts}
    endings = _endings(session, [each.key for row in rows for each in row.live])
    then = _shares_then(session, keys)
    return tuple(_end(row, said.get(row.key), then.get(row.key), endings) for row in rows)


def lessons_of(session: Session, team_id: int, cycle_id: int) -> tuple[LessonRow, ...]:
    """Return what a team learnt in a cycle, in the order in which it was said."""
    rows = session.exec(
        select(Lesson)
        .where(Lesson.team_id == team_id, Lesson.cycle_id == cycle_id, col(Lesson.removed_at).is_(None))
        .order_by(col(Lesson.id))
    )
    return tuple(LessonRow(row.key, row.kind, row.text, row.author_name, row.author_id, row.at) for row in rows)


def _endings(session: Session, key_result_ids: list[int]) -> Mapping[int, Ending]:
    rows = session.exec(select(KeyResultClosing).where(col(KeyResultClosing.key_result_id).in_(key_result_ids)))
    return {row.key_result_id: Ending(row.met, row.adjustment, row.reason, row.post_mortem, row.learnt) for row in rows}


def _shares_then(session: Session, objective_ids: list[int]) -> Mapping[int, float | None]:
    rows = session.execute(
        select(Publication.objective_id, Publication.snapshot)
        .where(col(Publication.objective_id).in_(objective_ids))
        .order_by(col(Publication.id))
    )
    return {key: from_json(snapshot).share for key, snapshot in rows}


def _end(
    row: ObjectiveRow, said: ObjectiveClosing | None, share_then: float | None, endings: Mapping[int, Any]
) -> ObjectiveEnd:
    ends = []
    for each in row.live:
        rule = closing_rule(row.commitment, each.exemption, each.measurement.measure)
        ends.append(KeyResultEnd(each, rule, computed_score(rule, each.progress), endings.get(each.key)))
    return ObjectiveEnd(row, said.verdict if said else None, said.note if said else "", share_then, tuple(ends))
