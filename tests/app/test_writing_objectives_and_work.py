"""Objectives and initiatives in their forms: new, edited, refused, and edited by two people at once."""

from datetime import date

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

TITLE = "A repaired bike stays repaired"
WHY = "Why it matters (optional)"


@pytest.fixture
def objective(sample: Query) -> int:
    return sample(
        """SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id WHERE title = ? AND c.state = 'active'""",
        TITLE,
    )[0][0]


@pytest.fixture
def form(objective: int, open_page: OpenPage) -> OpenedPage:
    """Rafael's form of the objective, opened before anybody else saves it."""
    return open_page("write_objective", as_="Rafael Quintero", id=objective)


def number_of(sample: Query, table: str) -> int:
    return sample(f"SELECT count(*) FROM {table}")[0][0]


def saved_by_a_colleague(open_page: OpenPage, objective: int) -> None:
    other = open_page("write_objective", as_="Lena Hartmann", id=objective)
    other.fill("Objective", "A repaired bike never comes back").fill("Why it changes", "Twice is too often.")
    other.press("Save objective")


def test_a_new_objective_opens_on_its_own_page(sample, open_page: OpenPage):
    page = open_page("write_objective", as_="Rafael Quintero")
    page.fill("Objective", "Night shifts are safe").fill(WHY, "Two people, one lamp.").press("Save objective")
    assert page.title == "Night shifts are safe"
    assert page.toasts == ["Objective saved."]
    stored = sample(
        """SELECT o.title, o.description, o.state, t.name, p.name, c.state FROM objective o
           JOIN team t ON t.id = o.team_id JOIN person p ON p.id = o.owner_id JOIN cycle c ON c.id = o.cycle_id
           ORDER BY o.id DESC LIMIT 1"""
    )
    wanted = ("Night shifts are safe", "Two people, one lamp.", "draft", "Workshop", "Rafael Quintero", "active")
    assert stored == [wanted]


def test_a_member_may_choose_only_teams_of_their_own(sample, open_page: OpenPage):
    page = open_page("write_objective", as_="Lena Hartmann")
    assert [option.strip() for option in page.fields["Team"].options] == ["Street operations", "Workshop"]


def test_only_open_cycles_can_be_chosen(sample, open_page: OpenPage):
    names = [name for (name,) in sample("SELECT name FROM cycle WHERE state <> 'closed'")]
    assert sorted(open_page("write_objective").fields["Cycle"].options) == sorted(names)


@pytest.mark.parametrize("title", ["", "   ", "\n\t"])
def test_an_objective_without_words_is_refused_below_the_field(title, sample, open_page: OpenPage):
    before = number_of(sample, "objective")
    page = open_page("write_objective")
    page.fill("Objective", title).fill(WHY, "Kept.").press("Save objective")
    assert "Write something here." in page.messages
    assert page.fields[WHY].value == "Kept."
    assert number_of(sample, "objective") == before


def test_a_text_that_is_too_long_is_refused(sample, open_page: OpenPage):
    page = open_page("write_objective").fill("Objective", "long " * 3000).press("Save objective")
    assert "This is too long: keep it under 10000 characters." in page.messages


def test_the_form_starts_from_what_is_stored(form: OpenedPage):
    assert form.title == "Edit the objective"
    assert form.fields["Objective"].value == TITLE


def test_an_edit_is_saved_and_moves_the_version_on(sample, objective, form: OpenedPage):
    form.fill("Objective", "Repairs last").fill("Why it changes", "A year says more.").press("Save objective")
    assert sample("SELECT title, version FROM objective WHERE id = ?", objective) == [("Repairs last", 2)]
    assert form.title == "Repairs last"


def test_a_stale_save_shows_both_texts_and_keeps_the_typed_one(
    sample, objective, form: OpenedPage, open_page: OpenPage
):
    saved_by_a_colleague(open_page, objective)
    form.fill("Objective", "Repairs last for a year").fill("Why it changes", "A year says more.").press(
        "Save objective"
    )
    assert sample("SELECT title FROM objective WHERE id = ?", objective) == [("A repaired bike never comes back",)]
    assert form.messages == [
        "Lena Hartmann saved this while you were editing. Your text is kept: compare and save again."
    ]
    assert "Objective, saved by Lena Hartmann\nA repaired bike never comes back" in form.said
    assert "Objective, yours\nRepairs last for a year" in form.said
    assert form.fields["Objective"].value == "Repairs last for a year"


def test_saving_again_after_a_comparison_keeps_ones_own(sample, objective, form: OpenedPage, open_page: OpenPage):
    saved_by_a_colleague(open_page, objective)
    form.fill("Objective", "Repairs last for a year").fill("Why it changes", "A year says more.")
    form.press("Save objective").press("Save objective")
    assert sample("SELECT title FROM objective WHERE id = ?", objective) == [("Repairs last for a year",)]
    changed = sample('SELECT "before", "after" FROM audit_event WHERE field = \'title\' ORDER BY id DESC LIMIT 1')
    assert changed == [("A repaired bike never comes back", "Repairs last for a year")]


def test_looking_again_while_a_colleague_saves_does_not_hide_the_conflict(
    sample, objective, form: OpenedPage, open_page: OpenPage
):
    saved_by_a_colleague(open_page, objective)
    form.run().fill("Objective", "Repairs last for a year").press("Save objective")
    assert sample("SELECT title FROM objective WHERE id = ?", objective) == [("A repaired bike never comes back",)]


def test_a_double_click_writes_one_objective(sample, open_page: OpenPage):
    before = number_of(sample, "objective")
    page = open_page("write_objective").fill("Objective", "Once")
    button = page.app.main.button[0]
    button.click()
    button.click()
    page.run()
    assert number_of(sample, "objective") == before + 1


def test_an_objective_cannot_contribute_to_one_below_itself(sample, open_page: OpenPage):
    child, parent = sample(
        """SELECT o.id, o.parent_id FROM objective o JOIN cycle c ON c.id = o.cycle_id
           WHERE o.parent_id IS NOT NULL AND c.state = 'active'"""
    )[0]
    page = open_page("write_objective", id=parent).fill("Contributes to", child).press("Save objective")
    assert "An objective cannot contribute to itself. Choose another parent." in page.messages


def test_a_save_by_somebody_whose_role_went_away_is_refused(sample, objective, form: OpenedPage):
    sample("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE name = 'Rafael Quintero')")
    form.fill("Objective", "Mine!").press("Save objective")
    assert sample("SELECT title FROM objective WHERE id = ?", objective) == [(TITLE,)]
    assert "Only a member of Workshop may do this. Ask a lead of the team to add you." in form.messages


def test_a_new_initiative_is_linked_to_its_key_result(sample, open_page: OpenPage):
    key, team = sample(
        """SELECT kr.id, o.team_id FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           WHERE kr.title = 'Paint 60 parking bays'"""
    )[0]
    page = open_page("write_initiative", as_="Yusuf Demir", key_result=key, team=team)
    page.fill("Initiative", "A second paint crew").fill("Hypothesis", "We expect bays to move because of two crews.")
    page.press("Save initiative")
    assert page.title == "Paint 60 parking bays"
    assert "A second paint crew" in page.said
    linked = sample(
        """SELECT i.title, l.key_result_id FROM initiative i JOIN initiative_link l ON l.initiative_id = i.id
           ORDER BY i.id DESC LIMIT 1"""
    )
    assert linked == [("A second paint crew", key)]


def test_what_came_of_an_initiative_is_kept(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT id FROM initiative WHERE title LIKE 'Bays at the twenty%'")
    page = open_page("write_initiative", as_="Yusuf Demir", id=key)
    page.fill("What came of it", "Complaints fell by a third.").press("Save initiative")
    assert sample("SELECT result FROM initiative WHERE id = ?", key) == [("Complaints fell by a third.",)]


def test_an_initiative_that_is_due_before_it_starts_is_refused_below_the_date(sample, open_page: OpenPage):
    before = number_of(sample, "initiative")
    page = open_page("write_initiative", as_="Yusuf Demir").fill("Initiative", "Backwards")
    page.fill("From", date(2026, 5, 20)).fill("Due", date(2026, 5, 10)).press("Save initiative")
    assert "The initiative is due before it starts. Move one of the dates." in page.messages
    assert number_of(sample, "initiative") == before


def test_a_stale_initiative_shows_both_texts(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT id FROM initiative WHERE title LIKE 'Bays at the twenty%'")
    page = open_page("write_initiative", as_="Yusuf Demir", id=key)
    other = open_page("write_initiative", as_="Lena Hartmann", id=key)
    other.fill("Initiative", "Bays at thirty corners").press("Save initiative")
    page.fill("Initiative", "Bays at forty corners").press("Save initiative")
    assert "Initiative, saved by Lena Hartmann\nBays at thirty corners" in page.said
    page.press("Save initiative")
    assert sample("SELECT title FROM initiative WHERE id = ?", key) == [("Bays at forty corners",)]


@pytest.fixture
def closed(sample: Query) -> tuple[int, int]:
    """An objective of a closed cycle, and one of its key results."""
    return sample(
        """SELECT o.id, k.id FROM objective o JOIN cycle c ON c.id = o.cycle_id JOIN key_result k
        ON k.objective_id = o.id WHERE c.state = 'closed' ORDER BY k.id LIMIT 1"""
    )[0]


def test_a_closed_objective_offers_nothing_to_change(closed, open_page: OpenPage):
    page = open_page("objective", id=closed[0])
    assert [link.label for link in page.links if link.address.startswith("write_") and "id" not in link.query] == []
    assert "Edit this objective" not in [link.label for link in page.links]


@pytest.mark.parametrize(("address", "place"), [("write_objective", 0), ("write_key_result", 1)])
def test_what_is_closed_cannot_be_moved_into_another_cycle_by_its_form(address, place, closed, open_page: OpenPage):
    page = open_page(address, id=closed[place])
    assert [message.endswith("is closed and read-only. Choose an open cycle.") for message in page.messages] == [True]
    assert page.buttons == []


def test_an_owner_who_has_left_is_asked_for_and_not_replaced(sample, objective, open_page: OpenPage):
    sample("UPDATE person SET is_active = 0 WHERE id = (SELECT owner_id FROM objective WHERE id = ?)", objective)
    page = open_page("write_objective", id=objective)
    assert page.fields["Owner"].value is None
    assert "Choose one." in page.press("Save objective").messages


def test_an_objective_without_key_results_says_what_to_write(sample, open_page: OpenPage):
    page = open_page("write_objective", as_="Rafael Quintero").fill("Objective", "Empty so far").press("Save objective")
    assert page.lead == "No key result yet."
    assert "Say who will do what differently" in page.said
