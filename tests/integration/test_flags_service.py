"""A flag as a conversation: who moves it where, what is kept of it, and what is refused without losing anything."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, text

from domain.vocabulary import FlagMove, FlagState, Label
from models.database import writing
from models.inputs import LONGEST_TEXT, LabelInput, ObjectiveInput
from services import flags, key_results, labels, objectives
from services.audit import data_versions
from services.errors import Conflict, CycleClosed, InvalidInput, NotAllowed, NotFound, StaleVersion
from services.reporting.flags import FlagDetail, flag_detail, list_flags
from tests.factories import TODAY, Company, flag_input, key_result_input

Act = Callable[..., Any]
LONG = "x" * (LONGEST_TEXT + 1)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def seen(ask: Act, company: Company) -> Callable[[int], FlagDetail]:
    """Shows a flag as the team's lead sees it."""
    return lambda flag_id: ask(flag_detail, company["lead"], flag_id)


def said(detail: FlagDetail) -> list[tuple[FlagMove, str, str]]:
    return [(event.move, event.person, event.text) for event in detail.events]


def test_a_flag_keeps_the_objective_as_it_was(act: Act, seen: Act, company: Company) -> None:
    key = act(flags.raise_flag, company["lead"], flag_input(company.objective))
    renamed = key_result_input(company.objective, company["member"].person_id, title="Raise paid carts to 40 %")
    act(key_results.update_key_result, company["member"], company.key_result, 1, renamed)
    detail = seen(key)
    assert detail.before.title == "Paying is easy"
    assert detail.before.key_results[0].title == "Raise the share of paid carts from 20 % to 40 %"
    assert detail.after.key_results[0].title == "Raise paid carts to 40 %"


def test_resolving_shows_the_share_before_and_after(act: Act, seen: Act, company: Company) -> None:
    verdict = LabelInput(key_result_id=company.steps, label=Label.OUTPUT, reason="It is what we ship.")
    act(labels.decide_label, company["lead"], 1, verdict)
    key = act(flags.raise_flag, company["lead"], flag_input(company.objective))
    act(key_results.drop_key_result, company["member"], company.steps, 2, True)
    act(flags.resolve, company["lead"], key, 1, "Only the outcome is left.")
    act(key_results.drop_key_result, company["member"], company.steps, 3, False)
    detail = seen(key)
    assert (detail.before.share, detail.after.share) == (0.5, 1.0)
    assert [row.dropped for row in detail.after.key_results] == [False, True]


def test_an_owners_first_reply_acknowledges_and_the_second_only_replies(act: Act, seen: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    act(flags.reply, company["member"], company.flag, "And support agrees.")
    detail = seen(company.flag)
    assert said(detail)[1:] == [
        (FlagMove.ACKNOWLEDGED, "Mia", ""),
        (FlagMove.REPLIED, "Mia", "The pilot told us."),
        (FlagMove.REPLIED, "Mia", "And support agrees."),
    ]
    assert (detail.flag.state, detail.flag.version, detail.flag.replies) == (FlagState.ACKNOWLEDGED, 4, 2)


def test_a_managers_reply_leaves_the_flag_open(act: Act, seen: Act, company: Company) -> None:
    act(flags.reply, company["lead_of_parent"], company.flag, "I wonder too.")
    assert seen(company.flag).flag.state == FlagState.OPEN


def test_the_owner_of_a_flagged_key_result_is_asked_as_well(act: Act, seen: Act, company: Company) -> None:
    other = key_result_input(company.objective, company["member_elsewhere"].person_id)
    key_result = act(key_results.create_key_result, company["member"], other)
    key = act(flags.raise_flag, company["lead"], flag_input(company.objective, key_result_id=key_result))
    act(flags.acknowledge, company["member_elsewhere"], key, 1, "I look into it.")
    assert said(seen(key))[-1] == (FlagMove.ACKNOWLEDGED, "Otto", "I look into it.")


def test_a_manager_who_owns_the_objective_may_acknowledge_too(act: Act, seen: Act, company: Company) -> None:
    owned = ObjectiveInput(
        team_id=company.checkout, cycle_id=company.cycle, owner_id=company["lead"].person_id, title="Mine"
    )
    objective = act(objectives.create_objective, company["lead"], owned)
    key = act(flags.raise_flag, company["lead"], flag_input(objective))
    act(flags.acknowledge, company["lead"], key, 1)
    assert seen(key).flag.state == FlagState.ACKNOWLEDGED


def test_a_reopened_flag_asks_again_and_can_be_closed_again(act: Act, seen: Act, company: Company) -> None:
    lead, key = company["lead"], company.dismissed_flag
    act(flags.reopen, lead, key, 2, "Refunds doubled.")
    again = seen(key)
    assert (again.flag.state, again.flag.closed_at) == (FlagState.OPEN, None)
    act(flags.resolve, lead, key, 3)
    assert [event.move for event in seen(key).events] == ["raised", "dismissed", "reopened", "resolved"]


def test_raising_twice_with_one_request_key_writes_once(act: Act, ask: Act, company: Company) -> None:
    before = len(ask(list_flags))
    keys = {act(flags.raise_flag, company["lead"], flag_input(company.objective), "one click") for _ in range(2)}
    assert (len(keys), len(ask(list_flags))) == (1, before + 1)


def test_replying_twice_with_one_request_key_writes_once(act: Act, seen: Act, company: Company) -> None:
    for _ in range(2):
        act(flags.reply, company["member"], company.flag, "The pilot told us.", "one click")
    assert seen(company.flag).flag.replies == 1


def test_a_flag_leaves_what_was_made_of_goals_good(act: Act, ask: Act, company: Company) -> None:
    version, goals = ask(data_versions)
    act(flags.raise_flag, company["lead"], flag_input(company.objective))
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    assert ask(data_versions) == (version + 2, goals)


def test_a_flag_on_a_key_result_that_was_dropped_meanwhile_is_refused(act: Act, ask: Act, company: Company) -> None:
    before = len(ask(list_flags))
    act(key_results.drop_key_result, company["member"], company.key_result, 1, True)
    with pytest.raises(InvalidInput, match=r"was dropped meanwhile\. Flag the objective instead") as refused:
        act(flags.raise_flag, company["lead"], flag_input(company.objective, key_result_id=company.key_result))
    assert refused.value.of("key_result_id")
    assert len(ask(list_flags)) == before


def test_a_flag_stays_when_its_key_result_is_dropped_later(act: Act, seen: Act, company: Company) -> None:
    act(key_results.drop_key_result, company["member"], company.key_result, 1, True)
    act(flags.reply, company["member"], company.flag, "It is gone now.")
    act(flags.resolve, company["lead"], company.flag, 3)
    detail = seen(company.flag)
    assert detail.flag.key_result == "Raise the share of paid carts from 20 % to 40 %"
    assert detail.after.key_results[0].dropped


def test_a_flag_on_a_key_result_that_was_deleted_meanwhile_is_refused(act: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="key result does not exist any more"):
        act(flags.raise_flag, company["lead"], flag_input(company.objective, key_result_id=999))


def test_a_flag_on_a_key_result_that_moved_meanwhile_is_refused(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput, match="belongs to another objective meanwhile"):
        act(flags.raise_flag, company["lead"], flag_input(company.closed_objective, key_result_id=company.key_result))


def test_a_flag_on_an_objective_that_does_not_exist_is_refused(act: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="objective does not exist any more"):
        act(flags.raise_flag, company["lead"], flag_input(999))


@pytest.mark.parametrize("move", [flags.resolve, flags.acknowledge, flags.dismiss, flags.reopen, flags.reply])
def test_a_move_on_a_flag_that_does_not_exist_is_refused(act: Act, company: Company, move: Act) -> None:
    given = ("Because.",) if move is flags.reply else (1, "Because.")
    with pytest.raises(NotFound, match="flag does not exist any more"):
        act(move, company["lead"], 999, *given)


def test_an_answer_cannot_be_due_before_it_is_asked_for(act: Act, company: Company) -> None:
    late = flag_input(company.objective, due_on=TODAY - timedelta(days=1))
    with pytest.raises(InvalidInput, match="This day is over"):
        act(flags.raise_flag, company["lead"], late, today=TODAY)


@pytest.mark.parametrize("comment", ["", "   ", "a\0b", LONG])
def test_a_flag_needs_a_comment_that_can_be_kept(company: Company, comment: str) -> None:
    with pytest.raises(ValidationError):
        flag_input(company.objective, comment=comment)


@pytest.mark.parametrize(("answer", "message"), [("  ", "Write what"), (LONG, "under 10,000"), ("a\0b", "NUL")])
def test_a_reply_needs_words_that_can_be_kept(act: Act, seen: Act, company: Company, answer: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        act(flags.reply, company["member"], company.flag, answer)
    assert refused.value.of("text")
    assert seen(company.flag).flag.version == 1


@pytest.mark.parametrize("move", ["dismiss", "reopen"])
def test_dismissing_and_reopening_ask_for_a_reason(act: Act, company: Company, move: str) -> None:
    key, version = (company.flag, 1) if move == "dismiss" else (company.dismissed_flag, 2)
    with pytest.raises(InvalidInput, match="Say in one sentence why") as refused:
        act(getattr(flags, move), company["lead"], key, version, " ")
    assert refused.value.of("reason")


def test_a_stale_version_is_told_who_was_faster_and_keeps_both_texts(act: Act, seen: Act, company: Company) -> None:
    act(flags.resolve, company["lead_of_parent"], company.flag, 1, "The target is new.")
    with pytest.raises(StaleVersion, match=r"^Pia resolved this flag meanwhile\. Your text is kept") as refused:
        act(flags.dismiss, company["lead"], company.flag, 1, "A law asks for it.")
    assert (refused.value.changed_by, refused.value.current_version) == ("Pia", 2)
    assert refused.value.conflicts == (
        Conflict("state", "resolved", "dismissed"),
        Conflict("text", "The target is new.", "A law asks for it."),
    )
    assert seen(company.flag).flag.state == FlagState.RESOLVED


def test_a_reply_that_was_not_read_yet_stops_a_closing(act: Act, seen: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "Wait: here is the evidence.")
    with pytest.raises(StaleVersion, match=r"^Mia replied to this flag meanwhile"):
        act(flags.resolve, company["lead"], company.flag, 1)
    act(flags.resolve, company["lead"], company.flag, 3)
    assert seen(company.flag).flag.state == FlagState.RESOLVED


def test_replying_to_a_closed_flag_is_refused_with_who_closed_it(act: Act, seen: Act, company: Company) -> None:
    with pytest.raises(StaleVersion, match=r"^Lena dismissed this flag meanwhile") as refused:
        act(flags.reply, company["member"], company.dismissed_flag, "But look.")
    assert Conflict("text", "Support watches refunds already.", "But look.") in refused.value.conflicts
    assert seen(company.dismissed_flag).flag.replies == 0


def test_ones_own_earlier_move_in_another_window_is_called_ones_own(act: Act, company: Company) -> None:
    with pytest.raises(StaleVersion, match=r"^You dismissed this flag meanwhile"):
        act(flags.resolve, company["lead"], company.dismissed_flag, 2)


@pytest.mark.parametrize("move", ["raise", "reply", "acknowledge", "resolve", "dismiss", "reopen"])
def test_in_a_closed_cycle_nothing_moves(act: Act, seen: Act, company: Company, move: str) -> None:
    owner, lead, key = company["member"], company["lead"], company.closed_flag
    moves = {
        "raise": (flags.raise_flag, lead, flag_input(company.closed_objective)),
        "reply": (flags.reply, owner, key, "Too late."),
        "acknowledge": (flags.acknowledge, owner, key, 1),
        "resolve": (flags.resolve, lead, key, 1),
        "dismiss": (flags.dismiss, lead, key, 1, "Too late."),
        "reopen": (flags.reopen, lead, key, 1, "Too late."),
    }
    with pytest.raises(CycleClosed, match="Q1 is closed and read-only"):
        act(*moves[move])
    assert (seen(key).flag.version, seen(key).moves) == (1, frozenset())


def test_a_member_who_does_not_own_it_may_not_acknowledge(act: Act, company: Company) -> None:
    with pytest.raises(NotAllowed, match="Only an owner of what is flagged"):
        act(flags.acknowledge, company["lead"], company.flag, 1)


def together(engine: Engine, *calls: tuple[Any, ...]) -> list[Any]:
    """Carry out calls at the same moment, each in a session of its own; return answers and refusals."""
    barrier = Barrier(len(calls))

    def carry_out(call: tuple[Any, ...]) -> Any:
        use_case, *args = call
        barrier.wait()
        with writing(engine) as session:
            try:
                return use_case(session, *args)
            except (StaleVersion, InvalidInput) as refusal:
                return refusal

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(carry_out, calls))


def test_of_two_managers_who_close_at_once_one_is_told_of_the_other(
    company_database: Engine, seen: Act, company: Company
) -> None:
    results = together(
        company_database,
        (flags.resolve, company["lead"], company.flag, 1, "The target is new."),
        (flags.dismiss, company["lead_of_parent"], company.flag, 1, "A law asks for it."),
    )
    (refusal,) = [result for result in results if result is not None]
    detail = seen(company.flag)
    assert str(refusal).startswith(f"{detail.events[-1].person} {detail.flag.state} this flag meanwhile")
    assert (detail.flag.version, len(detail.events)) == (2, 2)


def test_replies_at_the_same_moment_are_all_kept(company_database: Engine, seen: Act, company: Company) -> None:
    people = ("member", "lead", "lead_of_parent", "admin")
    together(company_database, *((flags.reply, company[who], company.flag, f"Says {who}.") for who in people))
    detail = seen(company.flag)
    replies = {event.text for event in detail.events if event.move == FlagMove.REPLIED}
    assert replies == {f"Says {who}." for who in people}
    assert detail.flag.version == len(detail.events)


def test_a_flag_and_a_drop_at_the_same_moment_come_one_after_the_other(
    company_database: Engine, ask: Act, company: Company
) -> None:
    wanted = flag_input(company.objective, key_result_id=company.key_result)
    raised, dropped = together(
        company_database,
        (flags.raise_flag, company["lead"], wanted),
        (key_results.drop_key_result, company["member"], company.key_result, 1, True),
    )
    assert dropped is None
    if isinstance(raised, InvalidInput):
        assert "was dropped meanwhile" in str(raised)
    else:
        assert not ask(flag_detail, company["lead"], raised).before.key_results[0].dropped


def test_a_refused_move_writes_nothing_at_all(act: Act, company_database: Engine, company: Company) -> None:
    def written() -> tuple[int, ...]:
        tables = ("flag_event", "notice", "audit_event", "delivery")
        with company_database.connect() as connection:
            return tuple(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables)

    before = written()
    with pytest.raises(StaleVersion):
        act(flags.resolve, company["lead"], company.flag, 7, "Good.")
    assert written() == before
