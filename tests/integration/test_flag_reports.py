"""Flags as lists, as one conversation and as a report, from both kinds of database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from domain.flags import UNRESOLVED, Answers
from domain.vocabulary import Concern, FlagMove, FlagState
from models.database import reading
from services import flags
from services.errors import NotFound
from services.permissions import Actor
from services.reporting.flags import (
    FlagReport,
    FlagRow,
    KindReport,
    flag_detail,
    flag_report,
    flags_of_objective,
    list_flags,
    my_flags,
    report_on,
)
from tests.factories import Company, flag_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def keys(rows: tuple[FlagRow, ...]) -> list[int]:
    return [row.key for row in rows]


def today() -> date:
    return datetime.now(UTC).date()


def test_the_flags_of_an_objective_begin_with_those_that_wait(ask: Act, company: Company) -> None:
    assert keys(ask(flags_of_objective, company.objective)) == [company.flag, company.dismissed_flag]


def test_a_row_says_what_is_flagged_where_and_by_whom(ask: Act, company: Company) -> None:
    row = ask(flags_of_objective, company.objective)[0]
    assert (row.subject, row.objective, row.team, row.cycle) == (
        "Raise the share of paid carts from 20 % to 40 %",
        "Paying is easy",
        "Checkout",
        "Q2",
    )
    assert (row.owner, row.raised_by, row.kind, row.version) == ("Mia", "Lena", Concern.OUTPUT_HEAVY, 1)
    assert (row.answered_at, row.closed_at, row.replies) == (None, None, 0)


def test_moments_are_in_utc_whatever_the_database(ask: Act, company: Company) -> None:
    row = ask(flags_of_objective, company.objective)[1]
    assert [moment.utcoffset() for moment in (row.raised_at, row.closed_at)] == [timedelta(0)] * 2
    assert timedelta(0) <= datetime.now(UTC) - row.raised_at < timedelta(minutes=30)


def test_an_answer_is_the_first_acknowledgement_of_an_owner(act: Act, ask: Act, company: Company) -> None:
    act(flags.reply, company["lead_of_parent"], company.flag, "I wonder too.")
    assert ask(flags_of_objective, company.objective)[0].answered_at is None
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    row = ask(flags_of_objective, company.objective)[0]
    detail = ask(flag_detail, company["lead"], company.flag)
    assert row.answered_at == next(event.at for event in detail.events if event.move == FlagMove.ACKNOWLEDGED)
    assert row.replies == 2


def test_a_list_begins_with_what_has_waited_longest_for_an_answer(act: Act, ask: Act, company: Company) -> None:
    raised = [act(flags.raise_flag, company["lead"], flag_input(company.objective)) for _ in range(2)]
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    assert keys(ask(list_flags, states=UNRESOLVED)) == [company.closed_flag, *raised, company.flag]


def test_lists_are_cut_by_cycle_team_and_state(ask: Act, company: Company) -> None:
    everything = {company.flag, company.dismissed_flag, company.closed_flag}
    assert set(keys(ask(list_flags))) == everything
    assert keys(ask(list_flags, cycle_id=company.closed_cycle)) == [company.closed_flag]
    assert ask(list_flags, team_ids=(company.support,)) == ()
    assert keys(ask(list_flags, states=(FlagState.DISMISSED,))) == [company.dismissed_flag]
    assert ask(list_flags, team_ids=()) == ()


def test_my_flags_are_those_on_what_i_own_and_unanswered_ones_come_first(act: Act, ask: Act, company: Company) -> None:
    newer = act(flags.raise_flag, company["lead"], flag_input(company.objective))
    act(flags.acknowledge, company["member"], newer, 1)
    assert keys(ask(my_flags, company["member"])) == [company.flag, newer]
    assert ask(my_flags, company["lead"]) == ()


def test_flags_of_a_closed_cycle_ask_nobody_any_more(ask: Act, company: Company) -> None:
    assert company.closed_flag not in keys(ask(my_flags, company["member"]))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("stranger", set()),
        ("viewer", set()),
        ("member_elsewhere", set()),
        ("member", {FlagMove.REPLIED, FlagMove.ACKNOWLEDGED}),
        ("lead", {FlagMove.REPLIED, FlagMove.RESOLVED, FlagMove.DISMISSED}),
        ("lead_of_parent", {FlagMove.REPLIED, FlagMove.RESOLVED, FlagMove.DISMISSED}),
        ("admin", {FlagMove.REPLIED, FlagMove.RESOLVED, FlagMove.DISMISSED}),
    ],
)
def test_a_conversation_tells_what_this_person_may_do(
    ask: Act, company: Company, role: str, expected: set[FlagMove]
) -> None:
    assert ask(flag_detail, company[role], company.flag).moves == expected


def test_a_closed_flag_shows_the_objective_as_it_was_when_closed(ask: Act, company: Company) -> None:
    detail = ask(flag_detail, company["lead"], company.dismissed_flag)
    assert detail.after == detail.before
    assert [row.key for row in detail.after.key_results] == [company.key_result, company.steps]


def test_a_flag_of_another_database_is_not_found(ask: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="This flag does not exist"):
        ask(flag_detail, company["lead"], 999)


def test_the_report_counts_what_waits_and_what_was_dismissed(ask: Act, company: Company) -> None:
    assert ask(flag_report, company.cycle, None, today()) == FlagReport(
        open=1,
        median_age=0,
        answers=Answers(in_time=0, asked=0),
        kinds=(KindReport(Concern.NO_GUARDRAIL, 1, 1), KindReport(Concern.OUTPUT_HEAVY, 1, 0)),
    )


def test_the_report_of_a_team_without_flags_is_empty(ask: Act, company: Company) -> None:
    report = ask(flag_report, company.cycle, (company.support,), today())
    assert report == FlagReport(0, None, Answers(0, 0), ())


def test_an_answer_within_a_week_counts_in_the_report(act: Act, ask: Act, company: Company) -> None:
    act(flags.acknowledge, company["member"], company.flag, 1)
    later = today() + timedelta(days=20)
    report = ask(flag_report, None, None, later)
    assert report.answers == Answers(in_time=1, asked=2)
    assert report.median_age == 20


def test_the_report_of_rows_at_hand_asks_no_database(ask: Act, company: Company) -> None:
    row = ask(flags_of_objective, company.objective)[0]
    raised = datetime(2026, 5, 1, 12, tzinfo=UTC)
    old = replace(row, raised_at=raised, answered_at=raised + timedelta(days=9))
    assert report_on([old], date(2026, 5, 11)) == FlagReport(
        1, 10, Answers(0, 1), (KindReport(Concern.OUTPUT_HEAVY, 1, 0),)
    )


def test_a_dismissed_share_is_dismissed_of_raised() -> None:
    assert KindReport(Concern.LAG_ONLY, 4, 1).dismissed_share == 0.25


@pytest.mark.parametrize(("question", "most"), [(list_flags, 1), (flag_detail, 6)])
def test_reading_takes_few_statements_however_many_flags_there_are(
    act: Act, company_database: Engine, company: Company, question: Act, most: int
) -> None:
    for _ in range(3):
        act(flags.raise_flag, company["lead"], flag_input(company.objective))
    statements: list[str] = []
    event.listen(company_database, "before_cursor_execute", lambda *given: statements.append(given[2]))
    with reading(company_database) as session:
        question(session, *(() if question is list_flags else (Actor(4, "Mia"), company.flag)))
    assert 0 < len([sql for sql in statements if sql.startswith("SELECT")]) <= most


def test_a_snapshot_that_lost_its_content_reads_as_empty(ask: Act, company_database: Engine, company: Company) -> None:
    with company_database.begin() as connection:
        connection.execute(text("UPDATE flag SET before = '{}' WHERE id = :key"), {"key": company.flag})
    before = ask(flag_detail, company["lead"], company.flag).before
    assert (before.title, before.share, before.key_results) == ("", None, ())
