"""Writing initiatives and what they are meant to move."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.vocabulary import InitiativeState
from services import initiatives
from services.errors import InvalidInput, NotAllowed
from services.reporting.initiatives import initiative, initiatives_of
from tests.factories import Company, initiative_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_an_initiative_is_stored_with_its_hypothesis_and_links(act: Act, ask: Act, company: Company) -> None:
    both = (company.key_result, company.steps)
    wanted = initiative_input(company, hypothesis="We expect more paid carts.", key_result_ids=both)
    key = act(initiatives.create_initiative, company["member"], wanted)
    stored = ask(initiative, key)
    assert (stored.title, stored.hypothesis, stored.owner) == (wanted.title, wanted.hypothesis, "Mia")
    assert sorted(stored.key_result_ids) == sorted(both)


def test_links_that_are_taken_away_are_gone(act: Act, ask: Act, company: Company) -> None:
    alone = initiative_input(company, key_result_ids=(), state=InitiativeState.DONE, result="Nothing moved.")
    act(initiatives.update_initiative, company["member"], company.initiative, 1, alone)
    assert ask(initiatives_of, [company.key_result]) == ()
    assert ask(initiative, company.initiative).result == "Nothing moved."


def test_a_due_date_before_the_start_is_refused(act: Act, company: Company) -> None:
    wrong = initiative_input(company, starts_on=date(2026, 5, 2), due_on=date(2026, 5, 1))
    with pytest.raises(InvalidInput) as refused:
        act(initiatives.create_initiative, company["member"], wrong)
    assert refused.value.of("due_on")


def test_a_key_result_that_is_gone_cannot_be_linked(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(initiatives.create_initiative, company["member"], initiative_input(company, key_result_ids=(99_999,)))
    assert refused.value.of("key_result_ids")


def test_an_initiative_cannot_be_handed_to_a_team_where_one_has_no_role(act: Act, company: Company) -> None:
    with pytest.raises(NotAllowed, match="Support"):
        act(
            initiatives.update_initiative,
            company["lead"],
            company.initiative,
            1,
            initiative_input(company, team_id=company.support),
        )


def test_the_same_request_creates_one_initiative(act: Act, company: Company) -> None:
    wanted = initiative_input(company)
    keys = {act(initiatives.create_initiative, company["member"], wanted, "one form") for _ in range(2)}
    assert len(keys) == 1
