"""How a team's goals ended in a cycle: scores with their rules, verdicts, lessons, the outcome share then and now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from domain.closing import ClosingRule, Ending, closing_rule, computed_score, ending_as_computed
from domain.outcome_mix import MixItem, outcome_mix
from domain.policy import Policy
from domain.roll_up import RollUp, WeightedProgress, objective_progress
from domain.vocabulary import LessonKind, ObjectiveState, Verdict
from models import KeyResult, KeyResultClosing, Lesson, Objective, ObjectiveClosing, Publication, Team
from services.reporting.key_results import KeyResultRow
from services.reporting.objectives import ObjectiveRow, load_objectives
from services.snapshots import Snapshot, from_json

MOST_OBJECTIVES = 60
SHOWN = (ObjectiveState.PUBLISHED, ObjectiveState.CLOSED)


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

    @property
    def needs_no_words(self) -> bool:
        """Return whether the numbers alone give the score."""
        return ending_as_computed(self.rule, self.key_result.progress) is not None


@dataclass(frozen=True, slots=True)
class ObjectiveEnd:
    """An objective with its verdict (None before it is given) and its key results' ends.

    ``then`` is what it held when it was last published, None where nobody published it here.
    """

    objective: ObjectiveRow
    verdict: Verdict | None
    note: str
    then: Snapshot | None
    key_results: tuple[KeyResultEnd, ...]

    @property
    def share_then(self) -> float | None:
        """Return the outcome share when it was published; None where nothing counted or nobody published it here."""
        return self.then.share if self.then else None

    @property
    def share_now(self) -> float | None:
        """Return the outcome share as it is now."""
        return self.objective.mix.share

    @property
    def score(self) -> RollUp:
        """Return the weighted mean of the scores; one without a score counts as 0 and is told beside it."""
        return objective_progress([WeightedProgress(end.key_result.weight, end.score) for end in self.key_results])


@dataclass(frozen=True, slots=True)
class TeamClosing:
    """How far a team has come with scores and verdicts."""

    team_id: int
    team: str
    objectives: int
    judged: int
    key_results: int
    scored: int

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left."""
        return self.judged == self.objectives and self.scored == self.key_results


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
        col(Objective.state).in_(SHOWN),
    )
    rows = load_objectives(session, today, policy, *wanted, most=MOST_OBJECTIVES)
    keys = [row.key for row in rows]
    verdicts = session.exec(select(ObjectiveClosing).where(col(ObjectiveClosing.objective_id).in_(keys))).all()
    said = {closing.objective_id: closing for closing in verdicts}
    endings = _endings(session, [each.key for row in rows for each in row.live])
    then = _published(session, keys)
    return tuple(_end(row, said.get(row.key), then.get(row.key), endings) for row in rows)


def shares(ends: Sequence[ObjectiveEnd]) -> tuple[float | None, float | None]:
    """Return the outcome share of several objectives together when they were published, and now.

    Then is None unless every one of them was published here, so that the two speak of the same objectives.
    """
    rows = [row.key_result for end in ends for row in end.key_results]
    now = outcome_mix([MixItem(row.weight, row.label, row.exemption, row.indicator, row.key) for row in rows])
    if not ends or any(end.then is None for end in ends):
        return None, now.share
    kept = [row for end in ends if end.then for row in end.then.key_results if not row.dropped]
    return outcome_mix([MixItem(row.weight, row.label, row.exemption, None, row.key) for row in kept]).share, now.share


def closing_by_team(session: Session, cycle_id: int) -> tuple[TeamClosing, ...]:
    """Return how far each team that published something has come in a cycle, by name; takes one statement."""
    live = sa.and_(col(KeyResult.objective_id) == Objective.id, col(KeyResult.dropped).is_(False))
    rows = session.execute(
        sa.select(
            col(Team.id),
            col(Team.name),
            sa.func.count(col(Objective.id).distinct()),
            sa.func.count(col(ObjectiveClosing.id).distinct()),
            sa.func.count(col(KeyResult.id)),
            sa.func.count(col(KeyResult.score)),
        )
        .select_from(Objective)
        .join(Team, col(Objective.team_id) == Team.id)
        .outerjoin(ObjectiveClosing, col(ObjectiveClosing.objective_id) == Objective.id)
        .outerjoin(KeyResult, live)
        .where(col(Objective.cycle_id) == cycle_id, col(Objective.state).in_(SHOWN))
        .group_by(col(Team.id), col(Team.name))
        .order_by(col(Team.name))
    )
    return tuple(TeamClosing(*row) for row in rows)


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


def _published(session: Session, objective_ids: list[int]) -> Mapping[int, Snapshot]:
    rows = session.execute(
        select(Publication.objective_id, Publication.snapshot)
        .where(col(Publication.objective_id).in_(objective_ids))
        .order_by(col(Publication.id))
    )
    return {key: from_json(snapshot) for key, snapshot in rows}


def _end(
    row: ObjectiveRow, said: ObjectiveClosing | None, then: Snapshot | None, endings: Mapping[int, Any]
) -> ObjectiveEnd:
    ends = []
    for each in row.live:
        rule = closing_rule(row.commitment, each.exemption, each.measurement.measure)
        ends.append(KeyResultEnd(each, rule, computed_score(rule, each.progress), endings.get(each.key)))
    return ObjectiveEnd(row, said.verdict if said else None, said.note if said else "", then, tuple(ends))
