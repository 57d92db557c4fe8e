"""The outcome mix of branches, teams, people and objectives, heaviest output first, with the reason in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import starmap
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, literal, select, union_all
from sqlmodel import Session, col

from domain.mix_hints import Hint
from domain.outcome_mix import MixItem, OutcomeMix, combined_mix, heaviest_first
from domain.policy import Policy
from domain.vocabulary import Concern
from models import Person, Team
from services.reporting.mix_memory import ObjectiveGoals, TeamGoals, goals_by_team
from services.reporting.people import TeamRow

Names = tuple[Mapping[int, str], Mapping[int, str]]  # of teams and of people

_known_names: WeakKeyDictionary[Engine, tuple[tuple[int, ...], Names]] = WeakKeyDictionary()


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
class BranchMix:
    """A team's mix together with all teams below it, or alone; `teams` of them have key results."""

    key: int
    name: str
    mix: OutcomeMix
    teams: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PersonMix:
    """A person's mix over the key results that the person owns."""

    key: int
    name: str
    mix: OutcomeMix


@dataclass(frozen=True)
class MixReport:
    """The mix in all, by team, by owner of a key result and by objective; each list begins with the heaviest output.

    `goals` holds what each team aims at, `names` of teams and people; the longer lists are made when first asked for.
    """

    total: OutcomeMix
    teams: tuple[TeamMix, ...]
    goals: Mapping[int, TeamGoals]
    team_names: Mapping[int, str]
    names: Mapping[int, str]

    @property
    def objectives(self) -> tuple[ObjectiveMix, ...]:
        """Return all objectives."""
        return tuple(starmap(self._objective, self._heaviest))

    @property
    def hinted(self) -> tuple[ObjectiveMix, ...]:
        """Return the objectives about which something is worth saying, the strongest hint first, then the weight."""
        return tuple(starmap(self._objective, self._loudest))

    @property
    def bare_objectives(self) -> list[ObjectiveGoals]:
        """Return all objectives without the names of their teams and owners, which saves time where they are many."""
        return [row for _, row in self._heaviest]

    def worth_a_talk(self, kind: Concern | None, place: slice) -> tuple[tuple[ObjectiveMix, ...], int]:
        """Return this part of the objectives with this kind of hint, or any, the strongest first, and their number."""
        rows = [pair for pair in self._loudest if kind is None or any(hint.kind == kind for hint in pair[1].hints)]
        return tuple(starmap(self._objective, rows[place])), len(rows)

    @cached_property
    def _rows(self) -> list[tuple[int, ObjectiveGoals]]:
        return [(team, row) for team, found in self.goals.items() for row in found.objectives]

    @cached_property
    def _heaviest(self) -> list[tuple[int, ObjectiveGoals]]:
        return sorted(self._rows, key=lambda pair: pair[1].heaviness, reverse=True)

    @cached_property
    def _loudest(self) -> list[tuple[int, ObjectiveGoals]]:
        rows = [pair for pair in self._rows if pair[1].hints]
        return sorted(rows, key=lambda pair: pair[1].loudness, reverse=True)

    @cached_property
    def people(self) -> tuple[PersonMix, ...]:
        """Return the owners of key results, each with what the person owns."""
        mixes: dict[int, list[OutcomeMix]] = defaultdict(list)
        for found in self.goals.values():
            for key, mix in found.owners.items():
                mixes[key].append(mix)
        rows = [PersonMix(key, self.names.get(key, ""), combined_mix(own)) for key, own in mixes.items()]
        return tuple(row for row, _ in heaviest_first((row, row.mix) for row in rows))

    @cached_property
    def kinds(self) -> Mapping[Concern, int]:
        """Return how many objectives have each kind of hint, the kinds in the order of the vocabulary."""
        found = Counter(hint.kind for _, row in self._rows for hint in row.hints)
        return {kind: found[kind] for kind in Concern if found[kind]}

    @property
    def objective_count(self) -> int:
        """Return how many objectives have a live key result."""
        return len(self._rows)

    @cached_property
    def unconfirmed(self) -> int:
        """Return how many labels no person has confirmed yet."""
        return sum(row.unconfirmed for _, row in self._rows)

    def _objective(self, team_id: int, row: ObjectiveGoals) -> ObjectiveMix:
        place = (row.key, row.title, team_id, self.team_names.get(team_id, ""), self.names.get(row.owner_id, ""))
        return ObjectiveMix(*place, row.mix, row.hints, row.items, row.unconfirmed)


def mix_report(session: Session, cycle_id: int, team_ids: Sequence[int] | None, policy: Policy) -> MixReport:
    """Return the outcome mix of a cycle, for these teams or for all; takes at most four statements."""
    goals = goals_by_team(session, cycle_id, team_ids, policy.mix_thresholds)
    teams, people = _names(session)
    ranked = heaviest_first((TeamMix(key, teams.get(key, ""), found.mix), found.mix) for key, found in goals.items())
    total = combined_mix(found.mix for found in goals.values())
    return MixReport(total, tuple(row for row, _ in ranked), goals, teams, people)


def branches(report: MixReport, teams: Sequence[TeamRow], below: int | None) -> tuple[BranchMix, ...]:
    """Return the mix of each branch right below a team, or of the whole tree, rolled up, heaviest output first.

    A tree with a single root begins with what stands below the root. A team's own objectives stand beside its branches.
    """
    mixes = {team.key: team.mix for team in report.teams}
    top = [team for team in teams if team.parent_id == below]
    if below is None and len(top) == 1:
        below, top = top[0].key, [team for team in teams if team.parent_id == top[0].key]
    rows = [_branch(team, team.branch, mixes) for team in top]
    rows += [replace(_branch(team, (team.key,), mixes), alone=True) for team in teams if team.key == below]
    return tuple(row for row, _ in heaviest_first((row, row.mix) for row in rows if row.teams))


def _branch(team: TeamRow, keys: Iterable[int], mixes: Mapping[int, OutcomeMix]) -> BranchMix:
    found = [mixes[key] for key in keys if key in mixes]
    return BranchMix(team.key, team.name, combined_mix(found), len(found))


def _names(session: Session) -> Names:
    """Return the names of all teams and of all people, read again only when one of them was saved."""
    bind = session.get_bind().engine
    if (kept := _known_names.get(bind)) is not None:
        sums = [
            select(mark).select_from(table).scalar_subquery()
            for table in (Team, Person)
            for mark in (func.count(), func.sum(col(table.version)))
        ]
        if tuple(session.execute(select(*sums)).one()) == kept[0]:
            return kept[1]
    _known_names[bind] = _read_names(session)
    return _known_names[bind][1]


def _read_names(session: Session) -> tuple[tuple[int, ...], Names]:
    kinds = [
        select(literal(kind), col(table.id), col(table.name), col(table.version))
        for kind, table in (("team", Team), ("person", Person))
    ]
    names: dict[str, dict[int, str]] = {"team": {}, "person": {}}
    saved = {"team": 0, "person": 0}
    for kind, key, name, version in session.execute(union_all(*kinds)):
        names[kind][key] = name
        saved[kind] += version
    mark = (len(names["team"]), saved["team"], len(names["person"]), saved["person"])
    return mark, (names["team"], names["person"])
