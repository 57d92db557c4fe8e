"""What an import would do: every row compared with what is stored, and nothing written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from services.exchange.fields import Field
from services.exchange.filldown import RefusedRow
from services.exchange.keyresultplan import KeyResultPlanner
from services.exchange.ledger import Ledger
from services.exchange.matching import CycleRef, TeamRef, fold, read_known
from services.exchange.objectiveplan import ObjectivePlanner
from services.exchange.okrrows import OkrRow, ReadResult
from services.exchange.places import Places
from services.exchange.report import ImportReport
from services.exchange.steps import ObjectiveStep, Steps, Stored
from services.exchange.stored import batches, read_initiatives, read_key_results, read_links, read_objectives
from services.exchange.telling import read_told
from services.permissions import Actor

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do with a file, as the database stands, for a person to look at before it is done."""

    report: ImportReport
    read: ReadResult
    today: date
    columns: Mapping[Field, str] = field(default_factory=dict)


def plan_import(
    session: Session,
    actor: Actor,
    read: ReadResult,
    today: date,
    columns: Mapping[Field, str] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """The plan for a file's rows; nothing is written.

    `columns` holds the names that the columns have in the file, for messages. Raises NotAllowed when the acting
    person is not active here; whatever else they may not do refuses single rows.
    """
    named = columns or {}
    steps = find_steps(session, actor, read, today, named, lock=False, progress=progress)
    return ImportPlan(steps.report, read, today, named)


def find_steps(
    session: Session,
    actor: Actor,
    read: ReadResult,
    today: date,
    columns: Mapping[Field, str],
    *,
    lock: bool,
    progress: Progress | None = None,
) -> Steps:
    """Everything that an import writes; with `lock` nobody else can change what it concerns until it is done."""
    return _Planning(session, actor, read, today, columns, lock).steps(progress or _quiet)


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""


class _Planning:
    def __init__(
        self,
        session: Session,
        actor: Actor,
        read: ReadResult,
        today: date,
        columns: Mapping[Field, str],
        lock: bool,
    ) -> None:
        self.session, self.read, self.lock = session, read, lock
        self.ledger = Ledger(read, columns)
        known = read_known(session, actor)
        self.places = Places(known, today, self.ledger.note)
        self.objectives = ObjectivePlanner(known, self.places, self.ledger)
        self.key_results = KeyResultPlanner(self.places, self.ledger, self.objectives, today)
        self.groups: dict[tuple[CycleRef, TeamRef, str], ObjectiveStep] = {}

    def steps(self, progress: Progress) -> Steps:
        self._group()
        self._find_stored()
        done = 0
        for batch in batches(self.groups.values()):
            self._plan(batch)
            done += sum(len(step.rows) for step in batch)
            progress(done, len(self.read.rows))
        self.objectives.tell_of_missing_owners()
        return self._collected()

    def _group(self) -> None:
        for row in self.read.rows:
            try:
                place = (self.places.cycle(row), self.places.team(row))
            except RefusedRow as refusal:
                self.ledger.refuse(row, refusal)
                continue
            key = (*place, fold(row.objective))
            step = self.groups.get(key)
            if step is None:
                step = self.groups[key] = ObjectiveStep(place[1], place[0], row.objective)
            step.rows.append(row)

    def _find_stored(self) -> None:
        cycle_ids = sorted({cycle.key for cycle, _, _ in self.groups if cycle.key is not None})
        team_ids = sorted({team.key for _, team, _ in self.groups if team.key is not None})
        if cycle_ids and team_ids:
            stored = read_objectives(self.session, cycle_ids, team_ids, lock=self.lock)
            for (cycle, team, title), step in self.groups.items():
                step.stored = stored.get((cycle.key or 0, team.key or 0, title))
                step.key = step.stored["id"] if step.stored else None
        if team_ids and any(row.initiative for row in self.read.rows):
            self.key_results.initiatives.stored = read_initiatives(self.session, team_ids)

    def _plan(self, batch: list[ObjectiveStep]) -> None:
        stored = read_key_results(self.session, [step.key for step in batch if step.key is not None], lock=self.lock)
        keys = [row["id"] for rows in stored.values() for row in rows]
        has_values = any(row.current_value is not None for step in batch for row in step.rows)
        self.key_results.told = read_told(self.session, keys if has_values else [])
        has_work = any(row.initiative for step in batch for row in step.rows)
        self.key_results.initiatives.links = read_links(self.session, keys if has_work else [])
        for step in batch:
            self.objectives.prepare(step)
            seen: dict[str, int] = {}
            for row in step.rows:
                self._plan_row(step, row, stored, seen)

    def _plan_row(
        self, step: ObjectiveStep, row: OkrRow, stored: Mapping[tuple[int, str], list[Stored]], seen: dict[str, int]
    ) -> None:
        try:
            if not row.key_result:
                self.objectives.plan(step, row)
                return
            title = fold(row.key_result)
            place = seen.get(title, 0)
            twins = stored.get((step.key, title), []) if step.key is not None else []
            # A refused row takes no place: its equals in the file keep theirs when the file comes again.
            seen[title] = place + self.key_results.plan(step, row, twins[place] if place < len(twins) else None)
        except RefusedRow as refusal:
            self.ledger.refuse(row, refusal)

    def _collected(self) -> Steps:
        places, goals, results = self.places, self.objectives, self.key_results
        teams = [team for team in places.teams if team.wanted]
        people = [person for person in places.people if person.wanted]
        cycles = [cycle for cycle in places.cycles if cycle.wanted]
        for name, number in (("teams", len(teams)), ("people", len(people)), ("cycles", len(cycles))):
            self.ledger.created[name] = number
        self.ledger.created["memberships"] = len(places.memberships)
        work = [step for step in results.initiatives.steps if step.wanted]
        self.ledger.created["initiatives"] = sum(step.key is None for step in work)
        return Steps(
            report=self.ledger.report(),
            teams=teams,
            people=people,
            cycles=cycles,
            memberships=list(places.memberships.values()),
            objectives=goals.steps,
            key_results=results.steps,
            initiatives=work,
        )
