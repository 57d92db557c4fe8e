"""Closing a cycle on its page: who is offered what, scores by their rules, and a closed cycle that can only be read."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.app.conftest import OpenPage, Query, today
from tests.app.opened import OpenedPage
from tests.app.test_every_page import ADMIN, LEAD, MEMBER, VIEWER
from ui.closing_lessons import ADDS
from ui.selection import EVERYBODY

TEAM = "Rider care"
SCORING = ("Record:", "Record verdict", *ADDS.values())


@pytest.fixture
def place(sample: Query) -> dict[str, str]:
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
    return {"cycle": cycle, "team": TEAM}


def offered(buttons: list[str]) -> set[str]:
    return {button for button in buttons if button.startswith(SCORING)}


@pytest.mark.parametrize("role", [MEMBER, LEAD, ADMIN])
def test_whoever_is_of_the_team_scores_judges_and_learns(role: str, place: dict[str, str], open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=role, **place)
    assert offered(page.buttons) == {"Record verdict", *ADDS.values()}
    assert len(choices(page, "Committed", "Learning")) == 4


def test_a_viewer_reads_only(place: dict[str, str], open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=VIEWER, **place)
    assert offered(page.buttons) == set()
    assert choices(page, "") == []
    assert "0 of 4 key results scored, 0 of 1 objective judged." in page.lead


@pytest.mark.parametrize("role", [VIEWER, MEMBER, LEAD])
def test_only_an_administrator_ends_a_cycle(role: str, place: dict[str, str], open_page: OpenPage) -> None:
    assert "Begin to close" not in open_page("close_cycle", as_=role, **place).buttons
    assert "Begin to close" in open_page("close_cycle", as_=ADMIN, **place).buttons


def test_a_member_starts_on_the_own_team(sample: Query, open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=MEMBER)
    assert page.fields["Team"].value == TEAM


def test_who_works_next_in_the_same_tab_starts_on_the_own_team(sample: Query, open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=ADMIN)
    assert page.fields["Team"].value == EVERYBODY
    page.app.sidebar.selectbox[0].set_value(MEMBER)
    assert page.run().fields["Team"].value == TEAM
    assert page.fill("Team", EVERYBODY).run().fields["Team"].value == EVERYBODY


@pytest.mark.parametrize("address", ["close_cycle", "drafts"])
def test_who_only_looks_on_in_one_team_starts_on_the_one_to_write_in(
    address: str, sample: Query, open_page: OpenPage
) -> None:
    looks_on, leads = "Rider care", "Street operations"  # the first of them comes first by name
    held = "SELECT t.name FROM membership m JOIN team t ON t.id = m.team_id JOIN person p ON p.id = m.person_id"
    assert {(looks_on,), (leads,)} <= set(sample(f"{held} WHERE p.name = 'Lena Hartmann'"))
    assert open_page(address, as_="Lena Hartmann").fields["Team"].value == leads


def test_one_click_scores_what_needs_no_words(place: dict[str, str], sample: Query, open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": "Workshop"})
    ((before,),) = sample("SELECT count(*) FROM key_result_closing")
    (label,) = [button for button in page.buttons if "as the numbers say" in button]
    page.press(label)
    ((scored,),) = sample("SELECT count(*) - ? FROM key_result_closing", before)
    assert label.startswith(f"Score {scored} key result")
    assert not [button for button in page.buttons if "as the numbers say" in button]


def choices(page: OpenedPage, *starts: str) -> list[Any]:
    return [field for field in page.app.main.get("button_group") if field.label.startswith(starts)]


def pick(page: OpenedPage, field: Any, option: Any) -> OpenedPage:
    field.set_value([option] if isinstance(field.value, list) else option)
    return page.run()


def put_the_end(sample: Query, days_from_today: int) -> None:
    ends = (today() + timedelta(days=days_from_today)).isoformat()
    sample("UPDATE cycle SET ends_on = ? WHERE state = 'active'", ends)
    sample("UPDATE data_version SET version = version + 1, goals = goals + 1")


@pytest.mark.parametrize("days", [0, 1, 40])
@pytest.mark.parametrize("team", [TEAM, "Fenwheel"])
def test_nothing_is_chosen_before_the_cycle_ends(
    days: int, team: str, place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    put_the_end(sample, days)
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": team})
    found = choices(page, "Score:", "Committed", "Learning")
    assert len(found) >= 3
    assert [field.value for field in found if field.value not in (None, [])] == []
    assert not [button for button in page.buttons if button.startswith("Record: ")]
    assert "so no score is chosen for you before that." in page.said


@pytest.mark.parametrize("team", [TEAM, "Fenwheel"])
def test_after_the_end_each_score_starts_on_what_the_numbers_give(
    team: str, place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    put_the_end(sample, -1)
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": team})
    recorded = sorted(words.removeprefix("Record: ") for words in page.buttons if words.startswith("Record: "))
    said = re.findall(r"(?:by its numbers|the numbers give) (met|not met|done|not done|\d\.?\d*)\.(?!\d)", page.said)
    assert recorded == sorted(words[0].upper() + words[1:] for words in said)
    assert "each score starts on what the numbers give" in page.said


def test_what_needs_no_words_is_a_row_without_fields_and_recorded_at_once(
    place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    page = open_page("close_cycle", as_=ADMIN, **place)
    fields = set(page.fields)
    met = next(
        field for field in choices(page, "Committed") if "Riders who get a first reply" in title_of(sample, field)
    )
    pick(page, met, True)
    assert set(page.fields) == fields
    page.press("Record: Met")
    assert sample("SELECT met, reason, post_mortem FROM key_result_closing ORDER BY id DESC LIMIT 1") == [(1, "", "")]
    assert "Recorded: met." in page.toasts


def title_of(sample: Query, field: Any) -> str:
    key = int(field.key.split(":")[0].removeprefix("ending-"))
    return sample("SELECT title FROM key_result WHERE id = ?", key)[0][0]


def test_a_miss_opens_the_field_for_its_post_mortem(place: dict[str, str], sample: Query, open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=ADMIN, **place)
    asked = "Why it was missed, and what will be done differently"
    assert asked not in page.fields
    pick(page, choices(page, "Committed")[0], False)
    page.press("Record: Not met")
    assert "A commitment was missed: say why, and what will be done differently." in page.messages
    page.fill(asked, "The depot opened late. We ask earlier.").press("Record: Not met")
    found = sample("SELECT met, post_mortem FROM key_result_closing ORDER BY id DESC LIMIT 1")
    assert found == [(0, "The depot opened late. We ask earlier.")]


def test_the_score_of_an_adjustment_shows_before_it_is_recorded_and_asks_for_its_reason(
    place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": "Fenwheel"})
    pick(page, choices(page, "Score:")[0], -0.1)
    (label,) = [button for button in page.buttons if button.startswith("Record: ")]
    page.press(label)
    assert "Say why the score differs from what the numbers give." in page.messages
    page.fill("Why the score differs from the numbers", "Two towns were counted late.").press(label)
    found = sample("SELECT adjustment, reason FROM key_result_closing ORDER BY id DESC LIMIT 1")
    assert found == [(-0.1, "Two towns were counted late.")]
    ((score,),) = sample(
        "SELECT k.score FROM key_result k JOIN key_result_closing c ON c.key_result_id = k.id "
        "ORDER BY c.id DESC LIMIT 1"
    )
    assert label == f"Record: {score:g}"


def test_another_score_can_be_given_in_a_menu_that_draws_nothing_before_it_is_opened(
    place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": "Fenwheel"})
    found = len(choices(page, "Score:"))
    form = choices(page, "Score:")[0].key.split(":")[0]
    pick(page, choices(page, "Score:")[0], 0.0).press(
        next(label for label in page.buttons if label.startswith("Record: "))
    )
    assert (len(choices(page, "Score:")), "What was learnt (optional)" in page.fields) == (found - 1, False)
    request = page.app.session_state[f"_request:{form}"]
    page.app.session_state[f"{form}-open-{request}"] = True
    page.run().fill("What was learnt (optional)", "Ask earlier.").run()
    page.press(next(label for label in page.buttons if label.startswith("Record: ")))
    assert sample("SELECT learnt FROM key_result_closing ORDER BY id DESC LIMIT 1") == [("Ask earlier.",)]
    assert "What was learnt (optional)" not in page.fields


def test_another_score_that_is_picked_stays_when_its_menu_is_closed_without_recording_it(
    place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    page = open_page("close_cycle", as_=ADMIN, **{**place, "team": "Fenwheel"})
    form = choices(page, "Score:")[0].key.split(":")[0]
    pick(page, choices(page, "Score:")[0], 0.0).press(
        next(label for label in page.buttons if label.startswith("Record: "))
    )
    pick(turn_menu(page, form, True), chosen(page, form), -0.1)
    turn_menu(turn_menu(page, form, False).run(), form, True)
    assert chosen(page, form).value in (-0.1, [-0.1])
    pick(page, chosen(page, form), 0.0)
    turn_menu(turn_menu(page, form, False), form, True)
    assert chosen(page, form).value in (0.0, [0.0])


def turn_menu(page: OpenedPage, form: str, opened: bool) -> OpenedPage:
    page.app.session_state[f"{form}-open-{page.app.session_state[f'_request:{form}']}"] = opened
    return page.run()


def chosen(page: OpenedPage, form: str) -> Any:
    (found,) = [field for field in choices(page, "Score:") if field.key.startswith(f"{form}:")]
    return found


def test_a_verdict_has_to_be_chosen(place: dict[str, str], sample: Query, open_page: OpenPage) -> None:
    before = sample("SELECT count(*) FROM objective_closing")
    page = open_page("close_cycle", as_=MEMBER, **place).press("Record verdict")
    assert "Choose whether it is kept, modified or abandoned." in page.messages
    assert sample("SELECT count(*) FROM objective_closing") == before


def test_a_lesson_is_added_and_taken_back(place: dict[str, str], sample: Query, open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=MEMBER, **place)
    page.fill("What helped, in a sentence", "Calling riders").press("Add what helped")
    assert "Calling riders" in page.said
    page.press("Take back")
    assert "Calling riders" not in page.said


def test_a_cycle_is_closed_with_a_reason_and_reopened_with_another(
    place: dict[str, str], sample: Query, open_page: OpenPage
) -> None:
    page = open_page("close_cycle", as_=ADMIN, **place).press("Begin to close").press("Close the cycle")
    assert any("Say why the cycle is closed all the same." in message for message in page.messages)
    page.fill("Why it is closed all the same", "The company moves on.").press("Close the cycle")
    assert "is closed and read-only." in page.lead
    assert offered(page.buttons) == set()
    page.press("Reopen the cycle")
    assert "Say why the cycle is reopened: its numbers were final." in page.messages
    page.fill("Why it is reopened", "A number was wrong.").press("Reopen the cycle")
    assert "Close the cycle" in page.buttons


def test_all_teams_shows_how_far_each_is(place: dict[str, str], open_page: OpenPage) -> None:
    page = open_page("close_cycle", as_=ADMIN)
    assert page.lead == "0 of 6 teams scored and judged everything. Pick a team to see its own."
    assert [link.query["team"] for link in page.linked("close_cycle")][:2] == ["Cargo and partners", "Fenwheel"]


def test_a_record_of_nothing_says_so_and_leads_to_the_sessions(sample: Query, open_page: OpenPage) -> None:
    page = open_page("session_record")
    assert "This planning session does not exist" in page.messages[0]
    assert [link.address for link in page.links] == ["planning_sessions"]
