"""An export taken into a database that has something already: what is added, what changes, what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models import AuditEvent, CheckIn, KeyResult, Person, Team
from models.inputs import TeamInput
from services import audit, check_ins, organisation
from services.errors import NotAllowed
from services.exchange.archive import Archive, Format, apply_archive, export, plan_archive, read_archive
from services.exchange.report import ImportReport, RowAction
from services.permissions import Actor
from tests.factories import TODAY, Company, check_in_input

Records = dict[str, list[dict[str, Any]]]
Merge = Callable[..., ImportReport]


def exported(session: Session) -> dict[str, Any]:
    file = BytesIO()
    export(session, Format.JSON, file, datetime(2026, 5, 18, tzinfo=UTC))
    return json.loads(file.getvalue())


def archive_of(content: dict[str, Any]) -> Archive:
    archive = read_archive("export.json", json.dumps(content).encode())
    assert archive
    return archive


@pytest.fixture
def content(ask: Callable[..., Any]) -> dict[str, Any]:
    """The company as an export."""
    return ask(exported)


@pytest.fixture
def records(content: dict[str, Any]) -> Records:
    return content["records"]


@pytest.fixture
def merge(act: Callable[..., Any], admin: Actor, content: dict[str, Any]) -> Merge:
    """Takes the export in as the test left it."""
    return lambda actor=admin: act(apply_archive, actor, archive_of(content), TODAY)


def stored(session: Session, table: Any) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def refusals(report: ImportReport) -> list[tuple[str, str]]:
    return [(problem.column, problem.message) for problem in report.refused]


def test_importing_an_export_where_it_came_from_changes_nothing(
    merge: Merge, records: Records, ask: Callable[..., Any]
) -> None:
    version = ask(audit.data_version)
    report = merge()
    assert (report.unchanged, report.writes) == (sum(map(len, records.values())), False)
    assert ask(audit.data_version) == version


def test_what_is_new_is_added_and_told_in_the_history(
    merge: Merge, records: Records, admin: Actor, ask: Callable[..., Any]
) -> None:
    records["teams"].append({"name": "Search", "parent_team": "Product", "purpose": "Found at once"})
    assert merge().created == {"teams": 1}
    event = ask(lambda session: session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first())
    assert (event.actor_id, event.action, event.entity) == (admin.person_id, "created", "team")


def test_what_differs_is_changed_field_by_field_with_a_new_version(
    merge: Merge, records: Records, ask: Callable[..., Any], a_team_with_an_open_cycle: Company
) -> None:
    records["key_results"][1]["unit"] = "‰"
    before = ask(lambda session: session.get(KeyResult, a_team_with_an_open_cycle.key_result))
    assert merge().changed == {"key_results": 1}
    after = ask(lambda session: session.get(KeyResult, before.id))
    assert (after.unit, after.version) == ("‰", before.version + 1)
    event = ask(lambda session: session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first())
    assert (event.action, event.field, event.before, event.after) == ("changed", "unit", "%", "‰")


def test_an_old_export_keeps_the_check_ins_that_came_later(
    merge: Merge, act: Callable[..., Any], ask: Callable[..., Any], member: Actor, a_team_with_an_open_cycle: Company
) -> None:
    act(check_ins.record, member, check_in_input(a_team_with_an_open_cycle.key_result, value=31.0), TODAY)
    assert not merge().writes
    assert ask(stored, CheckIn) == 3


def test_a_check_in_keeps_its_author_and_moment(merge: Merge, records: Records, ask: Callable[..., Any]) -> None:
    first = records["check_ins"][-1]
    records["check_ins"].append({**first, "key": "mine", "author": "Vic", "entered_at": "2026-05-12T08:00:00.123456Z"})
    assert merge().created == {"check_ins": 1}
    found = ask(lambda session: session.exec(select(CheckIn).order_by(col(CheckIn.id).desc())).first())
    author = ask(lambda session: session.get(Person, found.author_id))
    assert (author.name, found.entered_at) == ("Vic", datetime(2026, 5, 12, 8, 0, 0, 123456, UTC))


def test_two_key_results_with_one_title_stay_two(merge: Merge, records: Records, ask: Callable[..., Any]) -> None:
    records["key_results"].append({**records["key_results"][1], "key": "twin", "target": 99.0})
    assert merge().created == {"key_results": 1}
    assert not merge().writes
    titles = [record["title"] for record in ask(exported)["records"]["key_results"]]
    assert titles.count(records["key_results"][1]["title"]) == 3  # the twins, and one of the closed cycle


def test_a_part_of_an_export_finds_its_teams_and_people_in_the_database(
    merge: Merge, content: dict[str, Any], records: Records
) -> None:
    content["records"] = {"objectives": [{**records["objectives"][0], "title": "Paying is a joy"}]}
    assert merge().created == {"objectives": 1}


@pytest.mark.parametrize(
    ("kind", "column", "value", "reason"),
    [
        ("objectives", "team", "Nowhere", "objectives, record 1: There is no team “Nowhere” in this file"),
        ("key_results", "objective_key", "objective-9", "key_results, record 1: There is no objective “objective-9”"),
        ("check_ins", "supersedes", "kr-9/1", "check_ins, record 1: There is no check in “kr-9/1” before this row"),
        ("key_results", "weight", -1, "key_results, record 1: The weight must be a number above 0"),
        ("key_results", "measure", "more", "key_results, record 1: “more” is not one of increase, decrease"),
        ("key_results", "target", 20, "key_results, record 1: The target equals the baseline"),
        ("check_ins", "confidence", 11, "check_ins, record 1: The confidence must be a whole number from 0"),
        ("check_ins", "as_of", "2026-06-30", "check_ins, record 1: A check-in tells what is true already"),
        ("check_ins", "as_of", "30.6.2026", "check_ins, record 1: “30.6.2026” is not a date such as"),
        (
            "check_ins",
            "entered_at",
            "2026-05-01T08:00:00",
            "check_ins, record 1: “2026-05-01T08:00:00” is not a m",
        ),
        ("cycles", "ends_on", "2025-01-01", "cycles, record 1: The cycle ends before it starts"),
        ("teams", "name", " ", "teams, record 1: This must not be empty"),
        ("teams", "name", "x" * 201, "teams, record 1: The text is longer than 200 characters"),
        ("teams", "purpose", "a\0b", "teams, record 1: The text holds a character that cannot be stored"),
        ("labels", "reasons", [{"rule": 1}], "labels, record 1: This is not what an export writes here"),
        ("key_results", "plan_points", [["soon", 1]], "key_results, record 1: This is not what an export writes here"),
        ("people", "is_admin", "perhaps", "people, record 1: “perhaps” is neither yes nor no"),
        ("teams", "colour", "red", "teams, record 1: A team has no “colour”"),
    ],
)
def test_a_record_that_cannot_be_is_refused_by_name_and_nothing_is_written(
    kind: str, column: str, value: Any, reason: str, merge: Merge, records: Records, ask: Callable[..., Any]
) -> None:
    records["teams"].append({"name": "Search"})
    records[kind][0][column] = value
    report = merge()
    assert any(found == column and message.startswith(reason) for found, message in refusals(report))
    assert not report.writes
    assert ask(stored, Team) == 4


def test_a_check_in_is_superseded_once(merge: Merge, records: Records) -> None:
    first = records["check_ins"][-1]
    later = [{**first, "key": key, "value": 30.0, "supersedes": first["key"]} for key in ("a", "b")]
    records["check_ins"].extend({**one, "note": one["key"]} for one in later)
    assert refusals(merge()) == [("supersedes", "check_ins, record 4: Another check-in supersedes that one already.")]


def test_a_check_in_supersedes_one_of_its_own_key_result(merge: Merge, records: Records) -> None:
    one, other = records["check_ins"]
    records["check_ins"].append({**one, "key": "a", "value": 3.0, "supersedes": other["key"]})
    assert "belongs to another key result" in refusals(merge())[0][1]


def test_teams_that_would_stand_below_each_other_are_refused(merge: Merge, records: Records) -> None:
    records["teams"][0]["parent_team"] = "Checkout"
    assert {message.partition(": ")[2] for _, message in refusals(merge())} == {"The team would stand below itself."}


def test_one_active_administrator_remains(merge: Merge, records: Records) -> None:
    for person in records["people"]:
        person["is_admin"] = False
    assert "At least one active administrator must remain." in refusals(merge())[0][1]


def test_an_address_belongs_to_one_person(merge: Merge, records: Records) -> None:
    for person in records["people"][:2]:
        person["email"] = "we@brightlane.test"
    assert refusals(merge()) == [("email", "people, record 2: we@brightlane.test is the address of somebody else.")]


def test_a_key_names_one_record(merge: Merge, records: Records) -> None:
    records["objectives"].append({**records["objectives"][0], "title": "Another"})
    assert "Another record is called “objective-1” already." in refusals(merge())[0][1]


@pytest.mark.parametrize("role", ["stranger", "viewer", "member", "lead", "lead_of_parent"])
def test_only_an_administrator_imports_an_export(role: str, merge: Merge, a_team_with_an_open_cycle: Company) -> None:
    with pytest.raises(NotAllowed):
        merge(a_team_with_an_open_cycle[role])


def test_nobody_imports_only_into_a_database_without_people(merge: Merge) -> None:
    with pytest.raises(NotAllowed, match="Choose who is working"):
        merge(None)


def test_the_plan_says_what_happens_to_every_record_and_writes_nothing(
    ask: Callable[..., Any], admin: Actor, content: dict[str, Any], records: Records
) -> None:
    records["teams"][1]["purpose"] = "Changed"
    records["teams"].append({"name": "Search"})
    report = ask(plan_archive, admin, archive_of(content), TODAY)
    numbers = [report.number_of(action) for action in (RowAction.CREATED, RowAction.CHANGED, RowAction.UNCHANGED)]
    assert (numbers, ask(stored, Team)) == ([1, 1, report.rows - 2], 4)
    assert [line.message for line in report.lines if line.action == RowAction.CHANGED] == ["Changes purpose."]


def test_with_one_refused_record_all_others_wait(
    ask: Callable[..., Any], admin: Actor, content: dict[str, Any], records: Records
) -> None:
    records["teams"][0]["parent_team"] = "Nowhere"
    report = ask(plan_archive, admin, archive_of(content), TODAY)
    assert (report.number_of(RowAction.REFUSED), report.number_of(RowAction.SKIPPED)) == (1, report.rows - 1)


def test_what_is_recorded_after_an_import_gets_a_number_of_its_own(
    act: Callable[..., Any], database: Engine, admin: Actor, merge: Merge, records: Records
) -> None:
    records["teams"].append({"name": "Search"})
    merge()
    assert act(organisation.create_team, admin, TeamInput(name="Later")) == 6


def test_the_day_of_a_check_in_may_be_tomorrow_further_east(
    ask: Callable[..., Any], admin: Actor, content: dict[str, Any], records: Records
) -> None:
    records["check_ins"][-1]["as_of"] = "2026-05-19"
    assert not ask(plan_archive, admin, archive_of(content), date(2026, 5, 18)).refused
