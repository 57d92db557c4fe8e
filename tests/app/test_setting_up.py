"""First steps in an empty database, and the forms with which an administrator sets up teams, people and cycles."""

from datetime import timedelta

import pytest

from tests.app.conftest import OpenPage, today
from tests.app.opened import OpenedPage
from ui import navigation


@pytest.fixture
def first_steps(nobody, open_page: OpenPage) -> OpenedPage:
    return open_page()


@pytest.fixture
def organisation(sample, open_page: OpenPage) -> OpenedPage:
    return open_page("organisation")


def test_a_name_a_team_and_a_cycle_are_enough_to_begin(nobody, first_steps: OpenedPage):
    first_steps.fill("Your name", "Ada").fill("Your team", "Looms").press("Start")
    assert nobody("SELECT name, is_admin FROM person") == [("Ada", 1)]
    assert nobody("SELECT name FROM team") == [("Looms",)]
    ((starts, ends, state),) = nobody("SELECT starts_on, ends_on, state FROM cycle")
    assert starts <= today().isoformat() <= ends
    assert state == "active"
    assert first_steps.title == "My week"


@pytest.mark.parametrize(("person", "team"), [("", "Looms"), ("Ada", ""), ("", ""), ("  ", "Looms")])
def test_a_missing_name_is_asked_for_and_nothing_is_written(person, team, nobody, first_steps: OpenedPage):
    first_steps.fill("Your name", person).fill("Your team", team).press("Start")
    assert "Write something here." in first_steps.messages
    assert nobody("SELECT count(*) FROM person") == [(0,)]
    assert first_steps.fields["Your team"].value == team


@pytest.mark.parametrize("field", ["Your name", "Your team"])
def test_the_message_stands_right_below_the_empty_field(field, first_steps: OpenedPage):
    first_steps.fill("Your name", "Ada").fill("Your team", "Looms").fill(field, "").press("Start")
    lines = first_steps.said.splitlines()
    assert lines[lines.index(f"{field}:") + 1] == "Write something here."


def test_a_cycle_that_ends_before_it_starts_is_refused(nobody, first_steps: OpenedPage):
    first_steps.fill("Your name", "Ada").fill("Your team", "Looms")
    first_steps.fill("To", first_steps.fields["From"].value - timedelta(days=1)).press("Start")
    assert "The cycle ends before it starts. Move the end date." in first_steps.messages
    assert nobody("SELECT count(*) FROM person") == [(0,)]


def test_the_sample_company_is_one_click_away(nobody, first_steps: OpenedPage):
    first_steps.press("Load the sample company")
    assert nobody("SELECT count(*) FROM person") == [(14,)]
    assert first_steps.title == "My week"


def test_after_the_first_steps_every_list_says_what_to_do(nobody, first_steps: OpenedPage):
    first_steps.fill("Your name", "Ada").fill("Your team", "Looms").press("Start")
    assert first_steps.lead == "You own no key result in an active cycle."
    assert first_steps.go("objectives").linked("write_objective")
    assert first_steps.go("outcome_mix").messages[0].startswith("Here you will see")


def test_an_administrator_adds_a_team_below_another(sample, organisation: OpenedPage):
    ((above,),) = sample("SELECT id FROM team WHERE name = 'Rider care'")
    organisation.fill("New team", "Night desk").fill("Below", above).press("Add team")
    assert sample("SELECT parent_id FROM team WHERE name = 'Night desk'") == [(above,)]
    assert organisation.toasts == ["Saved."]
    assert organisation.fields["New team"].value == ""


def test_a_team_that_exists_already_is_refused_and_the_name_kept(sample, organisation: OpenedPage):
    organisation.fill("New team", "Workshop").press("Add team")
    assert "A team called Workshop exists." in organisation.messages
    assert organisation.fields["New team"].value == "Workshop"


def test_an_administrator_adds_a_person_with_a_role(sample, organisation: OpenedPage):
    organisation.fill("New person", "Mary Somerville").fill("E-mail (optional)", "mary@fenwheel.test")
    organisation.press("Add person")
    ((person,),) = sample("SELECT id FROM person WHERE name = 'Mary Somerville'")
    ((team,),) = sample("SELECT id FROM team WHERE name = 'Workshop'")
    organisation.fill("Person", person).fill("Team", team).fill("Role", "lead").press("Set role")
    assert sample("SELECT team_id, role FROM membership WHERE person_id = ?", person) == [(team, "lead")]


def test_an_address_that_is_none_is_refused_below_the_field(sample, organisation: OpenedPage):
    organisation.fill("New person", "Mary").fill("E-mail (optional)", "not an address").press("Add person")
    lines = organisation.said.splitlines()
    assert lines[lines.index("E-mail (optional): not an address") + 1] == "This does not look like an e-mail address."
    assert sample("SELECT count(*) FROM person WHERE name = 'Mary'") == [(0,)]


def test_an_administrator_adds_a_cycle_and_opens_it(sample, organisation: OpenedPage):
    organisation.fill("New cycle", "Some quarter").press("Add cycle")
    ((key, state),) = sample("SELECT id, state FROM cycle WHERE name = 'Some quarter'")
    assert state == "planning"
    place = [button.key for button in organisation.app.main.button if button.label == "Change state"]
    organisation.fill("State of Some quarter", "active").press("Change state", place.index(f"cycle-{key}-save"))
    assert sample("SELECT state FROM cycle WHERE id = ?", key) == [("active",)]
    assert organisation.toasts == ["Some quarter is active."]


def test_the_next_cycle_is_proposed_to_begin_where_the_last_one_ends(sample, organisation: OpenedPage):
    ((following,),) = sample("SELECT date(max(ends_on), '+1 day') FROM cycle")
    first, last = (field.value.isoformat() for field in organisation.app.main.date_input)
    assert first <= following <= last


def test_a_cycle_that_ends_too_early_is_refused_below_the_field(sample, organisation: OpenedPage):
    organisation.fill("New cycle", "Backwards").fill("To", today() - timedelta(days=900)).press("Add cycle")
    lines = organisation.said.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("To: "))
    assert lines[place + 1] == "The cycle ends before it starts. Move the end date."


def test_a_team_by_somebody_who_is_no_administrator_any_more_is_refused(sample, organisation: OpenedPage):
    sample("UPDATE person SET is_admin = 1 WHERE name = 'Amara Okafor'")
    sample("UPDATE person SET is_admin = 0 WHERE name = 'Tomasz Wilk'")
    organisation.fill("New team", "Coup").press("Add team")
    assert sample("SELECT count(*) FROM team WHERE name = 'Coup'") == [(0,)]
    assert "Only an administrator may do this." in organisation.messages


def test_no_address_is_lost_while_the_database_is_empty(monkeypatch: pytest.MonkeyPatch):
    offered: list[str] = []
    monkeypatch.setattr(navigation, "_page", lambda spec, address: address)
    monkeypatch.setattr(navigation.st, "navigation", lambda pages, **_: offered.extend(pages))
    navigation.choose_page(None)
    # Streamlit puts the first page at "/", so the address of that one leads nowhere.
    assert {spec.address for spec in navigation.PAGES} <= set(offered[1:])
