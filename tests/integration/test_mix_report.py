"""The outcome mix of branches, teams, people and objectives from the database, what is remembered, and what moved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import fsum
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import update

from domain.mix_change import ShareMove
from domain.policy import Policy
from domain.vocabulary import Concern, ConversionKind, CycleState, Exemption, Label, Measure
from models import Conversion, Cycle, KeyResult, Person
from models.database import reading, writing
from models.inputs import LabelInput
from services import key_results, labels, objectives
from services.reporting import mix_history
from services.reporting.mix_history import key_result_moves, past_mixes
from services.reporting.outcome_mix import branches, mix_report
from services.reporting.people import list_teams
from tests.factories import Company, key_result_input, objective_input

Act = Callable[..., Any]
POLICY = Policy()


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def label(act: Act, company: Company) -> Act:
    def decide(key: int, value: Label, version: int = 1, **more: Any) -> None:
        verdict = LabelInput(key_result_id=key, label=value, reason="Decided for the test.", **more)
        act(labels.decide_label, company["admin"], version, verdict)

    return decide


@pytest.fixture
def labelled(company: Company, label: Act) -> Company:
    """Checkout counts one outcome and one output, each of weight 1."""
    label(company.key_result, Label.OUTCOME)
    label(company.steps, Label.OUTPUT)
    return company


@pytest.fixture
def product_too(act: Act, labelled: Company, label: Act) -> int:
    """Product, above Checkout, has an objective of its own with an output of weight 2; returns its key result."""
    wanted = objective_input(labelled, team_id=labelled.product, title="Whole product")
    own = act(objectives.create_objective, labelled["admin"], wanted)
    heavy = key_result_input(own, labelled["lead"].person_id, weight=2.0)
    key = act(key_results.create_key_result, labelled["admin"], heavy)
    label(key, Label.OUTPUT)
    return key


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def change(engine: Engine, table: Any, key: int, **values: Any) -> None:
    with writing(engine) as session:
        session.exec(update(table).where(table.id == key).values(**values))
        session.commit()


def test_a_branch_adds_up_the_teams_below_it(ask: Act, labelled: Company, product_too: int) -> None:
    report, teams = ask(mix_report, labelled.cycle, None, POLICY), ask(list_teams)
    (product,) = branches(report, teams, None)
    assert (product.name, product.mix.share, product.mix.counted_weight, product.teams) == ("Product", 0.25, 4.0, 2)
    below = {(row.name, row.alone): row.mix.share for row in branches(report, teams, labelled.product)}
    assert below == {("Checkout", False): 0.5, ("Product", True): 0.0}


def test_the_whole_is_the_sum_of_its_teams(ask: Act, labelled: Company, product_too: int) -> None:
    report = ask(mix_report, labelled.cycle, None, POLICY)
    assert (report.total.outcome_weight, report.total.output_weight) == (1.0, 3.0)
    assert [team.name for team in report.teams] == ["Product", "Checkout"]


def test_a_person_is_told_by_the_key_results_that_the_person_owns(
    ask: Act, labelled: Company, product_too: int
) -> None:
    people = {row.name: row.mix for row in ask(mix_report, labelled.cycle, None, POLICY).people}
    assert people["Mia"].share == 0.5
    assert (people["Lena"].share, people["Lena"].output_weight) == (0.0, 2.0)


def test_exempt_weight_stands_apart(ask: Act, labelled: Company, label: Act) -> None:
    label(labelled.steps, Label.OUTPUT, version=2, exemption=Exemption.COMPLIANCE)
    total = ask(mix_report, labelled.cycle, None, POLICY).total
    assert (total.share, total.counted_weight, total.exempt_count, total.exempt_weight) == (1.0, 1.0, 1, 1.0)


def test_hints_are_ranked_by_strength_and_counted_by_kind(ask: Act, labelled: Company, product_too: int) -> None:
    report = ask(mix_report, labelled.cycle, None, POLICY)
    assert report.hinted[0].title == "Whole product"
    assert report.kinds[Concern.NO_OUTCOME] == 1
    rows, number = report.worth_a_talk(Concern.NO_OUTCOME, slice(0, 5))
    assert ([row.title for row in rows], number) == (["Whole product"], 1)


def test_a_baseline_that_is_missing_is_read_from_the_record(
    company_database: Engine, ask: Act, labelled: Company
) -> None:
    change(company_database, KeyResult, labelled.key_result, baseline=None, version=7)
    kinds = ask(mix_report, labelled.cycle, None, POLICY).kinds
    assert kinds[Concern.NO_BASELINE] == 1


@pytest.mark.parametrize("team_ids", [None, "branch"])
def test_what_is_remembered_gives_way_to_every_change(
    company_database: Engine, ask: Act, act: Act, labelled: Company, label: Act, team_ids: Any
) -> None:
    teams = None if team_ids is None else [labelled.checkout]

    def share() -> float | None:
        found: float | None = ask(mix_report, labelled.cycle, teams, POLICY).total.share
        return found

    assert share() == 0.5
    label(labelled.steps, Label.OUTCOME, version=2)
    assert share() == 1.0
    act(key_results.drop_key_result, labelled["admin"], labelled.steps, 3, True)
    assert ask(mix_report, labelled.cycle, teams, POLICY).total.counted == 1
    heavy = key_result_input(labelled.objective, labelled["member"].person_id, weight=3.0)
    key = act(key_results.create_key_result, labelled["member"], heavy)
    label(key, Label.OUTPUT)
    assert share() == 0.25
    act(key_results.drop_key_result, labelled["admin"], labelled.steps, 4, False)
    assert share() == 0.4


def test_an_objective_with_a_new_title_and_a_person_with_a_new_name_show(
    company_database: Engine, ask: Act, labelled: Company
) -> None:
    ask(mix_report, labelled.cycle, None, POLICY)
    lead = labelled["member"].person_id
    change(company_database, Person, lead, name="Mia Maier", version=2)
    (row,) = ask(mix_report, labelled.cycle, None, POLICY).objectives
    assert row.owner == "Mia Maier"


def test_a_team_whose_key_results_are_all_dropped_is_gone(ask: Act, act: Act, labelled: Company) -> None:
    for key in (labelled.key_result, labelled.steps):
        act(key_results.drop_key_result, labelled["admin"], key, 2, True)
    assert ask(mix_report, labelled.cycle, None, POLICY).teams == ()


def test_what_has_not_changed_is_not_read_again(company_database: Engine, labelled: Company) -> None:
    with reading(company_database) as session:
        mix_report(session, labelled.cycle, None, POLICY)
    with statements(company_database) as asked, reading(company_database) as session:
        mix_report(session, labelled.cycle, None, POLICY)
    assert len(asked) == 2
    assert not [statement for statement in asked if "key_result.title" in statement]


def test_past_mixes_count_only_one_baseline_exemption(
    company_database: Engine, ask: Act, make_key_result: Act, labelled: Company
) -> None:
    for _ in range(2):
        change(
            company_database,
            KeyResult,
            make_key_result(measure=Measure.BASELINE, baseline=None, target=None),
            exemption=Exemption.BASELINE,
            label=Label.OUTPUT,
            weight=2.0,
        )
    past = ask(past_mixes, (labelled.cycle,), [labelled.checkout], labelled.cycle)[labelled.cycle][labelled.checkout]
    assert (past.outcome_weight, past.output_weight, past.exempt_weight) == (1.0, 3.0, 2.0)
    assert past.share == ask(mix_report, labelled.cycle, None, POLICY).total.share


def test_the_past_of_all_teams_is_kept_and_checked(
    company_database: Engine, ask: Act, labelled: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def past() -> Any:
        ask(mix_report, labelled.cycle, None, POLICY)
        return ask(past_mixes, (labelled.closed_cycle,), None, labelled.cycle)

    change(company_database, KeyResult, labelled.closed_key_result, label=Label.OUTCOME, version=2)
    assert past()[labelled.closed_cycle][labelled.checkout].share == 1.0
    with statements(company_database) as asked:
        past()
    assert not [statement for statement in asked if "sum(key_result.weight)" in statement]
    monkeypatch.setattr(mix_history, "CLOSED_FOR", 0.0)
    change(company_database, KeyResult, labelled.closed_key_result, label=Label.OUTPUT, version=3)
    assert past()[labelled.closed_cycle][labelled.checkout].share == 0.0


def test_a_past_cycle_that_is_still_open_is_always_checked(
    company_database: Engine, ask: Act, labelled: Company
) -> None:
    change(company_database, Cycle, labelled.closed_cycle, state=CycleState.CLOSING, version=9)
    for version, value, share in ((2, Label.OUTCOME, 1.0), (3, Label.OUTPUT, 0.0)):
        change(company_database, KeyResult, labelled.closed_key_result, label=value, version=version)
        ask(mix_report, labelled.cycle, None, POLICY)
        past = ask(past_mixes, (labelled.closed_cycle,), None, labelled.cycle)
        assert past[labelled.closed_cycle][labelled.checkout].share == share


def test_the_parts_of_a_change_lead_from_one_share_to_the_other(
    company_database: Engine, ask: Act, labelled: Company
) -> None:
    change(company_database, KeyResult, labelled.closed_key_result, label=Label.OUTPUT)
    found = ask(key_result_moves, labelled.closed_cycle, labelled.cycle, [labelled.checkout])
    assert (found.before, found.after) == (0.0, 0.5)
    assert fsum(part.points for part in found.parts) == pytest.approx(0.5)
    # The first key result has the same text as the one of the closed cycle, so it goes on with another label.
    assert {(part.key, part.move) for part in found.parts if part.key == labelled.key_result} == {
        (labelled.key_result, ShareMove.RELABELLED)
    }


def test_a_demotion_is_told_as_one_until_it_is_undone(
    company_database: Engine, act: Act, ask: Act, labelled: Company
) -> None:
    change(company_database, KeyResult, labelled.closed_key_result, label=Label.OUTCOME)
    act(key_results.drop_key_result, labelled["admin"], labelled.steps, 2, True)

    def left() -> set[ShareMove]:
        found = ask(key_result_moves, labelled.closed_cycle, labelled.cycle, [labelled.checkout])
        return {part.move for part in found.parts if part.key == labelled.steps and part.points > 0}

    assert ShareMove.DROPPED in left()
    with writing(company_database) as session:
        made = Conversion(kind=ConversionKind.DEMOTED, from_key_result_id=labelled.steps, person_id=1)
        session.add(made)
        session.commit()
        key = made.key
    assert ShareMove.DEMOTED in left()
    change(company_database, Conversion, key, undone_at=made_at(company_database, key))
    assert ShareMove.DROPPED in left()


def made_at(engine: Engine, key: int) -> Any:
    with reading(engine) as session:
        return session.get_one(Conversion, key).at
