"""What the flag screens ask beside the flags: the last move, what is unread, and the siblings that the coach sees."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.vocabulary import FlagMove
from services import flags, key_results, notices
from services.reporting.flag_screens import last_moves, siblings_of, unread_about
from tests.factories import Company

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_the_last_move_of_each_flag_is_the_latest_one(act: Act, ask: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    found = ask(last_moves, (company.flag, company.dismissed_flag))
    assert {key: (row.move, row.person) for key, row in found.items()} == {
        company.flag: (FlagMove.REPLIED, "Mia"),
        company.dismissed_flag: (FlagMove.DISMISSED, "Lena"),
    }


def test_no_flags_have_no_last_moves(ask: Act, company: Company) -> None:
    assert ask(last_moves, ()) == {}


def test_what_is_unread_about_a_flag_is_counted_for_each_person(act: Act, ask: Act, company: Company) -> None:
    act(flags.reply, company["member"], company.flag, "The pilot told us.")
    assert ask(unread_about, company["lead"], company.flag) == 1
    act(notices.mark_read, company["lead"], company.flag)
    assert ask(unread_about, company["lead"], company.flag) == 0


def test_the_coach_sees_the_other_live_key_results(act: Act, ask: Act, company: Company) -> None:
    titles = [sibling.title for sibling in ask(siblings_of, company.objective, company.key_result)]
    assert titles == ["Second payment provider live"]
    act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    assert ask(siblings_of, company.objective, company.key_result) == ()
