"""Who is told what about a flag, what is read, and the counts that the menu shows."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import col, select

from domain.policy import Policy
from models import Delivery, Webhook
from models.database import reading, writing
from models.inputs import CheckInInput, PersonInput
from services import check_ins, flags, key_results, notices, organisation
from services.audit import data_version, data_versions
from services.errors import NotAllowed
from services.permissions import Actor
from services.reporting.inbox import Inbox, InboxCounts, counts, inbox
from services.reporting.my_week import my_week
from tests.factories import ENDS, STARTS, TODAY, Company, check_in_input, flag_input, key_result_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def told(ask: Act, company: Company) -> Callable[[str], Inbox]:
    """Shows a person's inbox."""
    return lambda role: ask(inbox, company[role])


@pytest.fixture
def webhook(company_database: Engine) -> None:
    with writing(company_database) as session:
        session.add(Webhook(name="Chat", url="http://127.0.0.1:9/", secret="s"))
        session.add(Webhook(name="Old chat", url="http://127.0.0.1:9/", secret="s", is_active=False))
        session.commit()


def test_an_owner_is_told_of_a_flag_in_a_sentence(act: Act, told: Act, company: Company) -> None:
    act(flags.raise_flag, company["lead"], flag_input(company.objective, comment="Who is\nbetter off?"))
    sentence = "Lena raised a flag on “Paying is easy”: output-heavy. “Who is better off?”"
    assert told("member").notices[0].text == sentence


def test_nobody_is_told_of_what_one_did_oneself(told: Act) -> None:
    assert told("lead") == Inbox((), 0)


def test_the_raiser_is_told_of_a_reply(act: Act, told: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    (notice,) = told("lead").notices
    assert notice.text == ("Mia replied about “Raise the share of paid carts from 20 % to 40 %”. “The pilot told us.”")
    assert (notice.flag_id, notice.read_at) == (company.flag, None)


def test_an_owners_reply_that_acknowledges_tells_the_others_once(act: Act, told: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    assert told("lead").unread == 1


def test_who_took_part_is_told_of_what_follows(act: Act, told: Act, company: Company) -> None:
    act(flags.reply, company["lead_of_parent"], company.flag, "I wonder too.")
    act(flags.resolve, company["lead"], company.flag, 2, "The target is new.")
    subject = "“Raise the share of paid carts from 20 % to 40 %”"
    assert [notice.text for notice in told("lead_of_parent").notices] == [
        f"Lena resolved the flag on {subject}. “The target is new.”"
    ]


def test_both_owners_are_told_where_a_key_result_has_another_one(act: Act, told: Act, company: Company) -> None:
    other = key_result_input(company.objective, company["member_elsewhere"].person_id)
    key_result = act(key_results.create_key_result, company["member"], other)
    before = told("member").unread
    act(flags.raise_flag, company["lead"], flag_input(company.objective, key_result_id=key_result))
    assert (told("member_elsewhere").unread, told("member").unread) == (1, before + 1)


def test_somebody_who_has_left_is_told_nothing(act: Act, told: Act, company: Company) -> None:
    before = told("member").unread
    gone = PersonInput(name="Mia", is_active=False)
    act(organisation.update_person, company["admin"], company["member"].person_id, 1, gone)
    act(flags.raise_flag, company["lead"], flag_input(company.objective))
    assert told("member").unread == before


def test_a_long_text_is_quoted_by_its_beginning(act: Act, told: Act, company: Company) -> None:
    act(flags.raise_flag, company["lead"], flag_input(company.objective, comment="word " * 200))
    quote = told("member").notices[0].text.split(": output-heavy. ")[1]
    assert quote.endswith("word…”")
    assert len(quote) <= notices.LONGEST_QUOTE + 2


def test_reading_a_flag_reads_its_notices_and_no_others(act: Act, told: Act, company: Company) -> None:
    before = told("member").unread
    assert act(notices.mark_read, company["member"], company.flag) == 1
    after = told("member")
    assert after.unread == before - 1
    assert [notice.flag_id for notice in after.notices if notice.read_at is not None] == [company.flag]
    assert after.notices[-1].flag_id == company.flag


def test_reading_everything_leaves_the_inboxes_of_others_alone(act: Act, told: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    act(notices.mark_all_read, company["member"])
    assert (told("member").unread, told("lead").unread) == (0, 1)


def test_reading_nothing_new_writes_nothing(act: Act, ask: Act, company: Company) -> None:
    before = ask(data_version)
    assert act(notices.mark_all_read, company["stranger"]) == 0
    assert ask(data_version) == before


def test_reading_moves_the_version_on_and_leaves_goals_good(act: Act, ask: Act, company: Company) -> None:
    version, goals = ask(data_versions)
    act(notices.mark_all_read, company["member"])
    assert ask(data_versions) == (version + 1, goals)


@pytest.mark.parametrize("use_case", [notices.mark_read, notices.mark_all_read])
def test_somebody_who_has_left_marks_nothing(act: Act, company: Company, use_case: Act) -> None:
    given = (company.flag,) if use_case is notices.mark_read else ()
    with pytest.raises(NotAllowed, match="not an active person"):
        act(use_case, Actor(company.former, "Fred"), *given)


def test_the_menu_counts_flags_replies_and_due_check_ins(act: Act, ask: Act, company: Company) -> None:
    assert ask(counts, company["member"], TODAY) == InboxCounts(flags=1, replies=1, due=2)
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    assert ask(counts, company["member"], TODAY).flags == 0
    assert ask(counts, company["lead"], TODAY) == InboxCounts(flags=0, replies=1, due=0)
    act(flags.reply, company["lead"], company.flag, "Thank you.")
    assert ask(counts, company["member"], TODAY).replies == 2


def test_all_that_waits_adds_up() -> None:
    assert InboxCounts(flags=1, replies=2, due=3).total == 6


@pytest.mark.parametrize("day", [STARTS, date(2026, 5, 12), TODAY, ENDS, ENDS + timedelta(days=9)])
def test_the_menu_counts_the_check_ins_that_my_week_asks_for(
    act: Act, ask: Act, company: Company, make_key_result: Act, day: date
) -> None:
    found = make_key_result(measure="baseline", baseline=None, target=None)
    act(check_ins.record, company["member"], check_in_input(found), TODAY)
    corrected = act(check_ins.record, company["member"], check_in_input(make_key_result(), as_of=STARTS), TODAY)
    act(check_ins.withdraw, company["member"], corrected.check_in_id)
    make_key_result(cadence_days=60)
    expected = len(ask(my_week, company["member"], day, Policy()).due)
    assert ask(counts, company["member"], day).due == expected


def test_milestones_that_are_all_done_ask_for_nothing(act: Act, ask: Act, company: Company) -> None:
    before = ask(counts, company["member"], TODAY).due
    done = CheckInInput(key_result_id=company.steps, done_milestones=(1, 2), confidence=9, as_of=STARTS)
    act(check_ins.record, company["member"], done, TODAY)
    assert ask(counts, company["member"], TODAY).due == before - 1


def test_the_counts_take_one_statement(company_database: Engine, company: Company) -> None:
    statements: list[str] = []
    event.listen(company_database, "before_cursor_execute", lambda *given: statements.append(given[2]))
    with reading(company_database) as session:
        counts(session, company["member"], TODAY)
    assert len([sql for sql in statements if sql.startswith("SELECT")]) == 1


def test_every_active_webhook_has_a_delivery_waiting_for_each_move(
    act: Act, company_database: Engine, company: Company, webhook: None
) -> None:
    act(flags.reply, company["lead"], company.flag, "Thank you.")
    act(flags.resolve, company["lead"], company.flag, 2)
    with reading(company_database) as session:
        waiting = session.exec(select(Delivery).order_by(col(Delivery.id))).all()
    assert [delivery.event for delivery in waiting] == ["flag.replied", "flag.resolved"]
    assert all("Thank you." in delivery.body or "resolved" in delivery.body for delivery in waiting)
    assert all(isinstance(json.loads(delivery.body), dict) for delivery in waiting)
