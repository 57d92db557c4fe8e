"""What each team's mix was made of, kept until something in the team changes.

A whole organisation's mix takes a sixth of a second to compute and a hundredth to check: after a save only the teams
in which a key result or an objective has another version, or is new or gone, are read again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, ColumnElement, Engine, cast, func, select
from sqlmodel import Session, col

from domain.mix_hints import Hint, hints, strength
from domain.outcome_mix import MixItem, MixThresholds, OutcomeMix, combined_mix, heaviness, mix_by_owner, outcome_mix
from domain.vocabulary import LabelSource
from models import KeyResult, Objective
from services.reporting.visible import SEEN_BY_ALL

# How many key results there are and how often they were saved: one number for all others, one that tells which.
MARKS = (func.count(), func.sum(col(KeyResult.version)))
OWN_MARKS = (
    func.sum(cast(col(KeyResult.id), BigInteger) * col(KeyResult.version)),
    func.sum(col(Objective.version)),
)
MOST_REMEMBERED = 5000  # teams times cycles; some kilobytes each

Fingerprint = tuple[Any, ...]
Place = tuple[int, int, MixThresholds]  # cycle, team, and the thresholds that made the hints


@dataclass(frozen=True, slots=True)
class ObjectiveGoals:
    """An objective's live key results, their mix and what is worth saying about it.

    `loudness` and `heaviness` order objectives, by their hints and by their output; the larger comes first.
    """

    key: int
    title: str
    owner_id: int
    mix: OutcomeMix
    hints: tuple[Hint, ...]
    items: tuple[MixItem, ...]
    unconfirmed: int
    loudness: tuple[float, ...]
    heaviness: tuple[float, ...]

    @property
    def name(self) -> str:
        """Return what the objective is called, as teams and people are."""
        return self.title


@dataclass(frozen=True, slots=True)
class TeamGoals:
    """A team's own objectives in a cycle with their mix, and the mix of each owner of a key result."""

    mix: OutcomeMix
    objectives: tuple[ObjectiveGoals, ...]
    owners: Mapping[int, OutcomeMix]


_inside: WeakKeyDictionary[Engine, dict[int, Fingerprint]] = WeakKeyDictionary()
_remembered: WeakKeyDictionary[Engine, dict[Place, tuple[Fingerprint, TeamGoals | None]]] = WeakKeyDictionary()


def goals_by_team(
    session: Session, cycle_id: int, team_ids: Sequence[int] | None, thresholds: MixThresholds
) -> Mapping[int, TeamGoals]:
    """Return what these teams, or all, aim at in a cycle; a team without a live key result is missing.

    Takes one statement when nothing has changed since it was last asked, else two.
    """
    engine = session.get_bind().engine
    known = _remembered.setdefault(engine, {})
    if len(known) > MOST_REMEMBERED:
        known.clear()
    seen = _fingerprints(session, cycle_id, team_ids)
    if team_ids is None:
        _inside.setdefault(engine, {})[cycle_id] = _added_up(seen.values())
    stale = [team for team, mark in seen.items() if known.get((cycle_id, team, thresholds), (None,))[0] != mark]
    if stale:
        found = _load(session, cycle_id, team_ids if len(stale) == len(seen) else stale, thresholds)
        known.update({(cycle_id, team, thresholds): (seen[team], found.get(team)) for team in stale})
    goals = {team: known[cycle_id, team, thresholds][1] for team in seen}
    return {team: found for team, found in goals.items() if found is not None}


def marks_outside(session: Session, cycle_id: int) -> Fingerprint:
    """Return marks of all key results but those of a cycle, as they were when its teams were last looked at.

    They differ as soon as a key result of another cycle is new, gone, edited or moved there.
    """
    inside = _inside.get(session.get_bind().engine, {}).get(cycle_id, _added_up(()))
    whole = session.execute(select(*MARKS).select_from(KeyResult)).one()
    return tuple((one or 0) - other for one, other in zip(whole, inside, strict=True))


def _added_up(marks: Iterable[Fingerprint]) -> Fingerprint:
    rows = list(marks)
    return tuple(sum(row[place] for row in rows) for place in range(len(MARKS)))


def of_teams(team_ids: Sequence[int] | None) -> list[ColumnElement[bool]]:
    """Return the conditions for objectives of these teams, or of all, as far as everybody sees them."""
    return [SEEN_BY_ALL, *([] if team_ids is None else [col(Objective.team_id).in_(team_ids)])]


def live(team_ids: Sequence[int] | None) -> list[ColumnElement[bool]]:
    """Return the conditions for live key results of these teams, or of all."""
    return [col(KeyResult.dropped).is_(False), *of_teams(team_ids)]


def _fingerprints(session: Session, cycle_id: int, team_ids: Sequence[int] | None) -> dict[int, Fingerprint]:
    rows = session.execute(
        select(col(Objective.team_id), *MARKS, *OWN_MARKS)
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(*of_teams(team_ids), col(Objective.cycle_id) == cycle_id)
        .group_by(col(Objective.team_id))
    )
    return {team: tuple(marks) for team, *marks in rows}


def _load(
    session: Session, cycle_id: int, team_ids: Sequence[int] | None, thresholds: MixThresholds
) -> dict[int, TeamGoals]:
    confirmed = col(KeyResult.label_source) != LabelSource.SUGGESTED
    rows = session.execute(
        select(
            *(col(Objective.team_id), col(Objective.id), col(Objective.title), col(Objective.owner_id)),
            *(col(KeyResult.weight), col(KeyResult.label), col(KeyResult.exemption), col(KeyResult.indicator)),
            *(col(KeyResult.id), col(KeyResult.title), col(KeyResult.measure), col(KeyResult.unit)),
            *(col(KeyResult.baseline).is_not(None), confirmed, col(KeyResult.owner_id)),
        )
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(*live(team_ids), col(Objective.cycle_id) == cycle_id)
        .order_by(col(Objective.id), col(KeyResult.id))
    )
    items: dict[tuple[Any, ...], list[MixItem]] = defaultdict(list)
    for row in rows:
        items[tuple(row[:4])].append(MixItem(*row[4:]))
    objectives: dict[int, list[ObjectiveGoals]] = defaultdict(list)
    for (team_id, key, title, owner_id), found in items.items():
        objectives[team_id].append(_objective(key, title, owner_id, tuple(found), thresholds))
    return {team_id: _team(rows) for team_id, rows in objectives.items()}


def _objective(
    key: int, title: str, owner_id: int, items: tuple[MixItem, ...], thresholds: MixThresholds
) -> ObjectiveGoals:
    mix = outcome_mix(items)
    unconfirmed = sum(not item.confirmed for item in items)
    found = hints(mix, items, thresholds)
    return ObjectiveGoals(key, title, owner_id, mix, found, items, unconfirmed, strength(found), heaviness(mix))


def _team(objectives: Iterable[ObjectiveGoals]) -> TeamGoals:
    rows = tuple(objectives)
    owners = mix_by_owner(row.items for row in rows)
    return TeamGoals(combined_mix(row.mix for row in rows), rows, owners)
