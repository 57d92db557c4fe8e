"""`outboard mix`: the numbers of the page in a terminal, a spreadsheet or a program."""

import csv
import json
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.policy import Policy
from domain.vocabulary import Label
from entrypoints.cli import main
from models import KeyResult
from models.inputs import TeamInput
from services import organisation
from services.permissions import Actor
from services.reporting.outcome_mix import mix_report
from tests.factories import Company

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(company_database: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Calls a command on the company's database; returns exit code, stdout and stderr."""
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["outboard", "mix", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capfd.readouterr()

    return call


@pytest.fixture
def labelled(act: Callable[..., Any], a_team_with_an_open_cycle: Company) -> Company:
    """The company with an outcome of weight 1 and an output of weight 3 in the open cycle."""
    act(_label, a_team_with_an_open_cycle)
    return a_team_with_an_open_cycle


def _label(session: Any, company: Company) -> None:
    outcome, output = session.get(KeyResult, company.key_result), session.get(KeyResult, company.steps)
    outcome.label, output.label, output.weight = Label.OUTCOME, Label.OUTPUT, 3.0
    session.commit()


def json_of(run: Run, *arguments: str) -> dict[str, Any]:
    code, out, err = run(*arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_shares_are_those_of_the_page(run: Run, ask: Callable[..., Any], labelled: Company) -> None:
    report = ask(mix_report, labelled.cycle, None, Policy())
    found = json_of(run, "--cycle", "Q2")
    assert found["total"]["outcome_share"] == report.total.share == 0.25
    assert [row["outcome_share"] for row in found["rows"]] == [team.mix.share for team in report.teams]
    assert (found["rows"][0]["output_weight"], found["rows"][0]["outputs"]) == (3.0, 1)


@pytest.mark.parametrize(
    ("by", "name"), [("team", "Checkout"), ("branch", "Product"), ("person", "Mia"), ("objective", "Paying is easy")]
)
def test_a_row_stands_for_what_was_asked(run: Run, labelled: Company, by: str, name: str) -> None:
    assert [row["name"] for row in json_of(run, "--by", by)["rows"]] == [name]


def test_an_objective_comes_with_its_hints_and_their_numbers(run: Run, labelled: Company) -> None:
    row = json_of(run, "--by", "objective")["rows"][0]
    assert (row["team"], row["owner"], row["hints"][0]) == ("Checkout", "Mia", "output_heavy")
    assert "75\u00a0% of the weight" in row["reasons"][0]


def test_without_a_cycle_the_running_one_is_meant(run: Run, labelled: Company) -> None:
    assert json_of(run)["cycle"] == "Q2"


def test_a_table_is_aligned_and_ends_with_everything(run: Run, labelled: Company) -> None:
    code, out, _ = run("--cycle", "q2")
    assert code == 0
    assert out.splitlines() == [
        "team      share  outcome  output  unclear  exempt",
        "Checkout   25 %        1       3        0       0",
        "All        25 %        1       3        0       0",
    ]


def test_csv_has_plain_numbers_and_no_total(run: Run, labelled: Company) -> None:
    rows = list(csv.DictReader(StringIO(run("--format", "csv")[1], newline="")))
    assert [(row["name"], row["outcome_share"], row["exempt"]) for row in rows] == [("Checkout", "0.25", "0")]


def test_a_team_stands_for_itself_and_those_below(run: Run, labelled: Company) -> None:
    assert [row["name"] for row in json_of(run, "--team", "Product")["rows"]] == ["Checkout"]
    assert json_of(run, "--team", "Support")["rows"] == []


def test_where_nothing_counts_there_is_no_share(run: Run, labelled: Company) -> None:
    assert json_of(run, "--team", "Support")["total"]["outcome_share"] is None
    assert "–" in run("--team", "Support")[1]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--cycle", "There is no cycle called “Nowhere”. There are: Q2, Q1."),
        ("--team", "There is no team called “Nowhere”. There are: Brightlane, Product, Checkout, Support."),
    ],
)
def test_an_unknown_name_is_answered_with_those_there_are(
    run: Run, labelled: Company, option: str, message: str
) -> None:
    assert run(option, "Nowhere") == (1, "", f"outboard: {message}\n")


@pytest.mark.parametrize("arguments", [["--by", "colour"], ["--format", "pdf"]])
def test_an_unknown_word_is_a_wrong_call(run: Run, labelled: Company, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_a_name_that_starts_like_a_formula_is_harmless_in_csv(
    run: Run, act: Callable[..., Any], admin: Actor, labelled: Company
) -> None:
    act(organisation.update_team, admin, labelled.checkout, 1, TeamInput(name="=HYPERLINK(1)", parent_id=1))
    rows = list(csv.DictReader(StringIO(run("--format", "csv")[1], newline="")))
    assert rows[0]["name"] == "'=HYPERLINK(1)"
    assert json_of(run)["rows"][0]["name"] == "=HYPERLINK(1)"


def test_a_name_cannot_steer_the_terminal(run: Run, act: Callable[..., Any], admin: Actor, labelled: Company) -> None:
    act(organisation.update_team, admin, labelled.checkout, 1, TeamInput(name="Red \x1b[31m team", parent_id=1))
    assert "\x1b" not in run()[1]


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert run()[0] == 1
    assert list(tmp_path.iterdir()) == []
