"""The outcome mix of teams and objectives, heaviest output first, with the reason in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from domain.outcome_mix import Hint, MixItem, OutcomeMix, combined_mix, heaviest_first, hints, outcome_mix
from domain.policy import Policy
from domain.vocabulary import LabelSource
from models import Cycle, KeyResult, Objective, Person, Team

ITEM: tuple[Any, ...] = (
    *(col(KeyResult.weight), col(KeyResult.label), col(KeyResult.exemption), col(KeyResult.indicator)),
    *(col(KeyResult.id), col(KeyResult.title)),
)


@dataclass(frozen=True, slots=True)
class ObjectiveMix:
    """An objective's mix, what is worth saying about it, and its key results."""

    key: int
    title: str
    team_id: int
    team: str
    owner: str
    mix: OutcomeMix
    hints: tuple[Hint, ...]
    items: tuple[MixItem, ...]
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class TeamMix:
    """A team's mix over its own objectives."""

    key: int
    name: str
    mix: OutcomeMix


@dataclass(frozen=True, slots=True)
class MixReport:
    """The mix in all, by team and by objective; both lists begin with the heaviest output."""

    total: OutcomeMix
    teams: tuple[TeamMix, ...]
    objectives: tuple[ObjectiveMix, ...]

    @property
    def hinted(self) -> tuple[ObjectiveMix, ...]:
        """Return the objectives about which something is worth saying."""
        return tuple(row for row in self.objectives if row.hints)

    @property
    def unconfirmed(self) -> int:
        """Return how many labels no person has confirmed yet."""
        return sum(row.unconfirmed for row in self.objectives)


def mix_report(session: Session, cycle_id: int, team_ids: Sequence[int] | None, policy: Policy) -> MixReport:
    """Return the outcome mix of a cycle, for these teams or for all."""
    rows = session.execute(
        select(
            col(Objective.id),
            col(Objective.title),
            col(Team.id),
            col(Team.name),
            col(Person.name),
            col(KeyResult.label_source),
            *ITEM,
        )
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Person, col(Objective.owner_id) == Person.id)
        .where(*_conditions(team_ids), col(Objective.cycle_id) == cycle_id)
        .order_by(col(Objective.id), col(KeyResult.id))
    )
    grouped: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        grouped[tuple(row[:5])].append(row[5:])
    objectives = [_objective(head, found, policy) for head, found in grouped.items()]
    ranked = tuple(row for row, _ in heaviest_first((row, row.mix) for row in objectives))
    return MixReport(combined_mix(row.mix for row in ranked), _by_team(ranked), ranked)


def share_by_cycle(
    session: Session, cycle_ids: Sequence[int], team_ids: Sequence[int]
) -> Mapping[int, Mapping[int, float | None]]:
    """Return the outcome share from 0 to 1 by team and cycle; a cycle in which nothing counts is missing."""
    rows = session.execute(
        select(col(Objective.team_id), col(Objective.cycle_id), col(Objective.id), *ITEM[:5])
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .where(*_conditions(team_ids), col(Cycle.id).in_(cycle_ids))
    )
    items: dict[tuple[int, int], dict[int, list[MixItem]]] = defaultdict(lambda: defaultdict(list))
    for team_id, cycle_id, objective_id, *item in rows:
        items[team_id, cycle_id][objective_id].append(MixItem(*item))
    shares: dict[int, dict[int, float | None]] = defaultdict(dict)
    for (team_id, cycle_id), objectives in items.items():
        shares[team_id][cycle_id] = combined_mix(outcome_mix(found) for found in objectives.values()).share
    return shares


def _conditions(team_ids: Sequence[int] | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [col(KeyResult.dropped).is_(False)]
    return where if team_ids is None else [*where, col(Objective.team_id).in_(team_ids)]


def _objective(head: tuple[Any, ...], rows: Sequence[Any], policy: Policy) -> ObjectiveMix:
    items = tuple(MixItem(*row[1:]) for row in rows)
    mix = outcome_mix(items)
    said = hints(mix, items, policy.mix_thresholds)
    unconfirmed = sum(row[0] == LabelSource.SUGGESTED for row in rows)
    key, title, team_id, team, owner = head
    return ObjectiveMix(key, title, team_id, team, owner, mix, said, items, unconfirmed)


def _by_team(objectives: Iterable[ObjectiveMix]) -> tuple[TeamMix, ...]:
    mixes: dict[tuple[int, str], list[OutcomeMix]] = defaultdict(list)
    for row in objectives:
        mixes[row.team_id, row.team].append(row.mix)
    teams = [TeamMix(key, name, combined_mix(found)) for (key, name), found in mixes.items()]
    return tuple(team for team, _ in heaviest_first((team, team.mix) for team in teams))
