"""Every page for every role: it is drawn, it says what it is, and it offers no more than the role may do."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import Link, OpenedPage
from ui.navigation import PAGES

VIEWER, MEMBER, LEAD, ADMIN = "Noor Haddad", "Anahera Tuhiwai", "Amara Okafor", "Tomasz Wilk"
ROLES = {"viewer": VIEWER, "member": MEMBER, "lead": LEAD, "admin": ADMIN}
ADDRESSES = [spec.address for spec in PAGES]

TITLES = {
    "my_week": "My week",
    "check_ins": "Check-ins",
    "objectives": "Objectives",
    "initiatives": "Initiatives",
    "outcome_mix": "Outcome mix",
    "progress": "Progress by week",
    "labels": "Labels to confirm",
    "inbox": "Inbox",
    "flags": "Flags",
    "flag": "Flag",
    "raise_flag": "Raise a flag",
    "write_objective": "Write an objective",
    "write_key_result": "Write a key result",
    "write_initiative": "Write an initiative",
    "demote_key_result": "Turn a key result into an initiative",
    "promote_initiative": "Make an initiative a key result",
    "split_key_result": "Split a key result in two",
    "organisation": "Teams and cycles",
    "data": "Data",
    "webhooks": "Webhooks",
    "drafts": "Plan the next cycle",
    "alignment": "Alignment",
    "carry_over": "Carry over",
    "decisions": "Decisions",
    "planning_sessions": "Planning sessions",
    "shared_screen": "Planning session",
    "take_part": "Join a planning session",
    "close_cycle": "Close the cycle",
    "session_record": "Record",
    "metrics": "Metrics",
    "metric": "Metric",
    "write_metric": "Add a metric",
}
WRITING_LINKS = {"write_objective", "write_key_result", "demote_key_result", "split_key_result", "promote_initiative"}
WRITING_BUTTONS = {
    *(
        "Record check-in",
        "Check in",
        "Confirm",
        "Override",
        "Undo",
        "Save objective",
        "Save key result",
        "Save initiative",
    ),
    *("Send to review", "Share with everybody", "Keep to the team", "Send back", "Publish", "Close early"),
    *("Accept", "Reject"),
    *("Add team", "Add person", "Set role", "Add cycle", "Change state", "Import"),
}
# What whoever may write is offered, where; an administrator also sets up the organisation.
OFFERED = {
    "objectives": {"write_objective"},
    "objective": {"write_objective", "write_key_result", "promote_initiative", "Close early"},
    "drafts": {"write_objective", "write_key_result", "Send to review", "Keep to the team"},
    "key_result": {
        *("write_key_result", "demote_key_result", "split_key_result", "promote_initiative"),
        *("Record check-in", "Confirm", "Undo"),
    },
    "write_objective": {"Save objective"},
    "write_key_result": {"Save key result"},
    "write_initiative": {"Save initiative"},
}
SET_UP = {"Add team", "Add person", "Set role", "Add cycle", "Change state"}


@pytest.fixture
def key_result(sample: Query) -> tuple[int, str, int, str]:
    """A key result of Rider care with check-ins, and its objective."""
    return sample(
        """SELECT kr.id, kr.title, o.id, o.title FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           JOIN team t ON t.id = o.team_id JOIN cycle c ON c.id = o.cycle_id
           WHERE t.name = 'Rider care' AND c.state = 'active' AND kr.title LIKE 'Contacts%'"""
    )[0]


def in_address(address: str, key_result: tuple[int, str, int, str]) -> dict[str, object]:
    """What makes an address one page: the record that it is about."""
    by_address: dict[str, dict[str, object]] = {
        "objective": {"id": key_result[2]},
        "key_result": {"id": key_result[0]},
        "write_key_result": {"objective": key_result[2]},
    }
    return by_address.get(address, {})


def writing_controls(page: OpenedPage) -> set[str]:
    pressed = {words.split(":")[0] for words in page.buttons}  # "Confirm: it is an outcome"
    return WRITING_BUTTONS & pressed | WRITING_LINKS & {link.address for link in page.links}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_drawn_for_every_role(address, role, open_page: OpenPage, key_result):
    titles = {**TITLES, "key_result": key_result[1], "objective": key_result[3]}
    page = open_page(address, as_=ROLES[role], **in_address(address, key_result))
    assert page.title == titles[address]


@pytest.mark.parametrize("role", ["member", "lead", "admin"])
@pytest.mark.parametrize("address", OFFERED)
def test_whoever_may_write_is_offered_it(address, role, open_page: OpenPage, key_result):
    page = open_page(address, as_=ROLES[role], **in_address(address, key_result))
    if address == "key_result":
        page.unfold(f"label-questions-{key_result[0]}")
    assert writing_controls(page) == OFFERED[address]


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "data"])
def test_a_viewer_is_offered_nothing_to_write(address, open_page: OpenPage, key_result):
    page = open_page(address, as_=VIEWER, **in_address(address, key_result))
    assert writing_controls(page) == set()


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_sets_up_the_organisation(role, sample, open_page: OpenPage):
    page = open_page("organisation", as_=ROLES[role])
    assert writing_controls(page) == (SET_UP if role == "admin" else set())
    assert ("Only an administrator can change these." in page.messages) == (role != "admin")


@pytest.mark.parametrize("address", ["write_objective", "write_key_result", "write_initiative"])
def test_a_form_in_another_team_says_whom_to_ask(address, sample, open_page: OpenPage):
    ((objective,),) = sample(
        "SELECT max(o.id) FROM objective o JOIN team t ON t.id = o.team_id WHERE t.name = 'Workshop'"
    )
    query = {"write_objective": {"id": objective}, "write_key_result": {"objective": objective}}
    ((team,),) = sample("SELECT id FROM team WHERE name = 'Workshop'")
    page = open_page(address, as_=MEMBER, **query.get(address, {"team": team}))
    assert page.messages == ["Only a member of this team may write here. Ask a lead of the team to add you."]
    assert writing_controls(page) == set()


def test_a_closed_cycle_offers_nothing_to_write_on_its_key_results(sample, open_page: OpenPage):
    ((key,),) = sample(
        """SELECT min(kr.id) FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'closed'"""
    )
    assert writing_controls(open_page("key_result", id=key)) == set()


def test_with_nobody_there_the_page_is_the_first_steps(nobody, open_page: OpenPage):
    page = open_page()
    assert page.title == "Welcome to Outboard"
    assert page.buttons == ["Start", "Load the sample company"]


@pytest.mark.parametrize("address", ["objective", "key_result"])
@pytest.mark.parametrize("wrong", ["999999", "0", "-1", "abc", "1e3", "9" * 30, "１２", "²", ""])
def test_an_address_of_nothing_says_so_and_leads_back(address, wrong, sample, open_page: OpenPage):
    page = open_page(address, id=wrong)
    assert page.messages == [f"This {address.replace('_', ' ')} does not exist. It may have been in another database."]
    assert page.links == [Link("All objectives", "objectives", {})]


@pytest.mark.parametrize("address", ["write_objective", "write_key_result", "write_initiative"])
def test_editing_what_is_not_there_says_so_and_leads_back(address, sample, open_page: OpenPage):
    page = open_page(address, id=999999)
    assert page.messages == ["What you want to edit does not exist any more."]
    assert [link.address for link in page.links] == ["objectives"]


def test_a_new_key_result_needs_an_objective_in_the_address(sample, open_page: OpenPage):
    page = open_page("write_key_result")
    (message,) = page.messages
    assert message.startswith("A key result stands under an objective.")
    assert page.links == [Link("Choose an objective", "objectives", {})]


def test_a_name_that_nobody_has_works_as_the_administrator(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Nobody Here")
    assert page.app.sidebar.selectbox[0].value == ADMIN
