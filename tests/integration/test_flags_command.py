"""`outboard flags`: the flags of the page in a terminal, a spreadsheet or a program."""

import csv
import json
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Engine

from entrypoints.cli import main
from services import flags
from services.reporting.flags import list_flags
from tests.factories import Company, flag_input

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(company_database: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Calls a command on the company's database; returns exit code, stdout and stderr."""
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["outboard", "flags", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capfd.readouterr()

    return call


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run(*arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)["flags"]


def keys(rows: list[dict[str, Any]]) -> set[int]:
    return {row["flag"] for row in rows}


def test_all_flags_come_in_the_order_of_the_page(run: Run, ask: Callable[..., Any], company: Company) -> None:
    assert [row["flag"] for row in listed(run)] == [row.key for row in ask(list_flags)]


def test_a_flag_says_what_where_and_who(run: Run, company: Company) -> None:
    row = next(row for row in listed(run) if row["flag"] == company.flag)
    assert (row["state"], row["kind"], row["team"], row["cycle"]) == ("open", "output_heavy", "Checkout", "Q2")
    assert (row["owner"], row["raised_by"], row["objective"]) == ("Mia", "Lena", "Paying is easy")
    assert (row["age_days"], row["answered_at"], row["raised_at"][-6:]) == (0, None, "+00:00")


def test_cycle_team_and_state_cut_the_list(run: Run, company: Company) -> None:
    assert keys(listed(run, "--cycle", "Q1")) == {company.closed_flag}
    assert keys(listed(run, "--state", "dismissed")) == {company.dismissed_flag}
    assert keys(listed(run, "--cycle", "Q2", "--state", "open", "--state", "dismissed")) == {
        company.flag,
        company.dismissed_flag,
    }
    assert keys(listed(run, "--team", "Support")) == set()
    assert company.flag in keys(listed(run, "--team", "product"))


def test_the_report_is_that_of_the_page(run: Run, act: Callable[..., Any], company: Company) -> None:
    act(flags.acknowledge, company["member"], company.flag, 1)
    report = json.loads(run("--cycle", "Q2", "--format", "json")[1])["report"]
    assert report["waiting"] == 1
    assert report["answered_within_a_week"] == {"in_time": 1, "of": 1}
    assert {"kind": "no_guardrail", "raised": 1, "dismissed": 1} in report["kinds"]


def test_a_table_ends_with_a_summary_beside_it(run: Run, company: Company) -> None:
    code, out, err = run("--cycle", "Q2")
    assert (code, len(out.splitlines())) == (0, 3)
    assert " ".join(out.splitlines()[0].split()) == "flag state kind days subject team owner raised by due"
    assert err.replace("\u00a0", " ").startswith("2 flags: 1 not closed, median age 0 days;")


def test_no_flag_is_an_empty_list_and_no_failure(run: Run, company: Company) -> None:
    code, out, err = run("--state", "resolved")
    assert (code, len(out.splitlines()), err.replace("\u00a0", " ").startswith("0 flags")) == (0, 1, True)


def test_a_comment_that_starts_like_a_formula_is_harmless_in_csv(
    run: Run, act: Callable[..., Any], company: Company
) -> None:
    key = act(flags.raise_flag, company["lead"], flag_input(company.objective, comment="=1+1"))
    rows = {row["flag"]: row for row in csv.DictReader(StringIO(run("--format", "csv")[1], newline=""))}
    assert rows[str(key)]["comment"] == "'=1+1"
    assert rows[str(key)]["due_on"] == ""


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--cycle", "There is no cycle called “Nowhere”. There are: Q2, Q1."),
        ("--team", "There is no team called “Nowhere”. There are: Brightlane, Product, Checkout, Support."),
    ],
)
def test_an_unknown_name_is_answered_with_those_there_are(
    run: Run, company: Company, option: str, message: str
) -> None:
    assert run(option, "Nowhere") == (1, "", f"outboard: {message}\n")


def test_an_unknown_state_is_a_wrong_call(run: Run, company: Company) -> None:
    assert run("--state", "forgotten")[0] == 2
