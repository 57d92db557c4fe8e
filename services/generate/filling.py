"""Filling an empty database with an invented organisation, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import text
from sqlmodel import Session

from models import (
    AuditEvent,
    Base,
    CheckIn,
    ClassificationEvent,
    Cycle,
    Flag,
    FlagEvent,
    Initiative,
    InitiativeLink,
    KeyResult,
    Membership,
    Milestone,
    Notice,
    Objective,
    Person,
    Record,
    Team,
)
from services import audit, conversation
from services.bulk import Values, continue_numbering, creation, insert_rows, require_nobody
from services.generate.flags import FlagWriter
from services.generate.goals import Goals, GoalWriter
from services.generate.labels import DAYS_BEFORE
from services.generate.organisation import ADMIN, Organisation, organisation
from services.generate.paths import check_ins_of, course, numbered, shares
from services.generate.size import Recipe, Size, check_size
from services.quarters import working_moment

Report = Callable[[str, int, int], None]
AUDITED_CHECK_INS = 5_000  # the latest ones; older check-ins have no audit event, all other records do


@dataclass(frozen=True, slots=True)
class GeneratedCounts:
    """How many rows of each table were written; nobody invents webhooks."""

    counts: Mapping[str, int]


def generate(  # noqa: PLR0913 - the sizes are the command's options
    session: Session,
    *,
    teams: int = 200,
    objectives: int = 2000,
    key_results: int = 10000,
    cycles: int = 4,
    check_ins: int = 500000,
    seed: int = 7,
    today: date,
    report: Report | None = None,
) -> GeneratedCounts:
    """Fill an empty database; objectives and key results are those of one cycle, check-ins those of all.

    The last cycle is active and today is its middle; the others are closed. The same seed, sizes and day give the
    same rows. ``report`` is told the step, how much of it is done, and how much there is. Raises NotAllowed when the
    database is in use and InvalidInput for sizes below one. All or nothing.
    """
    size = Size(teams, objectives, key_results, cycles, check_ins)
    check_size(size)
    require_nobody(session)
    filling = Filling(session, Recipe(size, today, Random(seed)), report or _quiet)
    filling.fill()
    continue_numbering(session)
    audit.commit(session)
    _gather_statistics(session)
    return GeneratedCounts(filling.counts)


def _quiet(_step: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def _gather_statistics(session: Session) -> None:
    """Tell the database's planner how much there is of what."""
    session.connection().execute(text("ANALYZE"))
    session.commit()


class Filling:
    """Makes up rows and stores them, table by table."""

    def __init__(self, session: Session, recipe: Recipe, report: Report) -> None:
        self.session = session
        self.recipe = recipe
        self.report = report
        self.counts = dict.fromkeys(
            (table.name for table in Base.metadata.sorted_tables if table.name != "data_version"), 0
        )

    def fill(self) -> None:
        """Write everything but the commit."""
        place = organisation(self.recipe)
        goals = self._goals(place)
        self._store_structure(place, goals)
        latest = self._check_ins(place, goals)
        self._trail([(CheckIn, row, row["author_id"]) for row in latest], _entered_at)
        self._flags(FlagWriter(self.recipe, place, goals).write())

    def _goals(self, place: Organisation) -> Goals:
        writer = GoalWriter(self.recipe, place)
        for number, cycle in enumerate(place.cycles):
            self.report("Objectives and key results", number, len(place.cycles))
            writer.write_cycle(cycle)
        self.report("Objectives and key results", len(place.cycles), len(place.cycles))
        return writer.goals

    def _store_structure(self, place: Organisation, goals: Goals) -> None:
        tables: dict[type[Record], Sequence[Values]] = {
            **{Team: place.teams, Person: place.people, Membership: place.memberships, Cycle: place.cycles},
            **{Objective: goals.objectives, KeyResult: goals.key_results, Milestone: goals.milestones},
            **{Initiative: goals.initiatives, InitiativeLink: goals.links},
        }
        for number, (table, rows) in enumerate(tables.items()):
            self.report("Structure", number, len(tables))
            self._store(table, rows)
        self._store(ClassificationEvent, [{**row, "id": key} for key, row in enumerate(goals.events, 1)])
        self.report("Structure", len(tables), len(tables))
        told = [(table, row, ADMIN) for table, rows in tables.items() if table != InitiativeLink for row in rows]
        self._trail(told, lambda row: _written_at(place, goals, row))

    def _check_ins(self, place: Organisation, goals: Goals) -> list[Values]:
        """Store all check-ins, cycle by cycle as they were written, and return the latest ones."""
        numbers, latest = shares(self.recipe, goals.key_results), list[Values]()
        each, done = self.recipe.size.key_results, 0
        for start in range(0, len(numbers), each):
            self.report("Check-ins", done, self.recipe.size.check_ins)
            rows = self._cycle_check_ins(place, goals, numbers, range(start, start + each))
            written = numbered(list(rows), done + 1)
            done += self._store(CheckIn, written)
            latest = [*latest, *written][-AUDITED_CHECK_INS:]
        self.report("Check-ins", done, self.recipe.size.check_ins)
        return latest

    def _cycle_check_ins(
        self, place: Organisation, goals: Goals, numbers: Sequence[int], positions: range
    ) -> Iterator[Values]:
        for position in positions:
            row = goals.key_results[position]
            team = goals.objectives[row["objective_id"] - 1]["team_id"]
            path = course(self.recipe, row, place.crews[team], goals.steps.get(row["id"], ()))
            yield from check_ins_of(self.recipe.chance, path, numbers[position])

    def _flags(self, talks: Sequence[conversation.Conversation]) -> None:
        self.report("Flags", 0, len(talks))
        now, told = working_moment(self.recipe.today, 0), list[Values]()
        events = [row for talk in talks for row in conversation.event_rows(talk)]
        first = 1
        for talk in talks:
            told += conversation.notice_rows(talk, first, now)
            first += len(talk.said)
        self._store(Flag, [conversation.flag_row(talk) for talk in talks])
        self._store(FlagEvent, [{"id": key, **row} for key, row in enumerate(events, 1)])
        self._store(Notice, [{"id": key, **row} for key, row in enumerate(told, 1)])
        self._note(line for talk in talks for line in conversation.trail(talk))
        self.report("Flags", len(talks), len(talks))

    def _store(self, table: type[Record], rows: Sequence[Values]) -> int:
        name, number = str(table.__tablename__), insert_rows(self.session, table, rows)
        self.counts[name] += number
        return number

    def _trail(self, told: Sequence[tuple[type[Record], Values, int]], at: Callable[[Values], datetime]) -> None:
        self._note(creation(table, row, actor, at(row)) for table, row, actor in told)

    def _note(self, lines: Iterable[Values]) -> None:
        first = self.counts[str(AuditEvent.__tablename__)] + 1
        events = sorted(lines, key=lambda event: event["at"])
        self._store(AuditEvent, [{"id": key, **event} for key, event in enumerate(events, first)])


def _entered_at(check_in: Values) -> datetime:
    entered_at: datetime = check_in["entered_at"]
    return entered_at


def _written_at(place: Organisation, goals: Goals, row: Values) -> datetime:
    """When a row was written: before its key result or cycle begins, else before the first cycle."""
    if "cycle_id" in row:
        starts_on = place.cycles[row["cycle_id"] - 1]["starts_on"]
    elif "key_result_id" in row:
        starts_on = goals.key_results[row["key_result_id"] - 1]["starts_on"]
    else:
        starts_on = row.get("starts_on") or place.cycles[0]["starts_on"]
    return working_moment(starts_on - timedelta(days=DAYS_BEFORE), row["id"])
