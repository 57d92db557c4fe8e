"""The company's people, teams, cycles and goals as records with ids and dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from domain.vocabulary import ContributionKind, LabelSource
from models import Cycle, Initiative, InitiativeLink, KeyResult, Membership, Milestone, Objective, Person, Record, Team
from services.quarters import CYCLE_DAYS, cycle_end, cycle_start, quarter_name
from services.sample.files import Keys, Row, keys_of, read_rows

FILES = ("teams", "people", "cycles", "metrics", "objectives", "key_results", "initiatives", "sessions")
NOUNS = ("team", "person", "cycle", "metric", "objective", "key result", "initiative", "planning session")
NUMBERS = ("baseline", "target", "low", "high", "stretch", "weight", "cadence_days")
JUDGED = ("label", "label_source", "indicator", "control", "exemption")
LAST_DAY = CYCLE_DAYS - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The files that others refer to, with their ids, and the first days of cycles and key results."""

    folder: Path
    today: date
    rows: dict[str, tuple[Row, ...]]
    keys: dict[str, Keys]

    def rest(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a file that nothing refers to."""
        return read_rows(self.folder, name)

    def first_day(self, row: Row) -> date:
        """Return the day from which a row that names its cycle counts."""
        cycle = self.rows["cycles"][self.keys["cycles"].of(row, "cycle") - 1]
        return cycle_start(self.today, cycle.whole("offset"))

    def first_day_of_key_result(self, key_result_id: int) -> date:
        """Return the day from which a key result's days count."""
        row = self.rows["key_results"][key_result_id - 1]
        return self.first_day(self.rows["objectives"][self.keys["objectives"].of(row, "objective") - 1])

    def starts_at(self, held: Row) -> datetime:
        """Return when a planning session began, from its day and its hour in UTC."""
        return datetime.combine(self.first_day(held) + timedelta(days=held.whole("day")), time(held.whole("hour")), UTC)

    def in_session(self, row: Row, column: str = "minute") -> datetime:
        """Return when something happened in the planning session that a row names, from a column with its minute."""
        held = self.rows["sessions"][self.keys["sessions"].of(row, "session") - 1]
        return self.starts_at(held) + timedelta(minutes=row.whole(column))

    def kept_in_sessions(self) -> Mapping[int, datetime]:
        """Return the objectives that planning sessions made of drafts, with the moment of each."""
        drafts = (row for row in self.rest("session_contributions") if row["kind"] == ContributionKind.DRAFT)
        kept = (row for row in drafts if row["objective"])
        return {self.keys["objectives"].of(row, "objective"): self.in_session(row, "settled_minute") for row in kept}

    def looked_back_at(self, team_id: int, cycle_id: int) -> date | None:
        """Return the day on which a team's planning session looked back on a cycle, None where none did."""
        for held in self.rows["sessions"]:
            back = held["last_cycle"] and self.keys["cycles"].of(held, "last_cycle")
            if (self.keys["teams"].of(held, "team"), back) == (team_id, cycle_id):
                return self.starts_at(held).date()
        return None


def read_plan(folder: Path, today: date) -> Plan:
    """Return the company's files with the ids that their records get."""
    rows = {name: read_rows(folder, name) for name in FILES}
    keys = {name: keys_of(noun, rows[name]) for name, noun in zip(FILES, NOUNS, strict=True)}
    return Plan(folder, today, rows, keys)


def organisation(plan: Plan) -> dict[type[Record], list[Record]]:
    """Return teams, people, memberships and cycles."""
    return {
        Team: [_team(plan, row, key) for key, row in enumerate(plan.rows["teams"], 1)],
        Person: [
            row.build(Person, id=key, **row.filled("name", "email", "title", "is_admin"))
            for key, row in enumerate(plan.rows["people"], 1)
        ],
        Membership: [_membership(plan, row, key) for key, row in enumerate(plan.rest("memberships"), 1)],
        Cycle: [_cycle(plan, row, key) for key, row in enumerate(plan.rows["cycles"], 1)],
    }


def goals(plan: Plan) -> dict[type[Record], list[Record]]:
    """Return objectives, key results, milestones, initiatives and their links."""
    return {
        Objective: [_objective(plan, row, key) for key, row in enumerate(plan.rows["objectives"], 1)],
        KeyResult: [_key_result(plan, row, key) for key, row in enumerate(plan.rows["key_results"], 1)],
        Milestone: [_milestone(plan, row, key) for key, row in enumerate(plan.rest("milestones"), 1)],
        Initiative: [_initiative(plan, row, key) for key, row in enumerate(plan.rows["initiatives"], 1)],
        InitiativeLink: [_link(plan, row, key) for key, row in enumerate(plan.rest("initiative_links"), 1)],
    }


def _team(plan: Plan, row: Row, key: int) -> Team:
    return row.build(Team, id=key, parent_id=_parent(plan.keys["teams"], row, key), **row.filled("name", "purpose"))


def _parent(keys: Keys, row: Row, key: int, column: str = "parent") -> int | None:
    if not row[column]:
        return None
    parent = keys.of(row, column)
    if parent >= key:
        raise row.problem(column, f"The {keys.noun} “{row[column]}” must stand in an earlier row.")
    return parent


def _membership(plan: Plan, row: Row, key: int) -> Membership:
    person, team = plan.keys["people"].of(row, "person"), plan.keys["teams"].of(row, "team")
    return row.build(Membership, id=key, person_id=person, team_id=team, **row.filled("role"))


def _cycle(plan: Plan, row: Row, key: int) -> Cycle:
    offset = row.whole("offset")
    starts_on, ends_on = cycle_start(plan.today, offset), cycle_end(plan.today, offset)
    name = quarter_name(plan.today, offset)
    return row.build(Cycle, id=key, name=name, starts_on=starts_on, ends_on=ends_on, **row.filled("state"))


def _objective(plan: Plan, row: Row, key: int) -> Objective:
    return row.build(
        Objective,
        id=key,
        team_id=plan.keys["teams"].of(row, "team"),
        cycle_id=plan.keys["cycles"].of(row, "cycle"),
        owner_id=plan.keys["people"].of(row, "owner"),
        parent_id=_parent(plan.keys["objectives"], row, key),
        carried_from_id=_parent(plan.keys["objectives"], row, key, "carried_from"),
        **row.filled("title", "description", "commitment", "kind", "state", "shared", "sufficiency"),
    )


def _key_result(plan: Plan, row: Row, key: int) -> KeyResult:
    start = plan.first_day_of_key_result(key)
    source = {} if row["label"] else {"label_source": LabelSource.SUGGESTED}
    return row.build(
        KeyResult,
        id=key,
        objective_id=plan.keys["objectives"].of(row, "objective"),
        owner_id=plan.keys["people"].of(row, "owner"),
        starts_on=start + timedelta(days=row.whole("start_day")),
        due_on=start + timedelta(days=row.whole("due_day", LAST_DAY)),
        metric_id=plan.keys["metrics"].of(row, "metric") if row["metric"] else None,
        carried_from_id=_parent(plan.keys["key_results"], row, key, "carried_from"),
        **row.filled("title", "measure", "unit", "source", *NUMBERS, *JUDGED),
        **source,
    )


def _milestone(plan: Plan, row: Row, key: int) -> Milestone:
    key_result = plan.keys["key_results"].of(row, "key_result")
    days = _days(row, plan.first_day_of_key_result(key_result), due_on="due_day", done_on="done_day")
    return row.build(Milestone, id=key, key_result_id=key_result, **row.filled("title", "weight"), **days)


def _initiative(plan: Plan, row: Row, key: int) -> Initiative:
    return row.build(
        Initiative,
        id=key,
        team_id=plan.keys["teams"].of(row, "team"),
        owner_id=plan.keys["people"].of(row, "owner"),
        **row.filled("title", "hypothesis", "state", "result"),
        **_days(row, plan.first_day(row), starts_on="starts_day", due_on="due_day"),
    )


def _link(plan: Plan, row: Row, key: int) -> InitiativeLink:
    ends = {
        "initiative_id": plan.keys["initiatives"].of(row, "initiative"),
        "key_result_id": plan.keys["key_results"].of(row, "key_result"),
    }
    return row.build(InitiativeLink, id=key, **ends)


def _days(row: Row, start: date, **columns: str) -> dict[str, date]:
    filled = {field: column for field, column in columns.items() if row[column]}
    return {field: start + timedelta(days=row.whole(column)) for field, column in filled.items()}
