"""Which key results need a look, from both kinds of database, and the command that prints them."""

import csv
import json
import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.attention import ExceptionKind
from domain.policy import Policy
from domain.vocabulary import CycleState, InitiativeState, ObjectiveState
from entrypoints import exceptions as command
from entrypoints.cli import main
from models import Cycle, KeyResult, Objective
from models.database import reading, writing
from services import check_ins, initiatives
from services.reporting.exceptions import (
    ExceptionScope,
    NeedsLook,
    done_among,
    done_for_objectives,
    done_for_person,
    exceptions_among,
    exceptions_in,
)
from services.reporting.initiatives import initiatives_of
from services.reporting.key_results import load_key_results
from tests.factories import Company, check_in_input, initiative_input

Act = Callable[..., Any]
TODAY = date(2026, 5, 18)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company, act: Act) -> Company:
    """Its first key result went from on track to at risk on 18 May, while the confidence fell from 6 to 2."""
    record(act, a_team_with_an_open_cycle, 27, 6, date(2026, 5, 4))
    record(act, a_team_with_an_open_cycle, 29, 6, date(2026, 5, 11))
    record(act, a_team_with_an_open_cycle, 23, 2, TODAY)
    return a_team_with_an_open_cycle


@pytest.fixture
def looks(ask: Act) -> Callable[..., dict[int, list[ExceptionKind]]]:
    """Returns what needs a look in a scope, by key result and in order."""

    def find(today: date = TODAY, **scope: Any) -> dict[int, list[ExceptionKind]]:
        return kinds(ask(exceptions_in, ExceptionScope(**scope), today, Policy()))

    return find


@pytest.fixture
def change(company_database: Engine) -> Callable[..., None]:
    """Sets fields of a stored record."""

    def put(table: type[Any], key: int, **values: Any) -> None:
        with writing(company_database) as session:
            for name, value in values.items():
                setattr(session.get_one(table, key), name, value)
            session.commit()

    return put


def record(act: Act, company: Company, value: float, confidence: int, on: date) -> None:
    entry = check_in_input(company.key_result, value=value, confidence=confidence, as_of=on)
    act(check_ins.record, company["member"], entry, TODAY)


def kinds(found: tuple[NeedsLook, ...]) -> dict[int, list[ExceptionKind]]:
    return {one.key_result.key: [finding.kind for finding in one.findings] for one in found}


BOTH = [ExceptionKind.BLINDSIDED, ExceptionKind.CONFIDENCE_FALLING]


def test_what_needs_a_look_comes_with_its_reasons_and_at_risk_first(company: Company, looks: Act) -> None:
    assert list(looks().items()) == [
        (company.key_result, BOTH),
        (company.steps, [ExceptionKind.NEVER_UPDATED]),
    ]


def test_a_correction_takes_the_exception_back(act: Act, ask: Act, company: Company, looks: Act) -> None:
    (row,) = ask(load_key_results, TODAY, Policy(), KeyResult.id == company.key_result)
    assert row.readings[-1].value == 23
    record(act, company, 31, 6, date(2026, 5, 18))
    assert company.key_result not in looks()


@pytest.mark.parametrize(
    ("table", "key", "values"),
    [
        (KeyResult, "key_result", {"dropped": True}),
        (KeyResult, "key_result", {"score": 0.4}),
        (Objective, "objective", {"state": ObjectiveState.CLOSED}),
        (Cycle, "cycle", {"state": CycleState.CLOSED}),
        (Cycle, "cycle", {"state": CycleState.PLANNING}),
    ],
)
def test_what_counts_no_more_or_not_yet_needs_no_look(
    company: Company, looks: Act, change: Act, table: type[Any], key: str, values: dict[str, Any]
) -> None:
    change(table, getattr(company, key), **values)
    assert company.key_result not in looks()


def test_a_cycle_that_is_closing_still_has_exceptions(company: Company, looks: Act, change: Act) -> None:
    change(Cycle, company.cycle, state=CycleState.CLOSING)
    assert looks()[company.key_result] == BOTH


def test_cycle_team_and_owner_cut_the_list(company: Company, looks: Act) -> None:
    mia = company["member"].person_id
    assert company.key_result in looks(cycle_id=company.cycle, team_ids=(company.checkout,), owner_id=mia)
    assert looks(cycle_id=company.closed_cycle) == {}
    assert looks(team_ids=(company.support,)) == {}
    assert looks(owner_id=company["lead"].person_id) == {}


def test_work_without_effect_is_found_on_every_way(act: Act, ask: Act, company: Company, looks: Act) -> None:
    record(act, company, 31, 6, date(2026, 5, 15))
    record(act, company, 31, 6, TODAY)
    work = initiative_input(company, title="Card reader", state=InitiativeState.DONE, due_on=date(2026, 4, 20))
    act(initiatives.create_initiative, company["admin"], work)
    assert ExceptionKind.UNMOVED not in looks().get(company.key_result, [])
    record(act, company, 20.5, 6, TODAY)
    found = looks()
    rows = ask(load_key_results, TODAY, Policy(), KeyResult.objective_id == company.objective)
    loaded = done_among(ask(initiatives_of, [row.key for row in rows]), TODAY)
    own, listed = ask(done_for_person, company["member"], TODAY), ask(done_for_objectives, (company.objective,), TODAY)
    assert ExceptionKind.UNMOVED in found[company.key_result]
    assert loaded == own == listed
    assert kinds(exceptions_among(rows, loaded, TODAY, Policy())) == found


def test_more_key_results_take_no_more_statements(company_database: Engine, company: Company) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(company_database, "before_cursor_execute", note)
    with reading(company_database) as session:
        exceptions_in(session, ExceptionScope(company.cycle), TODAY, Policy())
    event.remove(company_database, "before_cursor_execute", note)
    assert len(asked) == 4


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    company: Company, company_database: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """Calls the command on the company's database on 18 May; returns exit code, stdout and stderr."""
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))
    monkeypatch.setattr(command, "utc_today", lambda: TODAY)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["outboard", "exceptions", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        code, (out, err) = int(end.value.code or 0), capfd.readouterr()
        return code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")

    return call


def test_the_command_says_in_json_what_where_who_and_why(run: Run, company: Company) -> None:
    code, out, err = run("--cycle", "Q2", "--format", "json")
    told = json.loads(out)
    assert (code, err, told["cycle"], told["team"], told["key_results"]) == (0, "", "Q2", None, 2)
    first = told["exceptions"][0]
    assert (first["key_result"], first["kind"], first["rank"]) == (company.key_result, "blindsided", 1)
    assert (first["team"], first["owner"], first["status"], first["since"]) == (
        *("Checkout", "Mia", "at_risk", "2026-05-18"),
    )
    assert first["sentence"].startswith("On track on 11 May with 45 %, at risk on 18 May with 15 %")
    assert first["rule"].startswith("On track at one check-in and at risk at the next")


def test_the_command_gives_a_spreadsheet_one_row_for_each_reason(run: Run, company: Company) -> None:
    rows = list(csv.DictReader(StringIO(run("--format", "csv")[1], newline="")))
    assert [row["kind"] for row in rows] == ["blindsided", "confidence_falling", "never_updated"]
    assert rows[1]["sentence"] == "Confidence fell from 6 to 2 over the last 2 check-ins, since 11 May."


def test_the_table_ends_with_a_summary_beside_it(run: Run) -> None:
    code, out, err = run()
    assert (code, len(out.splitlines())) == (0, 4)
    assert err == "Q2: 2 key results need a look (1 blindsided, 1 confidence falling, 1 never updated).\n"


def test_a_team_without_exceptions_is_an_empty_list_and_no_failure(run: Run) -> None:
    assert run("--team", "Support") == (
        0,
        "key result  team  owner  status  kind  since  why\n",
        "Q2: 0 key results need a look.\n",
    )


def test_an_unknown_team_is_answered_with_those_there_are(run: Run) -> None:
    code, out, err = run("--team", "Nowhere")
    assert (code, out) == (1, "")
    assert err.startswith("outboard: There is no team called “Nowhere”. There are: Brightlane,")
