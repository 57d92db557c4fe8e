"""What about the work needs a look, and the work as a list, from both kinds of database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.policy import Policy
from domain.vocabulary import CycleState, Exemption, InitiativeState, Label
from models import Initiative, KeyResult
from models.database import reading, writing
from models.inputs import CycleInput, InitiativeInput
from services import check_ins, conversions, initiatives, organisation
from services.reporting.initiative_exceptions import (
    BareKeyResults,
    UnmovedWork,
    bare_among,
    bare_key_results,
    done_work,
    loose_work,
    unmoved_among,
    unmoved_work,
)
from services.reporting.initiative_list import Grouping, WorkLine, key_results_by_id, work_lines
from services.reporting.initiatives import initiatives_by_id
from services.reporting.work_scope import WorkScope
from tests.factories import ENDS, STARTS, Company, check_in_input, initiative_input, key_result_input

Act = Callable[..., Any]
DONE_ON, TODAY = date(2026, 4, 20), date(2026, 5, 18)
LIVE = frozenset(InitiativeState) - {InitiativeState.DROPPED}


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def add(act: Act, company: Company) -> Callable[..., int]:
    """Stores an initiative of Checkout and returns its id."""
    return lambda **changes: act(initiatives.create_initiative, company["admin"], initiative_input(company, **changes))


@pytest.fixture
def done(add: Callable[..., int]) -> int:
    """An initiative for the key result that was imported as done; it was due on 20 April."""
    return add(title="Card reader", state=InitiativeState.DONE, due_on=DONE_ON)


@pytest.fixture
def change(company_database: Engine) -> Callable[..., None]:
    """Sets fields of a stored record."""

    def put(table: type[Any], key: int, **values: Any) -> None:
        with writing(company_database) as session:
            for name, value in values.items():
                setattr(session.get_one(table, key), name, value)
            session.commit()

    return put


@pytest.fixture
def unmoved(ask: Act) -> Callable[..., tuple[UnmovedWork, ...]]:
    """Returns what is done without effect in a scope, as every page asks for it."""

    def find(today: date = TODAY, **scope: Any) -> tuple[UnmovedWork, ...]:
        return ask(unmoved_work, ask(done_work, WorkScope(**scope), today, Policy()), today, Policy())

    return find


def record(act: Act, company: Company, value: float, on: date) -> None:
    entry = check_in_input(company.key_result, value=value, as_of=on)
    act(check_ins.record, company["member"], entry, TODAY)


def now(ask: Act, company: Company) -> dict[int, Any]:
    return ask(key_results_by_id, (company.key_result, company.steps), TODAY, Policy())


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_work_that_is_done_while_its_number_moved_is_no_exception(done: int, unmoved: Act) -> None:
    assert unmoved() == ()  # 20 % is the baseline, 24 % of 40 % stands since 11 May


def test_work_that_is_done_while_its_number_stands_still_is_one(
    act: Act, company: Company, done: int, unmoved: Act
) -> None:
    record(act, company, 24, DONE_ON - timedelta(days=1))
    (found,) = unmoved()
    assert (found.initiative_id, found.initiative, found.owner) == (done, "Card reader", "Mia")
    assert found.key_result_id == company.key_result
    assert (found.found.done_on, found.found.then, found.found.now) == (DONE_ON, 24, 24)
    assert found.sentence.startswith("Done 28\u00a0days ago; “Raise the share of paid carts")


def test_work_without_a_check_in_since_says_so(done: int, company: Company, change: Act, unmoved: Act) -> None:
    change(Initiative, done, due_on=date(2026, 5, 12))
    assert unmoved(today=date(2026, 5, 25)) == ()
    (found,) = unmoved(today=date(2026, 5, 26))
    assert (found.found.then, found.found.now) == (24, None)


def test_the_rows_of_a_page_lead_to_the_same_finding(
    act: Act, ask: Act, company: Company, done: int, unmoved: Act
) -> None:
    record(act, company, 24, DONE_ON)
    rows = ask(initiatives_by_id, (done, company.initiative)).values()
    assert unmoved_among(rows, now(ask, company).values(), TODAY, Policy()) == unmoved()


def test_the_day_on_which_somebody_said_done_counts_before_the_due_date(
    act: Act, ask: Act, company: Company, add: Callable[..., int]
) -> None:
    work = add(title="Express lane", state=InitiativeState.DOING, due_on=DONE_ON)
    finished = initiative_input(company, title="Express lane", state=InitiativeState.DONE, due_on=DONE_ON)
    act(initiatives.update_initiative, company["member"], work, 1, finished)
    today = datetime.now(UTC).date()
    assert ask(initiatives_by_id, (work,))[work].done_on(today) == today


def test_taking_a_promotion_back_does_not_make_the_work_done_today(
    act: Act, ask: Act, company: Company, done: int
) -> None:
    goal = key_result_input(company.objective, company["member"].person_id, title="Carts paid with a card")
    made = act(conversions.promote, company["member"], done, 1, goal)
    act(conversions.undo, company["member"], made, 1)
    row = ask(initiatives_by_id, (done,))[done]
    assert row.state == InitiativeState.DONE
    assert row.done_on(TODAY) == DONE_ON


@pytest.mark.parametrize("state", [state for state in InitiativeState if state != InitiativeState.DONE])
def test_only_done_work_is_judged(
    act: Act, company: Company, add: Callable[..., int], unmoved: Act, state: InitiativeState
) -> None:
    add(state=state, due_on=DONE_ON)
    record(act, company, 24, DONE_ON)
    assert unmoved() == ()


@pytest.mark.parametrize("end", ["dropped", "reached", "closed"])
def test_a_number_that_is_settled_is_no_exception(
    act: Act, company: Company, done: int, change: Act, unmoved: Act, end: str
) -> None:
    record(act, company, 24, DONE_ON)
    assert len(unmoved()) == 1
    if end == "dropped":
        change(KeyResult, company.key_result, dropped=True)
    elif end == "reached":
        record(act, company, 41, TODAY)
    else:
        closed = CycleInput(name="Q2", starts_on=STARTS, ends_on=ENDS, state=CycleState.CLOSED)
        act(organisation.update_cycle, company["admin"], company.cycle, 2, closed)
    assert unmoved() == ()


def test_the_finding_is_cut_by_cycle_team_and_owner(act: Act, company: Company, done: int, unmoved: Act) -> None:
    record(act, company, 24, DONE_ON)
    mia = company["member"].person_id
    assert len(unmoved(cycle_id=company.cycle, team_ids=(company.checkout,), owner_id=mia)) == 1
    assert unmoved(cycle_id=company.closed_cycle) == ()
    assert unmoved(team_ids=(company.support,)) == ()
    assert unmoved(owner_id=company["admin"].person_id) == ()


def test_work_of_another_team_belongs_to_the_team_whose_number_it_should_move(
    act: Act, company: Company, unmoved: Act
) -> None:
    given = {"team_id": company.support, "owner_id": company["member_elsewhere"].person_id, "title": "Call back"}
    work = InitiativeInput(**given, state=InitiativeState.DONE, due_on=DONE_ON, key_result_ids=(company.key_result,))
    act(initiatives.create_initiative, company["admin"], work)
    record(act, company, 24, DONE_ON)
    assert [found.initiative for found in unmoved(team_ids=(company.checkout,))] == ["Call back"]
    assert [found.initiative for found in unmoved(team_ids=(company.support,))] == ["Call back"]


def test_work_that_serves_nothing_is_found_and_says_whether_it_ever_did(
    act: Act, ask: Act, company: Company, add: Callable[..., int], change: Act
) -> None:
    never, once = add(title="New sign", key_result_ids=()), add(title="Old sign", key_result_ids=(company.steps,))
    add(title="Forgotten", key_result_ids=(), state=InitiativeState.DROPPED)
    change(KeyResult, company.steps, dropped=True)
    found = ask(loose_work, WorkScope(company.cycle))
    assert [(work.key, work.was_linked, work.owner) for work in found] == [(never, False, "Mia"), (once, True, "Mia")]


@pytest.mark.parametrize(
    ("starts_on", "due_on", "belongs"),
    [
        (None, None, True),
        (STARTS, ENDS, True),
        (ENDS, None, True),
        (None, STARTS, True),
        (ENDS + timedelta(days=1), None, False),
        (None, STARTS - timedelta(days=1), False),
        (STARTS - timedelta(days=30), ENDS + timedelta(days=30), True),
    ],
)
def test_work_that_serves_nothing_belongs_to_the_cycles_that_its_dates_touch(
    ask: Act, company: Company, add: Callable[..., int], starts_on: date | None, due_on: date | None, belongs: bool
) -> None:
    work = add(key_result_ids=(), starts_on=starts_on, due_on=due_on)
    assert ([found.key for found in ask(loose_work, WorkScope(company.cycle))] == [work]) == belongs


def test_in_a_closed_cycle_nothing_needs_a_look(ask: Act, company: Company, add: Callable[..., int]) -> None:
    add(key_result_ids=())
    scope = WorkScope(company.closed_cycle)
    assert ask(loose_work, scope) == ()
    assert ask(bare_key_results, scope, 5) == BareKeyResults((), 0, 0)


def test_a_key_result_without_work_is_found_heaviest_outcome_first(
    ask: Act, company: Company, make_key_result: Act, change: Act
) -> None:
    titles = ("Light outcome", "Heavy outcome", "Heavy question", "Ship it", "Guard")
    light, heavy, question, output, guard = (make_key_result(title=title) for title in titles)
    change(KeyResult, company.steps, label=Label.OUTPUT)
    change(KeyResult, light, label=Label.OUTCOME, weight=1)
    change(KeyResult, heavy, label=Label.OUTCOME, weight=3)
    change(KeyResult, question, label=Label.UNCLEAR, weight=9)
    change(KeyResult, output, label=Label.OUTPUT, weight=9)
    change(KeyResult, guard, label=Label.OUTCOME, exemption=Exemption.GUARDRAIL)
    change(KeyResult, company.key_result, label=Label.OUTCOME)
    assert ask(bare_key_results, WorkScope(company.cycle), 9) == BareKeyResults((heavy, light, question), 3, 4)
    assert ask(bare_key_results, WorkScope(company.cycle), 1) == BareKeyResults((heavy,), 3, 4)
    assert ask(bare_key_results, WorkScope(team_ids=(company.support,)), 9) == BareKeyResults((), 0, 0)


def test_dropped_work_leaves_its_key_result_without_any(ask: Act, company: Company, change: Act) -> None:
    change(KeyResult, company.key_result, label=Label.OUTCOME)
    change(KeyResult, company.steps, label=Label.OUTPUT)
    assert ask(bare_key_results, WorkScope(company.cycle), 5).keys == ()
    change(Initiative, company.initiative, state=InitiativeState.DROPPED)
    assert ask(bare_key_results, WorkScope(company.cycle), 5).keys == (company.key_result,)
    work = ask(initiatives_by_id, (company.initiative,)).values()
    assert [row.key for row in bare_among(now(ask, company).values(), work)] == [company.key_result]


def test_by_key_result_work_stands_once_for_each_number_and_the_loose_first(
    ask: Act, company: Company, add: Callable[..., int]
) -> None:
    both, loose = add(key_result_ids=(company.key_result, company.steps)), add(key_result_ids=())
    assert ask(work_lines, WorkScope(company.cycle), LIVE, Grouping.KEY_RESULT) == (
        WorkLine(None, loose),
        WorkLine(company.key_result, company.initiative),
        WorkLine(company.key_result, both),
        WorkLine(company.steps, both),
    )


def test_by_owner_work_stands_once_in_the_order_of_names(ask: Act, company: Company, add: Callable[..., int]) -> None:
    ada, mia = company["admin"].person_id, company["member"].person_id
    both = add(key_result_ids=(company.key_result, company.steps))
    loose = add(key_result_ids=(), owner_id=ada)
    assert ask(work_lines, WorkScope(company.cycle), LIVE, Grouping.OWNER) == (
        WorkLine(ada, loose),
        WorkLine(mia, company.initiative),
        WorkLine(mia, both),
    )


def test_the_list_is_cut_by_state_owner_and_team(ask: Act, company: Company, add: Callable[..., int]) -> None:
    doing = add(state=InitiativeState.DOING)
    only = frozenset({InitiativeState.DOING})
    scope = WorkScope(company.cycle, (company.checkout,), company["member"].person_id)
    assert ask(work_lines, scope, only, Grouping.OWNER) == (WorkLine(company["member"].person_id, doing),)
    assert ask(work_lines, WorkScope(company.cycle, (company.support,)), LIVE, Grouping.OWNER) == ()
    assert ask(work_lines, WorkScope(company.cycle, None, company.former), LIVE, Grouping.OWNER) == ()


def test_more_work_takes_no_more_statements(
    company_database: Engine, company: Company, add: Callable[..., int]
) -> None:
    for _ in range(4):
        add(state=InitiativeState.DONE, due_on=DONE_ON, key_result_ids=(company.key_result, company.steps))
    scope = WorkScope(company.cycle)
    with reading(company_database) as session, counted(company_database) as asked:
        unmoved_work(session, done_work(session, scope, TODAY, Policy()), TODAY, Policy())
        assert len(asked) == 4
        loose_work(session, scope)
        bare_key_results(session, scope, 5)
        work_lines(session, scope, LIVE, Grouping.OWNER)
        assert len(asked) == 8
