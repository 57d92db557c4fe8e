"""Recording many check-ins together: all or none, a message for each row, once a request, nobody's entry unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.vocabulary import Measure
from models.database import writing
from services import check_ins
from services.check_ins import Entry
from services.errors import CycleClosed, InvalidInput, NotAllowed, RowsRefused
from services.reporting.check_in_grid import recorded
from services.reporting.key_result import check_ins_of, milestones_of
from services.typed_check_ins import TypedRow, record_typed
from tests.factories import TODAY, Company, check_in_input

Act = Callable[..., Any]
DAY = date(2026, 5, 4)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def row(key_result_id: int, **changes: Any) -> TypedRow:
    given = {"value": "30", "request_key": f"request-{key_result_id}", "seen_id": 999_999}
    return TypedRow(**{"key_result_id": key_result_id, **given, **changes})


def number_of_check_ins(ask: Act, *key_result_ids: int) -> int:
    return sum(len(ask(check_ins_of, number)) for number in key_result_ids)


def refused(act: Act, company: Company, *rows: TypedRow, role: str = "member") -> RowsRefused:
    with pytest.raises(RowsRefused) as caught:
        act(record_typed, company[role], rows, TODAY)
    return caught.value


def fields(refusal: RowsRefused) -> dict[int, list[str]]:
    return {number: [problem.field for problem in problems] for number, problems in refusal.problems.items()}


def test_rows_are_stored_as_they_were_typed(act: Act, ask: Act, company: Company, make_key_result: Act) -> None:
    second = make_key_result(title="Refunds", unit="€")
    rows = (
        row(company.key_result, value="31,5 %", confidence="7/10", note=" Fewer steps. ", as_of="2026-05-04"),
        row(second, value="€ 1,234.50"),
    )
    receipts = act(record_typed, company["member"], rows, TODAY)
    assert [receipt.value for receipt in receipts] == [31.5, 1234.5]
    first = next(entry for entry in ask(check_ins_of, company.key_result) if entry.key == receipts[0].check_in_id)
    assert (first.value, first.confidence, first.note, first.as_of) == (31.5, 7, "Fewer steps.", DAY)
    (other,) = ask(check_ins_of, second)
    assert (other.value, other.confidence, other.as_of, other.author) == (1234.5, None, TODAY, "Mia")


def test_every_refused_cell_has_a_message_and_nothing_is_stored(
    act: Act, ask: Act, company: Company, make_key_result: Act
) -> None:
    right, wrong = make_key_result(title="Right"), make_key_result(title="Wrong")
    refusal = refused(
        act,
        company,
        row(right),
        row(company.key_result, value="", as_of=str(TODAY + timedelta(days=1))),
        row(wrong, value="12 boxes", confidence="11"),
    )
    assert fields(refusal) == {company.key_result: ["value", "as_of"], wrong: ["value", "confidence"]}
    assert number_of_check_ins(ask, right, company.key_result, wrong) == 1


def test_what_only_the_meaning_tells_is_refused_cell_by_cell_as_well(act: Act, company: Company) -> None:
    wrong = row(company.key_result, confidence="11", as_of=str(TODAY + timedelta(days=1)), note="x" * 2_001)
    assert fields(refused(act, company, wrong)) == {company.key_result: ["confidence", "as_of", "note"]}


@pytest.mark.parametrize(
    ("typed", "unit", "message"),
    [
        ("about ten", "%", "is not a number"),
        ("12 %", "bays", "measured in bays"),
        ("12k", "k users", "without k or M"),
        ("≥ 12", "%", "comparison"),
        ("12-14", "%", "range"),
        ("1e300", "%", "too large"),
    ],
)
def test_a_cell_that_is_no_number_in_its_unit_says_why(
    act: Act, company: Company, make_key_result: Act, typed: str, unit: str, message: str
) -> None:
    number = make_key_result(title="Counted", unit=unit)
    (problem,) = refused(act, company, row(number, value=typed)).problems[number]
    assert problem.field == "value"
    assert message in problem.message


@pytest.mark.parametrize(
    ("baseline", "target", "value"), [(1.0, 2.0, 1.234), (500.0, 2_000.0, 1234.0), (1_000_000.0, 2_000_000.0, None)]
)
def test_a_number_that_can_be_read_in_two_ways_is_read_by_what_is_known_or_asked_back(
    act: Act, company: Company, make_key_result: Act, baseline: float, target: float, value: float | None
) -> None:
    number = make_key_result(title="Counted", baseline=baseline, target=target)
    if value is None:
        (problem,) = refused(act, company, row(number, value="1.234")).problems[number]
        assert "can be 1.234 or 1,234" in problem.message
    else:
        assert act(record_typed, company["member"], [row(number, value="1.234")], TODAY)[0].value == value


def test_one_cell_of_the_column_tells_how_the_others_are_read(act: Act, company: Company, make_key_result: Act) -> None:
    numbers = [make_key_result(title=title, unit="", baseline=0.0, target=2e6) for title in ("One", "Two")]
    rows = [row(numbers[0], value="1.234"), row(numbers[1], value="0,5")]
    assert [receipt.value for receipt in act(record_typed, company["member"], rows, TODAY)] == [1234, 0.5]


def test_a_day_that_can_be_two_days_is_asked_back(act: Act, company: Company) -> None:
    refusal = refused(act, company, row(company.key_result, as_of="03/04/2026"))
    assert fields(refusal) == {company.key_result: ["as_of"]}


def test_the_same_request_stores_each_row_once_even_beside_a_new_row(
    act: Act, ask: Act, company: Company, make_key_result: Act
) -> None:
    second = make_key_result(title="Second")
    act(record_typed, company["member"], [row(company.key_result)], TODAY)
    receipts = act(record_typed, company["member"], [row(company.key_result), row(second)], TODAY)
    assert [receipt.key_result_id for receipt in receipts] == [company.key_result, second]
    assert number_of_check_ins(ask, company.key_result) == 2
    assert number_of_check_ins(ask, second) == 1


def test_two_presses_at_the_same_moment_store_each_row_once(
    company_database: Engine, ask: Act, company: Company, make_key_result: Act
) -> None:
    numbers = [company.key_result, *(make_key_result(title=f"Number {number}") for number in range(4))]
    together = Barrier(2, timeout=60)

    def press(order: int) -> Any:
        together.wait()
        with writing(company_database) as session:
            return record_typed(session, company["member"], [row(number) for number in numbers[::order]], TODAY)

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(press, (1, -1))
    assert first == second[::-1]
    assert number_of_check_ins(ask, *numbers) == len(numbers) + 1


def test_two_people_at_once_lose_nothing_and_the_second_is_shown_the_first(
    company_database: Engine, ask: Act, company: Company, make_key_result: Act
) -> None:
    numbers = [make_key_result(title=f"Number {number}") for number in range(5)]
    together = Barrier(2, timeout=60)

    def press(role: str) -> Any:
        rows = [row(number, request_key=f"request-{role}-{number}", seen_id=0) for number in numbers]
        together.wait()
        with writing(company_database) as session:
            try:
                return record_typed(session, company[role], rows, TODAY)
            except RowsRefused as refusal:
                return refusal

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(press, ("member", "lead")))
    (refusal,) = [answer for answer in answers if isinstance(answer, RowsRefused)]
    assert set(refusal.unseen) == set(numbers)
    assert number_of_check_ins(ask, *numbers) == len(numbers)


def test_a_colleagues_newer_entry_is_shown_first_and_then_both_are_kept(act: Act, ask: Act, company: Company) -> None:
    seen = company.check_in
    hers = act(check_ins.record, company["lead"], check_in_input(company.key_result, value=28.0), TODAY)
    refusal = refused(act, company, row(company.key_result, seen_id=seen))
    entry = refusal.unseen[company.key_result]
    assert (entry.check_in_id, entry.author, entry.value) == (hers.check_in_id, "Lena", 28.0)
    act(record_typed, company["member"], [row(company.key_result, seen_id=entry.check_in_id)], TODAY)
    assert {found.value for found in ask(check_ins_of, company.key_result)} == {24.0, 28.0, 30.0}


def test_an_own_entry_from_another_tab_is_no_news(act: Act, ask: Act, company: Company) -> None:
    act(check_ins.record, company["member"], check_in_input(company.key_result, value=28.0), TODAY)
    act(record_typed, company["member"], [row(company.key_result, seen_id=company.check_in)], TODAY)
    assert number_of_check_ins(ask, company.key_result) == 3


def test_a_row_of_a_closed_cycle_is_refused_beside_rows_that_are_right(act: Act, ask: Act, company: Company) -> None:
    refusal = refused(act, company, row(company.key_result), row(company.closed_key_result))
    (problem,) = refusal.problems[company.closed_key_result]
    assert problem.field == "row"
    assert "Q1 is closed" in problem.message
    assert number_of_check_ins(ask, company.key_result) == 1


def test_what_no_row_may_is_refused_as_a_whole(act: Act, company: Company) -> None:
    with pytest.raises(CycleClosed, match="Q1 is closed"):
        act(record_typed, company["member"], [row(company.closed_key_result)], TODAY)
    with pytest.raises(NotAllowed, match="Only a member"):
        act(record_typed, company["viewer"], [row(company.key_result)], TODAY)


def test_a_row_of_nothing_says_so(act: Act, company: Company) -> None:
    refusal = refused(act, company, row(company.key_result), row(99_999))
    assert [problem.message for problem in refusal.problems[99_999]] == ["This key result does not exist any more."]


def test_steps_are_ticked_and_a_refusal_ticks_none(act: Act, ask: Act, company: Company) -> None:
    first, _ = ask(milestones_of, company.steps)
    ticked = row(company.steps, value="", done=(first.key,), as_of=str(DAY))
    refused(act, company, ticked, row(company.key_result, value="?"))
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [None, None]
    (receipt,) = act(record_typed, company["member"], [ticked], TODAY)
    assert receipt.value == 3.0
    assert [step.done_on for step in ask(milestones_of, company.steps)] == [DAY, None]


def test_a_milestone_without_steps_is_done_or_not(act: Act, company: Company, make_key_result: Act) -> None:
    number = make_key_result(title="Signed", measure=Measure.MILESTONE, unit="", baseline=None, target=None)
    assert act(record_typed, company["member"], [row(number, value="1")], TODAY)[0].value == 1


def test_two_hundred_rows_are_stored_together(
    act: Act, company_database: Engine, company: Company, make_key_result: Act, ask: Act
) -> None:
    numbers = [make_key_result(title=f"Number {number}") for number in range(200)]
    receipts = act(record_typed, company["member"], [row(number, value=str(number)) for number in numbers], TODAY)
    assert [receipt.value for receipt in receipts] == numbers
    assert number_of_check_ins(ask, *numbers) == 200


def test_the_server_tells_which_requests_it_has_stored_and_only_to_whom_they_belong(
    act: Act, ask: Act, company: Company
) -> None:
    act(record_typed, company["member"], [row(company.key_result)], TODAY)
    asked = [f"request-{company.key_result}", "never-arrived"]
    assert ask(recorded, company["member"], asked) == (asked[0],)
    assert ask(recorded, company["lead"], asked) == ()


def test_what_was_recorded_together_is_undone_together(
    act: Act, ask: Act, company: Company, make_key_result: Act
) -> None:
    second = make_key_result(title="Second")
    receipts = act(record_typed, company["member"], [row(company.key_result), row(second)], TODAY)
    undone = [receipt.check_in_id for receipt in receipts]
    act(check_ins.withdraw_all, company["member"], undone, "undo")
    act(check_ins.withdraw_all, company["member"], undone, "undo")
    assert [entry.counts for entry in ask(check_ins_of, second)] == [False, False]


def test_an_undo_that_one_row_forbids_undoes_none(act: Act, ask: Act, company: Company, make_key_result: Act) -> None:
    second = make_key_result(title="Second")
    receipts = act(record_typed, company["member"], [row(company.key_result), row(second)], TODAY)
    first, last = (receipt.check_in_id for receipt in receipts)
    act(check_ins.record, company["lead"], check_in_input(second, supersedes_id=last), TODAY)
    with pytest.raises(InvalidInput, match="corrected already"):
        act(check_ins.withdraw_all, company["member"], [first, last])
    assert [entry.counts for entry in ask(check_ins_of, company.key_result)].count(True) == 2


def test_entries_can_be_recorded_without_a_table(act: Act, company: Company) -> None:
    entry = Entry(check_in_input(company.key_result, value=33.0), "by-program", seen_id=company.check_in)
    assert act(check_ins.record_all, company["member"], [entry], TODAY)[0].value == 33.0
