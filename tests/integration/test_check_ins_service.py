"""Recording, correcting and withdrawing check-ins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from math import inf, nan
from threading import Barrier
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from models.database import writing
from services import check_ins
from services.errors import CycleClosed, InvalidInput, NotFound
from services.reporting.key_result import check_ins_of, milestones_of
from services.reporting.readings import live_check_ins
from tests.factories import TODAY, Company, check_in_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_a_check_in_is_stored_as_it_was_entered(act: Act, ask: Act, company: Company) -> None:
    wanted = check_in_input(company.key_result, value=31.5, confidence=9, note="Better.", as_of=TODAY)
    receipt = act(check_ins.record, company["lead"], wanted, TODAY)
    latest = ask(check_ins_of, company.key_result)[0]
    assert (latest.key, latest.value, latest.confidence, latest.note) == (receipt.check_in_id, 31.5, 9, "Better.")
    assert (latest.as_of, latest.author, receipt.title) == (
        TODAY,
        "Lena",
        "Raise the share of paid carts from 20 % to 40 %",
    )


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("value", {"value": None}),
        ("value", {"value": nan}),
        ("value", {"value": inf}),
        ("confidence", {"confidence": 11}),
        ("confidence", {"confidence": -1}),
        ("as_of", {"as_of": TODAY + timedelta(days=1)}),
        ("note", {"note": "x" * 2_001}),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_beside_its_field(
    act: Act, ask: Act, company: Company, field: str, change: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(check_ins.record, company["member"], check_in_input(company.key_result, **change), TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert len(ask(check_ins_of, company.key_result)) == 1


def test_all_problems_are_named_at_once(act: Act, company: Company) -> None:
    wrong = check_in_input(company.key_result, value=None, confidence=12, as_of=TODAY + timedelta(days=9))
    with pytest.raises(InvalidInput) as refused:
        act(check_ins.record, company["member"], wrong, TODAY)
    assert {problem.field for problem in refused.value.problems} == {"value", "confidence", "as_of"}


def test_a_field_that_nobody_knows_is_refused(company: Company) -> None:
    with pytest.raises(ValidationError):
        check_in_input(company.key_result, author_id=1)


def test_a_correction_keeps_the_earlier_entry_and_its_author(act: Act, ask: Act, company: Company) -> None:
    fixed = check_in_input(company.key_result, value=26.0, supersedes_id=company.check_in)
    act(check_ins.record, company["lead"], fixed, TODAY)
    later, earlier = ask(check_ins_of, company.key_result)
    assert (earlier.author, earlier.value, earlier.superseded_by) == ("Mia", 24.0, later.key)
    assert (later.author, later.value, later.supersedes_id) == ("Lena", 26.0, earlier.key)
    assert [reading.value for reading in ask(live_check_ins, [company.key_result])[company.key_result]] == [26.0]


def test_the_same_check_in_cannot_be_corrected_twice(act: Act, company: Company) -> None:
    fixed = check_in_input(company.key_result, value=26.0, supersedes_id=company.check_in)
    act(check_ins.record, company["member"], fixed, TODAY)
    with pytest.raises(InvalidInput, match="corrected already"):
        act(check_ins.record, company["lead"], fixed, TODAY)


def test_a_correction_must_be_about_the_same_key_result(act: Act, company: Company, make_key_result: Act) -> None:
    other = check_in_input(make_key_result(title="Another"), supersedes_id=company.check_in)
    with pytest.raises(NotFound, match="does not belong"):
        act(check_ins.record, company["member"], other, TODAY)


def test_a_withdrawn_check_in_counts_no_more_and_stays_in_the_history(act: Act, ask: Act, company: Company) -> None:
    act(check_ins.withdraw, company["member"], company.check_in)
    assert [entry.counts for entry in ask(check_ins_of, company.key_result)] == [False, False]
    assert ask(live_check_ins, [company.key_result]) == {}


def test_a_withdrawal_cannot_be_withdrawn(act: Act, company: Company) -> None:
    undone = act(check_ins.withdraw, company["member"], company.check_in)
    with pytest.raises(InvalidInput, match="withdrew a check-in"):
        act(check_ins.withdraw, company["member"], undone.check_in_id)


def test_what_does_not_exist_is_said_so(act: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="key result"):
        act(check_ins.record, company["admin"], check_in_input(99_999), TODAY)
    with pytest.raises(NotFound, match="check-in"):
        act(check_ins.withdraw, company["admin"], 99_999)


def test_a_closed_cycle_takes_no_check_in_even_from_an_administrator(act: Act, company: Company) -> None:
    with pytest.raises(CycleClosed, match="Q1 is closed"):
        act(check_ins.record, company["admin"], check_in_input(company.closed_key_result), TODAY)


def test_milestones_are_ticked_by_a_check_in_whose_value_is_their_weight(act: Act, ask: Act, company: Company) -> None:
    first, _ = ask(milestones_of, company.steps)
    ticked = check_in_input(company.steps, value=None, done_milestones=(first.key,), as_of=date(2026, 5, 4))
    receipt = act(check_ins.record, company["member"], ticked, TODAY)
    assert receipt.value == 3.0
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [date(2026, 5, 4), None]


def test_a_milestone_keeps_the_day_on_which_it_was_done(act: Act, ask: Act, company: Company) -> None:
    steps = [step.key for step in ask(milestones_of, company.steps)]
    for day, done in ((4, steps[:1]), (11, steps)):
        ticked = check_in_input(company.steps, value=None, done_milestones=tuple(done), as_of=date(2026, 5, day))
        act(check_ins.record, company["member"], ticked, TODAY)
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [date(2026, 5, 4), date(2026, 5, 11)]


def test_undoing_a_check_in_gives_its_milestones_back(act: Act, ask: Act, company: Company) -> None:
    first, second = (step.key for step in ask(milestones_of, company.steps))
    day = date(2026, 5, 4)
    for done in (first, second):
        ticked = check_in_input(company.steps, value=None, done_milestones=(done,), as_of=day)
        receipt = act(check_ins.record, company["member"], ticked, TODAY)
    act(check_ins.withdraw, company["member"], receipt.check_in_id)
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [day, None]


def test_a_correction_takes_the_place_of_the_milestones_that_it_corrects(act: Act, ask: Act, company: Company) -> None:
    first, second = (step.key for step in ask(milestones_of, company.steps))
    done = {"value": None, "done_milestones": (first, second)}
    wrong = act(
        check_ins.record, company["member"], check_in_input(company.steps, as_of=date(2026, 5, 4), **done), TODAY
    )
    moved = check_in_input(company.steps, as_of=date(2026, 5, 11), supersedes_id=wrong.check_in_id, **done)
    right = act(check_ins.record, company["member"], moved, TODAY)
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [date(2026, 5, 11)] * 2

    act(check_ins.withdraw, company["member"], right.check_in_id)
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [None, None]


def test_a_refused_check_in_ticks_no_milestone(act: Act, ask: Act, company: Company) -> None:
    first, _ = ask(milestones_of, company.steps)
    wrong = check_in_input(company.steps, value=None, done_milestones=(first.key,), confidence=11)
    with pytest.raises(InvalidInput):
        act(check_ins.record, company["member"], wrong, TODAY)
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [None, None]


def test_the_same_request_writes_once(act: Act, ask: Act, company: Company) -> None:
    wanted = check_in_input(company.key_result, value=30.0)
    receipts = [act(check_ins.record, company["member"], wanted, TODAY, "one click") for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert len(ask(check_ins_of, company.key_result)) == 2


def test_two_clicks_at_the_same_moment_write_once(company_database: Engine, ask: Act, company: Company) -> None:
    together = Barrier(2)

    def click(_: int) -> Any:
        together.wait()
        with writing(company_database) as session:
            wanted = check_in_input(company.key_result, value=30.0)
            return check_ins.record(session, company["member"], wanted, TODAY, "double click")

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(click, range(2))
    assert first == second
    assert len(ask(check_ins_of, company.key_result)) == 2
